"""Document 文件: what a reader returns. Every character of a block knows where it was printed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import overload

from msgspec import Struct

from audit.model.once import once
from audit.model.span import Box, Part, Seat, Span


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"  # a line that is no prose: a row, or a piece of one, of a table that lost its grid


class Strip(Struct, frozen=True, eq=False):
    """版面行: a line of a paged document: its text, and of each character but spaces its left, top, right and bottom
    edge, in points from the upper left corner of the page."""

    text: str
    edges: array[float]

    def box(self, column: int, text: str) -> Box | None:
        """The box around a text that begins at a column; of one that goes on in the next line what stands in this."""
        first = _printed(self.text[: column - 1])
        last = min(first + _printed(text), len(self.edges) // 4)
        if first >= last:
            return None
        left, top, right, bottom = (self.edges[4 * first + side : 4 * last : 4] for side in range(4))
        return f"{min(left):.1f}", f"{min(top):.1f}", f"{max(right):.1f}", f"{max(bottom):.1f}"


def _printed(text: str) -> int:
    return sum(map(len, text.split()))


class Anchor(Struct, frozen=True, gc=False):
    """From offset `start` of a block's text on, characters stand side by side from this raw place."""

    start: int
    line: int
    column: int
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    strip: Strip | None = None
    part: Part | None = None
    seat: Seat | None = None

    def span(self, text: str, column: int) -> Span:
        """The place of a text that begins at a column of this line."""
        box = None if self.strip is None else self.strip.box(column, text)
        return Span(text, self.line, column, self.page, self.sheet, self.cell, box, self.part, self.seat)


_START = attrgetter("start")
#: offset, sheet, cell and seat of the cell at an index of a row that begins at an offset of its text
Seated = Callable[[int, int], tuple[int, str | None, str | None, Seat | None]]


class CellAnchors(Sequence[Anchor]):
    """The anchors of the cells of a row, each made when it is asked for: of nothing has a workbook more.

    The filled cells are those at `indexes`; they begin at `starts` of the line, which is the row's text.
    """

    __slots__ = ("_indexes", "_seated", "_starts", "line")

    def __init__(self, line: int, indexes: Sequence[int], starts: Sequence[int], seated: Seated) -> None:
        self.line = line
        self._indexes = indexes
        self._starts = starts
        self._seated = seated

    def span(self, text: str, column: int) -> Span:
        """The place of a text that begins at a column of the row."""
        at = max(0, bisect_right(self._starts, column - 1) - 1)
        _, sheet, cell, seat = self._seated(self._indexes[at], 0)
        return Span(text, self.line, column, None, sheet, cell, None, None, seat)

    def _at(self, index: int) -> Anchor:
        start = self._starts[index]
        _, sheet, cell, seat = self._seated(self._indexes[index], start)
        return Anchor(start, self.line, 1 + start, None, sheet, cell, None, None, seat)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Anchor: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Anchor, ...]: ...
    def __getitem__(self, index: int | slice) -> Anchor | tuple[Anchor, ...]:
        if isinstance(index, slice):
            return tuple(map(self._at, range(*index.indices(len(self)))))
        return self._at(index)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Marker(Struct, frozen=True, gc=False):
    """The number that opens a heading or list item: its style's rank (0 第一部分 … 5 ①) and value."""

    rank: int
    number: int
    length: int


class Block(Struct, frozen=True, gc=False):
    """A heading, a rebuilt paragraph, or a row.

    `text` has wrapped lines joined, stray spaces removed and full-width digits folded; `raw` has the
    same length and keeps the printed glyphs. `section` is the index of the section it stands in.
    """

    kind: BlockKind
    text: str
    raw: str
    anchors: Sequence[Anchor]
    marker: Marker | None = None
    section: int = 0

    def span(self, start: int, end: int) -> Span:
        """The place of text[start:end]."""
        anchor = self.anchors[bisect_right(self.anchors, start, key=_START) - 1]
        column = anchor.column + start - anchor.start
        return anchor.span(self.raw[start:end], column)

    def offset(self, span: Span) -> int:
        """Where in the text something was printed; -1 where it was not printed in this block."""
        at = self.raw.find(span.text)
        while at >= 0 and self.span(at, at + len(span.text)) != span:
            at = self.raw.find(span.text, at + 1)
        return at

    @property
    def line(self) -> int:
        anchors = self.anchors
        return anchors.line if isinstance(anchors, CellAnchors) else anchors[0].line


