"""What stands above a figure: the headings of its section and the table that it is a cell of."""

from __future__ import annotations

import pytest

import audit
from audit.diagnose.headings import Headings
from audit.model.document import Document, Section
from audit.model.span import Span
from audit.model.table import Cell, Table, TableRow
from tests.support import ROOT, figure

#: a part, its heading, two rows that look like headings of it, a heading behind the table
SECTIONS = (
    Section("", 0, None, 1),
    Section("第二部分 预算表", 1, 0, 3),
    Section("二、支出总表", 2, 1, 5),
    Section("教育支出86.40", 2, 1, 8),
    Section("年终结转", 2, 1, 9),
    Section("第三部分 情况说明", 1, 0, 20),
    Section("一、支出情况", 2, 5, 21),
)
INSIDE, OUTSIDE = figure("86.40", line=8, column=20), figure("3.20", line=15)


def headings(title: str, section: int = 2) -> Headings:
    row = TableRow("", "教育支出", None, (Cell(0, INSIDE, INSIDE.span),), Span("教育支出", 8, 1))
    table = Table(title, "", "万元", (), (row,), section, Span(title, 5, 1), first_line=5, last_line=12)
    return Headings(Document("a.txt", "text", (), SECTIONS), (table,))


@pytest.mark.parametrize(
    ("title", "section", "path"),
    [
        ("支出总表", 1, ("第二部分 预算表", "支出总表")),
        ("2031年二、支出总表", 2, ("第二部分 预算表", "2031年二、支出总表")),
        ("收入总表", 2, ("第二部分 预算表", "二、支出总表", "收入总表")),
        ("支出总表", 4, ("第二部分 预算表", "支出总表")),
    ],
)
def test_a_cell_is_under_its_table(title: str, section: int, path: tuple[str, ...]) -> None:
    assert headings(title, section).path(INSIDE.span, 3) == path


def test_a_table_without_a_title_is_its_section() -> None:
    assert headings("").path(INSIDE.span, 3) == ("第二部分 预算表",)


def test_the_rows_of_a_table_are_no_headings_of_what_follows() -> None:
    assert headings("支出总表").path(OUTSIDE.span, 4) == ("第二部分 预算表",)
    assert headings("支出总表").path(OUTSIDE.span, 2) == ("第二部分 预算表", "二、支出总表")
    assert headings("支出总表").path(OUTSIDE.span, 6) == ("第三部分 情况说明", "一、支出情况")


@pytest.mark.parametrize("name", ["juesuan-tables.txt", "yusuan-tables.txt"])
def test_the_coverage_of_a_disclosure_has_a_section_for_each_table(name: str) -> None:
    (document,) = audit.audit_file(ROOT / "sample_inputs" / "planted" / name).documents
    last = [section.path[-1] for section in document.coverage.sections if section.path]
    assert sum(title.endswith("表") for title in last) >= 5


def test_a_finding_in_a_table_is_under_its_title() -> None:
    text = (
        "白石区体育局2031年度部门决算\n第二部分 决算表\n支出决算表\n单位：万元\n"
        "项目\t本年支出合计\t基本支出\t项目支出\n"
        "教育支出\t100.00\t60.00\t40.00\n卫生健康支出\t210.00\t150.00\t50.00\n合计\t300.00\t210.00\t90.00\n"
    )
    (document,) = audit.audit_bytes(text.encode(), "决算.txt").documents
    (found,) = (finding for finding in document.findings if finding.place in document.cells)
    assert found.path[-1] == document.cells[found.place].table == "支出决算表"
