"""Placement 落位: which column each number of a row stands in, when empty cells have vanished.

Evidence, in this order: a number for every column; cell separators; the spaces that empty cells left behind; the
row's own arithmetic (横向合计); the columns that the total row fills; the same amount in another table; the sums of
the rows below (竖向合计). What remains open stays open: the cell is doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations
from math import comb

from audit.extract.tables import alignment
from audit.extract.tables.draft import Draft
from audit.extract.tables.forms import ColumnSpec
from audit.extract.tables.tokens import Kind, Token

Placement = tuple[int, ...]
#: how well a number in a column agrees with what another table says: 0 not at all
Hint = Callable[[Draft, ColumnSpec, Decimal], int]

_MOST_WAYS = 130
#: numbers of a row whose order is weighed
_MOST_LOOSE = 5
_NOTHING = Decimal(0)


class Evidence:
    """What the dump of one table still shows of its cells."""

    def __init__(self, rows: Sequence[Draft], separated: bool, edge: int = -1, numbered: Sequence[Token] = ()) -> None:
        """`edge` is the separator count before the header's last cell, `numbered` the row that numbers the columns."""
        numbers = [token for row in rows for token in row.numbers]
        self.separated = separated
        self.edge = edge
        self.layout = alignment.layout(rows, numbered)
        self.spaced = not self.separated and any(
            not token.last and token.after >= 2 and token.cell < 0 for token in numbers
        )
        self.trailing = self.spaced and any(token.last and token.after >= 1 for token in numbers)

    def candidates(self, row: Draft, specs: Sequence[ColumnSpec], base: int) -> list[Placement]:
        """The placements of a row that the dump allows; empty when it says nothing."""
        width, numbers = len(specs), row.numbers
        if self.separated and all(token.cell >= 0 for token in numbers):
            places = tuple(token.cell - base for token in numbers)
            if all(0 <= place < width for place in places) and len(set(places)) == len(places):
                return [places]
            return []
        if self.layout is not None:
            return self.layout.placements(numbers, width, bool(specs[0].parts))
        if self.spaced and all(token.line == numbers[0].line for token in numbers):
            return self._by_gaps(numbers, width)
        return []

    def _by_gaps(self, numbers: Sequence[Token], width: int, strays: int = 0) -> list[Placement]:
        """A cell ends with one space, some with one of their own; an empty cell is one space.

        Where no reading fits, one stray space in the row is allowed.
        """
        found: list[Placement] = []
        last = len(numbers) - 1

        def walk(at: int, place: int, places: Placement, strays: int) -> None:
            places = (*places, place)
            token = numbers[at]
            if at == last:
                if place < width and self._fits_end(token, place, width, strays):
                    found.append(places)
                return
            for own in range(2 + strays):
                empty = token.after - 1 - own
                if empty >= 0 and place + 1 + empty < width:
                    walk(at + 1, place + 1 + empty, places, strays - max(0, own - 1))

        walk(0, 0, (), strays)
        if not found and strays == 0:
            return self._by_gaps(numbers, width, 1)
        return list(dict.fromkeys(found))

    def _fits_end(self, token: Token, place: int, width: int, strays: int) -> bool:
        """Whether the space behind the last number leaves room for the remaining columns, and no more."""
        if token.last and not self.trailing:
            return True
        if token.after == 0:
            return place == width - 1
        return 0 <= place + token.after - width <= 1 + strays


def holds(row: Draft, placement: Placement, specs: Sequence[ColumnSpec]) -> bool | None:
    """Whether a row's cross-footing closes; None when no formula of the form applies."""
    values = dict(zip(placement, row.numbers, strict=True))
    checked = False
    for at, spec in enumerate(specs):
        if not spec.parts:
            continue
        parts = [values[part] for part in spec.parts if part in values]
        if at not in values and not parts:
            continue
        checked = True
        if not closes(values.get(at), parts):
            return False
    return True if checked else None


