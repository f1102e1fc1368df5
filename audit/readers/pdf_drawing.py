"""PDF drawings 线条: the ruled lines, pictures and curves of a page."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from audit.readers.pdf_frame import UNIT, Frame, Matrix, Point, at, matrix_of, within

#: a filled rectangle thinner than this is a rule, not a shading
_THIN = 3
#: nothing in a disclosure comes near; drawings and hostile files do
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 2_000
_DEEPEST = 8
#: where glyphs are so many times the strings, strings of one glyph do not matter
_FEW_LOST = 5
#: so many of a page's strings hold one that is lost, where a fifth of them are
_SAMPLE = 100
_BOUNDS = tuple(ctypes.c_float() for _ in range(4))


class Rule(NamedTuple):
    """A straight ruled line: at `at` across, from `start` to `end` along."""

    at: float
    start: float
    end: float


class Drawing:
    """The rules, images and curves of a page, those inside its forms included."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.horizontals: list[Rule] = []
        self.verticals: list[Rule] = []
        self.pictures: float = 0
        self.curves = 0
        self.strings: list[Any] = []
        self.seen = 0

    def read(self, page: Any) -> None:
        self._walk(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, UNIT, 0)

    def _walk(self, holder: Any, count: Any, get: Any, matrix: Matrix, depth: int) -> None:
        for index in range(count(holder)):
            self.seen += 1
            if self.seen > _MOST_OBJECTS:
                return
            thing = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.strings.append(thing)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(thing, within(matrix_of(thing), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(within(matrix_of(thing), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self._walk(
                    thing,
                    pdfium.FPDFFormObj_CountObjects,
                    pdfium.FPDFFormObj_GetObject,
                    within(matrix_of(thing), matrix),
                    depth + 1,
                )

    def lost(self, glyphs: int) -> int:
        """How many strings are lost; 0 where they are too few to matter, which a few from all over the page show."""
        if _FEW_LOST * len(self.strings) <= glyphs or not any(map(_is_lost, self.strings[:: _every(self.strings)])):
            return 0
        return sum(map(_is_lost, self.strings))

    def _picture(self, matrix: Matrix) -> None:
        corners = [self.frame.turn(*at(matrix, x, y)) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        width, height = self.frame.size
        across = [min(max(x, 0), width) for x, _ in corners]
        down = [min(max(y, 0), height) for _, y in corners]
        self.pictures += (max(across) - min(across)) * (max(down) - min(down))

    def _path(self, path: Any, matrix: Matrix) -> None:
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

    def _outlines(self, path: Any, matrix: Matrix) -> list[list[Point]]:
        """The straight outlines of a path; a curve ends one."""
        found: list[list[Point]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self.frame.turn(*at(matrix, x.value, y.value))
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

    def _bar(self, points: list[Point]) -> None:
        """A filled rectangle: thin, it is a rule along its middle."""
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if bottom - top <= _THIN and right - left > bottom - top:
            self.horizontals.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top > right - left:
            self.verticals.append(Rule((left + right) / 2, top, bottom))


def _every(strings: list[Any]) -> int:
    return max(1, len(strings) // _SAMPLE)


def _is_lost(text: Any) -> bool:
    """Whether a string has no width: it is a space, or its font is missing."""
    left, bottom, right, top = _BOUNDS
    if not pdfium.FPDFPageObj_GetBounds(text, left, bottom, right, top) or right.value - left.value > 0.001:
        return False
    font = pdfium.FPDFTextObj_GetFont(text)
    return bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) == 0