class Section(Struct, frozen=True):
    """A node of the outline; the root (index 0) has an empty title and no parent."""

    title: str
    rank: int
    parent: int | None
    line: int
    number: int | None = None


class Grid(Struct, frozen=True):
    """A table whose cells the format gives: rows of cells (text and place), merged cells once.

    `after` is the index of the block that it follows (-1: it opens the document).
    """

    rows: tuple[tuple[Span | None, ...], ...]
    after: int
    title: str = ""


class Notice(Struct, frozen=True):
    """读取说明: what a reader settled that the print does not show: changes taken as accepted, hidden rows read.

    `topic` is a key that the reports turn into a sentence, `words` are what it quotes.
    """

    topic: str
    words: tuple[str, ...] = ()


class DocumentKind(StrEnum):
    FINAL_ACCOUNTS = "final-accounts"
    BUDGET = "budget"
    PERFORMANCE = "performance"
    UNKNOWN = "unknown"


class Document(Struct, frozen=True, dict=True):
    """One file as read. `lines` are the raw lines of a text source, or the text layer made of another format.

    `celled` says that tabs in the lines part the cells of real tables: none is missing, none took a space's place.
    """

    name: str
    format: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    lines: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    celled: bool = False
    notices: tuple[Notice, ...] = ()

    @once
    def text(self) -> str:
        """All blocks, one to a line: what nearly no document says is looked for here before it is in every block."""
        return "\n".join([block.text for block in self.blocks])

    @once
    def starts(self) -> tuple[int, ...]:
        """The line that each block begins on."""
        return tuple([block.line for block in self.blocks])

    def path(self, section: int) -> tuple[str, ...]:
        """The titles from the outline's top down to a section."""
        return self._paths[section]

    @once
    def _paths(self) -> list[tuple[str, ...]]:
        paths: list[tuple[str, ...]] = []
        for node in self.sections:  # a parent stands before its children
            above = () if node.parent is None else paths[node.parent]
            paths.append((*above, node.title) if node.title else above)
        return paths

    def ancestors(self, section: int) -> tuple[int, ...]:
        """The section and everything above it, innermost first."""
        found: list[int] = []
        index: int | None = section
        while index is not None:
            found.append(index)
            index = self.sections[index].parent
        return tuple(found)

    def are_items(self, blocks: Collection[int]) -> bool:
        """Whether some blocks stand each in an item of its own of one list below the outline's first level: several
        projects, one after another."""
        items = [self._item(block) for block in blocks]
        if None not in items:
            kinds = {
                (self.blocks[item].section, marker.rank)
                for item in items
                if item is not None and (marker := self.blocks[item].marker) is not None
            }
            return len(set(items)) == len(items) > 1 and len(kinds) == 1
        sections = [self.blocks[block].section for block in blocks]
        parents = {self.sections[section].parent for section in sections}
        ranks = {self.sections[section].rank for section in sections}
        return len(set(sections)) == len(sections) > 1 and len(parents) == 1 and min(ranks) > 1

    def _item(self, block: int) -> int | None:
        """The numbered paragraph that a block is, or stands below, in its section."""
        section = self.blocks[block].section
        for index in range(block, -1, -1):
            found = self.blocks[index]
            if found.section != section or found.kind is BlockKind.HEADING:
                return None
            if found.marker is not None:
                return index
        return None
