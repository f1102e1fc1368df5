"""Cells 单元格: where in the tables the figures of findings stand, for reports that name rows and columns."""

from __future__ import annotations

from collections.abc import Iterable

from audit.model.fact import FactBase
from audit.model.finding import Finding, TablePlace
from audit.model.span import Span


def cells(base: FactBase, findings: Iterable[Finding]) -> dict[Span, TablePlace]:
    """The table, row and column of every figure that takes part in a finding and stands in a recovered table."""
    findings = tuple(findings)
    wanted = {operand.figure.span for finding in findings for operand in finding.operands}
    wanted |= {finding.suspect.figure.span for finding in findings if finding.suspect is not None}
    found: dict[Span, TablePlace] = {}
    for table in base.tables if wanted else ():
        for row in table.rows:
            for cell in row.cells:
                if cell.figure is not None and cell.figure.span in wanted:
                    name = " ".join(part for part in (row.code, row.name) if part)
                    found[cell.figure.span] = TablePlace(table.title, name, table.columns[cell.column].name)
    return found
