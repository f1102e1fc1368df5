"""The document on a page: its headings, paragraphs and recovered tables, every figure marked where it was printed."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from audit.model.document import Block, BlockKind, Document
from audit.model.finding import Reading
from audit.model.span import Span
from audit.model.table import Cell, Table
from reports import layout, phrasing
from reports.html.marks import Mark, Marks
from reports.html.markup import Markup, join, tag

#: inside a table's lines, a piece of text with one of these is a note, not a row that lost its grid
_PROSE = "。；"
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
#: where a text starts and ends in a block, and its mark
_Stretch = tuple[int, int, Mark]
#: more columns than this need more room than the other side of the table
_WIDE = 2
_Leaf = tuple[str | None, str | None, int | None]
_NOWHERE: _Leaf = (None, None, None)


def text(reading: Reading, marks: Marks, prefix: str, lang: str) -> tuple[Markup, dict[tuple[str, ...], str]]:
    """The whole document, and the ids of the headings that it shows, by their path.

    What is marked and found neither in a paragraph nor in a table is listed at the end.
    """
    shown = _Text(reading, marks, prefix, lang)
    return join(shown.parts()), shown.headings


class _Text:
    def __init__(self, reading: Reading, marks: Marks, prefix: str, lang: str) -> None:
        self._document, self._marks = reading.document, marks
        self._prefix, self._lang = prefix, lang
        self._tables = sorted(reading.tables, key=lambda table: (table.first_line, table.index))
        self._celled = {
            cell.figure.span for table in self._tables for row in table.rows for cell in row.cells if cell.figure
        }
        self._placed = _place(self._document, (mark for mark in marks if mark.span not in self._celled))
        self._shown: set[str] = set()
        self.headings: dict[tuple[str, ...], str] = {}

    def parts(self) -> Iterator[Markup]:
        """Blocks in their order; a table where its first line is, in the place of the blocks that it was made of."""
        leaf = _NOWHERE
        waiting = list(self._tables)
        ends: list[int] = []  # the last lines of the tables so far
        rows: list[int] = []
        for index, block in enumerate(self._document.blocks):
            while waiting and waiting[0].first_line <= block.line:
                yield from self._grid(rows)
                table = waiting.pop(0)
                ends.append(table.last_line)
                yield self._table(table)
            if ends and block.line <= max(ends) and not self._stays(index, block):
                continue
            if (here := _leaf(block)) not in (_NOWHERE, leaf):
                leaf = here
                yield from self._grid(rows)
                yield self._turned(*leaf)
            if block.kind is BlockKind.ROW and "\t" in block.text:
                rows.append(index)
                continue
            yield from self._grid(rows)
            yield self._block(index, block)
        yield from self._grid(rows)
        for table in waiting:
            yield self._table(table)
        yield from self._rest()

    def _turned(self, file: str | None, sheet: str | None, page: int | None) -> Markup:
        """A new page or sheet, or a new one of several files."""
        told = [PurePath(file).name] if file is not None else []
        told += [sheet] if sheet is not None else []
        told += [phrasing.phrase("place", "page", self._lang, page=str(page))] if page is not None else []
        return tag("div", layout.clean(" ".join(told)), class_="page")

    def _stays(self, index: int, block: Block) -> bool:
        """Whether a block among a table's lines says what the table does not: a note, or a figure that no cell has."""
        if block.kind is not BlockKind.ROW and any(stop in block.text for stop in _PROSE):
            return True
        return any(mark.id not in self._shown for _, _, mark in self._placed[index])

    def _block(self, index: int, block: Block) -> Markup:
        told = self._marked(block.raw, 0, self._placed[index])
        if block.kind is not BlockKind.HEADING:
            return tag("p", told, class_="row" if block.kind is BlockKind.ROW else None)
        depth = len(self._document.ancestors(block.section)) - 2
        name = _HEADINGS[min(max(depth, 0), len(_HEADINGS) - 1)]
        id_ = f"{self._prefix}s{block.section}"
        if self.headings.setdefault(self._document.path(block.section), id_) != id_:
            return tag(name, told)
        return tag(name, told, id=id_)

    def _grid(self, rows: list[int]) -> Iterator[Markup]:
        """Rows whose cells are parted by tabs and that belong to no recovered table."""
        if rows:
            lines = []
            for index in rows:
                raw, cells, start = self._document.blocks[index].raw, [], 0
                for cell in raw.split("\t"):
                    inside = [s for s in self._placed[index] if start <= s[0] <= start + len(cell)]
                    cells.append(tag("td", self._marked(cell, start, inside)))
                    start += len(cell) + 1
                lines.append(tag("tr", *cells))
            yield tag("div", tag("table", *lines), class_="grid")
            rows.clear()

    def _marked(self, raw: str, offset: int, stretches: Sequence[_Stretch]) -> Markup:
        """A text with its marks; a mark inside another one, or over its end, stays inside."""
        at, parts = offset, []
        end_of_text = offset + len(raw)
        queue = sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1]))
        while queue:
            start, end, mark = queue.pop(0)
            start, end = max(start, at), min(end, end_of_text)
            if start > end:
                start = end = at
            inner = []
            while queue and queue[0][0] < end:
                inner.append(queue.pop(0))
            parts += [raw[at - offset : start - offset]]
            parts += [self._mark(mark, self._marked(raw[start - offset : end - offset], start, inner))]
            at = end
        return join([*parts, raw[at - offset :]])

    def _mark(self, mark: Mark, told: str) -> Markup:
        self._shown.add(mark.id)
        kind = " ".join(part for part in ("f", mark.standing, "words" if not mark.standing else "") if part)
        if not mark.findings:
            return tag("span", told, class_=kind, id=mark.id, title=mark.about)
        leaf = "<a " not in told  # a link holds no other one
        return tag(
            "a" if leaf else "span",
            told,
            class_=kind,
            id=mark.id,
            href=f"#{self._prefix}k{mark.findings[0]}" if leaf else None,
            title=mark.about or None,
            data_k=" ".join(str(number) for number in mark.findings),
        )

    def _table(self, table: Table) -> Markup:
        """A table; of one with two sides (收入, 支出) the halves beside one another, as they were printed."""
        sides = list(dict.fromkeys(column.side for column in table.columns))
        halves = [self._half(table, side) for side in sides]
        unit = phrasing.word("unit", self._lang) + (f"：{table.unit}" if self._lang == "zh" else f": {table.unit}")
        caption = [tag("b", layout.clean(table.title)), tag("small", unit) if table.unit else ""]
        return tag(
            "figure",
            tag("figcaption", *caption),
            tag("div", *halves, class_="halves"),
            class_="table",
        )

    def _half(self, table: Table, side: str) -> Markup:
        columns = [at for at, column in enumerate(table.columns) if column.side == side]
        alone = len({column.side for column in table.columns}) < 2
        rows = [row for row in table.rows if alone or row.side in (side, "")]
        coded, numbered = any(row.code for row in rows), any(row.number for row in rows)
        head = [tag("th", "") for wanted in (coded, True, numbered) if wanted]
        head += [tag("th", table.columns[at].name) for at in columns]
        body = []
        for row in rows:
            cells = [tag("td", row.code, class_="code")] if coded else []
            cells.append(tag("th", layout.clean(row.name), scope="row"))
            cells += [tag("td", str(row.number or ""), class_="code")] if numbered else []
            body.append(
                tag("tr", *cells, *(self._cell(row.cells[at]) for at in columns), class_="total" if row.total else None)
            )
        drawn = tag("table", tag("thead", tag("tr", *head)), tag("tbody", *body))
        return tag("div", drawn, class_="grid", data_wide=len(columns) > _WIDE)

    def _cell(self, cell: Cell) -> Markup:
        if cell.figure is None:
            return tag("td", layout.clean(cell.span.text) if cell.span is not None else "")
        mark = self._marks.at(cell.figure.span)
        told = layout.clean(cell.figure.text)
        return tag("td", self._mark(mark, told) if mark is not None else told, class_="n")

    def _rest(self) -> Iterator[Markup]:
        rest = [mark for mark in self._marks if mark.id not in self._shown]
        if rest:
            told = [self._mark(mark, layout.clean(mark.span.text) or "…") for mark in rest]
            yield tag("h2", phrasing.phrase("page", "rest", self._lang))
            yield tag("p", join(told, " · "), class_="rest")


