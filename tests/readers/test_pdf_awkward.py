"""PDFs as some producers make them: no figure is lost, altered, or read twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from reportlab.lib.utils import ImageReader

import audit
from audit import readers
from audit.cli import main
from audit.errors import ReadError
from audit.model.document import Notice
from audit.readers.pieces import width
from tests.readers.pdf_typed import Typed
from tests.readers.pdf_writer import HEIGHT, WIDTH, Paper
from tests.readers.test_pdf import TABLE, WIDTHS

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


def picture(typed: Typed, top: float = 0, height: float = HEIGHT) -> None:
    image = ImageReader(Image.new("L", (8, 8), 200))
    typed.draw(lambda canvas: canvas.drawImage(image, 0, HEIGHT - top - height, WIDTH, height))


def test_recognised_text_under_a_picture_is_read_and_said_to_be_so(tmp_path: Path) -> None:
    typed = Typed()
    typed.text(72, 100, SAID)
    typed.page()
    picture(typed)
    typed.text(72, 100, SAID, mode=3)
    document = readers.read(typed.data(), "a.pdf")
    assert list(document.lines) == [SAID, SAID]
    assert document.notices == (Notice("recognised", ("p. 2",)),)
    file = tmp_path / "a.pdf"
    file.write_bytes(typed.data())
    assert "文字识别" in CliRunner().invoke(main, ["check", str(file)]).stdout


def test_a_scanned_page_with_words_above_and_below_is_a_scanned_page() -> None:
    typed = Typed()
    typed.text(72, 100, SAID)
    typed.page()
    typed.text(72, 40, "云岭县农业局2031年度部门决算公开材料，网上公开版本", 9)
    picture(typed)
    typed.text(280, HEIGHT - 40, "第 2 页 共 40 页", 9)
    with pytest.raises(ReadError) as caught:
        lines(typed)
    assert (caught.value.reason, caught.value.detail) == ("pdf-scanned", "p. 2")


def test_a_cover_with_its_title_on_a_picture_is_none() -> None:
    typed = Typed()
    picture(typed)
    typed.text(100, 300, "云岭县农业局2031年度部门决算", 26)
    typed.page()
    typed.text(72, 100, SAID)
    assert lines(typed) == ["云岭县农业局2031年度部门决算", SAID]


def test_words_on_their_side_whose_font_is_missing_are_read_or_refused() -> None:
    """Without such a font on the machine pdfium leaves out what is Chinese alone; numbers it reads."""
    paper = Paper()
    paper.text(72, 40, "云岭县农业局2031年度部门决算公开")
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -WIDTH)
    paper.height = WIDTH
    paper.table(WIDTHS, TABLE)
    data = paper.data()  # a paper is saved once
    (document,) = audit.audit_bytes(data, "a.pdf").documents
    if document.unreadable:
        assert (document.unreadable, document.unreadable_detail) == ("pdf-fonts", "p. 1")
    else:
        assert any("教育支出" in line for line in readers.read(data, "a.pdf").lines)


def test_a_few_words_on_their_side_in_a_cell_are_read_in_their_cell() -> None:
    typed = Typed()
    typed.grid([72, 112, 212, 312], [100, 180])
    typed.grid([112, 212, 312], [100, 140, 180])
    for y, name, score in ((123, "产出数量", "12.00"), (163, "产出质量", "95.00%")):
        typed.text(116, y, name, 10)
        typed.text(216, y, score, 10)
    upright = lines(typed)
    typed.draw(lambda canvas: (canvas.saveState(), canvas.translate(95, HEIGHT - 165), canvas.rotate(90)))
    typed.text(0, HEIGHT, "一级指标", 10)
    typed.draw(lambda canvas: canvas.restoreState())
    typed.draw(lambda canvas: (canvas.saveState(), canvas.translate(500, HEIGHT - 700), canvas.rotate(-90)))
    typed.text(0, HEIGHT, "附件", 10)
    typed.draw(lambda canvas: canvas.restoreState())
    assert upright == ["\t产出数量\t12.00", "\t产出质量\t95.00%"]
    assert lines(typed) == ["一级指标\t产出数量\t12.00", "\t产出质量\t95.00%"]


def test_two_numbers_that_a_rule_parts_are_two_however_close_they_stand() -> None:
    typed = Typed()
    typed.grid([72, 152, 232], [100, 120, 140])
    for y, amount, code in ((114, "4,846.51", "30204"), (134, "365.71", "30205")):
        end = 152 - 0.6
        typed.text(end - 5 * len(amount), y, amount, 10)
        typed.text(152 + 0.6, y, code, 10)
    assert lines(typed) == ["4,846.51\t30204", "365.71\t30205"]


def test_a_number_wider_than_its_cell_is_whole_across_the_rule() -> None:
    typed = Typed()
    typed.grid([72, 102, 182], [100, 120])
    typed.text(74, 114, "1,234,846.51", 10)
    typed.text(150, 114, "17", 10)
    assert lines(typed) == ["\t1,234,846.51 17"]


def test_what_is_filled_in_is_read_and_a_marker_is_not() -> None:
    typed = Typed()
    typed.text(72, 100, SAID)
    typed.draw(lambda canvas: canvas.acroForm.textfield(name="a", value="1,234.50", x=100, y=HEIGHT - 160, width=100))
    typed.draw(lambda canvas: canvas.highlightAnnotation("99.99", (72, HEIGHT - 110, 200, HEIGHT - 90)))
    assert lines(typed) == [SAID, "1,234.50"]


@pytest.mark.parametrize("size", [24, 40, 60])
def test_a_level_watermark_stays_out_of_the_text(size: float) -> None:
    typed = Typed()
    for y in (100, 120, 140):
        typed.text(72, y, SAID)
    typed.grid([72, 172, 272], [150, 170, 190])
    for y, name, amount in ((163, "基本支出", "1.00"), (183, "项目支出", "2.00")):
        typed.text(76, y, name, 10)
        typed.text(176, y, amount, 10)
    typed.text(150, 300, "附件二", size)
    plain = lines(typed)
    assert plain[-1] == "附件二"
    typed.text(80, 125, "内部资料 2031", size)
    typed.text(80, 185, "内部资料", size)
    assert lines(typed) == plain


@pytest.mark.parametrize("space", [0, 1, 2, 3, 4])
def test_amounts_that_are_letter_spaced_like_their_words_are_whole(space: float) -> None:
    typed = Typed()
    typed.grid([72, 172, 272], [100, 120, 140])
    for y, name, amount in ((113, "基本支出", "1,234.50"), (133, "项目支出", "234.50")):
        typed.text(76, y, name, 9, space=space)
        typed.text(176, y, amount, 9, space=space)
    assert lines(typed) == ["基本支出\t1,234.50", "项目支出\t234.50"]


def test_bold_type_that_is_printed_several_times_is_read_once() -> None:
    typed = Typed()
    for across, down in ((0, 0), (0.3, 0), (0, 0.3), (0.6, 0.3)):
        typed.text(72 + across, 100 + down, SAID)
    assert lines(typed) == [SAID]


@pytest.mark.parametrize("holed", ["1,2\ue0014.50", "1,200.\ue001\ue002", "\ue001\ue002\ue003", "\ue0011,234.50"])
def test_a_number_of_which_a_digit_has_no_unicode_is_not_passed_over(holed: str) -> None:
    typed = Typed()
    for y in range(100, 500, 20):
        typed.text(72, y, SAID)
    typed.text(72, 600, f"项目支出{holed}万元。")
    with pytest.raises(ReadError) as caught:
        lines(typed)
    assert (caught.value.reason, caught.value.detail) == ("pdf-fonts", "p. 1")


def test_a_bullet_without_unicode_before_a_number_is_none_of_its_digits() -> None:
    typed = Typed()
    for y in range(100, 500, 20):
        typed.text(72, y, SAID)
    typed.text(72, 600, "\uf06c1.收入总计100.00万元；")
    typed.text(72, 620, "\uf0d8 支出总计100.00万元\uf0a7")
    assert lines(typed)[-2:] == ["\uf06c1.收入总计100.00万元；", "\uf0d8 支出总计100.00万元\uf0a7"]


LEFT = (
    "一、收支情况。2031年度收入总计1,234",
    ".50万元，支出总计1,200.50万元，其中：",
    "基本支出1,000.00万元，占83.30%；项",
    "目支出200.50万元，占16.70%。收入比",
    "上年增加12.30万元。",
)
RIGHT = (
    "二、其他说明。本部门没有政府性基金预算",
    "财政拨款收支，也没有国有资本经营预算财",
    "政拨款收支，特此说明；购置车辆支出为零，",
    "没有新增车辆，没有出国（境）团组，也没",
    "有举办会议，没有其他需要说明的事项，特",
    "此说明。",
)


@pytest.mark.parametrize(("first", "second"), [(LEFT, RIGHT), (RIGHT, LEFT)], ids=["shorter", "longer"])
def test_prose_in_two_columns_is_read_column_by_column(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    typed = Typed()
    typed.text(200, 60, "云岭县农业局2031年度决算说明")
    for x, column in ((60, first), (320, second)):
        for at, line in enumerate(column):
            typed.text(x, 100 + 20 * at, line)
    typed.text(60, 300, "第三部分 名词解释")
    document = readers.read(typed.data(), "a.pdf")
    assert list(document.lines) == ["云岭县农业局2031年度决算说明", *first, *second, "第三部分 名词解释"]
    assert any("收入总计1,234.50万元，支出总计" in block.text for block in document.blocks)


def test_a_table_of_words_without_rules_is_no_prose() -> None:
    rows = (
        ("水利工程", "用于修建小型水利设施，改善灌溉条件，涉及三个乡镇。"),
        ("道路维修", "用于维修村组道路，方便群众出行，共计十二公里。"),
        ("技术培训", "用于开展技术培训，提高农民素质，全年举办六期。"),
        ("防灾减灾", "用于购买防灾物资，提高应急能力，储备足量物资。"),
    )
    typed = Typed()
    for at, row in enumerate(rows):
        for x, cell in zip((60, 200), row, strict=True):
            typed.text(x, 100 + 20 * at, cell)
    assert [tuple(line.split()) for line in lines(typed)] == list(rows)


@pytest.mark.parametrize("number", ["第{}页", "— {} —", "{}"])
def test_pages_counted_in_words_or_roman_numerals_are_left_out(number: str) -> None:
    typed = Typed()
    counted = "一二三四" if "第" in number else ("i", "ii", "iii", "iv")
    for page in counted:
        typed.text(72, 100, SAID)
        typed.text(280, HEIGHT - 40, number.format(page), 9)
        typed.page()
    assert lines(typed) == [SAID] * 4


def unruled(rows: list[tuple[list[str], str, str]], pitch: float, leading: float = 13) -> list[list[str]]:
    """The words of the lines of a table without rules, the wrapped names of its rows beside their middle."""
    typed = Typed()
    typed.text(72, 60, "支出决算表")
    for at, (name, one, two) in enumerate(rows):
        y = 100 + pitch * at
        for line, said in enumerate(name):
            typed.text(120, y + leading * (line - (len(name) - 1) / 2), said, 10)
        typed.text(72, y, f"20{at}", 10)
        for x, amount in ((300, one), (380, two)):
            typed.text(x - 5 * len(amount), y, amount, 10)
    return [line.split() for line in lines(typed)[1:]]


def test_amounts_of_one_row_that_stand_close_end_in_their_columns() -> None:
    typed = Typed()
    rows = (
        ("合计", "975,768.55", "672,571.57"),
        ("教育支出", "35,969.17", "33,451.47"),
        ("住房支出", "7,027.35", "639.10"),
    )
    for at, (name, *numbers) in enumerate(rows):
        typed.text(72, 100 + 20 * at, name)
        for x, number in zip((180, 245.3), numbers, strict=True):  # flush left, 5.3 points between the longest
            typed.text(x, 100 + 20 * at, number)
    for at in (1, 2):
        ends = [width(line.partition(row[at])[0] + row[at]) for line, row in zip(lines(typed), rows, strict=True)]
        assert len(set(ends)) == 1


def test_a_wrapped_name_beside_its_row_is_whole_where_no_rule_shows_it() -> None:
    rows = [
        (["一般公共服务支出"], "10.00", "1.00"),
        (["行政事业单位", "养老支出"], "1,220.00", ""),
        (["其他社会保障", "和就业支出以", "及有关支出"], "30.00", "3.00"),
        (["住房保障支出"], "", "4.00"),
    ]
    assert unruled(rows, pitch=52) == [
        [f"20{at}", "".join(name), *filter(None, amounts)] for at, (name, *amounts) in enumerate(rows)
    ]


def test_a_wrapped_name_as_near_to_one_row_as_to_the_next_is_left_as_it_is() -> None:
    rows = [(["一般公共服务", "支出"], "10.00", "1.00"), (["养老支出"], "20.00", "2.00"), (["住房"], "5.00", "6.00")]
    found = unruled(rows, pitch=13, leading=13)
    assert [amount for row in found for amount in row if "." in amount] == [
        "10.00",
        "1.00",
        "20.00",
        "2.00",
        "5.00",
        "6.00",
    ]
    assert all("支出养老支出" not in row and "一般公共服务支出养老支出" not in row for row in found)
