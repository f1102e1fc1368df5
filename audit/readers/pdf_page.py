"""PDF pages 版面: the glyphs and ruled lines of one page, in points from its upper left corner, its text upright.

Everything is copied out, so that a page can be closed at once.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from msgspec import Struct

from audit.readers.pdf_drawing import Drawing, Rule
from audit.readers.pdf_frame import Frame, frame_of

#: nothing in a disclosure comes near; hostile files do
_MOST_CHARS = 300_000
#: so many characters on their side, beside upright ones, are text; fewer are an ornament
_FEWEST_TURNED = 12
_HYPHENS = ("\x02", "\ufffe")


class Glyph(NamedTuple):
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
    strings that pdfium could not measure, and therefore left out, as their font is neither in the file nor installed.
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


def read_page(page: Any, number: int) -> tuple[Page, ...]:
    """Copy a loaded page; one whose text stands upright and on its side is two. Raises ValueError for a broken one."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        raise ValueError("no text layer")
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > _MOST_CHARS:
            raise ValueError(f"{count} characters")
        found = [pdfium.FPDFText_GetCharAngle(text, at) for at in range(max(0, count))]
        quarters = {angle: round(angle / (math.pi / 2), 2) % 4 for angle in set(found)}
        angles = [quarters[angle] for angle in found]
        upright = Counter(angle for angle in angles if angle == int(angle)).most_common()
        turned = [angle for at, (angle, times) in enumerate(upright) if at == 0 or times >= _FEWEST_TURNED]
        frames = [frame_of(page, -int(angle) % 4) for angle in turned or [0]]
        glyphs = [tuple(_glyphs(text, angles, angle, at)) for angle, at in zip(turned, frames, strict=False)]
    finally:
        pdfium.FPDFText_ClosePage(text)
    return tuple(
        _page(page, number, frame, glyphs[at] if glyphs else (), main=at == 0) for at, frame in enumerate(frames)
    )


def _page(page: Any, number: int, frame: Frame, glyphs: tuple[Glyph, ...], main: bool) -> Page:
    drawing = Drawing(frame)
    drawing.read(page)
    width, height = frame.size
    rules = tuple(drawing.horizontals), tuple(drawing.verticals)
    if not main:
        return Page(number, width, height, glyphs, *rules, 0, 0, 0)
    pictures = drawing.pictures / max(1, width * height)
    return Page(number, width, height, glyphs, *rules, pictures, drawing.curves, drawing.lost(len(glyphs)))


def _glyphs(text: Any, angles: list[float], upright: float, frame: Frame) -> Iterator[Glyph]:
    """The visible characters whose direction is the page's; a slanted one belongs to a watermark."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at_box, at_x, at_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    unicode, bounds, origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    across_x, across_y, across, down_x, down_y, down = frame.matrix
    spaced = False
    for at, angle in enumerate(angles):
        code = unicode(text, at)
        if code <= 32 and code != 2 and (code != 0 or pdfium.FPDFText_IsGenerated(text, at)):
            spaced = code == 32 and not pdfium.FPDFText_IsGenerated(text, at)
            continue
        if angle != upright or not bounds(text, at, at_box):
            continue
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char in _HYPHENS:
            char = "-"
        elif char.isspace():
            spaced = True
            continue
        origin(text, at, at_x, at_y)
        base = down_x * x.value + down_y * y.value + down
        left = across_x * box.left + across_y * box.bottom + across
        right = across_x * box.right + across_y * box.top + across
        if right < left:
            left, right = right, left
        # the size of the font, from what the character takes of a line
        em = right - left if char >= "\u2e80" else 2 * (right - left) if char.isdigit() else 0
        yield Glyph(char, left, right, base, em, spaced)
        spaced = False