def closes(whole: Token | None, parts: Iterable[Token]) -> bool:
    """Whether printed numbers add up, each rounded in its last place."""
    tokens = [token for token in parts if token.kind is Kind.NUMBER]
    total = whole.value if whole is not None and whole.kind is Kind.NUMBER else _NOTHING
    gap = total - sum([token.value for token in tokens], _NOTHING)
    if not gap:
        return True
    grain = max((token.decimals for token in (*tokens, *((whole,) if whole else ()))), default=0)
    slack = Decimal(5).scaleb(-grain - 1) * (len(tokens) + 1)
    return abs(gap) <= slack


def every(count: int, width: int, totalled: bool) -> list[Placement]:
    """All placements of so many numbers; where the first column is a total, a row that has any number fills it.

    None where there are too many to weigh.
    """
    if comb(width - totalled, count - totalled) > _MOST_WAYS:
        return []
    if totalled:
        return [(0, *rest) for rest in combinations(range(1, width), count - 1)]
    return list(combinations(range(width), count))


def _in_any_order(numbers: Sequence[Token], width: int, totalled: bool) -> list[Placement]:
    """All placements of numbers from several lines, each of which is in order."""
    count = len(numbers)
    if count > _MOST_LOOSE:
        return []
    beside = [(one, other) for one, other in combinations(range(count), 2) if numbers[one].line == numbers[other].line]
    orders = [order for order in permutations(range(count)) if all(order[one] < order[other] for one, other in beside)]
    return [tuple(places[at] for at in order) for order in orders for places in every(count, width, totalled)]


def start(rows: Sequence[Draft], specs: Sequence[ColumnSpec], evidence: Evidence) -> None:
    """Give every row its candidates from what the dump shows and from the row's own arithmetic."""
    width = len(specs)
    totalled = bool(specs and specs[0].parts)
    base = _base(rows, specs, evidence)
    partial = [row for row in rows if 0 < len(row.numbers) < width]
    shown = {id(row): evidence.candidates(row, specs, base) for row in partial}
    trusted = _trusted(rows, shown, specs, evidence)
    for row in rows:
        count = len(row.numbers)
        if count == 0 or count > width or any(token.stray for token in row.numbers):
            row.candidates = []
        elif any(token.loose for token in row.numbers):
            row.candidates = _kept(row, _in_any_order(row.numbers, width, totalled), specs)
        elif count == width:
            row.candidates = [tuple(range(width))]
        else:
            found = shown[id(row)] if trusted else []
            ways = every(count, width, totalled)
            if found and all(holds(row, placement, specs) is False for placement in found):
                # the row may stand askew: what its spaces say does not add up
                found = [placement for placement in ways if holds(row, placement, specs)] or found
            row.candidates = _kept(row, found or ways, specs)


def _trusted(
    rows: Sequence[Draft], shown: Mapping[int, list[Placement]], specs: Sequence[ColumnSpec], evidence: Evidence
) -> bool:
    """Whether spaces and separators stand for cells in this dump, and not for alignment.

    Rows with an amount in every column then have no wide gap, nearly all others can be read, and what is read adds up.
    """
    full = [row for row in rows if len(row.numbers) == len(specs) > 1]
    wide = evidence.layout is None and any(
        token.after > 2 for row in full for token in row.numbers[:-1] if token.cell < 0 and not token.last
    )
    readable = [row for row in rows if shown.get(id(row))]
    if wide or 10 * len(readable) < 9 * len(shown):
        return False
    held = [holds(row, shown[id(row)][0], specs) for row in readable if len(shown[id(row)]) == 1]
    broken = sum(1 for one in held if one is False)
    return broken <= 1 + len(held) // 10


def _kept(row: Draft, found: list[Placement], specs: Sequence[ColumnSpec]) -> list[Placement]:
    """The placements whose cross-footing closes, if any does."""
    if len(found) < 2:
        return found
    return [placement for placement in found if holds(row, placement, specs)] or found