def _leaf(block: Block) -> _Leaf:
    """The file, where there are several, the sheet and the page that a block begins on."""
    anchor = block.anchors[0]
    return (anchor.part.name if anchor.part is not None else None, anchor.sheet, anchor.page)


def _place(document: Document, marks: Iterable[Mark]) -> dict[int, list[_Stretch]]:
    """Block to the marks that stand in it, from line and column: a block knows where each stretch of it was printed."""
    lines: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for index, block in enumerate(document.blocks):
        starts = [anchor.start for anchor in block.anchors] + [len(block.raw)]
        for anchor, end in zip(block.anchors, starts[1:], strict=True):
            lines[anchor.line].append((anchor.column, index, anchor.start, end))
    for places in lines.values():
        places.sort()
    placed: dict[int, list[_Stretch]] = defaultdict(list)
    for mark in marks:
        found = _find(lines.get(mark.span.line or 0, ()), mark.span)
        if found is not None:
            index, start = found
            placed[index].append((start, min(start + mark.length, len(document.blocks[index].raw)), mark))
    return placed


def _find(places: Sequence[tuple[int, int, int, int]], span: Span) -> tuple[int, int] | None:
    """The block and the offset in it where a span begins: in the last stretch that begins at or before its column."""
    column = span.column or 1
    at = bisect_right(places, column, key=lambda place: place[0]) - 1
    if at < 0:
        return None
    first, index, start, end = places[at]
    offset = start + column - first
    return (index, offset) if offset < end else None
