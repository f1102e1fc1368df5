"""PDF pages 版面: the glyphs and ruled lines of one page, in points from its upper left corner, its text upright.

The only module that calls pdfium. Everything is copied out, so that a page can be closed at once.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

#: a filled rectangle thinner than this is a rule, not a shading
_THIN = 3
#: nothing in a disclosure comes near; drawings and hostile files do
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 2_000
_MOST_CHARS = 300_000
_DEEPEST = 8
#: so many characters on their side, beside upright ones, are text; fewer are an ornament
_FEWEST_TURNED = 12
#: where glyphs are so many times the strings, strings of one glyph do not matter
_FEW_LOST = 5
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


class Rule(NamedTuple):
    """A straight ruled line: at `at` across, from `start` to `end` along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
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


_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_UNIT: _Matrix = (1, 0, 0, 1, 0, 0)
_BOUNDS = tuple(ctypes.c_float() for _ in range(4))


@dataclass(slots=True)
class _Frame:
    """How the page's own coordinates are turned: by quarters, so that its text is upright."""

    left: float
    bottom: float
    right: float
    top: float
    quarter: int

    def turn(self, x: float, y: float) -> _Point:
        if self.quarter == 0:
            return x - self.left, self.top - y
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarter % 2 else (width, height)


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
        frames = [_frame(page, -int(angle) % 4) for angle in turned or [0]]
        glyphs = [tuple(_glyphs(text, angles, angle, at)) for angle, at in zip(turned, frames, strict=False)]
    finally:
        pdfium.FPDFText_ClosePage(text)
    return tuple(
        _page(page, number, frame, glyphs[at] if glyphs else (), main=at == 0) for at, frame in enumerate(frames)
    )


def _page(page: Any, number: int, frame: _Frame, glyphs: tuple[Glyph, ...], main: bool) -> Page:
    drawing = _Drawing(frame)
    drawing.walk(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _UNIT, 0)
    width, height = frame.size
    rules = tuple(drawing.horizontals), tuple(drawing.verticals)
    if not main:
        return Page(number, width, height, glyphs, *rules, 0, 0, 0)
    pictures = drawing.pictures / max(1, width * height)
    return Page(number, width, height, glyphs, *rules, pictures, drawing.curves, drawing.lost(len(glyphs)))


def _frame(page: Any, quarter: int) -> _Frame:
    box = [ctypes.c_float() for _ in range(4)]
    for read in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if read(page, *box) and box[2].value > box[0].value and box[3].value > box[1].value:
            break
    else:
        return _Frame(0, 0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page), quarter)
    return _Frame(box[0].value, box[1].value, box[2].value, box[3].value, quarter)


def _glyphs(text: Any, angles: list[float], upright: float, frame: _Frame) -> Iterator[Glyph]:
    """The visible characters whose direction is the page's; a slanted one belongs to a watermark."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at_box, at_x, at_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    unicode, bounds, origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    turn = frame.turn
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
        _, base = turn(x.value, y.value)
        one, two = turn(box.left, box.bottom)[0], turn(box.right, box.top)[0]
        left, right = (one, two) if one < two else (two, one)
        yield Glyph(char, left, right, base, _em(char, right - left), spaced)
        spaced = False


def _em(char: str, width: float) -> float:
    """The size of the font, from what the character takes of a line."""
    if char >= "\u2e80":
        return width
    return 2 * width if char.isdigit() else 0


class _Drawing:
    """The rules, images and curves of a page, those inside its forms included."""

    def __init__(self, frame: _Frame) -> None:
        self.frame = frame
        self.horizontals: list[Rule] = []
        self.verticals: list[Rule] = []
        self.pictures: float = 0
        self.curves = 0
        self.strings: list[Any] = []
        self.seen = 0

    def walk(self, holder: Any, count: Any, get: Any, matrix: _Matrix, depth: int) -> None:
        for index in range(count(holder)):
            self.seen += 1
            if self.seen > _MOST_OBJECTS:
                return
            thing = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.strings.append(thing)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(thing, _within(_matrix(thing), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(_within(_matrix(thing), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self.walk(
                    thing,
                    pdfium.FPDFFormObj_CountObjects,
                    pdfium.FPDFFormObj_GetObject,
                    _within(_matrix(thing), matrix),
                    depth + 1,
                )

    def lost(self, glyphs: int) -> int:
        """How many strings are lost; 0 where they are too few to matter."""
        return sum(map(_is_lost, self.strings)) if _FEW_LOST * len(self.strings) > glyphs else 0

    def _picture(self, matrix: _Matrix) -> None:
        corners = [self.frame.turn(*_at(matrix, x, y)) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        width, height = self.frame.size
        across = [min(max(x, 0), width) for x, _ in corners]
        down = [min(max(y, 0), height) for _, y in corners]
        self.pictures += (max(across) - min(across)) * (max(down) - min(down))

    def _path(self, path: Any, matrix: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        if not (fill.value or stroke.value):
            return
        for points in self._outlines(path, matrix):
            if stroke.value:
                for (x0, y0), (x1, y1) in pairwise(points):
                    self._rule(x0, y0, x1, y1)
            elif len(points) >= 4:
                self._bar(points)

    def _outlines(self, path: Any, matrix: _Matrix) -> list[list[_Point]]:
        """The straight outlines of a path; a curve ends one."""
        found: list[list[_Point]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self.frame.turn(*_at(matrix, x.value, y.value))
            if kind == pdfium.FPDF_SEGMENT_LINETO and found:
                found[-1].append(point)
            else:
                self.curves += kind == pdfium.FPDF_SEGMENT_BEZIERTO
                found.append([point])
            if pdfium.FPDFPathSegment_GetClose(segment):
                found[-1].append(found[-1][0])
        return found

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if abs(y0 - y1) < 1 and abs(x0 - x1) >= 1:
            self.horizontals.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 1 and abs(y0 - y1) >= 1:
            self.verticals.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _bar(self, points: list[_Point]) -> None:
        """A filled rectangle: thin, it is a rule along its middle."""
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if bottom - top <= _THIN and right - left > bottom - top:
            self.horizontals.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top > right - left:
            self.verticals.append(Rule((left + right) / 2, top, bottom))


def _is_lost(text: Any) -> bool:
    """Whether a string has no width: it is a space, or its font is missing."""
    left, bottom, right, top = _BOUNDS
    if not pdfium.FPDFPageObj_GetBounds(text, left, bottom, right, top) or right.value - left.value > 0.001:
        return False
    font = pdfium.FPDFTextObj_GetFont(text)
    return bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) == 0


def _matrix(thing: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _at(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _within(inner: _Matrix, outer: _Matrix) -> _Matrix:
    if outer is _UNIT:
        return inner
    a, b, c, d, e, f = inner
    x, y = _at(outer, e, f)
    return (
        a * outer[0] + b * outer[2], a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2], c * outer[1] + d * outer[3], x, y,
    )  # fmt: skip
