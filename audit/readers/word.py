"""The Word reader (.docx): the text that is printed, as paragraphs and rows of a text layer.

Tracked changes are read as accepted, automatic numbers are spelled out, text boxes and footnotes follow the paragraph
that they are anchored in. Page headers and footers, comments, hidden text and field codes are no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct, field

from audit.errors import ReadError
from audit.model.document import Document, Notice
from audit.model.limits import DEFAULT, Limits
from audit.readers.layer import Layer, in_table
from audit.readers.numbering import Numbering
from audit.readers.package import Element, Package, attribute, guarded, local

#: what is deleted, moved away, or holds no printed text
_UNPRINTED = {"del", "moveFrom", "rPr", "pPr", "sdtPr", "instrText", "delText", "fldData", "rt", "commentReference"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
#: elements that only wrap what they hold
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "txbxContent", "AlternateContent"}
_CHANGES = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"}
_MOST_COLUMNS = 1000


class _Inline(Struct):
    """What a paragraph prints, and what is anchored in it."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def read_word(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read a Word file. Raises ReadError for what is damaged, encrypted or too large."""
    with guarded():
        package = Package(data, limits)
        main = package.main("word/document.xml")
        reader = _Reader(package, main, limits)
        body = package.xml(main)
        reader.blocks(body)
        changes = sum(1 for element in body.iter() if local(element.tag) in _CHANGES)
        if changes:
            reader.layer.notices.append(Notice("tracked-changes", (str(changes),)))
        return reader.layer.document(name, "word")


class _Reader:
    def __init__(self, package: Package, main: str, limits: Limits) -> None:
        self.layer = Layer(limits)
        self._depth = 0
        self._numbering = Numbering()
        self._levels: dict[str, int] = {}
        self._notes: dict[tuple[str, str], Element] = {}
        self._carried = ""
        if part := package.related(main, "numbering"):
            self._numbering.define(package.xml(part))
        if part := package.related(main, "styles"):
            sheet = package.xml(part)
            self._numbering.styles(sheet)
            self._levels = _heading_levels(sheet)
        for kind in ("footnotes", "endnotes"):
            if part := package.related(main, kind):
                for note in package.xml(part):
                    if attribute(note, "type") in (None, "normal"):
                        self._notes[kind, attribute(note, "id") or ""] = note

    def blocks(self, parent: Element) -> None:
        """The paragraphs and tables of a body, a cell, a text box or a note, in printed order."""
        for child in _printed(parent, {"p", "tbl"}):
            if local(child.tag) == "tbl":
                self._table(child)
            else:
                self._paragraph(child)

    def _paragraph(self, paragraph: Element) -> None:
        properties = _child(paragraph, "pPr")
        style = _value(properties, "pStyle") or ""
        inline = _Inline()
        _collect(paragraph, inline)
        text = self._carried + "".join(inline.text)
        self._carried = ""
        if _mark_deleted(properties):
            self._carried = text
        elif text.strip():
            text = self._numbering.label(properties, style) + text.strip()
            outline = _value(properties, "outlineLvl")
            level = int(outline) + 1 if outline is not None else self._levels.get(style, 0)
            self.layer.paragraph(text, level if level < 9 else 0)
        else:
            self.layer.blank()
        self._anchored(inline)

    def _anchored(self, inline: _Inline) -> None:
        """Text boxes and notes, after the paragraph or the row that they are anchored in."""
        for box in inline.boxes:
            self.blocks(box)
        for note in inline.notes:
            if note in self._notes:
                self.blocks(self._notes.pop(note))

    def _table(self, table: Element) -> None:
        self._depth += 1
        if self._depth > self.layer.limits.nesting:
            raise ReadError("too-deep", f"> {self.layer.limits.nesting}")
        rows = [row for row in _printed(table, {"tr"}) if not _row_deleted(row)]
        grids = [list(_row(row)) for row in rows]
        width = max((len(grid) for grid in grids), default=0)
        number = self.layer.table()
        for at, grid in enumerate(grids, 1):
            cells = [cell for cell in grid if cell is not None]
            alone = [cell for cell in cells if _has_text(cell)]
            if len(alone) == 1 and (width == 1 or (len(cells) == 1 and grid[0] is alone[0] and len(grid) == width)):
                self.blocks(alone[0])  # a table around a page, or a title across all columns
                continue
            inline = _Inline()
            inner: list[Element] = []
            texts = [self._cell(cell, inline, inner) if cell is not None else "" for cell in grid]
            self.layer.row(texts + [""] * (width - len(texts)), partial(in_table, number, at))
            self._anchored(inline)
            for nested in inner:
                self._table(nested)
        self.layer.blank()
        self._depth -= 1

    def _cell(self, cell: Element, inline: _Inline, inner: list[Element]) -> str:
        """The text of a cell on one line; nested tables are put aside."""
        parts: list[str] = []
        for child in _printed(cell, {"p", "tbl"}):
            if local(child.tag) == "tbl":
                inner.append(child)
                continue
            properties = _child(child, "pPr")
            own = _Inline(boxes=inline.boxes, notes=inline.notes)
            _collect(child, own)
            text = "".join(own.text).strip()
            if text or _child(properties, "numPr") is not None:
                parts.append(self._numbering.label(properties, _value(properties, "pStyle") or "") + text)
        return " ".join(part for part in parts if part)


