"""Tables that a producer printed column by column: nothing in them is certain; one cell to a line is another thing."""

from __future__ import annotations

from audit.model.table import Table
from tests.extract.test_tables_layouts import amounts, tables
from tests.regressions.test_once_wrong import loud

SUMMARY = [
    "第二部分 部门决算表",
    "2031年度收入支出决算总表",
    "单位：万元",
    "收入",
    "支出",
    "项目",
    "决算数",
    "项目",
    "决算数",
]
INCOME = ["一、一般公共预算财政拨款收入", "二、政府性基金预算财政拨款收入", "三、其他收入"]
SPENDING = ["一、一般公共服务支出", "二、农林水支出", "三、住房保障支出"]
TOTALS = ["本年收入合计", "950.00", "本年支出合计", "950.00"]
CODED = [
    "第二部分 部门决算表",
    "2031年度支出决算表",
    "单位：万元",
    "科目编码",
    "科目名称",
    "合计",
    "基本支出",
    "项目支出",
]


def table(*lines: str) -> Table:
    (found,) = tables(*lines, "第三部分 部门决算情况说明")
    return found


def uncertain(found: Table) -> bool:
    cells = [cell for row in found.rows for cell in row.cells if cell.figure is not None]
    return bool(cells) and all(cell.doubtful for cell in cells)


def test_more_amounts_than_a_row_has_below_labels_without_any() -> None:
    found = table(*SUMMARY, *INCOME, "900.00", "50.00", *SPENDING, "300.00", "600.00", "50.00", *TOTALS)
    assert uncertain(found)
    assert not loud(*SUMMARY, *INCOME, "900.00", "50.00", *SPENDING, "300.00", "600.00", "50.00", *TOTALS)


def test_the_head_of_a_column_among_the_rows() -> None:
    assert uncertain(table(*SUMMARY[:6], *INCOME, "决算数", "950.00", *SPENDING, "950.00", *TOTALS))


def test_the_unit_among_the_rows() -> None:
    assert uncertain(
        table(*SUMMARY, *INCOME[:1], "950.00", *SPENDING[:1], "单位：万元", "950.00", *SPENDING[1:], *TOTALS)
    )


def test_a_column_of_codes() -> None:
    codes = ["213", "213", "213", "213", "02", "02", "02", "05"]
    names = ["农林水支出", "林业和草原", "行政运行", "森林资源培育"]
    found = table(*CODED, *codes, *names, "535.50", "535.50", "512.30", "23.20")
    assert not any(row.code for row in found.rows)
    assert all(cell.doubtful for row in found.rows for cell in row.cells if cell.figure is not None)


def test_one_cell_to_a_line_is_read_row_by_row() -> None:
    found = table(
        *SUMMARY, INCOME[0], "900.00", SPENDING[0], "300.00", INCOME[1], SPENDING[1], "600.00", INCOME[2], "50.00",
        SPENDING[2], "50.00", *TOTALS,
    )  # fmt: skip
    assert not any(cell.doubtful for row in found.rows for cell in row.cells)
    assert [amount for _, row in amounts(found) for amount in row if amount] == [
        "900.00", "300.00", "600.00", "50.00", "50.00", "950.00", "950.00",
    ]  # fmt: skip


def test_the_unit_of_the_next_page_is_no_torn_header() -> None:
    again = SUMMARY[1:]
    found = table(
        *SUMMARY, INCOME[0], "900.00", SPENDING[0], "300.00", *again, INCOME[2], "50.00", SPENDING[2], "650.00", *TOTALS
    )
    assert not any(cell.doubtful for row in found.rows for cell in row.cells)


def test_the_numbers_of_the_columns_among_the_amounts() -> None:
    head = [
        "第二部分 部门决算表",
        "2031年度财政拨款“三公”经费支出决算表",
        "单位：万元",
        "合计",
        "因公出国（境）费",
        "公务接待费",
    ]
    assert uncertain(table(*head, "1", "9.45", "2", "5.27", "3", "4", "4.18"))


def test_coded_rows_without_amounts_above_those_of_several() -> None:
    rows = ["213 农林水支出", "21302 林业和草原", "2130201 行政运行", "2130205 森林资源培育"]
    spent = ["535.50", "535.50", "512.30", "23.20", "500.00", "500.00", "500.00", "35.50", "35.50"]
    assert uncertain(table(*CODED, *rows, *spent))
