"""PDF watermarks 水印: large words behind the text of a page; slanted ones are told by that, level ones by these."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from audit.readers import pdf_lines
from audit.readers.pdf_page import Glyph

#: how many times the usual size of a page's font; so many smaller characters inside those of one line
_LARGE = 1.7
_FEWEST = 2
#: nor has a page so many of them
_MOST = 500
#: every so many characters tell a page's usual size
_SAMPLE = 8
#: where a character is on its baseline: shares of its font's size
_MIDDLE = 0.35
_TOP = 0.85
_BASE = attrgetter("base")


def without(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The characters of a page but for those behind others."""
    sizes = sorted([glyph.em for glyph in glyphs[::_SAMPLE] if glyph.em])
    if not sizes:
        return glyphs
    least = _LARGE * sizes[len(sizes) // 2]
    large = [glyph for glyph in glyphs if (glyph.em or glyph.right - glyph.left) >= least]
    if not large or 2 * len(large) > len(glyphs) or len(large) > _MOST:
        return glyphs
    ours = set(map(id, large))
    small = sorted((glyph for glyph in glyphs if id(glyph) not in ours), key=_BASE)
    bases = list(map(_BASE, small))
    for line in pdf_lines.lines(large):
        near = small[bisect_left(bases, line.base - line.em) : bisect_right(bases, line.base + line.em)]
        if sum(1 for glyph in near if _is_inside(glyph, line)) < _FEWEST:
            ours.difference_update(id(glyph) for glyph in large if abs(glyph.base - line.base) < 0.5 * line.em)
    return [glyph for glyph in glyphs if id(glyph) not in ours]


def _is_inside(glyph: Glyph, line: pdf_lines.Line) -> bool:
    across, down = (glyph.left + glyph.right) / 2, glyph.base - _MIDDLE * glyph.em
    if not line.base - _TOP * line.em < down < line.base:
        return False
    return any(other.left < across < other.right for other in line.glyphs)
