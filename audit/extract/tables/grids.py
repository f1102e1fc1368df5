"""Grids: tables whose cells a format gives (Word, Excel, HTML, a ruled PDF), brought into the same token stream.

A grid is read like a tab-separated table; its title is the format's, or a row of its own above the header.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from audit.extract.tables.forms import NO_FORM, forms, is_official, match_form
from audit.extract.tables.regions import NOTE, UNIT, UNIT_TITLE, Region
from audit.extract.tables.tokens import Token, cells, compact
from audit.model.document import Grid
from audit.model.span import Span

_TITLE_ROWS = 4


class Found(Struct):
    """A table made of one grid, or of several when it goes on over pages."""

    region: Region
    tokens: list[Token]
    place: Span
    width: int
    lines: int


def find(grids: Sequence[Grid]) -> list[Found]:
    found: list[Found] = []
    for grid in grids:
        rows = [row for row in grid.rows if any(cell is not None and cell.text.strip() for cell in row)]
        if not rows:
            continue
        title, unit, start = _head(grid, rows)
        if not title and found and found[-1].width == _width(rows):
            _continue(found[-1], rows)
        elif title and is_official(title):
            table = _table(title, unit, rows, start)
            if table is not None:
                found.append(table)
        # the page after a performance form belongs to it, not to the table before
        elif title:
            found.append(_closed(title, rows))
    return [table for table in found if table.region.start >= 0]


def _head(grid: Grid, rows: Sequence[tuple[Span | None, ...]]) -> tuple[str, str, int]:
    """The title, the unit, and the first row of the header."""
    title, start = compact(grid.title), 0
    unit = _unit(title)
    for at, row in enumerate(rows[:_TITLE_ROWS]):
        text = compact("".join(cell.text for cell in row if cell is not None))
        filled = sum(1 for cell in row if cell is not None and cell.text.strip())
        if not title and filled == 1 and text.endswith("表"):
            title, start = text, at + 1
        if said := _unit(text):
            unit, start = unit or said, at + 1
    return title, unit, start


def _width(rows: Sequence[tuple[Span | None, ...]]) -> int:
    return max(len(row) for row in rows)


def _unit(text: str) -> str:
    found = UNIT.search(text) or UNIT_TITLE.search(text)
    return found.group(1) if found else ""


def _table(title: str, unit: str, rows: Sequence[tuple[Span | None, ...]], start: int) -> Found | None:
    form = match_form(title)
    first = next(cell for row in rows for cell in row if cell is not None)
    if form is NO_FORM and not any(
        compact(cell.text) in forms().header for row in rows[start : start + 3] for cell in row if cell is not None
    ):
        return None
    tokens, note = _tokens(rows[start:], 0)
    region = Region(title, form, (first.line or 1) - 1, 0, 0, unit, note, 0)
    return Found(region, tokens, first, _width(rows), len(rows))


def _closed(title: str, rows: Sequence[tuple[Span | None, ...]]) -> Found:
    return Found(Region(title, NO_FORM, 0, -1, 0, "", "", 0), [], Span(title), _width(rows), 0)


def _continue(table: Found, rows: Sequence[tuple[Span | None, ...]]) -> None:
    tokens, note = _tokens(rows, table.lines)
    table.tokens.extend(tokens)
    table.lines += len(rows)
    if note:
        region = table.region
        table.region = Region(
            region.title, region.form, region.heading, region.start, region.end, region.unit, note, region.note_end
        )


def _tokens(rows: Sequence[tuple[Span | None, ...]], before: int) -> tuple[list[Token], str]:
    """The tokens of the body, and the note below it."""
    tokens: list[Token] = []
    for at, row in enumerate(rows):
        text = compact("".join(cell.text for cell in row if cell is not None))
        if NOTE.match(text):
            rest = [compact("".join(cell.text for cell in other if cell is not None)) for other in rows[at + 1 :]]
            return tokens, "".join([text, *rest])
        tokens.extend(cells(row, before + at + 1))
    return tokens, ""
