"""The Excel reader (.xlsx, .xlsm): what the cells show becomes the rows of a text layer, sheet after sheet.

Hidden sheets, rows and columns are read: they were published too. A formula without a cached value shows nothing, and
is an empty cell. Of merged cells the first one holds what is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree import ElementTree

from audit.errors import ReadError
from audit.model.document import Document
from audit.readers.layer import MAX_CELLS, Layer
from audit.readers.number_formats import Render, builtin, renderer
from audit.readers.package import Element, Package, attribute, guarded, local

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_NUMERALS = "0123456789"
_UNNAMED = re.compile(r"Sheet\d*|工作表\d*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:公开|附|预算|决算|财决|财预)?\d{1,2}(?:-\d)?表|(?:附|公开)?表\d{0,2}")
_TITLE = re.compile(r"表(?:[（(][^（）()]{0,14}[）)])?$")
_SERIAL = re.compile(r"-?\d+(?:\.\d*)?(?:[eE][-+]?\d{1,3})?$")
_HAN = re.compile(r"[一-龥]")
_TITLE_ROWS = 4
_MAX_COLUMNS = 16_384

_Row = list[tuple[int, str]]


@dataclass(slots=True)
class _Sheet:
    """The cells that show something, by row and column (0-based), and the merged ranges."""

    rows: dict[int, _Row] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Book:
    strings: tuple[str, ...]
    styles: tuple[Render, ...]


def read_excel(data: bytes, name: str) -> Document:
    """Read a workbook as one document. Raises ReadError for what is damaged, encrypted or too large."""
    with guarded():
        package = Package(data)
        main = package.main("xl/workbook.xml")
        workbook = package.xml(main)
        from_1904 = any(_true(attribute(e, "date1904")) for e in workbook.iter() if local(e.tag) == "workbookPr")
        styles = package.related(main, "styles")
        shared = package.related(main, "sharedStrings")
        book = _Book(
            strings=tuple(_strings(package, shared)) if shared else (),
            styles=tuple(_styles(package.xml(styles), from_1904)) if styles else (),
        )
        relations = package.relations(main)
        layer = Layer()
        cells = 0
        for entry in (e for e in workbook.iter() if local(e.tag) == "sheet"):
            kind, part = relations.get(attribute(entry, "id") or "", ("", ""))
            if kind == "worksheet" and part in package.names:
                sheet = _read(package, part, book)
                cells += sum(map(len, sheet.rows.values()))
                if cells > MAX_CELLS:
                    raise ReadError("too-large", f"> {MAX_CELLS} cells")
                _write(layer, sheet, entry.get("name", ""))
        return layer.document(name, "excel")


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _strings(package: Package, part: str) -> Iterator[str]:
    for _, element in ElementTree.iterparse(package.stream(part)):
        if local(element.tag) == "si":
            yield _text(element)
            element.clear()


def _text(element: Element) -> str:
    """The text of a string with its runs; phonetic guides are left out."""
    found: list[str] = []
    for child in element:
        kind = local(child.tag)
        if kind == "t":
            found.append(child.text or "")
        elif kind == "r":
            found.extend(t.text or "" for t in child if local(t.tag) == "t")
    return "".join(found)


def _styles(sheet: Element, from_1904: bool) -> Iterator[Render]:
    codes = {
        int(attribute(e, "numFmtId") or 0): attribute(e, "formatCode") or "General"
        for e in sheet.iter()
        if local(e.tag) == "numFmt"
    }
    for group in sheet:
        if local(group.tag) == "cellXfs":
            for style in group:
                number = int(style.get("numFmtId") or 0)
                yield renderer(codes.get(number) or builtin(number), from_1904)


def _read(package: Package, part: str, book: _Book) -> _Sheet:
    sheet = _Sheet()
    number = -1
    for _, element in ElementTree.iterparse(package.stream(part)):
        kind = local(element.tag)
        if kind == "row":
            number = int(element.get("r") or number + 2) - 1
            row = list(_cells(element, book))
            if row:
                sheet.rows.setdefault(number, []).extend(row)
            element.clear()
        elif kind == "mergeCell":
            first, _, last = (element.get("ref") or "").replace("$", "").partition(":")
            top, left = _position(first)
            bottom, right = _position(last or first)
            sheet.merged.append((top, left, bottom, right))
    return sheet


def _cells(row: Element, book: _Book) -> Iterator[tuple[int, str]]:
    column = -1
    for cell in row:
        reference = cell.get("r")
        column = _column(reference.rstrip(_NUMERALS)) if reference else column + 1
        text = _shown(cell, book)
        if text and not text.isspace():
            yield column, text


def _shown(cell: Element, book: _Book) -> str:
    kind = cell.get("t", "n")
    value = None
    for child in cell:
        tag = local(child.tag)
        if tag == "v":
            value = child.text
        elif tag == "is":
            return _text(child)
    if value is None:
        return ""
    if kind == "s":
        return book.strings[int(value)]
    if kind == "n":
        if not _SERIAL.match(value):
            return value
        style = int(cell.get("s") or 0)
        return book.styles[style](value) if style < len(book.styles) else renderer("General")(value)
    if kind == "b":
        return "TRUE" if _true(value) else "FALSE"
    return value  # str: a formula's text; e: an error as shown; d: an ISO date


def _position(reference: str) -> tuple[int, int]:
    """Row and column, 0-based, of A1."""
    match = _REFERENCE.match(reference)
    if match is None:
        raise ReadError("damaged", f"XML: {reference[:20]}")
    return int(match.group(2)) - 1, _column(match.group(1))


@lru_cache(maxsize=_MAX_COLUMNS)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    if not 0 < column <= _MAX_COLUMNS:
        raise ReadError("damaged", f"XML: {letters[:20]}")
    return column - 1


@lru_cache(maxsize=_MAX_COLUMNS)
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _write(layer: Layer, sheet: _Sheet, name: str) -> None:
    """The rows of a sheet into the text layer, below its name where nothing in it is a title."""
    if not sheet.rows:
        return
    hidden = _covered(sheet)
    first = min(row[0][0] for row in sheet.rows.values())
    last = max(row[-1][0] for row in sheet.rows.values())
    wide = {(top, left) for top, left, _, right in sheet.merged if left <= first and right >= last and right > left}
    layer.blank()
    numbers = sorted(sheet.rows)
    if not _is_titled([sheet.rows[number] for number in numbers[:_TITLE_ROWS]]) and not _UNNAMED.fullmatch(name):
        layer.paragraph(name)
    before = -1
    begun = False  # a table: its rows with a name alone are rows, not headings
    for number in numbers:
        if number > before + 1:
            layer.blank()
            begun = False
        before = number
        shown = [(column, text) for column, text in sheet.rows[number] if (number, column) not in hidden]
        if len(shown) == 1 and ((number, shown[0][0]) in wide or (not begun and _HAN.search(shown[0][1]))):
            column, text = shown[0]
            layer.paragraph(text, place=(name, f"{_letters(column)}{number + 1}"))
            continue
        begun = True
        texts = [""] * (last - first + 1)
        for column, text in shown:
            texts[column - first] = text
        layer.row(texts, [f"{_letters(column)}{number + 1}" for column in range(first, last + 1)], name)


def _covered(sheet: _Sheet) -> set[tuple[int, int]]:
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


def _is_titled(rows: list[_Row]) -> bool:
    alone = ["".join(row[0][1].split()) for row in rows if len(row) == 1]
    return any(_TITLE.search(text) and not _NUMBER.fullmatch(text) for text in alone)
