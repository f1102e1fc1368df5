"""The PDF reader: positioned characters and ruled lines become the lines of a text, its tables as true grids.

Each row of a table is one line with its cells joined by tabs, a merged cell once and an empty one for each column that
it spans; outside of tables the lines are those printed. From there on the text is read as a text dump is. A page
that does not give its text as text makes the whole file unreadable, by the page's number: silence is not clean.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections.abc import Iterable
from itertools import count, groupby
from operator import itemgetter
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from msgspec import Struct

from audit.errors import ReadError
from audit.model.document import Document, Notice, Strip
from audit.model.limits import DEFAULT, Limits
from audit.readers import (
    pdf_columns,
    pdf_forms,
    pdf_lines,
    pdf_margins,
    pdf_page,
    pdf_prose,
    pdf_tables,
    pdf_turned,
    pdf_watermark,
    pdf_whole,
)
from audit.readers.folding import fold
from audit.readers.layer import stands_beside
from audit.readers.outline import build
from audit.readers.paragraphs import rebuild
from audit.readers.pdf_lines import Line
from audit.readers.pdf_margins import Row
from audit.readers.pdf_page import Page
from audit.readers.pieces import Piece
from audit.readers.rows import is_row

_MOST_GLYPHS = 3_000_000
#: what a font takes above and below the baseline, in shares of its size
_ABOVE = 0.86
_BELOW = 0.14
#: a page with so little text under a picture this large is a scanned one
_FEW = 30
#: a scanned page too may have running words above and below: shares of its height
_MARGIN = 0.1
#: so many characters of such a size are the title on a cover's picture
_TITLE = 4
_LARGE_TYPE = 18
#: outlines instead of letters
_DRAWN = 300
#: characters without a Unicode value: so many of a page's, and at least so many
_NAMELESS = 0.04
_NAMELESS_FEWEST = 3
_NAMES = "\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x1f"
_NAMELESS_CHAR = re.compile(f"[{_NAMES}]")
#: one of them in a number; a bullet before one is not
_HOLED = re.compile(
    rf"\d[.,]?[{_NAMES}]+[\d.,%]|[{_NAMES}]{{2,}}[.,]?[\d%万亿元]|\d[.,][{_NAMES}]|[一-龥][{_NAMES}]+\d"
)
#: strings lost for want of their font; some of what has no width is a space
_LOST = 0.2
_LOST_FEWEST = 10


class _Read(Struct, frozen=True):
    """What is kept of a page: the places of its glyphs alone would fill the memory."""

    number: int
    height: float
    rows: list[Row]
    scanned: bool
    nameless: bool
    recognised: bool


def read_pdf(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read a PDF. Raises ReadError: pdf-encrypted, pdf-damaged, pdf-scanned or pdf-fonts, each with its pages."""
    if pdf_whole.damaged(data):
        raise ReadError("pdf-damaged")
    pages = _pages(data, limits)
    _refuse("pdf-scanned", (page.number for page in pages if page.scanned))
    _refuse("pdf-fonts", (page.number for page in pages if page.nameless))
    rows = pdf_margins.without([(page.number, page.height, page.rows) for page in pages])
    lines: list[str] = []
    pieces: list[Piece] = []
    for page, kept in zip(pages, rows, strict=True):
        for row in kept:
            lines.append(row.text)
            raw = row.text.strip()
            inside = row.ruled and ("\t" in raw or not stands_beside(raw))
            if row.ruled and "\t" in raw:
                raw = row.text.strip(" ")  # its first cells may be empty, or merged with those above
            folded = fold(raw)
            start = row.text.index(raw) + 1
            strip = Strip(row.text, row.edges)
            pieces.append(Piece(len(lines), start, raw, folded, page.number, inside or is_row(folded), strip=strip))
    if not pieces:
        raise ReadError("empty")
    blocks, sections = build(rebuild(pieces))
    recognised = [page.number for page in pages if page.recognised]
    notices = (Notice("recognised", (_numbers(recognised),)),) if recognised else ()
    return Document(name, "pdf", blocks, sections, tuple(lines), celled=True, notices=notices)


def _edges(printed: Iterable[Line]) -> array[float]:
    """Left, top, right and bottom of each glyph of a row; a font's letters stand on the baseline and hang below it."""
    edges: list[float] = []
    for line in printed:
        top, bottom = line.base - _ABOVE * line.em, line.base + _BELOW * line.em
        for glyph in line.glyphs:
            edges += (glyph.left, top, glyph.right, bottom)
    return array("f", edges)