def _base(rows: Sequence[Draft], specs: Sequence[ColumnSpec], evidence: Evidence) -> int:
    """The separator count before the first column: from full rows, else from the leftmost number.

    Where the first columns are empty in every row the header's last cell tells, if only so the rows add up.
    """
    width = len(specs)
    full = [row.numbers[0].cell for row in rows if len(row.numbers) == width]
    firsts = full or [row.numbers[0].cell for row in rows if row.numbers]
    first = min(firsts, default=0)
    told = evidence.edge - width + 1
    if full or not 0 <= told < first:
        return first
    held = {
        base: [
            holds(row, evidence.candidates(row, specs, base)[0], specs)
            for row in rows
            if row.numbers and evidence.candidates(row, specs, base)
        ]
        for base in (told, first)
    }
    better = held[told].count(True) > held[first].count(True) and False not in held[told]
    return told if better else first


def narrow(rows: Sequence[Draft], specs: Sequence[ColumnSpec], tops: Sequence[Draft], hint: Hint | None) -> None:
    """Use the columns that the total row fills, then other tables, then the sums of the rows below."""
    for top in tops:
        if top.candidates:
            _by_total(top, rows, specs, hint)
    if hint is not None:
        for row in rows:
            if len(row.candidates) > 1:
                row.candidates = _best(row, specs, hint)


def _by_total(top: Draft, rows: Sequence[Draft], specs: Sequence[ColumnSpec], hint: Hint | None) -> None:
    """Every column with an amount has one in the total row: so its columns are all there are."""
    sets = [frozenset(placement) for placement in top.candidates]
    if len(sets) > 1:
        narrow_rows = [row for row in rows if row is not top and 0 < len(row.candidates) <= 8]
        fitting = [
            at
            for at, columns in enumerate(sets)
            if all(any(columns.issuperset(placement) for placement in row.candidates) for row in narrow_rows)
        ]
        kept = fitting or list(range(len(sets)))
        if len(kept) > 1 and hint is not None:
            kept = _by_hint(kept, sets, rows, specs, hint)
        top.candidates = [top.candidates[at] for at in kept]
        sets = [sets[at] for at in kept]
    allowed = frozenset().union(*sets)
    for row in rows:
        if row is top or len(row.candidates) < 2:
            continue
        row.candidates = [
            placement for placement in row.candidates if any(columns.issuperset(placement) for columns in sets)
        ] or [placement for placement in row.candidates if allowed.issuperset(placement)] or row.candidates  # fmt: skip


def _by_hint(
    kept: list[int],
    sets: Sequence[frozenset[int]],
    rows: Sequence[Draft],
    specs: Sequence[ColumnSpec],
    hint: Hint,
) -> list[int]:
    """The column sets under which most amounts agree with other tables; at least two must."""
    scores = {at: sum(_most(row, sets[at], specs, hint) for row in rows) for at in kept}
    best = max(scores.values())
    leaders = [at for at in kept if scores[at] == best]
    return leaders if best >= 2 else kept


def _most(row: Draft, columns: frozenset[int], specs: Sequence[ColumnSpec], hint: Hint) -> int:
    fitting = [placement for placement in row.candidates if columns.issuperset(placement)]
    return max((agreement(row, placement, specs, hint) for placement in fitting[:40]), default=0)


def agreement(row: Draft, placement: Placement, specs: Sequence[ColumnSpec], hint: Hint) -> int:
    """How many of a row's amounts, its total apart, another table confirms."""
    return sum(
        hint(row, specs[column], token.value)
        for column, token in zip(placement, row.numbers, strict=True)
        if token.kind is Kind.NUMBER and not (column == 0 and specs[0].parts)
    )


def _best(row: Draft, specs: Sequence[ColumnSpec], hint: Hint) -> list[Placement]:
    scores = [agreement(row, placement, specs, hint) for placement in row.candidates[:200]]
    best = max(scores)
    if best == 0:
        return row.candidates
    return [placement for placement, score in zip(row.candidates, scores, strict=False) if score == best]
