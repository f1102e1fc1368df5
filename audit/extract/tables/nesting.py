"""Nesting 层次: what adds up to what where the amounts alone show it: levels of a list, columns of an unknown table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from audit.extract.tables.draft import Draft
from audit.extract.tables.forms import Form
from audit.extract.tables.tokens import Kind

_WHOLE = re.compile(r"(?:总额|总计|合计|总量)(?:[（(].*)?$")
_NUMBERED = re.compile(r"(\d{1,2})[、.．]")


def nested(rows: Sequence[Draft], form: Form) -> None:
    """Find which rows of a list add up to which: a flat list below its total, or levels inside one another.

    The levels of a list are not printed, so they are read from the sums of one column; what they say binds all columns.
    """
    placed = [at for at, row in enumerate(rows) if len(row.candidates) == 1 and row.amounts]
    if len(placed) < 2:
        return
    top = next((at for at in placed if rows[at].total), None)
    if top is None and form.total and not rows[placed[0]].words:
        top = placed[0]
        rows[top].total, rows[top].item = True, form.total
    if top is None:
        return
    others = [at for at in placed if at != top]
    columns = sorted(rows[top].candidates[0])
    values = {column: {at: _value(rows[at], column) for at in placed} for column in columns}
    for column in columns:
        if values[column][top] and sum(values[column][at] for at in others) == values[column][top]:
            # a row that could not be placed is a part as well
            rows[top].parts = tuple(at for at, row in enumerate(rows) if at != top and row.amounts)
            return
    if not form.key and any(row.amounts and len(row.candidates) != 1 for row in rows):
        return
    for column in columns:
        if not values[column][top]:
            continue
        tree = _tree(others, values[column])
        roots = _roots(others, tree)
        if sum(values[column][at] for at in roots) == values[column][top] and tree:
            rows[top].parts = tuple(roots)
            for at, parts in tree.items():
                rows[at].parts = tuple(parts)
            return
    if not form.key and rows[top].total and top in (placed[0], placed[-1]) and len(others) > 1:
        rows[top].parts, rows[top].assumed = tuple(others), True


def numbered(rows: Sequence[Draft]) -> None:
    """A list that begins with 资产总额 and goes on with 1、 2、 … to 其他: those are the parts of the first."""
    if len(rows) < 3 or any(row.total or row.parts for row in rows) or not _WHOLE.search(rows[0].name):
        return
    marks = [_NUMBERED.match(row.name) for row in rows]
    numbers = [int(mark.group(1)) for mark in marks[1:] if mark is not None]
    last = marks[-1]
    if marks[0] is not None or last is None or numbers != list(range(1, len(rows))):
        return
    # 固定资产 among 房屋 and 车辆 is what they make, with a number like theirs
    kinds = {row.name.endswith("资产") for row in rows[1:-1]}
    if rows[-1].name[last.end() :].startswith("其他") and len(kinds) == 1:
        rows[0].parts, rows[0].assumed = tuple(range(1, len(rows))), True


def _value(row: Draft, column: int) -> Decimal:
    for place, token in zip(row.candidates[0], row.numbers, strict=True):
        if place == column and token.kind is Kind.NUMBER:
            return token.value
    return Decimal(0)


def _tree(places: list[int], values: Mapping[int, Decimal]) -> dict[int, list[int]]:
    """For each row the rows right below it that add up to it exactly, levels inside levels."""
    tree: dict[int, list[int]] = {}
    ends: dict[int, int] = {}
    for index in range(len(places) - 1, -1, -1):
        total = Decimal(0)
        children: list[int] = []
        at = index + 1
        ends[index] = index + 1
        while at < len(places) and total < values[places[index]]:
            children.append(places[at])
            total += values[places[at]]
            at = ends[at]
        if children and total == values[places[index]]:
            tree[places[index]] = children
            ends[index] = at
    return tree


def _roots(places: list[int], tree: Mapping[int, list[int]]) -> list[int]:
    below = {child for parts in tree.values() for child in parts}
    return [at for at in places if at not in below]


def column_sums(rows: Sequence[Draft], width: int) -> tuple[int, tuple[int, ...]] | None:
    """The column of an unofficial table that is the sum of all others, the last or the first, where rows show it."""
    full = [
        [_value(row, column) for column in range(width)] for row in rows if len(row.candidates) == 1 and row.amounts
    ]
    if width < 3 or len(full) < 3:
        return None
    for whole in (width - 1, 0):
        held = sum(1 for values in full if values[whole] and 2 * values[whole] == sum(values))
        if held >= 3 and held >= len(full) - 1:
            return whole, tuple(column for column in range(width) if column != whole)
    return None
