"""Lifted 上移: amounts that a dump laid out with spaces prints on a line of their own, above the row that they are of.

    201   06   01   行政运行              418.30               8.00
                                               410.30

Where cells of one row stand at two heights, the next row's come first. Which row a line of amounts belongs to is told
by the rows that add up: the first amount is the sum of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from audit.extract.tables.draft import Draft
from audit.extract.tables.placement import closes
from audit.extract.tables.tokens import Kind, Token

_EDGE = attrgetter("edge")


def lower(rows: Sequence[Draft], header: Sequence[Token]) -> None:
    """Give lines of amounts to the rows below them, where that makes more rows add up."""
    lines = [_line(above, below) for above, below in pairwise(rows)]
    if not any(lines):
        return
    first = [token for token in header if token.line == header[-1].line]
    top = first if all(token.kind is Kind.NUMBER and token.edge for token in first) else []
    lowered = [
        sorted([*given, *(token for token in row.numbers if token not in taken)], key=_EDGE)
        if given or taken
        else row.numbers
        for row, given, taken in zip(rows, [top, *lines], [*lines, []], strict=True)
    ]
    if sum(map(_adds_up, lowered)) > sum(_adds_up(row.numbers) for row in rows):
        for row, numbers in zip(rows, lowered, strict=True):
            row.numbers = numbers


def _line(above: Draft, below: Draft) -> list[Token]:
    """What stands between a row with amounts of its own, or the total, and the next one."""
    start, end = above.anchor, below.anchor
    if start is None or end is None or not below.code:
        return []
    line = [token for token in above.numbers if start.line < token.line < end.line]
    whole = above.total or len(line) < len(above.numbers)
    return line if whole and all(token.edge for token in line) else []


def _adds_up(numbers: Sequence[Token]) -> bool:
    return len(numbers) > 1 and closes(numbers[0], numbers[1:])
