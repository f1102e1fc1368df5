"""The HTML reader: a portal's page, or a saved one, becomes the paragraphs and rows of a text layer.

Portals leave tags open and nest what may not nest, so the page is read as a stream of tags rather than as a tree. What
surrounds an article (navigation, header, footer, lists of links to other pages) is left out.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby

from msgspec import Struct, field

from audit.errors import ReadError
from audit.model.document import Document
from audit.model.limits import DEFAULT, Limits
from audit.readers.decode import decode
from audit.readers.layer import Layer, in_table, too_many_cells
from audit.readers.tags import Tag, scan

_SKIPPED = {
    "nav", "header", "footer", "aside", "script", "style", "noscript", "template", "head", "title", "button", "select",
    "textarea", "iframe", "object", "svg", "rt", "rp", "del", "map", "video", "audio", "canvas", "math", "xml",
}  # fmt: skip
#: an article's own header holds its title
_OWN = {"header", "footer"}
_ARTICLE = {"article", "main"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "pre", "center", "form", "fieldset", "body", "html", "address", "figure", "figcaption", "caption",
    "details", "summary",
}  # fmt: skip
_HEADING = re.compile(r"h([1-6])$")
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track", "param"}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "big5": "big5"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEAD = 4096
#: spanning wider is no table
_WIDEST = 500
_TALLEST = 5000
#: so many paragraphs in a row that only link to other pages are a menu
_MENU = 3


class _Line(Struct):
    """A paragraph. `linked` says that all of it leads to another page."""

    text: str
    level: int = 0
    linked: bool = False


class _Cell(Struct):
    items: list[_Line | _Table] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


class _Table(Struct):
    before: list[_Line | _Table] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)


def read_html(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read a page. Raises ReadError when it holds no readable words, or more than the limits allow."""
    text = _decoded(data)
    page = _Page(limits)
    for tag in scan(text):
        page.take(tag)
    layer = Layer(limits)
    _write(layer, page.finished())
    return layer.document(name, "html")


def _decoded(data: bytes) -> str:
    """The page's text, in the encoding of its byte order mark, else the one it declares, else that of its bytes."""
    declared = _CHARSET.search(data[:_HEAD])
    encoding = _CHINESE.get(declared.group(1).decode("ascii").lower(), "") if declared else ""
    if encoding and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass  # the declaration is wrong as often as the bytes are
    return decode(data)


