"""Sums 合计: rows place one another: a placed sum decides about the rows that it adds up, and they about it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit.extract.tables.draft import Draft
from audit.extract.tables.placement import Placement
from audit.extract.tables.tokens import Kind

_MOST_STATES = 4000


def by_children(rows: Sequence[Draft], width: int) -> bool:
    """Let each placed row place the rows that it is the sum of, and them their sum. True when it helped."""
    helped = False
    for row in rows:
        children = [rows[part] for part in row.parts if rows[part].numbers]
        if not children or not all(child.candidates for child in children) or len(row.candidates) == 0:
            continue
        unsure = [child for child in children if len(child.candidates) > 1]
        if len(row.candidates) == 1 and unsure:
            helped |= _place_children(row, children, width)
        elif len(row.candidates) > 1 and not unsure:
            helped |= _place_parent(row, children, width)
    return helped


_Vector = tuple[Decimal, ...]


def _vector(row: Draft, placement: Placement, width: int) -> _Vector:
    values = [Decimal(0)] * width
    for column, token in zip(placement, row.numbers, strict=True):
        if token.kind is Kind.NUMBER:
            values[column] = token.value
    return tuple(values)


def _slack(row: Draft, count: int) -> Decimal:
    return Decimal(5).scaleb(-max(token.decimals for token in row.numbers) - 1) * (count + 1)


def _misses(target: _Vector, sums: _Vector, slack: Decimal) -> int:
    """How many columns do not add up; no column at all must not count as agreement."""
    wrong = sum(1 for a, b in zip(target, sums, strict=True) if abs(a - b) > slack)
    agreed = any(a and abs(a - b) <= slack for a, b in zip(target, sums, strict=True))
    return wrong if agreed else len(target) + 1


def _place_parent(row: Draft, children: Sequence[Draft], width: int) -> bool:
    """Keep the placements of a sum that leave the fewest columns open."""
    sums = tuple(
        sum(column, Decimal(0))
        for column in zip(*(_vector(child, child.candidates[0], width) for child in children), strict=True)
    )
    slack = _slack(row, len(children))
    misses = [_misses(_vector(row, placement, width), sums, slack) for placement in row.candidates]
    fewest = min(misses)
    kept = [p for p, missed in zip(row.candidates, misses, strict=True) if missed == fewest]
    if fewest > width or len(kept) == len(row.candidates):
        return False
    row.candidates = kept
    return True


def _place_children(row: Draft, children: Sequence[Draft], width: int) -> bool:
    """Find the placements of the children whose columns add up to the row's; use them when there is only one.

    Where none adds up in every column (one number is wrong), the one that leaves fewer columns open than any other.
    """
    states: dict[_Vector, list[tuple[Placement, ...]]] = {(Decimal(0),) * width: [()]}
    for child in children:
        following: dict[_Vector, list[tuple[Placement, ...]]] = {}
        for sums, ways in states.items():
            for placement in child.candidates:
                key = tuple(a + b for a, b in zip(sums, _vector(child, placement, width), strict=True))
                kept = following.setdefault(key, [])
                # two ways are enough to know that there is more than one
                kept.extend((*way, placement) for way in ways[: 2 - len(kept)])
        states = following
        if len(states) > _MOST_STATES:
            return False
    target, slack = _vector(row, row.candidates[0], width), _slack(row, len(children))
    exact = states.get(target, [])
    if len(exact) != 1:
        misses = {sums: _misses(target, sums, slack) for sums in states}
        fewest = min(misses.values())
        if fewest > width - 1:
            return False
        exact = [way for sums, ways in states.items() if misses[sums] == fewest for way in ways]
    if len(exact) != 1:
        return False
    for child, placement in zip(children, exact[0], strict=True):
        child.candidates = [placement]
    return True


def adds_up(half: Sequence[Draft], rows: Sequence[Draft], column: int, width: int, amounts: bool) -> bool:
    """Whether an unknown column's totals are sums: most are, or, where there is one only, the header speaks for it.

    `half` are those of the table's rows that have the column.
    """
    closed = failed = 0
    own = {id(row) for row in half}
    for row in half:
        children = [rows[part] for part in row.parts if rows[part].numbers]
        if not children or any(len(one.candidates) != 1 or id(one) not in own for one in (row, *children)):
            continue
        whole = _vector(row, row.candidates[0], width)[column]
        total = sum((_vector(child, child.candidates[0], width)[column] for child in children), Decimal(0))
        if whole or total:
            agrees = abs(whole - total) <= _slack(row, len(children))
            closed, failed = closed + agrees, failed + (not agrees)
    return amounts or failed == 0 or (closed >= 2 and closed >= 2 * failed)
