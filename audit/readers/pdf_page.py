"""PDF pages 版面: the glyphs and ruled lines of one page, in points from its upper left corner, its text upright.

Everything is copied out, so that a page can be closed at once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from unicodedata import category

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from msgspec import Struct
from msgspec.structs import replace

from audit.readers import pdf_calls
from audit.readers.folding import ideograph
from audit.readers.pdf_drawing import Drawing, Rule
from audit.readers.pdf_frame import Frame, frame_of

#: nothing in a disclosure comes near; hostile files do
_MOST_CHARS = 300_000
#: so many characters on their side, beside upright ones, are text; fewer are an ornament
_FEWEST_TURNED = 12
#: a page of which a picture covers so much may be a scanned one; its text was recognised where nearly all is unseen
LARGE = 0.5
_UNSEEN = 0.9
#: points: what stands just below the page may still reach into it
_ABOVE = 4
_OUTSIDE = -1.0
#: quarters of a turn: a page that was scanned a little askew is upright
_ASKEW = 0.03
#: a font may name the hyphen that it prints a soft one
_HYPHENS = ("\x02", "\ufffe", "\xad")


class Glyph(Struct, frozen=True, gc=False):
    """A printed character: `left`..`right` is its advance, `base` its baseline, `em` its font size (0: unknown).

    `spaced` says that a space was printed before it.
    """

    char: str
    left: float
    right: float
    base: float
    em: float
    spaced: bool = False


class Page(Struct, frozen=True):
    """What one page shows. `pictures` is the share of its area under images; `curves` counts curved strokes, `lost`
    characters that pdfium could not measure, and therefore left out, as their font is neither in the file nor
    installed. `recognised` says that its text lies unseen under a picture of the page.
    `aside` are few characters on their side, each direction in its own frame.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    pictures: float
    curves: int
    lost: int
    frame: Frame
    recognised: bool = False
    aside: tuple[tuple[Frame, tuple[Glyph, ...]], ...] = ()


def read_page(page: Any, number: int) -> tuple[Page, ...]:
    """Copy a loaded page; one whose text stands upright and on its side is two. Raises ValueError for a broken one."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        raise ValueError("no text layer")
    try:
        count = max(0, pdfium.FPDFText_CountChars(text))
        if count > _MOST_CHARS:
            raise ValueError(f"{count} characters")
        handle = pdf_calls.address_of(text)
        angles = _quarters(handle, count)
        straight = [angle for angle in angles if angle == int(angle)] if any(angles) else angles
        upright = Counter(straight).most_common()
        turned = [angle for at, (angle, times) in enumerate(upright) if at == 0 or times >= _FEWEST_TURNED]
        few = [angle for angle, _ in upright if angle not in turned]
        frames = [frame_of(page, -int(angle) % 4) for angle in turned or [0]]
        codes = pdf_calls.codes(handle, count)
        glyphs = [tuple(_glyphs(handle, codes, angles, *one)) for one in zip(turned, frames, strict=False)] or [()]
        beside = [(angle, frame_of(page, -int(angle) % 4)) for angle in few]
        aside = tuple((frame, tuple(_glyphs(handle, codes, angles, angle, frame))) for angle, frame in beside)
    finally:
        pdfium.FPDFText_ClosePage(text)
    drawing = Drawing(pdf_calls.address_of(page))
    parts = [_page(drawing, number, frame, glyphs[at], main=at == 0) for at, frame in enumerate(frames)]
    return replace(parts[0], aside=aside), *parts[1:]


def _quarters(text: int, count: int) -> list[float]:
    """How many quarters each character is turned; what leans on an upright baseline is not."""
    found = pdf_calls.angles(text, count)
    if not any(found):
        return found
    quarters = {angle: _quarter(angle) for angle in set(found)}
    turned = [quarters[angle] for angle in found]
    for at in [at for at, quarter in enumerate(turned) if quarter != int(quarter)]:
        x, y = pdf_calls.baseline(text, at)
        turned[at] = _quarter(math.atan2(-y, x))
    return turned


def _quarter(angle: float) -> float:
    quarter = angle / (math.pi / 2)
    return round(quarter) % 4 if abs(quarter - round(quarter)) <= _ASKEW else round(quarter, 2) % 4


def _page(drawing: Drawing, number: int, frame: Frame, glyphs: tuple[Glyph, ...], main: bool) -> Page:
    width, height = frame.size
    rules = drawing.rules(frame)
    if not main:
        return Page(number, width, height, glyphs, *rules, 0, 0, 0, frame)
    pictures = drawing.pictures(frame) / max(1, width * height)
    recognised = pictures >= LARGE and drawing.invisible() >= _UNSEEN
    lost = drawing.lost(len(glyphs))
    return Page(number, width, height, glyphs, *rules, pictures, drawing.curves, lost, frame, recognised)


def _glyphs(text: int, codes: Sequence[int], angles: Sequence[float], upright: float, frame: Frame) -> list[Glyph]:
    """The visible characters whose direction is the page's; a slanted one belongs to a watermark."""
    across_x, across_y, across, down_x, down_y, down = frame.matrix
    width, height = frame.size
    lowest = height + _ABOVE
    found: list[Glyph] = []
    bases: dict[tuple[float, float], float] = {}
    spaced = False
    boxes = pdf_calls.boxes(text, len(codes))
    for at, (code, angle, (boxed, left, top, right, bottom)) in enumerate(zip(codes, angles, boxes, strict=True)):
        if code <= 32 and code != 2 and (code != 0 or pdf_calls.is_generated(text, at)):
            spaced = code == 32 and not pdf_calls.is_generated(text, at)
            continue
        if angle != upright or not boxed:
            continue
        char, ems = _shown(code)
        if char <= " ":
            spaced = spaced or char == " "
            continue
        # a font's box reaches as far above and below the baseline for each of its characters
        base = bases.get((bottom, top)) if down_y else None
        if base is None:
            x, y = pdf_calls.origin(text, at)
            base = down_x * x + down_y * y + down
            bases[bottom, top] = base = base if 0 <= base <= lowest else _OUTSIDE
        start, end = across_x * left + across_y * bottom + across, across_x * right + across_y * top + across
        if end < start:
            start, end = end, start
        if base == _OUTSIDE or end < 0 or start > width:
            continue
        found.append(Glyph(char, start, end, base, ems * (end - start), spaced))
        spaced = False
    return found


@lru_cache(4096)
def _shown(code: int) -> tuple[str, int]:
    """The character that a code stands for, and how many of its advances make its font's size.

    Every space is " "; "" is what takes no room and is not seen.
    """
    char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if char in _HYPHENS:
        return "-", 0
    if char.isspace():
        return " ", 0
    if category(char) == "Cf":
        return "", 0
    char = ideograph(char)
    return char, 1 if char >= "\u2e80" else 2 if char.isdigit() else 0