def _printed(parent: Element, wanted: set[str]) -> Iterator[Element]:
    """The wanted elements inside, looked for through wrappers, without what is deleted."""
    for child in parent:
        kind = local(child.tag)
        if kind in wanted:
            yield child
        elif kind == "AlternateContent":
            yield from _printed(_alternative(child), wanted)
        elif kind in _WRAPPERS:
            yield from _printed(child, wanted)


def _row(row: Element) -> Iterator[Element | None]:
    """The cells of a row by column; None under a merged one. A cell that goes on from above is empty."""
    properties = _child(row, "trPr")
    for _ in range(_count(properties, "gridBefore", 0)):
        yield None
    for cell in _printed(row, {"tc"}):
        own = _child(cell, "tcPr")
        if _child(own, "cellDel") is not None:
            continue
        merged = _child(own, "vMerge")
        goes_on = merged is not None and attribute(merged, "val") != "restart"
        yield None if goes_on or _goes_on_left(own) else cell
        for _ in range(_count(own, "gridSpan", 1) - 1):
            yield None
    for _ in range(_count(properties, "gridAfter", 0)):
        yield None


def _goes_on_left(properties: Element | None) -> bool:
    merged = _child(properties, "hMerge")
    return merged is not None and attribute(merged, "val") != "restart"


def _count(properties: Element | None, name: str, default: int) -> int:
    return min(max(int(_value(properties, name) or default), 0), _MOST_COLUMNS)


def _collect(element: Element, inline: _Inline) -> None:
    """The printed text below an element."""
    for child in element:
        kind = local(child.tag)
        if kind == "t":
            inline.text.append(child.text or "")
        elif kind in _BREAKS:
            if kind != "br" or attribute(child, "type") != "column":
                inline.text.append(_BREAKS[kind])
        elif kind == "r":
            if not _hidden(child):
                _collect(child, inline)
        elif kind == "AlternateContent":
            _collect(_alternative(child), inline)
        elif kind == "txbxContent":
            inline.boxes.append(child)
        elif kind in _NOTES:
            inline.notes.append((_NOTES[kind], attribute(child, "id") or ""))
        elif kind not in _UNPRINTED:
            _collect(child, inline)


def _alternative(element: Element) -> Element:
    """One of several prints of the same thing."""
    chosen = _child(element, "Choice")
    if chosen is not None and any(local(e.tag) in ("t", "p", "tbl", "txbxContent") for e in chosen.iter()):
        return chosen
    fallback = _child(element, "Fallback")
    return fallback if fallback is not None else element if chosen is None else chosen


def _hidden(run: Element) -> bool:
    return _on(_child(_child(run, "rPr"), "vanish"))


def _mark_deleted(properties: Element | None) -> bool:
    """Whether the mark that ends a paragraph was deleted, so that the next one goes on."""
    return _child(_child(properties, "rPr"), "del") is not None


def _row_deleted(row: Element) -> bool:
    return _child(_child(row, "trPr"), "del") is not None


def _has_text(cell: Element) -> bool:
    return any(local(e.tag) == "t" and (e.text or "").strip() for e in cell.iter())


def _heading_levels(sheet: Element) -> dict[str, int]:
    """The depth of the styles that are headings: by their outline level, or that of the style they are based on."""
    own: dict[str, int] = {}
    bases: dict[str, str] = {}
    for style in (e for e in sheet if local(e.tag) == "style"):
        id_ = attribute(style, "styleId") or ""
        bases[id_] = _value(style, "basedOn") or ""
        outline = _value(_child(style, "pPr"), "outlineLvl")
        if outline is not None:
            own[id_] = int(outline) + 1
        elif (_value(style, "name") or "").lower() == "title":
            own[id_] = 1
    found: dict[str, int] = {}
    for id_ in bases:
        at, seen = id_, set[str]()
        while at and at not in own and at not in seen:
            seen.add(at)
            at = bases.get(at, "")
        if at in own:
            found[id_] = own[at]
    return found


def _child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if local(child.tag) == name), None)


def _value(element: Element | None, name: str) -> str | None:
    child = _child(element, name)
    return None if child is None else attribute(child, "val")


def _on(switch: Element | None) -> bool:
    return switch is not None and attribute(switch, "val") not in ("0", "false", "off")
