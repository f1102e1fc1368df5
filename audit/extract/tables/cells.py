"""Cells 单元格: placed rows made into the cells of a finished table."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from msgspec import Struct

from audit.extract.tables.draft import Draft
from audit.extract.tables.forms import forms
from audit.extract.tables.roles import rates
from audit.extract.tables.tokens import Kind, Token
from audit.extract.tables.work import Work
from audit.model.figure import Figure, FigureKind
from audit.model.span import Span
from audit.model.table import Cell, Column, TableRow

_ONE = Decimal(1)


class Print(Struct, frozen=True):
    """How a table prints its amounts: its unit, and the decimals that nearly all of them have.

    Among 4.35, 0.80 and 300.00 a cell `4.3` does not stand for anything between 4.25 and 4.35: it is 4.30, or a digit
    was lost.
    """

    unit: str
    scale: Decimal
    decimals: int
    #: whether all numbers of a table without a unit are whole: things that were counted
    counts: bool

    @classmethod
    def of(cls, work: Work) -> Print:
        widths = Counter(
            [
                token.decimals
                for row in work.rows
                for token in row.numbers
                if token.kind is Kind.NUMBER and token.text[-1] != "%"
            ]
        )
        usual, times = widths.most_common(1)[0] if widths else (0, 0)
        decimals = usual if times * 4 >= 3 * widths.total() and times > 2 else 0
        unit = work.region.unit
        return cls(unit, forms().units.get(unit, _ONE), decimals, not unit and set(widths) == {0})

    def figure(self, token: Token, doubtful: bool, rate: bool = False) -> Figure:
        """A cell's number in the table's own unit; `rate` says that its column holds percentages."""
        value, decimals = token.value, token.decimals
        if rate or token.text[-1] == "%":
            return Figure(token.span, FigureKind.PERCENT, value, decimals, "%", _ONE, None, None, False, doubtful)
        if decimals < self.decimals:
            decimals = self.decimals
        if self.unit:
            kind = FigureKind.AMOUNT
        else:
            kind = FigureKind.COUNT if self.counts and not decimals else FigureKind.NUMBER
        return Figure(token.span, kind, value, decimals, self.unit, self.scale, None, None, False, doubtful)

    def unknown(self, token: Token) -> Figure:
        """What stands for a value that the file does not hold: no relation that it takes part in can be judged."""
        return Figure(token.span, FigureKind.NUMBER, Decimal(0), 0, self.unit, unit_printed=False, doubtful=True)


def table_rows(work: Work) -> tuple[tuple[Column, ...], tuple[TableRow, ...]]:
    """The finished columns and rows."""
    columns = tuple(spec.column(block.side, block.offset) for block in work.blocks for spec in block.specs)
    printed = Print.of(work)
    held = rates(work)
    return columns, tuple(_row(row, len(columns), printed, held) for row in work.rows)


def _row(row: Draft, width: int, printed: Print, held: frozenset[int]) -> TableRow:
    figures: dict[int, Figure] = {}
    spans: dict[int, Span] = {}
    doubtful: set[int] = set()
    if row.numbers and not row.candidates:  # more numbers than columns: nothing can be said
        doubtful.update(range(row.first, row.first + row.width))
        for at, token in enumerate(row.amounts[: row.width]):
            figures[row.first + at] = printed.figure(token, doubtful=True)
    elif row.candidates:
        others = row.candidates[1:]
        for at, (token, first) in enumerate(zip(row.numbers, row.candidates[0], strict=True)):
            places = {first, *(candidate[at] for candidate in others)} if others else ()
            unsure = len(places) > 1
            column = row.first + first
            if unsure:
                doubtful.update(row.first + place for place in places)
            if token.kind is Kind.NUMBER:
                figures[column] = printed.figure(token, unsure, column in held)
            elif token.kind is Kind.UNKNOWN:
                doubtful.add(column)
                figures[column] = printed.unknown(token)
            else:
                spans[column] = token.span
    cells = []
    for column in range(width):
        figure = figures.get(column)
        if figure is None:
            cells.append(Cell(column, None, spans.get(column), column in doubtful))
        else:
            cells.append(Cell(column, figure, figure.span, column in doubtful))
    anchor = row.anchor
    return TableRow(
        row.code, row.name, row.number, tuple(cells), anchor.span if anchor is not None else Span(""),
        row.side, row.item, row.fund, row.total, row.parts, row.assumed,
    )  # fmt: skip
