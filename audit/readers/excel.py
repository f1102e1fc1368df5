"""The Excel reader (.xlsx, .xlsm): what the cells show, sheet after sheet; of merged cells the first one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from msgspec import Struct

from audit.errors import ReadError
from audit.model.document import Document
from audit.model.limits import DEFAULT, Limits
from audit.readers.number_formats import Render, builtin, renderer
from audit.readers.package import Element, Package, attribute, guarded, local
from audit.readers.sheets import MAX_COLUMNS, UNKNOWN, Sheet, column_of, document

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_NUMERALS = "0123456789"
_SERIAL = re.compile(r"-?\d+(?:\.\d*)?(?:[eE][-+]?\d{1,3})?$")


class _Book(Struct, frozen=True):
    strings: tuple[str, ...]
    styles: tuple[Render, ...]
    general: Render


def read_excel(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read a workbook as one document. Raises ReadError for what is damaged, encrypted or too large."""
    with guarded():
        return document(_sheets(Package(data, limits)), name, limits)


def _sheets(package: Package) -> Iterator[Sheet]:
    main = package.main("xl/workbook.xml")
    workbook = package.xml(main)
    from_1904 = any(_true(attribute(e, "date1904")) for e in workbook.iter() if local(e.tag) == "workbookPr")
    styles = package.related(main, "styles")
    shared = package.related(main, "sharedStrings")
    book = _Book(
        strings=tuple(_strings(package, shared)) if shared else (),
        styles=tuple(_styles(package.xml(styles), from_1904)) if styles else (),
        general=renderer("General"),
    )
    relations = package.relations(main)
    for entry in (e for e in workbook.iter() if local(e.tag) == "sheet"):
        kind, part = relations.get(attribute(entry, "id") or "", ("", ""))
        if kind == "worksheet" and part in package.names:
            sheet = Sheet(entry.get("name", ""), hidden=entry.get("state", "visible") != "visible")
            _read(package, part, book, sheet)
            yield sheet


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
            if len(element) == 1:
                return child.text or ""
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


#: the parts of a row, which are read with it: nearly all that a sheet is made of
_IN_ROWS = ("}c", "}v", "}t", "}is", "}f")


def _read(package: Package, part: str, book: _Book, sheet: Sheet) -> None:
    number = -1
    for _, element in ElementTree.iterparse(package.stream(part)):
        if element.tag.endswith(_IN_ROWS):
            continue
        kind = local(element.tag)
        if kind == "row":
            number = int(element.get("r") or number + 2) - 1
            row = list(_cells(element, book))
            if row:
                sheet.rows.setdefault(number, []).extend(row)
                if _true(element.get("hidden")):
                    sheet.hidden_rows.add(number)
            element.clear()
        elif kind == "col" and _true(element.get("hidden")):
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            sheet.hidden_columns.update(range(first - 1, min(last, MAX_COLUMNS)))
        elif kind == "mergeCell":
            first_cell, _, last_cell = (element.get("ref") or "").replace("$", "").partition(":")
            top, left = _position(first_cell)
            bottom, right = _position(last_cell or first_cell)
            sheet.merged.append((top, left, bottom, right))


def _cells(row: Element, book: _Book) -> Iterator[tuple[int, str]]:
    column = -1
    space = row.tag[: -len("row")]  # the namespace of its parts, as their tags begin with it
    value_tag = space + "v"
    styles, general, is_serial = book.styles, book.general, _SERIAL.match
    for cell in row:
        reference = cell.get("r")
        column = column_of(reference.rstrip(_NUMERALS)) if reference else column + 1
        stored = cell.findtext(value_tag)
        if stored and cell.get("t", "n") == "n":
            style = int(cell.get("s") or 0)
            if is_serial(stored):
                stored = styles[style](stored) if style < len(styles) else general(stored)
            text = stored
        else:
            text = _shown(cell, stored or None, book, space)
        if text and not text.isspace():
            yield column, text


def _shown(cell: Element, value: str | None, book: _Book, space: str) -> str:
    """What a cell shows that holds no number."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(space + "is")
        return "" if inline is None else _text(inline)
    if value is None:
        computed = kind != "str" and cell.find(space + "f") is not None
        return UNKNOWN if computed else ""
    if kind == "s":
        return book.strings[int(value)]
    if kind == "b":
        return "TRUE" if _true(value) else "FALSE"
    return value  # str: a formula's text; e: an error as shown; d: an ISO date


def _position(reference: str) -> tuple[int, int]:
    """Row and column, 0-based, of A1."""
    match = _REFERENCE.match(reference)
    if match is None:
        raise ReadError("damaged", f"XML: {reference[:20]}")
    return int(match.group(2)) - 1, column_of(match.group(1))
