"""Alignment 对齐: columns told from the right edges of amounts, in a dump that keeps the page's layout with spaces.

Where amounts are flush right, those of one column share an edge, and the space between two of them depends on how long
the second one is. Where an empty cell left one space behind, it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from audit.extract.tables.draft import Draft
from audit.extract.tables.tokens import Token

_FEWEST = 4
_MOST = 16


class Layout(Struct, frozen=True):
    """The right edges of a block's amount columns, from left to right; of all of them where they are `numbered`."""

    edges: tuple[int, ...]
    measure: Callable[[Token], int]
    numbered: bool = False

    def placements(self, numbers: Sequence[Token], width: int, totalled: bool) -> list[tuple[int, ...]]:
        """The columns of a row's amounts, for every way of giving the edges columns; the first edge is the total's."""
        places = {edge: at for at, edge in enumerate(self.edges)}
        at = [places.get(self.measure(token), -1) for token in numbers]
        if -1 in at or len(set(at)) < len(at) or len(self.edges) > width:
            return []
        if self.numbered:
            return [tuple(at)]
        if totalled:
            ways = [(0, *rest) for rest in combinations(range(1, width), len(self.edges) - 1)]
        else:
            ways = list(combinations(range(width), len(self.edges)))
        return list(dict.fromkeys(tuple(way[place] for place in at) for way in ways))


def layout(rows: Sequence[Draft], numbered: Sequence[Token] = ()) -> Layout | None:
    """The edges that the amounts share; None where the dump is not laid out in columns. Those of the `numbered` row
    (栏次) are all columns, where the amounts end at them."""
    lines = [row.numbers for row in rows if len(row.numbers) > 1]
    if len(lines) < _FEWEST or not all(token.edge for numbers in lines for token in numbers):
        return None
    for measure in (_display, _characters) if numbered else ():
        marks = tuple(measure(token) for token in numbered)
        at = [measure(token) in marks for numbers in lines for token in numbers]
        if 10 * sum(at) >= 9 * len(at):
            return Layout(marks, measure, numbered=True)
    pairs = [(a, b) for numbers in lines for a, b in pairwise(numbers) if a.line == b.line]
    gaps = {a.after for a, _ in pairs}
    flush = {a.after + len(b.text) for a, b in pairs}
    if len(gaps) <= 2 or len(flush) >= len(gaps):
        return None
    for measure in (_display, _characters):
        found = Counter(measure(token) for numbers in lines for token in numbers)
        shared = sorted(edge for edge, times in found.items() if times > 1)
        if 20 * sum(found[edge] for edge in shared) >= 19 * found.total() and len(shared) <= _MOST:
            return Layout(tuple(shared), measure)
    return None


def _display(token: Token) -> int:
    return token.edge


def _characters(token: Token) -> int:
    return token.column + len(token.text) - 1
