"""PDF raised digits 上标: a note's mark behind a figure, and the exponent of a unit, are no digits of it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from msgspec.structs import replace

from audit.readers.pdf_page import Glyph

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS = frozenset("0123456789[]()（）,，*")
#: shares of the line's size: how small a raised digit is at most, how far above the line at least and at most, and how
#: near to what it is written on
_SMALL = 0.8
_LEAST = 0.1
_MOST = 0.65
_NEAR = 0.35


def is_raised(above: Sequence[Glyph], size: float, line: Sequence[Glyph], em: float) -> bool:
    """Whether glyphs just above a line are marks on its words."""
    if not 0 < size <= _SMALL * em or not all(glyph.char in _MARKS for glyph in above):
        return False
    if not 0 < line[0].base - above[0].base <= _MOST * em:
        return False
    ends = [glyph.right for glyph in (*line, *above)]
    return all(any(0 <= glyph.left - end + 0.1 * em <= _NEAR * em for end in ends) for glyph in above)


def marked(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs of a line, with the raised and smaller digits as superscripts."""
    bases = [glyph.base for glyph in glyphs]
    if max(bases) - min(bases) < 0.5:
        return glyphs
    em = max(glyph.em for glyph in glyphs)
    level = median([glyph.base for glyph in glyphs if glyph.em > _SMALL * em] or bases)
    return [
        replace(glyph, char=glyph.char.translate(_SUPERSCRIPT))
        if at and glyph.em <= _SMALL * em and level - glyph.base > _LEAST * em
        else glyph
        for at, glyph in enumerate(glyphs)
    ]