def _pages(data: bytes, limits: Limits) -> list[_Read]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise ReadError("pdf-encrypted" if locked else "pdf-damaged")
    try:
        total = pdfium.FPDF_GetPageCount(document)
        if total < 1:
            raise ReadError("pdf-damaged")
        if total > limits.pages:
            raise ReadError("too-many-pages", f"{total} > {limits.pages}")
        return _loaded(document, total)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _loaded(document: Any, total: int) -> list[_Read]:
    """Every page, one after the other. Raises ReadError when some are broken, with their numbers."""
    found: list[_Read] = []
    broken: list[int] = []
    glyphs = 0
    for index in range(total):
        page = pdfium.FPDF_LoadPage(document, index)
        if page:
            page = pdf_forms.flattened(document, page, index)
        if not page:
            broken.append(index + 1)
            continue
        try:
            for part in pdf_page.read_page(page, index + 1):
                glyphs += len(part.glyphs)
                found.append(_read(part, cover=index == 0 and total > 1))
        except (ValueError, ctypes.ArgumentError):
            broken.append(index + 1)
            continue
        finally:
            pdfium.FPDF_ClosePage(page)
        if glyphs > _MOST_GLYPHS:
            raise ReadError("too-many-characters", f"> {_MOST_GLYPHS}")
    if broken:
        raise ReadError("pdf-damaged", _numbers(broken))
    return found


def _read(page: Page, cover: bool) -> _Read:
    scanned = _is_scanned(page) and not (cover and _is_titled(page))
    rows = _rows(page)
    return _Read(page.number, page.height, rows, scanned, _is_nameless(page, rows), page.recognised)


def _refuse(reason: str, pages: Iterable[int]) -> None:
    found = list(pages)
    if found:
        raise ReadError(reason, _numbers(found))


def _numbers(pages: Iterable[int]) -> str:
    """p. 1, 3-5."""
    steps = count()
    runs = [list(run) for _, run in groupby(pages, key=lambda page: page - next(steps))]
    return "p. " + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _is_scanned(page: Page) -> bool:
    if not page.glyphs:
        return page.pictures >= 0.2 or page.curves > _DRAWN
    inside = sum(1 for glyph in page.glyphs if _MARGIN < glyph.base / page.height < 1 - _MARGIN)
    return page.pictures >= pdf_page.LARGE and inside < _FEW


def _is_titled(page: Page) -> bool:
    return sum(1 for glyph in page.glyphs if glyph.em >= _LARGE_TYPE) >= _TITLE


def _is_nameless(page: Page, rows: Iterable[Row]) -> bool:
    """Whether a page's text does not say what is printed: too much of it, or a part of a number."""
    nameless = len(_NAMELESS_CHAR.findall("".join([glyph.char for glyph in page.glyphs])))
    if page.lost >= _LOST_FEWEST and page.lost > _LOST * len(page.glyphs):
        return True
    if nameless >= _NAMELESS_FEWEST and nameless >= _NAMELESS * len(page.glyphs):
        return True
    return nameless > 0 and any(_HOLED.search(row.text) for row in rows)


def _rows(page: Page) -> list[Row]:
    """The lines of a page from top to bottom: rows of its ruled tables, and what stands outside of them."""
    tables = pdf_tables.grids(page.horizontals, page.verticals)
    glyphs = pdf_watermark.without(page.glyphs)
    outside = [] if tables else list(glyphs)
    for word in pdf_lines.words(glyphs) if tables else ():
        if not any(table.put(word) for table in tables):
            outside.extend(word)
    for word in pdf_turned.words(page):
        any(table.put(word) for table in tables)
    found = [(top, Row(top, text, True, _edges(printed))) for table in tables for top, text, printed in table.rows()]
    tops = sorted(table.down[0] for table in tables)
    prose = pdf_prose.ordered(pdf_lines.lines(outside))
    for _, run in groupby(prose, key=lambda placed: sum(1 for top in tops if top < placed[0])):
        between = list(run)
        place = {line.base: at for at, line in between}
        found.extend(
            (place[base], Row(base, text, False, _edges(made)))
            for base, text, made in pdf_columns.printed([line for _, line in between])
        )
    return [row for _, row in sorted(found, key=itemgetter(0))]
