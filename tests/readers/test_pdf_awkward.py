"""PDFs as some producers make them: no figure is lost, altered, or read twice."""

from __future__ import annotations

import pytest

import audit
from audit import readers
from tests.readers.pdf_typed import Typed
from tests.readers.pdf_writer import HEIGHT, WIDTH

SAID = "2031年度收入总计1,234.56万元，支出总计1,200.50万元。"


def lines(typed: Typed) -> list[str]:
    return list(readers.read(typed.data(), "a.pdf").lines)


@pytest.mark.parametrize("slant", [-0.2, 0.21, 0.33])
def test_italics_that_are_made_by_slanting_are_read(slant: float) -> None:
    typed = Typed()
    typed.text(72, 100, SAID)
    typed.text(72, 120, "其中：项目支出77.70万元，占5.67%。", slant=slant)
    typed.text(72, 140, SAID, slant=slant)
    assert lines(typed) == [SAID, "其中：项目支出77.70万元，占5.67%。", SAID]


def test_a_page_that_lies_a_little_askew_is_read() -> None:
    typed = Typed()
    typed.draw(lambda canvas: canvas.rotate(0.6))
    typed.text(72, 100, SAID)
    assert lines(typed) == [SAID]


@pytest.mark.parametrize(("size", "rise"), [(7, 5), (7, 4), (8, 3), (6, 3.5)])
def test_the_mark_of_a_note_is_no_digit_of_the_figure(size: float, rise: float) -> None:
    typed = Typed()
    x = typed.text(72, 100, "面积15.25km")
    x = typed.text(x, 100, "2", size, rise=rise)
    x = typed.text(x, 100, "，收入总计1,234.56")
    x = typed.text(x, 100, "12", size, rise=rise)
    typed.text(x, 100, "万元，支出总计1,234.50万元。")
    assert lines(typed) == ["面积15.25km²，收入总计1,234.56¹²万元，支出总计1,234.50万元。"]
    (block,) = readers.read(typed.data(), "a.pdf").blocks
    assert "收入总计1,234.56万元，" in block.text


def test_the_mark_of_a_note_in_a_cell_leaves_the_figure() -> None:
    typed = Typed()
    typed.text(200, 80, "支出决算表")
    typed.text(200, 95, "单位：万元", 9)
    typed.grid([72, 172, 272, 372], [100, 120, 140, 160, 180])
    head, last = ("项目", "上年数", "本年数"), ("合计", "5.00", "30.50")
    rows = (head, ("基本支出", "8.00", "10.00"), ("项目支出", "−3.00", "20.50"), last)
    for y, row in zip((114, 134, 154, 174), rows, strict=True):
        for x, cell in zip((76, 176, 276), row, strict=True):
            end = typed.text(x, y, cell, 10)
            if cell == "10.00":
                typed.text(end, y, "2", 6, rise=4)
    (report,) = audit.audit_bytes(typed.data(), "a.pdf").to_dict()["documents"]
    assert (report["relations"]["total"], report["relations"]["consistent"]) == (2, 2)
    assert report["figures"]["checked"] == 6


def test_what_stands_beside_the_page_is_not_in_the_document() -> None:
    typed = Typed()
    typed.draw(lambda canvas: canvas.setCropBox((40, 200, WIDTH, HEIGHT)))
    typed.text(72, 100, SAID)
    typed.text(72, -20, "上方99.99万元")
    typed.text(WIDTH + 9, 100, "右方88.88万元")
    typed.text(72, HEIGHT - 100, "裁去77.77万元")
    assert lines(typed) == [SAID]


def test_characters_that_are_not_seen_do_not_part_a_number() -> None:
    """A font gives them no room; the one made here does, so that a gap is left."""
    typed = Typed()
    typed.text(72, 100, "收入\u200b总计\ufeff\u20601,234.56万元，减少\xad12.50万元")
    (line,) = lines(typed)
    assert line.replace(" ", "") == "收入总计1,234.56万元，减少-12.50万元"


def test_radicals_and_doubles_are_the_characters_that_they_look_like() -> None:
    typed = Typed()
    typed.text(72, 100, "⾦额：部⻔⽀出１２３．４５万元，⻓期数\uf97e1.00万元")
    assert lines(typed) == ["金额：部门支出１２３．４５万元，长期数量1.00万元"]
    typed.grid([72, 172, 272], [150, 170, 190])
    for y, name, amount in ((163, "⼀般公共服务", "1.00"), (183, "⾮税", "２.00")):
        typed.text(76, y, name, 10)
        typed.text(176, y, amount, 10)
    assert lines(typed)[1:] == ["一般公共服务\t1.00", "非税\t２.00"]
