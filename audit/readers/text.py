"""The text reader: raw lines of a text dump, or of Markdown, become headings, paragraphs and rows.

A PDF-text dump breaks paragraphs at the right margin and leaves page numbers between them; a web page's
text may put a whole document on one line. Neither the blank lines nor the indents can be trusted, so a
paragraph is rebuilt from the width of its lines, its punctuation, and the markers that open items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audit.errors import ReadError
from audit.model.document import Document
from audit.readers.folding import fold, ideographs
from audit.readers.outline import build
from audit.readers.paragraphs import rebuild
from audit.readers.pieces import Piece
from audit.readers.rows import is_row
from audit.readers.woven import woven

_BREAK = re.compile(r"\r\n|\r|\n")
_MARKDOWN = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[-*+]\s+(?=\S))")
#: headings of Markdown in a file that is not called so
_HASHES = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MANY_HASHES = 3
_MARGIN = " \u3000\xa0\r\n"
#: a line, or what stands between two page breaks on it: the line's number, the offset on it, the text and the page
_Part = tuple[int, int, str, int | None]
_EMPHASIS = re.compile(r"\*\*|__|`")


def read_text(text: str, name: str) -> Document:
    """Rebuild the paragraphs and outline of a text. Raises ReadError when it holds no readable words."""
    lines = tuple(_BREAK.split(ideographs(text)))
    if not any(c.isalnum() for c in text[:100_000]) and not any(c.isalnum() for c in text):
        raise ReadError("empty")
    markdown = name.lower().endswith((".md", ".markdown")) or len(_HASHES.findall(text)) >= _MANY_HASHES
    parts: Iterable[_Part] = _paged(lines) if "\f" in text else ((at, 0, raw, None) for at, raw in enumerate(lines, 1))
    pieces = [piece for part in parts if (piece := _piece(*part, markdown)) is not None]
    sectioned, sections = build(rebuild(woven(pieces)))
    return Document(name=name, format="text", blocks=sectioned, sections=sections, lines=lines)


def _paged(lines: Iterable[str]) -> Iterator[_Part]:
    """What stands between the page breaks of the lines."""
    page = 1
    for number, raw in enumerate(lines, start=1):
        column = 0
        for position, part in enumerate(raw.split("\f")):
            page += 1 if position else 0
            yield number, column, part, page
            column += len(part) + 1


def _piece(number: int, offset: int, raw: str, page: int | None, markdown: bool) -> Piece | None:
    """One raw line, or what stands between two page breaks on it, without its margins; None for a blank one."""
    body = raw.strip()
    if not body:
        return None
    margin = _MARGIN if "\t" in body else None  # tabs part cells, the first of which may be empty
    start = raw.index(body) if margin is None else len(raw) - len(raw.lstrip(margin))
    level = 0
    if markdown and (match := _MARKDOWN.match(raw)):
        start = match.end()
        level = match.group(0).count("#")
        raw = _EMPHASIS.sub(lambda m: " " * len(m.group(0)), raw)
        start += len(raw[start:]) - len(raw[start:].lstrip())
    body = raw[start:].rstrip(margin)
    if not body:
        return None
    folded = fold(body)
    return Piece(number, offset + start + 1, body, folded, page, is_row(folded), level)
