"""Pieces 行段: the lines that a reader hands over, with the places of what stands on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from audit.model.document import CellAnchors, Strip
from audit.model.span import Seat

_SOLID = re.compile(r"[^ \t\u3000\xa0\u2002-\u200b\ufeff]+")
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]+")


class Place(NamedTuple):
    """What a format tells of where something stands, from an offset of a line on."""

    offset: int = 0
    sheet: str | None = None
    cell: str | None = None
    seat: Seat | None = None


NOWHERE = Place()


class Seam(NamedTuple):
    """From an offset of a line's text on, characters stand at another place of the source."""

    start: int
    line: int
    column: int


class Piece(NamedTuple):
    """One raw line without its margins. `column` is where it starts; `level` is a heading's depth as the format tells.

    `paragraph` numbers the paragraph that the format says the line is of: lines of two paragraphs are never joined
    (0: the format does not tell). `places` has that of the line, `anchors` are those of a row's cells; `strip` tells
    where on a page it stands. `seams` tell the places of a line that was put together from two.
    """

    line: int
    column: int
    raw: str
    text: str
    page: int | None
    row: bool
    level: int = 0
    paragraph: int = 0
    places: tuple[Place, ...] = ()
    strip: Strip | None = None
    anchors: CellAnchors | None = None
    seams: tuple[Seam, ...] = ()


def width(text: str) -> int:
    """Columns that a text takes: two for a Chinese glyph, one for a digit."""
    return 2 * len(text) - len(_WIDE.sub("", text))


def solids(piece: Piece) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of a line without spaces, with their places."""
    for solid in _SOLID.finditer(piece.text):
        start, end = solid.span()
        if not piece.seams:
            yield start, end, piece.line, piece.column + start
        for seam, behind in pairwise((*piece.seams, Seam(end, 0, 0)) if piece.seams else ()):
            first, last = max(start, seam.start), min(end, behind.start)
            if first < last:
                yield first, last, seam.line, seam.column + first - seam.start
