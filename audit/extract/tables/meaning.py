"""Meaning 含义: what a cell's amount is about, from its row, its column and its form."""

from __future__ import annotations

from typing import NamedTuple

from audit.extract.tables.forms import ColumnSpec, Form
from audit.model.concept import Fund, Stage


class Meaning(NamedTuple):
    item: str
    within: str
    fund: Fund | None
    stage: Stage | None


def meaning(
    form: Form,
    spec: ColumnSpec,
    *,
    item: str,
    total: bool,
    side: str = "",
    row_fund: Fund | None = None,
    table_fund: Fund | None = None,
    table_stage: Stage | None = None,
) -> Meaning:
    """The concept of one cell.

    In a total's row the column says what the amount is about; in any other row the column restricts the row's item.
    """
    fund = spec.fund or row_fund or table_fund
    stage = spec.stage or table_stage
    column = spec.item
    if form.layout == "sides":
        return Meaning(item, "", fund, stage)
    if form.layout == "row":
        return Meaning(column or item, "", fund, stage)
    if item == form.total:  # the total, or a unit's share of it
        return Meaning(column or item, "", fund, stage)
    if total:
        return Meaning(item, "", fund, stage)
    return Meaning(item, column or form.within or (form.total if form.key == "project" else ""), fund, stage)
