"""Printed lines 逐行成段: a Word or HTML file of which every printed line became a paragraph, as it does when the file
was made from a PDF, or pasted from one."""

from __future__ import annotations

from collections.abc import Sequence

from audit.readers.paragraphs import MIN_WIDTH, is_broken
from audit.readers.pieces import Piece, width

#: so many paragraphs must break off, half of the long ones or more, …
_FEWEST = 10
#: … seven in ten of them at one margin, give or take a word
_RAGGED = 6


def unparted(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces; without the paragraphs that the format tells where these are nothing but lines."""
    long_ = [piece for piece in pieces if _is_body(piece) and width(piece.text) >= MIN_WIDTH]
    ends = sorted(width(piece.text) for piece in long_ if is_broken(piece.text))
    if len(ends) < _FEWEST or 2 * len(ends) < len(long_):
        return list(pieces)
    margin = ends[len(ends) // 2]
    if 10 * sum(1 for end in ends if abs(end - margin) <= _RAGGED) < 7 * len(ends):
        return list(pieces)
    return [piece._replace(paragraph=0) if _is_body(piece) else piece for piece in pieces]


def _is_body(piece: Piece) -> bool:
    return not piece.row and not piece.level and not any(place.cell for place in piece.places)
