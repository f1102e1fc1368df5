"""The Excel reader: what the cells show, and where."""

from __future__ import annotations

from time import process_time

import pytest

import audit
from audit.readers import read
from audit.readers.number_formats import builtin, renderer
from tests.readers.office import excel_file, letters

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [
        ("0.00", "12.3", "12.30"),
        ("#,##0.00", "1072.0699999999999", "1,072.07"),
        ("#,##0.00", "0", "0.00"),
        ("#,##0.00", "1.005", "1.01"),
        ("0.00", "-0.001", "0.00"),
        ("#,##0.00", "-1234.5", "-1,234.50"),
        ("0.00%", "0.98765", "98.77%"),
        ("0%", "1", "100%"),
        ("General", "0.30000000000000004", "0.3"),
        ("General", "12345678.123", "12345678.12"),
        ("General", "5", "5"),
        ("#,##0.00_ ;[Red]\\-#,##0.00\\ ", "-5.125", "-5.13"),
        ("0.00_);\\(0.00\\)", "-3.145", "(3.15)"),
        (ACCOUNTING, "0", "-"),
        (ACCOUNTING, "1234567.891", "1,234,567.89"),
        ("#,##0.00;-#,##0.00;", "0", ""),
        (";;;", "3", ""),
        ("#,##0.##", "1234.5", "1,234.5"),
        ("#", "0", ""),
        ('0.00"万元"', "12.345", "12.35万元"),
        ('General"元"', "12.3", "12.3元"),
        ("0.0,,", "1234567", "1.2"),
        ("0000", "12", "0012"),
        ("[>=100]0.0;0.00", "99", "99.00"),
        ("yyyy-mm-dd", "45369", "2024-03-18"),
        ('[$-804]yyyy"年"m"月"d"日";@', "45369.5", "2024年3月18日"),
        ("aaaa", "45369", "星期一"),
        ("h:mm", "0.5", "12:00"),
        ("mm:ss", "0.01", "14:24"),
        ("[h]:mm", "1.5", "36:00"),
        ("yyyy", "-1", "-1"),
        ("0.00", "1e300", "1e300"),
        (builtin(10), "0.5", "50.00%"),
        (builtin(31), "45369", "2024年3月18日"),
        (builtin(999), "0.5", "0.5"),
    ],
)
def test_what_a_format_shows(code: str, stored: str, shown: str) -> None:
    assert renderer(code)(stored) == shown


def test_dates_counted_from_1904() -> None:
    assert renderer("yyyy/m/d", True)("0") == "1904/1/1"


def row(number: int, *cells: str, hidden: bool = False) -> str:
    return f'<row r="{number}" hidden="{int(hidden)}">{"".join(cells)}</row>'


def word(name: str, said: str) -> str:
    return f'<c r="{name}" t="inlineStr"><is><t>{said}</t></is></c>'


def number(name: str, stored: str, style: int = 1) -> str:
    return f'<c r="{name}" s="{style}"><v>{stored}</v></c>'


def lines(sheet: str, name: str = "Sheet1", formats: tuple[str, ...] = ("0.00",)) -> tuple[str, ...]:
    return read(excel_file({name: sheet}, formats), "a.xlsx").lines


def test_a_formula_without_a_value_is_an_empty_cell_and_one_with_a_value_is_shown() -> None:
    cells = word("A1", "合计") + '<c r="B1"><f>SUM(B2:B3)</f></c>' + '<c r="C1" s="1"><f>1+1</f><v>2</v></c>'
    assert lines(f"<sheetData>{row(1, cells)}</sheetData>") == ("合计\t\t2.00",)


def test_merged_cells_once_and_what_they_cover_not_at_all() -> None:
    sheet = (
        f"<sheetData>{row(1, word('A1', '项目'), word('B1', '决算数'), number('C1', '9'))}"
        f"{row(2, word('B2', '合计'), word('C2', '基本'))}</sheetData>"
        '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    )
    assert lines(sheet) == ("项目\t决算数\t", "\t合计\t基本")


def test_hidden_rows_and_sheets_are_read_in_order() -> None:
    second_row = row(2, word("A2", "甲"), number("B2", "1"), hidden=True)
    first = f"<sheetData>{row(1, word('A1', '收入表'))}{second_row}</sheetData>"
    second = f"<sheetData>{row(1, word('A1', '乙'), number('B1', '2'))}</sheetData>"
    document = read(excel_file({"B": first, "A": second}, ["0.00"], hidden=["A"]), "a.xlsx")
    assert document.lines == ("收入表", "甲\t1.00", "", "A", "乙\t2.00")


@pytest.mark.parametrize(
    ("name", "title", "first"),
    [
        ("三公经费表", "", "三公经费表"),
        ("Sheet1", "", "项目\t1.00"),
        ("Z01", "收入支出决算总表", "收入支出决算总表"),
    ],
)
def test_a_sheet_without_a_title_begins_with_its_name(name: str, title: str, first: str) -> None:
    head = row(1, word("A1", title)) if title else ""
    assert lines(f"<sheetData>{head}{row(2, word('A2', '项目'), number('B2', '1'))}</sheetData>", name)[0] == first


def test_line_breaks_and_tabs_in_a_cell_are_spaces() -> None:
    cells = word("A1", "基本\n支出") + word("B1", "a\tb")
    assert lines(f"<sheetData>{row(1, cells)}</sheetData>") == ("基本 支出\ta b",)


def test_places_are_sheet_and_cell() -> None:
    told = ["支出决算表", "单位：万元"]
    rows = [row(at, word(f"B{at}", said)) for at, said in enumerate(told, 1)]
    table = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["", "合计", "30.00", "20.00", "10.00"],
        ["201", "一般公共服务支出", "30.00", "20.00", "11.00"],
    ]
    for at, cells in enumerate(table, 3):
        rows.append(row(at, *(word(f"{letters(column + 1)}{at}", cell) for column, cell in enumerate(cells) if cell)))
    data = excel_file({"支出": f"<sheetData>{''.join(rows)}</sheetData>"})
    (document,) = audit.audit_bytes(data, "a.xlsx").to_dict()["documents"]
    assert document["format"] == "excel"
    places = {(f["sheet"], f["cell"]) for finding in document["findings"] for f in finding["figures"]}
    assert ("支出", "F5") in places
    assert all(sheet == "支出" and cell for sheet, cell in places)


def test_a_lone_name_in_a_table_is_a_row_and_above_it_a_paragraph() -> None:
    sheet = (
        f"<sheetData>{row(1, word('A1', '一、收支情况'))}{row(2, word('A2', '项目'), word('B2', '决算数'))}"
        f"{row(3, word('A3', '二、外交支出'))}{row(4, word('A4', '三、国防支出'), number('B4', '1'))}</sheetData>"
    )
    blocks = read(excel_file({"Sheet1": sheet}, ["0.00"]), "a.xlsx").blocks
    assert [block.kind.value for block in blocks] == ["heading", "row", "row", "row"]


def test_180_000_cells_within_three_seconds() -> None:
    def sheet() -> str:
        rows = ""
        for r in range(1, 601):
            amounts = [number(f"{letters(column)}{r}", f"{r}.25") for column in range(2, 10)]
            rows += row(r, word(f"A{r}", str(2010000 + r)), word(f"B{r}", f"项目{r}号"), *amounts)
        return f"<sheetData>{rows}</sheetData>"

    data = excel_file({f"表{at}": sheet() for at in range(30)}, ["#,##0.00"])
    start = process_time()
    document = read(data, "a.xlsx")
    assert process_time() - start < 3
    assert sum(line.count("\t") + 1 for line in document.lines if "\t" in line) == 180_000
