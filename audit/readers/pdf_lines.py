"""PDF lines 行: glyphs to lines by their baselines, lines to text by the gaps between their glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter

from msgspec import Struct, field
from msgspec.structs import replace

from audit.readers import pdf_raised
from audit.readers.pdf_page import Glyph

#: shares of the font's size: another baseline; the gap that parts Latin words, numbers, Chinese words, cells, amounts
_RAISED = 0.35
#: points: the same baseline, whatever the size
_SAME = 1.5
_WORD = 0.12
_NUMBERS = 0.22
#: behind a space that is printed; a font that was replaced by another may overlap what follows
_PRINTED = -0.3
_SPACE = 0.5
#: two numbers of one row of a table; groups of digits stand closer
_FIGURES = 0.4
_CELL = 1.2
#: so many gaps between Chinese characters tell a line's letter-spacing
_SPACED = 3
#: and by so little they differ in an amount
_EVEN = 0.08
_AMOUNTS = 0.8
#: from here on characters are as wide as the font's size
_WIDE = "\u2e80"
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d*)?%?")
_NUMERIC = frozenset("0123456789,.%-")
_AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d|-?\d+\.\d\d|-?\d{1,3}(?:,\d{3})+|0|-")

_LEFT = attrgetter("left")
_BASE_LEFT = attrgetter("base", "left")


class Line(Struct):
    """Glyphs on one baseline, from left to right; `em` is the size of its font."""

    base: float
    em: float
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of some glyphs, from top to bottom. A glyph printed twice at one place (bold) counts once."""
    found: list[Line] = []
    line = None
    for glyph in sorted(glyphs, key=_BASE_LEFT):
        below = glyph.base - line.base if line is not None else 0
        if line is None or (below > _SAME and below > _RAISED * max(line.em, glyph.em)):
            line = Line(glyph.base, glyph.em)
            found.append(line)
        elif glyph.em > line.em:
            line.em = glyph.em
        line.glyphs.append(glyph)
    marks: set[int] = set()
    for at in range(len(found) - 1, 0, -1):
        if pdf_raised.is_raised(found[at - 1].glyphs, found[at - 1].em, found[at].glyphs, found[at].em):
            found[at].glyphs += found[at - 1].glyphs
            marks.add(at - 1)
    if marks:
        found = [line for at, line in enumerate(found) if at not in marks]
    for line in found:
        line.glyphs.sort(key=_LEFT)
        line.glyphs = _fitted(pdf_raised.marked(_once(line.glyphs)))
        line.em = _size(line.glyphs)
    return found


def _fitted(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs with the room that they have: a font that was replaced by another claims more than its advance."""
    advance = base = 0.0
    starts = [glyph.left for glyph in glyphs[1:]]
    for at, (glyph, following) in enumerate(zip(glyphs, [*starts, inf], strict=True)):
        left, right = glyph.left, glyph.right
        digit = glyph.char.isdigit()
        if left < following < right:
            right = following
        elif digit and advance and left + advance < right and abs(glyph.base - base) < 0.5:
            right = left + advance
        if right != glyph.right:
            glyphs[at] = replace(glyph, right=right)
        if digit:
            advance, base = right - left, glyph.base
    return glyphs


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size of a line's font: what a Chinese character takes, or two digits, or else two letters."""
    wide = max([glyph.em for glyph in glyphs if glyph.char >= _WIDE], default=0)
    if wide:
        return wide
    digit = max([glyph.right - glyph.left for glyph in glyphs if glyph.char.isdigit()], default=0)
    return 2 * digit or 1.5 * max(glyph.right - glyph.left for glyph in glyphs)


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    last = -inf
    for glyph in glyphs:
        if glyph.left - last >= 0.3 * (glyph.right - glyph.left) or not any(
            other.char == glyph.char and _on_top(other, glyph) for other in kept[-3:]
        ):
            kept.append(glyph)
            last = glyph.left
    return kept


def _on_top(one: Glyph, other: Glyph) -> bool:
    return abs(one.left - other.left) < 0.3 * (other.right - other.left) and abs(one.base - other.base) < 1


def segments(line: Line, fine: bool = False) -> list[Line]:
    """The line cut where a wide gap parts two cells. `fine` cuts at narrower gaps, as between the cells of a table."""
    least = (_FIGURES if fine else _AMOUNTS) * line.em
    glyphs = line.glyphs
    cuts = [
        at
        for at, (last, glyph) in enumerate(pairwise(glyphs), start=1)
        if glyph.left - last.right > least and glyph.left - last.right > _gap(last.char, glyph.char, fine) * line.em
    ]
    if not cuts:
        return [line]
    return [Line(line.base, line.em, glyphs[start:end]) for start, end in pairwise([0, *cuts, len(glyphs)])]


def _gap(before: str, after: str, fine: bool) -> float:
    """The gap, in font sizes, that parts two cells."""
    if before.isdigit() and (after.isdigit() or after == "-"):
        return _FIGURES if fine else _AMOUNTS
    return _SPACE if fine and before.isdigit() != after.isdigit() else _CELL


def is_number(line: Line) -> bool:
    return _NUMBER.fullmatch(text(line).replace(" ", "")) is not None


def text(line: Line) -> str:
    """What a line reads, with a space where a gap parts words."""
    glyphs = line.glyphs
    spaced = _spacing(glyphs) or _even(line)
    least = _WORD * line.em
    parts = [glyphs[0].char]
    for last, glyph in pairwise(glyphs):
        gap = glyph.left - last.right - spaced
        if (gap > least or glyph.spaced) and gap > _between(last, glyph) * line.em:
            parts.append(" ")
        parts.append(glyph.char)
    return "".join(parts)


def _spacing(glyphs: Sequence[Glyph]) -> float:
    """The gap that letter-spacing or justification puts between all characters of a line: 0 in most."""
    gaps = sorted([b.left - a.right for a, b in pairwise(glyphs) if a.char >= _WIDE and b.char >= _WIDE])
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) >= _SPACED else 0.0


