"""Tables of narrow cells, whose numbers and names go on in the line below."""

from __future__ import annotations

import audit
from tests.extract.test_tables_layouts import amounts, table

ROWS = (
    "科目编码 科目名称 合计 基本支出 项目支出",
    "合计 949,16 764,38 184,77",
    "1.61 8.22 3.39",
    "205 教育支出 949,16 764,38 184,77",
    "1.61 8.22 3.39",
    "20502 普通教育 949,16 764,38 184,77",
    "1.61 8.22 3.39",
    "205020 小学教育 874,46 764,38 110,07",
    "2 8.06 8.22 9.84",
    "205020 学前 74,693.5 74,693.5",
    "1 教育 5 5",
)


def test_numbers_and_codes_that_go_on_below_are_put_together() -> None:
    found = table(*ROWS)
    assert amounts(found) == [
        ("合计", ["949,161.61", "764,388.22", "184,773.39"]),
        ("205", ["949,161.61", "764,388.22", "184,773.39"]),
        ("20502", ["949,161.61", "764,388.22", "184,773.39"]),
        ("2050202", ["874,468.06", "764,388.22", "110,079.84"]),
        ("2050201", ["74,693.55", "", "74,693.55"]),
    ]


def checks(title: str, *lines: str) -> list[str]:
    head = ("白石区教育局2031年度部门决算", title, "单位：万元")
    (document,) = audit.audit_bytes("\n".join((*head, *lines)).encode(), "a.txt").documents
    loud = [finding.check for finding in document.findings if finding.severity in ("error", "warning")]
    return [check for check in loud if not check.startswith("DOC")]


def test_a_digit_that_is_wrong_in_a_wrapped_row_is_found() -> None:
    assert checks("2031年度支出决算表", *ROWS) == []
    wrong = (*ROWS[:7], ROWS[7].replace("874,46", "847,46"), *ROWS[8:])
    assert {"SUM011", "SUM012"} & set(checks("2031年度支出决算表", *wrong))


def test_a_line_whose_wrapped_name_reads_like_one_of_the_other_half_breaks_no_formula() -> None:
    lines = (
        "收入 支出",
        "项目 行次 决算数 项目 行次 决算数",
        "栏次 1 栏次 2",
        "一、一般公共 1 764.22 一、一般公共 6 900.00",
        "预算财政拨款 服务支出",
        "收入",
        "二、政府性基 2 二、教育支出 7 48.61",
        "金预算财政拨",
        "款收入",
        "三、其他收入 3 184.39 8",
        "本年收入合计 4 948.61 本年支出合计 9 948.61",
        "总计 5 948.61 总计 10 948.61",
        "注：4行＝（1＋2＋3）行；5行＝4行；9行＝（6＋7＋8）行；10行＝9行。",
    )
    assert checks("2031年度收入支出决算总表", *lines) == []


def test_a_line_of_numbers_below_whole_ones_is_a_row_of_its_own() -> None:
    found = table(
        "科目编码 科目名称 合计 基本支出 项目支出",
        "205 教育支出 9,161.61 7,388.22 1,773.39",
        "20502 普通教育 9,161.61 7,388.22 1,773.39",
        "2050202 小学教育 9,161.61 7,388.22 1,773.39",
    )
    assert [numbers for _, numbers in amounts(found)] == [["9,161.61", "7,388.22", "1,773.39"]] * 3


def test_last_digits_alone_are_put_back_where_several_rows_lost_theirs() -> None:
    found = table(
        "科目编码 科目名称 合计 基本支出 项目支出",
        "合计 949,161.6 764,388.2 184,773.39",
        "1 2",
        "205 教育支出 949,161.6 764,388.2 184,773.39",
        "1 2",
        "20502 普通教育 949,161.6 764,388.2 184,773.39",
        "1 2",
        "2050202 小学教育 949,161.6 764,388.2 184,773.39",
        "1 2",
    )
    assert [numbers for _, numbers in amounts(found)] == [["949,161.61", "764,388.22", "184,773.39"]] * 4
