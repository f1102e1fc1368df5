"""Rows whose name a producer printed above their codes and amounts: put together, or left doubtful."""

from __future__ import annotations

from audit.model.table import Table
from tests.extract.test_tables_layouts import amounts, names, tables

HEAD = ["第二部分 部门决算表", "支出决算表", "单位：万元", "科目编码 科目名称 合计 基本支出 项目支出", "类 款 项"]
CODED = [
    "合计 620.00 35.50",
    "655.50",
    "农林水支出 500.00 35.50",
    "213 535.50",
    "林业和草原 500.00 35.50",
    "213 02 535.50",
    "行政运行 12.30",
    "213 02 01 512.30 500.00",
    "森林资源培育",
    "213 02 05 23.20 23.20",
    "社会保障和就业支出",
    "208 120.00 120.00",
    "行政事业单位养老支出",
    "208 05 120.00 120.00",
    "机关事业单位基本养老保险缴",
    "208 05 05 费支出 120.00 120.00",
]
SUMMARY = ["第二部分 部门决算表", "收入支出决算总表", "单位：万元", "收入 支出", "项目 决算数 项目 决算数"]
LABELS = [
    "一、一般公共预算财政拨款收入 一、一般公共服务支出",
    "二、政府性基金预算财政拨款收入 二、外交支出",
    "三、国有资本经营预算财政拨款收入 三、国防支出",
    "四、其他收入 四、公共安全支出",
]


def summary(others: str) -> list[str]:
    return [LABELS[0], "500.00 515.50", *LABELS[1:], others, "本年收入合计 本年支出合计", "520.00 520.00"]


def table(*lines: str) -> Table:
    (found,) = tables(*lines, "第三部分 部门决算情况说明")
    return found


def test_a_row_is_its_name_above_and_its_codes_below() -> None:
    found = table(*HEAD, *CODED)
    assert amounts(found) == [
        ("合计", ["655.50", "620.00", "35.50"]),
        ("213", ["535.50", "500.00", "35.50"]),
        ("21302", ["535.50", "500.00", "35.50"]),
        ("2130201", ["512.30", "500.00", "12.30"]),
        ("2130205", ["23.20", "", "23.20"]),
        ("208", ["120.00", "120.00", ""]),
        ("20805", ["120.00", "120.00", ""]),
        ("2080505", ["120.00", "120.00", ""]),
    ]
    assert names(found)["2080505"] == "机关事业单位基本养老保险缴费支出"
    assert names(found)["2130205"] == "森林资源培育"
    assert not found.doubtful


def test_amounts_of_both_lines_are_placed_by_the_sums_of_the_rows_where_their_own_is_wrong() -> None:
    found = table(*HEAD, *(line.replace("512.30 500.00", "512.30 501.00") for line in CODED))
    assert amounts(found)[3] == ("2130201", ["512.30", "501.00", "12.30"])


def test_amounts_of_both_lines_that_add_up_in_no_order_stay_doubtful() -> None:
    changed = {"行政运行 12.30": "行政运行 13.31", "213 02 01 512.30 500.00": "213 02 01 511.33 501.00"}
    found = table(*HEAD, *(changed.get(line, line) for line in CODED))
    assert {figure.span.text for figure in found.doubtful} >= {"13.31", "511.33", "501.00"}


def test_amounts_below_two_labels_are_dealt_to_both() -> None:
    found = table(*SUMMARY, *summary("20.00 4.50"))
    income = {row.name: row.cells[0].figure for row in found.rows if row.side == "income"}
    spent = {row.name: row.cells[1].figure for row in found.rows if row.side == "expenditure"}
    assert {name: figure.span.text for name, figure in income.items() if figure} == {
        "一、一般公共预算财政拨款收入": "500.00",
        "四、其他收入": "20.00",
        "本年收入合计": "520.00",
    }
    assert {name: figure.span.text for name, figure in spent.items() if figure} == {
        "一、一般公共服务支出": "515.50",
        "四、公共安全支出": "4.50",
        "本年支出合计": "520.00",
    }


def test_one_amount_below_two_labels_may_be_that_of_either() -> None:
    found = table(*SUMMARY, *summary("20.00"))
    assert {figure.span.text for figure in found.doubtful} == {"20.00"}
    unsure = [row.name for row in found.rows if any(cell.doubtful for cell in row.cells)]
    assert unsure == ["四、其他收入", "四、公共安全支出"]


def test_codes_that_lost_their_ends_are_none() -> None:
    """Two listings side by side, of which the codes stand in one line and the names in the next."""
    found = table(
        *("第二部分 部门决算表", "一般公共预算财政拨款基本支出决算表", "单位：万元", "科目编码 科目名称 决算数"),
        *("301 302", "工资福利支出 300.00 商品和服务支出 40.00"),
        *("301 01 302", "基本工资 01 办公费", "200.00 25.00"),
        *("301 02 302", "津贴补贴 02 印刷费", "60.00 5.00"),
        *("301 03 302", "奖金 05 水费", "40.00 4.00"),
        *("301 07 302", "绩效工资 06 电费", "6.00"),
    )
    assert not any(row.code for row in found.rows)
    assert all(cell.doubtful for row in found.rows for cell in row.cells if cell.figure is not None)


BASIC = [
    "第二部分 部门决算表", "一般公共预算财政拨款基本支出决算表", "单位：万元",
    "经济分类科目编码 科目名称 决算数 经济分类科目编码 科目名称 决算数",
]  # fmt: skip
PAIRS = [
    ("工资福利支出 商品和服务支出", "301 300.00 302 40.00"),
    ("基本工资 办公费", "30101 240.00 30201 31.00"),
    ("津贴补贴 印刷费", "30102 60.00 30202 9.00"),
    ("人员经费合计 公用经费合计", "300.00 40.00"),
]
LISTED = [
    ("301", ["300.00"]), ("302", ["40.00"]), ("30101", ["240.00"]), ("30201", ["31.00"]), ("30102", ["60.00"]),
    ("30202", ["9.00"]), ("人员经费合计", ["300.00"]), ("公用经费合计", ["40.00"]),
]  # fmt: skip


def test_two_listings_side_by_side_below_their_names() -> None:
    found = table(*BASIC, *(line for pair in PAIRS for line in pair))
    assert [(name, [amount for amount in row if amount]) for name, row in amounts(found)] == LISTED
    assert names(found)["30202"] == "印刷费"
    assert not found.doubtful


def test_and_above_their_names() -> None:
    found = table(*BASIC, *(line for pair in PAIRS for line in reversed(pair)), "2031")
    assert [(name, [amount for amount in row if amount]) for name, row in amounts(found)] == LISTED
    assert names(found)["30202"] == "印刷费"


def test_names_below_their_codes_belong_to_these() -> None:
    rows = ["213 535.50 35.50", "农林水支出", "213 02 535.50 35.50", "林业和草原", "208 120.00", "社会保障和就业支出"]
    found = table(*HEAD[:4], *rows)
    assert names(found) == {"213": "农林水支出", "21302": "林业和草原", "208": "社会保障和就业支出"}


def test_names_of_two_listings_that_are_not_one_for_each_leave_the_amounts_uncertain() -> None:
    lines = [line for pair in PAIRS for line in pair]
    found = table(*BASIC, *(line.replace("津贴补贴 印刷费", "津贴补贴 办公 印刷费") for line in lines))
    certain = {cell.figure.span.text for row in found.rows for cell in row.cells if cell.figure and not cell.doubtful}
    assert "240.00" in certain
    assert not certain & {"60.00", "9.00"}
