"""Table 表: an official table as recovered, with what binds its cells. Empty cells are cells too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from audit.model.concept import Fund, Stage
from audit.model.figure import Figure, FigureKind
from audit.model.once import once
from audit.model.operand import Operand, RelationKind
from audit.model.span import Span

_ONE = Decimal(1)


class Axis(StrEnum):
    """What the numbers of a printed formula count."""

    ROW = "row"  # 行次
    COLUMN = "column"  # 栏次


class Column(Struct, frozen=True):
    """A column of amounts. `parts` are the indexes of the columns that it is the sum of (横向合计), empty for a leaf.

    `side` is `income` or `expenditure` in a table with two halves, else empty. Of a column that is not `known` nothing
    is known but its place: it may hold a rate, or another year. `additive` says whether its rows add up to totals.
    """

    key: str
    name: str
    parts: tuple[int, ...] = ()
    side: str = ""
    known: bool = True
    additive: bool = True


class Cell(Struct, frozen=True, gc=False):
    """One cell. `doubtful` says that what stands here could not be decided: its figure may belong to another
    column, or, with no figure, one that was placed elsewhere may belong here."""

    column: int
    figure: Figure | None = None
    span: Span | None = None
    doubtful: bool = False


class TableRow(Struct, frozen=True, gc=False):
    """A row: its code (功能分类, 经济分类 or unit, "" when it has none), its name, its line number (行次), its cells.

    `cells` has one cell for every column of the table. `item` is the canonical key of what the row is about.
    `total` marks a total (合计, 总计); `parts` are the indexes of the rows whose sum the row is (竖向合计). Where
    those are `assumed` no number or code prints that they are, or some of them may be lost.
    """

    code: str
    name: str
    number: int | None
    cells: tuple[Cell, ...]
    span: Span
    side: str = ""
    item: str = ""
    fund: Fund | None = None
    total: bool = False
    parts: tuple[int, ...] = ()
    assumed: bool = False

    @property
    def figures(self) -> tuple[Figure | None, ...]:
        return tuple(cell.figure for cell in self.cells)

    def at(self, column: int) -> Figure | None:
        """The figure that stands, or may stand, in a column: a doubtful place answers with a doubtful figure."""
        cell = self.cells[column]
        if cell.figure is None and cell.doubtful:
            return next((other.figure for other in self.cells if other.doubtful and other.figure is not None), None)
        return cell.figure


class Formula(Struct, frozen=True):
    """A formula printed under a table: `27行＝（1＋2＋3）行`, `1栏各行＝（2＋3）栏各行`. Parts carry +1 or -1."""

    axis: Axis
    whole: int
    parts: tuple[tuple[int, int], ...]
    text: str


class Bond(Struct, frozen=True):
    """What the headings of a table say and its rows show: a column that follows from others in every row.

    A SUM has signed parts (增减额 = 本年 − 上年); a SHARE has the amount whose share in the total it is; a CHANGE_RATE
    has current and prior; a COMPLETION has what was spent and the budget, or, with the sign −1, what is left of it.
    """

    kind: RelationKind
    whole: int
    parts: tuple[tuple[int, int], ...]


class Table(Struct, frozen=True, dict=True):
    """A recovered table. `form` is the official form's key ("" when it is none), `unit` its printed unit.

    Row numbers of formulas are the rows' 行次, column numbers are 1-based positions in `columns`.
    `index` is the table's position in the document, `note` the text under it, lines are 1-based.
    """

    title: str
    form: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    section: int
    span: Span
    formulas: tuple[Formula, ...] = ()
    bonds: tuple[Bond, ...] = ()
    stage: Stage | None = None
    fund: Fund | None = None
    note: str = ""
    first_line: int = 0
    last_line: int = 0
    index: int = 0

    @once
    def _keys(self) -> dict[str, int]:
        return {column.key: at for at, column in reversed(tuple(enumerate(self.columns)))}

    @once
    def _widths(self) -> Counter[str]:
        """The number of columns of each side."""
        return Counter(column.side for column in self.columns)

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds a figure."""
        return not any(cell.figure is not None for row in self.rows for cell in row.cells)

    @property
    def doubtful(self) -> tuple[Figure, ...]:
        """The figures whose column could not be decided."""
        return tuple(c.figure for row in self.rows for c in row.cells if c.doubtful and c.figure is not None)

    def column(self, key: str) -> int | None:
        """The index of a column, by its key."""
        return self._keys.get(key)

    def operand(self, row: int, column: int, role: str, coefficient: int = 1) -> Operand | None:
        """A cell in a relation; None when it is empty, which counts as zero."""
        figure = self.rows[row].at(column)
        return None if figure is None else Operand(figure, role, self.label(row, column), Decimal(coefficient))

    def label(self, row: int, column: int) -> str:
        """What a cell is called: its row, and its column where there are several."""
        place, head = self.rows[row], self.columns[column].name
        name = place.name
        if not name:
            return head
        return f"{name}·{head}" if head and self._widths[place.side] > 1 else name

    def sum_operands(self, whole: tuple[int, int], parts: Iterable[tuple[int, int, int]]) -> tuple[Operand, ...]:
        """The operands of `whole = Σ coefficient · part` for cells (row, column[, coefficient]).

        Empty parts are left out; nothing is returned when the whole, or every part, is empty, nor for a rate, which
        is no sum (unless it is 100 %).
        """
        stated = self.operand(*whole, "whole")
        if stated is None or (stated.figure.kind is FigureKind.PERCENT and stated.figure.value != 100):
            return ()
        found = [stated]
        rows = self.rows
        for row, column, sign in parts:
            cell = rows[row].cells[column]
            figure = rows[row].at(column) if cell.doubtful else cell.figure
            if figure is not None:
                found.append(Operand(figure, "part", self.label(row, column), _ONE if sign == 1 else Decimal(sign)))
        return tuple(found) if len(found) > 1 else ()