def _even(line: Line) -> float:
    """The gap between all characters of an amount that is letter-spaced like the words around it: 0 in most."""
    glyphs = line.glyphs
    if len(glyphs) < _SPACED or glyphs[1].left - glyphs[0].right <= _NUMBERS * line.em:
        return 0.0
    gaps = [b.left - a.right for a, b in pairwise(glyphs)]
    said = "".join([glyph.char for glyph in glyphs])
    if max(gaps) - min(gaps) > _EVEN * line.em or any(glyph.spaced for glyph in glyphs) or "." not in said:
        return 0.0
    return min(gaps) if _NUMBER.fullmatch(said) else 0.0


def _between(before: Glyph, after: Glyph) -> float:
    """The gap, in font sizes, that parts two words."""
    if after.spaced:
        return _PRINTED
    if before.char >= _WIDE or after.char >= _WIDE:
        return _SPACE
    return _WORD if before.char.isalpha() or after.char.isalpha() else _NUMBERS


def cell(found: Sequence[Line]) -> str:
    """What a cell reads: its wrapped lines joined, letter-spaced Chinese closed up."""
    parts = [closed(text(line)) for line in found]
    whole = "".join(parts)
    if len(parts) == 1 or _NUMBER.fullmatch(whole.replace(" ", "")):
        return whole
    joined = parts[0]
    for part in parts[1:]:
        apart = joined[-1].isalnum() and part[0].isalnum() and joined[-1] < _WIDE and part[0] < _WIDE
        joined += (" " if apart else "") + part
    return joined


def closed(printed: str) -> str:
    """Without the spaces beside Chinese characters."""
    return re.sub(r"(?<=[^\x00-\u2e7f]) | (?=[^\x00-\u2e7f])", "", printed)


def stacked(found: Sequence[Line]) -> bool:
    """Whether each line of a cell is an amount of its own: rows that no rule parts."""
    return len(found) > 1 and all(_AMOUNT.fullmatch(text(line).replace(" ", "")) for line in found)


def words(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Runs to be kept together when glyphs are dealt out to cells: whole numbers, else single glyphs.

    A number that is wider than its cell runs over the rule beside it.
    """
    found: list[list[Glyph]] = []
    number: list[Glyph] = []
    for glyph in glyphs:
        numeric = glyph.char in _NUMERIC
        if number and not (numeric and _follows(number[-1], glyph)):
            found.extend(_parts(number))
            number = []
        if numeric:
            number.append(glyph)
        else:
            found.append([glyph])
    found.extend(_parts(number))
    return found


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Whether a digit goes on where the one before it stopped."""
    return abs(glyph.base - last.base) < 0.5 and last.left < glyph.left < last.right + 0.3 * (last.right - last.left)


def _parts(word: list[Glyph]) -> list[list[Glyph]]:
    """A run that is one number stays whole; two that touch are dealt out glyph by glyph."""
    if len(word) > 1 and _NUMBER.fullmatch("".join(glyph.char for glyph in word)):
        return [word]
    return [[glyph] for glyph in word]
