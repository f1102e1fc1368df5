"""Sheets 工作表: the cells that a workbook shows, of whatever file format, become the rows of a text layer.

Hidden sheets, rows and columns are read, for they were published too, and told as a notice. A formula whose value the
file does not hold is printed as `=?`: what Excel would show there is not known, and is not nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import groupby

from msgspec import Struct, field

from audit.errors import ReadError
from audit.model.document import Document, Notice
from audit.model.limits import Limits
from audit.readers.layer import Layer, too_many_cells
from audit.readers.pieces import Place

UNKNOWN = "=?"
_UNNAMED = re.compile(r"Sheet\d*|工作表\d*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:公开|附|预算|决算|财决|财预)?\d{1,2}(?:-\d)?表|(?:附|公开)?表\d{0,2}")
_TITLE = re.compile(r"表(?:[（(][^（）()]{0,14}[）)])?$")
_HAN = re.compile(r"[一-龥]")
_TITLE_ROWS = 4
MAX_COLUMNS = 16_384

Row = list[tuple[int, str]]


class Sheet(Struct):
    """The cells that show something, by row and column (0-based), the merged ranges (top, left, bottom, right) and
    what is hidden."""

    name: str
    rows: dict[int, Row] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def document(sheets: Iterable[Sheet], name: str, limits: Limits) -> Document:
    """The sheets as one document. Raises ReadError when they hold too many cells, or no words."""
    layer = Layer(limits)
    cells = 0
    for sheet in sheets:
        cells += sum(map(len, sheet.rows.values()))
        if cells > limits.cells:
            raise too_many_cells(limits)
        if sheet.rows:
            layer.notices.extend(_notices(sheet))
            _write(layer, sheet)
    return layer.document(name, "excel")


def _notices(sheet: Sheet) -> Iterator[Notice]:
    if sheet.hidden:
        yield Notice("hidden-sheet", (sheet.name,))
    rows = sorted(sheet.hidden_rows.intersection(sheet.rows))
    if rows:
        yield Notice("hidden-rows", (sheet.name, _ranges(rows, lambda row: str(row + 1))))
    if sheet.hidden_columns:
        filled = {column for row in sheet.rows.values() for column, _ in row}
        if columns := sorted(filled & sheet.hidden_columns):
            yield Notice("hidden-columns", (sheet.name, _ranges(columns, letters)))
    unknown = [(row, column) for row, cells in sheet.rows.items() for column, text in cells if text == UNKNOWN]
    if unknown:
        row, column = min(unknown)
        yield Notice("no-value", (sheet.name, f"{letters(column)}{row + 1}", str(len(unknown))))


def _ranges(found: list[int], shown: Callable[[int], str]) -> str:
    """5-9, 12."""
    runs = [[at for _, at in run] for _, run in groupby(enumerate(found), key=lambda pair: pair[1] - pair[0])]
    return ", ".join(shown(run[0]) if len(run) == 1 else f"{shown(run[0])}-{shown(run[-1])}" for run in runs)


@lru_cache(maxsize=MAX_COLUMNS)
def column_of(letters: str) -> int:
    """A column's index from its letters. Raises ReadError for one that no sheet has."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    if not 0 < column <= MAX_COLUMNS:
        raise ReadError("damaged", f"XML: {letters[:20]}")
    return column - 1


@lru_cache(maxsize=MAX_COLUMNS)
def letters(column: int) -> str:
    """A column's letters from its index."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _write(layer: Layer, sheet: Sheet) -> None:
    """The rows of a sheet into the text layer, below its name where nothing in it is a title."""
    hidden = _covered(sheet)
    first = min(row[0][0] for row in sheet.rows.values())
    last = max(row[-1][0] for row in sheet.rows.values())
    wide = {(top, left) for top, left, _, right in sheet.merged if left <= first and right >= last and right > left}
    layer.blank()
    numbers = sorted(sheet.rows)
    if not _is_titled([sheet.rows[number] for number in numbers[:_TITLE_ROWS]]) and not _UNNAMED.fullmatch(sheet.name):
        layer.paragraph(sheet.name, place=Place(0, sheet.name))
    before = -1
    begun = False  # a table: its rows with a name alone are rows, not headings
    for number in numbers:
        if number > before + 1:
            layer.blank()
            begun = False
        before = number
        shown = sheet.rows[number]
        if hidden:
            shown = [(column, text) for column, text in shown if (number, column) not in hidden]
        if len(shown) == 1 and ((number, shown[0][0]) in wide or (not begun and _HAN.search(shown[0][1]))):
            column, text = shown[0]
            layer.paragraph(text, place=Place(0, sheet.name, f"{letters(column)}{number + 1}"))
            continue
        begun = True
        texts = [""] * (last - first + 1)
        for column, text in shown:
            texts[column - first] = text
        layer.row(texts, partial(_place, sheet.name, number + 1, first))


def _place(sheet: str, row: int, first: int, at: int, offset: int) -> Place:
    """The place of the cell at an index of a row whose first cell is in a column."""
    return Place(offset, sheet, f"{letters(first + at)}{row}")


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The cells under a merged one that hold something which is not shown."""
    found: set[tuple[int, int]] = set()
    by_row: dict[int, list[tuple[int, int, int]]] = {}
    numbers = sorted(sheet.rows)
    for top, left, bottom, right in sheet.merged:
        for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            by_row.setdefault(number, []).append((top, left, right))
    for number, ranges in by_row.items():
        for column, _ in sheet.rows[number]:
            if any(left <= column <= right and (number, column) != (top, left) for top, left, right in ranges):
                found.add((number, column))
    return found


def _is_titled(rows: list[Row]) -> bool:
    alone = ["".join(row[0][1].split()) for row in rows if len(row) == 1]
    return any(_TITLE.search(text) and not _NUMBER.fullmatch(text) for text in alone)
