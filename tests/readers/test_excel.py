"""The Excel reader: what the cells show, and where."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

import audit
from audit.model.document import Notice
from audit.model.evaluation import Verdict
from audit.readers import read
from audit.readers.number_formats import builtin, renderer
from tests.pace import within
from tests.readers.office import excel_file, letters

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [
        ("0.00", "12.3", "12.30"),
        ("#,##0.00", "1241.3799999999999", "1,241.38"),
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


@given(
    st.integers(0, 10**12),
    st.integers(0, 6),
    st.sampled_from(["0", "0.00", "#,##0.00", "#,##0", "000.0", '"约"0.00"元"', "#,##0.00;-#,##0.00", "0.00_);(0.00)"]),
)
def test_a_number_is_shown_alike_however_many_noughts_are_stored(number: int, places: int, code: str) -> None:
    stored = f"{Decimal(number).scaleb(-places):f}"
    longer = stored + ("" if "." in stored else ".") + "0" * 9
    assert renderer(code)(stored) == renderer(code)(longer)


def row(number: int, *cells: str, hidden: bool = False) -> str:
    return f'<row r="{number}" hidden="{int(hidden)}">{"".join(cells)}</row>'


def word(name: str, said: str) -> str:
    return f'<c r="{name}" t="inlineStr"><is><t>{said}</t></is></c>'


def number(name: str, stored: str, style: int = 1) -> str:
    return f'<c r="{name}" s="{style}"><v>{stored}</v></c>'


def lines(sheet: str, name: str = "Sheet1", formats: tuple[str, ...] = ("0.00",)) -> tuple[str, ...]:
    return read(excel_file({name: sheet}, formats), "a.xlsx").lines


def test_a_formula_without_a_value_is_in_doubt_and_one_with_a_value_is_shown() -> None:
    cells = word("A1", "合计") + '<c r="B1"><f>SUM(B2:B3)</f></c>' + '<c r="C1" s="1"><f>1+1</f><v>2</v></c>'
    document = read(excel_file({"支出": f"<sheetData>{row(1, cells)}</sheetData>"}, ["0.00"]), "a.xlsx")
    assert document.lines == ("支出", "合计\t=?\t2.00")
    assert document.notices == (Notice("no-value", ("支出", "B1", "1")),)


def spending(*computed: str) -> bytes:
    """A table of expenditure whose first item says 10.00 too much; the `computed` cells are formulas without value."""
    table = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["", "合计", "30.00", "20.00", "10.00"],
        ["201", "一般公共服务支出", "40.00", "20.00", "10.00"],
        ["20101", "人大事务", "30.00", "20.00", "10.00"],
    ]
    rows = [row(1, word("A1", "支出决算表")), row(2, word("A2", "单位：万元"))]
    for at, cells in enumerate(table, 3):
        names = [f"{letters(column)}{at}" for column in range(len(cells))]
        found = [
            f'<c r="{name}"><f>1+1</f></c>' if name in computed
            else number(name, cell) if "." in cell else word(name, cell)
            for name, cell in zip(names, cells, strict=True)
            if cell
        ]  # fmt: skip
        rows.append(row(at, *found))
    return excel_file({"支出": f"<sheetData>{''.join(rows)}</sheetData>"}, ["#,##0.00"])


def test_what_is_in_doubt_is_neither_wrong_nor_empty() -> None:
    (document,) = audit.audit_bytes(spending(), "a.xlsx").documents
    assert document.findings
    (document,) = audit.audit_bytes(spending("C5"), "a.xlsx").documents
    assert document.findings == ()
    assert dict(document.verdicts)[Verdict.NOT_EVALUABLE] >= 3


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
    assert document.notices == (Notice("hidden-rows", ("B", "2")), Notice("hidden-sheet", ("A",)))


def test_hidden_columns_are_read_and_told() -> None:
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>'
    sheet = f"{columns}<sheetData>{row(1, word('A1', '甲'), *(number(f'{at}1', '1') for at in 'BCDF'))}</sheetData>"
    document = read(excel_file({"表": sheet}, ["0.00"]), "a.xlsx")
    assert document.notices == (Notice("hidden-columns", ("表", "B-C, F")),)
    (report,) = audit.audit_bytes(excel_file({"表": sheet}, ["0.00"]), "a.xlsx").to_dict()["documents"]
    assert [notice["message"] for notice in report["notices"]] == ["工作表“表”有隐藏的列（B-C, F），已一并核对"]


def old_workbook() -> bytes:
    """An .xls as the old Excel writes it: amounts stored with more digits than are shown, merged heads, hidden rows."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("支出")
    amount = xlwt.easyxf(num_format_str="#,##0.00")
    sheet.write_merge(0, 0, 0, 4, "支出决算表")
    sheet.write(1, 0, "单位：万元")
    for column, head in enumerate(("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")):
        sheet.write(2, column, head)
    rows = (("", "合计", 1030.3, 1020.3, 10), (201, "一般公共服务支出", 1030.2951, 1020.3, 10.004))
    for at, cells in enumerate(rows, 3):
        for column, cell in enumerate(cells):
            sheet.write(at, column, cell, amount if column > 1 else xlwt.Style.default_style)
    sheet.row(4).hidden = True
    sheet.write(5, 1, "注：本表反映支出情况。")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_old_workbook_is_read_as_it_is_shown() -> None:
    document = read(old_workbook(), "a.xls")
    assert document.format == "excel"
    assert document.lines == (
        "支出决算表",
        "单位：万元",
        "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出",
        "\t合计\t1,030.30\t1,020.30\t10.00",
        "201\t一般公共服务支出\t1,030.30\t1,020.30\t10.00",
        "注：本表反映支出情况。",
    )
    assert document.notices == (Notice("hidden-rows", ("支出", "5")),)


def test_a_torn_old_workbook_is_told() -> None:
    data = old_workbook()
    for end in range(20, len(data) - 600, 311):
        (document,) = audit.audit_bytes(data[:end], "a.xls").documents
        assert document.unreadable in ("damaged", "unsupported-format", "binary"), end


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
    with within(3):
        document = read(data, "a.xlsx")
    assert sum(line.count("\t") + 1 for line in document.lines if "\t" in line) == 180_000
