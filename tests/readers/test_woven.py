"""Figures that a dump printed on a line of their own go back into the line above, where only one way is right."""

from __future__ import annotations

import pytest

from audit.model.document import Document
from audit.readers.text import read_text

DUMP = """一、收入情况
某某县林业站 年度收入总计 万元。与 年度相比，收入总
2031 4,210.35 2030
计增加 万元，增长 。主要原因：造林项目增加，其中财政拨款收入
60.20 1.45%
万元，占 ；其他收入 万元，占 。
4,200.00 99.75% 10.35 0.25%
二、 三公 经费情况
“ ”
、公务接待费（类）。主要用于：接待来站指导的专家 。年初预算为 万元，
1 5.00
支出决算为 万元，完成预算的 。
4.00 80.00%
截至 年 月 日，共有车辆 辆，绩效评级为 优 的项目 个；绩效评级
2031 12 31 2 “ ” 3
为 良 的项目 个。
“ ” 0
"""


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_figures_return_into_the_holes_of_the_line_above() -> None:
    whole = "".join(texts(read_text(DUMP, "a.txt")))
    assert "某某县林业站2031年度收入总计4,210.35万元。与2030年度相比，收入总计增加60.20万元，增长1.45%。" in whole
    assert "其中财政拨款收入4,200.00万元，占99.75%；其他收入10.35万元，占0.25%。" in whole
    assert "支出决算为4.00万元，完成预算的80.00%。" in whole
    assert "截至2031年12月31日，共有车辆2辆，绩效评级为“优”的项目3个；绩效评级为“良”的项目0个。" in whole
    assert "二、“三公”经费情况" in whole
    assert "1、公务接待费（类）" in whole


def test_each_keeps_the_place_where_it_was_printed() -> None:
    document = read_text(DUMP, "a.txt")
    for block in document.blocks:
        for figure in ("4,210.35", "99.75%", "万元"):
            if figure in block.text:
                start = block.text.index(figure)
                span = block.span(start, start + len(figure))
                assert span.line is not None
                assert span.column is not None
                printed = document.lines[span.line - 1][span.column - 1 :]
                assert printed.startswith(figure)


@pytest.mark.parametrize(
    "below",
    [
        "4,210.35 2030",  # one too few: the year and the amount could be any of the three
        "4,210.35",
        "1.45% 2030 60.20% 5 8",  # one too many
    ],
)
def test_nothing_moves_where_figures_do_not_fit(below: str) -> None:
    dump = DUMP.replace("2031 4,210.35 2030\n", below + "\n")
    assert "4,210.35万元" not in "".join(texts(read_text(dump, "a.txt")))


def test_the_rows_of_a_table_are_no_torn_lines() -> None:
    table = "合计\n5.00 4.00\n一般公共服务支出\n201 3.00\n本年收入合计 本年支出合计\n8.00 8.00\n"
    found = texts(read_text(DUMP + "第二部分 收支表\n" + table, "a.txt"))
    assert "5.00 4.00" in found
    assert "201 3.00" in found
    assert "8.00 8.00" in found


def test_a_page_number_below_a_line_stays_out_of_it() -> None:
    dump = DUMP.replace("计增加 万元", "计为站里五年来的最高水平，收入增加的原因是造林项目，\n7\n较上年增加 万元")
    whole = "".join(texts(read_text(dump, "a.txt")))
    assert "造林项目，7" not in whole
    assert "60.20万元" in whole


def test_of_two_lines_of_figures_none_is_chosen() -> None:
    whole = "".join(texts(read_text(DUMP.replace("1 5.00", "1\n5.00"), "a.txt")))
    assert "年初预算为1万元" not in whole
    assert "年初预算为5.00万元" not in whole


def test_figures_above_their_line_return_as_well() -> None:
    lines = DUMP.splitlines()
    turned = [lines[0]]
    for line in lines[1:]:
        if all(part[0] in "-0123456789“”" for part in line.split()):
            turned.insert(-1, line)
        else:
            turned.append(line)
    assert texts(read_text("\n".join(turned), "a.txt")) == texts(read_text(DUMP, "a.txt"))