class _Page:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.out: list[_Line | _Table] = []
        self._tables: list[_Table] = []
        self._text: list[str] = []
        self._linked = 0
        self._link = False
        self._level = 0
        self._pre = 0
        self._article = 0
        self._skipping = ""
        self._depth = 0
        self._cells = 0

    def finished(self) -> list[_Line | _Table]:
        while self._tables:  # left open
            self._end("table")
        self._flush()
        return self.out

    def take(self, tag: Tag) -> None:
        if not tag.name:
            self._data(tag.text)
        elif tag.closing:
            self._end(tag.name)
        else:
            self._start(tag.name, tag.attributes if tag.text else {})

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if self._skipping and not (self._skipping == "head" and tag == "body"):
            self._depth += tag == self._skipping
            return
        self._skipping = ""
        if tag not in _VOID and (self._is_skipped(tag) or "hidden" in said or _HIDDEN.search(said.get("style", ""))):
            if tag in _BLOCKS:
                self._flush()
            self._skipping, self._depth = tag, 1
        elif tag == "br":
            self._text.append("\n")
        elif tag == "a":
            self._link = not (said.get("href") or "#").startswith("#")
        elif tag == "table":
            self._flush()
            if len(self._tables) >= self._limits.nesting:
                raise ReadError("too-deep", f"> {self._limits.nesting}")
            self._tables.append(_Table())
        elif tag in ("tr", "td", "th"):
            self._cell(tag, said)
        elif tag in _BLOCKS:
            self._flush()
            self._article += tag in _ARTICLE
            self._pre += tag == "pre"
            if heading := _HEADING.match(tag):
                self._level = int(heading.group(1))

    def _end(self, tag: str) -> None:
        if self._skipping:
            self._depth -= tag == self._skipping
            if not self._depth or tag in ("body", "html"):
                self._skipping = ""
            return
        if tag == "a":
            self._link = False
        elif tag == "table" and self._tables:
            self._flush()
            table = self._tables.pop()
            self._items().append(table)
        elif tag in ("td", "th", "tr", "caption") or tag in _BLOCKS:
            self._flush()
            if tag in _ARTICLE:
                self._article = max(0, self._article - 1)
            if tag == "pre":
                self._pre = max(0, self._pre - 1)

    def _data(self, data: str) -> None:
        if self._skipping:
            return
        text = data.replace("\r\n", "\n") if self._pre else _SPACE.sub(" ", data)
        self._text.append(text)
        if self._link:
            self._linked += len(text.strip())

    def _is_skipped(self, tag: str) -> bool:
        return tag in _SKIPPED and not (tag in _OWN and self._article)

    def _cell(self, tag: str, said: dict[str, str]) -> None:
        self._flush()
        if not self._tables:
            return  # a cell without a table is a paragraph
        rows = self._tables[-1].rows
        if tag == "tr" or not rows:
            rows.append([])
        if tag != "tr":
            self._cells += 1
            if self._cells > self._limits.cells:
                raise too_many_cells(self._limits)
            rows[-1].append(_Cell([], _span(said, "colspan", _WIDEST), _span(said, "rowspan", _TALLEST)))

    def _items(self) -> list[_Line | _Table]:
        """Where the next paragraph goes: the open cell, what stands before the first cell, or the page."""
        if not self._tables:
            return self.out
        table = self._tables[-1]
        return table.rows[-1][-1].items if table.rows and table.rows[-1] else table.before

    def _flush(self) -> None:
        text = "".join(self._text).strip()
        if text:
            length = sum(len(part.strip()) for part in self._text)
            self._items().append(_Line(text, self._level, self._linked >= length))
        self._text.clear()
        self._linked = 0
        self._level = 0


def _span(said: dict[str, str], name: str, most: int) -> int:
    digits = re.match(r"\s*(\d{1,6})", said.get(name, ""))
    return min(max(int(digits.group(1)), 1), most) if digits else 1


def _write(layer: Layer, items: list[_Line | _Table]) -> None:
    for linked, group in groupby(items, lambda item: isinstance(item, _Line) and item.linked):
        found = list(group)
        if linked and len(found) >= _MENU:
            continue
        for item in found:
            if isinstance(item, _Line):
                layer.paragraph(item.text, item.level)
            else:
                layer.blank()
                _write(layer, item.before)
                _write_table(layer, item)
                layer.blank()


def _write_table(layer: Layer, table: _Table) -> None:
    grid = _grid(table, layer.limits)
    width = max(map(len, grid), default=0)
    number = layer.table()
    for at, row in enumerate(grid, 1):
        cells = [cell for cell in row if cell is not None]
        filled = [cell for cell in cells if cell.items]
        if len(filled) == 1 and (width == 1 or (len(cells) == 1 and filled[0].columns >= width)):
            _write(layer, filled[0].items)  # a table around an article, or a title across all columns
            continue
        layer.row([_text(cell) for cell in row] + [""] * (width - len(row)), partial(in_table, number, at))
        for cell in filled:
            _write(layer, [item for item in cell.items if isinstance(item, _Table)])


def _grid(table: _Table, limits: Limits) -> list[list[_Cell | None]]:
    """The cells by column; None where a cell spans over from the left or from above."""
    grid: list[list[_Cell | None]] = []
    covered: dict[int, int] = {}
    taken = 0
    for cells in table.rows:
        row: list[_Cell | None] = []
        below: dict[int, int] = {}
        for cell in cells:
            while covered.get(len(row), 0):
                row.append(None)
            if cell.rows > 1:
                below |= {len(row) + at: cell.rows - 1 for at in range(cell.columns)}
            row.append(cell)
            row.extend([None] * (cell.columns - 1))
        taken += len(row)
        if taken > limits.cells:
            raise too_many_cells(limits)
        grid.append(row)
        covered = {column: left - 1 for column, left in covered.items() if left > 1} | below
    return grid


def _text(cell: _Cell | None) -> str:
    return "" if cell is None else " ".join(item.text for item in cell.items if isinstance(item, _Line))
