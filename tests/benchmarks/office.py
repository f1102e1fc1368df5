"""Large workbooks and Word tables: `python -m tests.benchmarks.office` prints a table, ends with 1 for a broken limit.

180,000 cells of a workbook, from bytes to findings, within 3 s of processor time, whether they stand in tables that no
form names or in official ones with 38,000 relations; a Word file with a table of 1,000 rows within 1 s.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import audit
from audit.readers import read
from tests.benchmarks.pdf import best
from tests.benchmarks.speed import Measure
from tests.readers.office import Table, excel_file, letters, word

CELLS = 3.0
WORD = 1.0
HEADS = [
    "科目编码",
    "科目名称",
    "本年支出合计",
    "基本支出",
    "项目支出",
    "上缴上级支出",
    "经营支出",
    "对附属单位补助支出",
]


def sheet(rows: list[list[str]]) -> str:
    """Numbers stored as such and shown with two decimals; everything else as text."""
    found = []
    for number, row in enumerate(rows, 1):
        cells = ""
        for column, cell in enumerate(row):
            name = f"{letters(column)}{number}"
            if cell.replace(".", "").isdigit() and "." in cell:
                cells += f'<c r="{name}" s="1"><v>{cell}</v></c>'
            elif cell:
                cells += f'<c r="{name}" t="inlineStr"><is><t>{cell}</t></is></c>'
        found.append(f'<row r="{number}">{cells}</row>')
    return f"<sheetData>{''.join(found)}</sheetData>"


def expenditure(classes: int) -> list[list[str]]:
    """A table of expenditure that adds up: classes of three groups of seven items."""
    rows: list[list[str]] = []
    totals = [0, 0]

    def row(code: str, name: str, basic: int, project: int) -> list[str]:
        amounts = [f"{cents // 100}.{cents % 100:02d}" for cents in (basic + project, basic, project, 0, 0, 0)]
        return [code, name, *amounts]

    for number in range(classes):
        code = str(201 + number)
        parts: list[list[str]] = []
        basic = project = 0
        for group in range(1, 4):
            items = [(at * 12_345 + number * 77, at * 2_345 + group) for at in range(1, 8)]
            sums = sum(one for one, _ in items), sum(two for _, two in items)
            parts.append(row(f"{code}{group:02d}", f"款{group}", *sums))
            parts += [row(f"{code}{group:02d}{at:02d}", f"项{at}", *item) for at, item in enumerate(items, 1)]
            basic, project = basic + sums[0], project + sums[1]
        rows += [row(code, f"类{number}", basic, project), *parts]
        totals = [totals[0] + basic, totals[1] + project]
    return [["支出决算表"], ["单位：万元"], HEADS, row("", "合计", *totals), *rows]


def workbooks() -> dict[str, bytes]:
    plain = [[f"项目{row}", *(f"{row}.{column:02d}" for column in range(9))] for row in range(18_000)]
    official = expenditure(36)
    sheets = 180_000 // (len(official) * len(HEADS))
    return {
        "180,000 cells": excel_file({"Sheet1": sheet(plain)}, ["#,##0.00"]),
        "180,000 cells, official tables": excel_file(
            {f"表{at}": sheet(official) for at in range(sheets)}, ["#,##0.00"]
        ),
    }


def measures() -> Iterator[Measure]:
    for name, data in workbooks().items():
        yield Measure(name, "reading", best(lambda data=data: read(data, "a.xlsx"), 2), CELLS, "s")  # type: ignore[misc]
        whole = best(lambda data=data: audit.audit_bytes(data, "a.xlsx"), 2)  # type: ignore[misc]
        yield Measure(name, "bytes to findings", whole, CELLS, "s")
    table: Table = [[f"20{row:05d}", f"项目{row}", "1.00", "2.00", "3.00"] for row in range(1_000)]
    data = word(["支出决算表", "单位：万元", table])
    yield Measure(
        "1,000 rows of Word", "bytes to findings", best(lambda: audit.audit_bytes(data, "a.docx"), 2), WORD, "s"
    )


def main() -> int:
    broken = 0
    for measure in measures():
        value, limit = f"{measure.value:.3f} {measure.unit}", f"{measure.limit:g} {measure.unit}"
        broken += not measure.kept
        print(f"{measure.name:36} {measure.what:20} {value:>12} {limit:>8}{'' if measure.kept else '  broken'}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
