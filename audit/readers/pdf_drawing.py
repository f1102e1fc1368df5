"""PDF drawings 线条: the ruled lines, pictures and curves of a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from msgspec import Struct

from audit.readers import pdf_calls
from audit.readers.pdf_calls import Matrix
from audit.readers.pdf_frame import UNIT, Frame, Point, at, within

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
_NO_WIDTH = 0.001


class Rule(Struct, frozen=True, order=True, gc=False):
    """A straight ruled line: at `at` across, from `start` to `end` along."""

    at: float
    start: float
    end: float


class Drawing:
    """The outlines, images and strings of a page, those inside its forms included, in the page's own coordinates."""

    def __init__(self, page: int) -> None:
        self.strings: list[int] = []
        self.curves = 0
        self._seen = 0
        self._images: list[Matrix] = []
        self._strokes: list[list[Point]] = []
        self._fills: list[list[Point]] = []
        self._walk(page, UNIT, 0)

    def rules(self, frame: Frame) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """The horizontal and the vertical ruled lines of the page as a frame turns it."""
        found = _Rules()
        for points in self._strokes:
            turned = frame.turned(points)
            for (x0, y0), (x1, y1) in pairwise(turned):
                found.line(x0, y0, x1, y1)
        for points in self._fills:
            found.bar(frame.turned(points))
        return tuple(found.horizontals), tuple(found.verticals)

    def pictures(self, frame: Frame) -> float:
        """The area under images."""
        width, height = frame.size
        area: float = 0
        for matrix in self._images:
            corners = frame.turned([at(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
            across = [min(max(x, 0), width) for x, _ in corners]
            down = [min(max(y, 0), height) for _, y in corners]
            area += (max(across) - min(across)) * (max(down) - min(down))
        return area

    def lost(self, glyphs: int) -> int:
        """How many characters are lost at least, as far as they matter; a few strings from all over the page show it.

        One that is alone in its string may be a space: such strings count where they are many.
        """
        if not any(map(_is_lost, self.strings[:: _every(self.strings)])):
            return 0
        strings = list(filter(_is_lost, self.strings))
        single = len(strings) if _FEW_LOST * len(self.strings) > glyphs else 0
        return single + sum(map(_turned, strings))

    def invisible(self) -> float:
        """The share of strings that are not seen, of a few from all over the page."""
        some = self.strings[:: _every(self.strings)]
        return sum(map(pdf_calls.is_invisible, some)) / max(1, len(some))

    def _walk(self, holder: int, matrix: Matrix, depth: int) -> None:
        found = pdf_calls.objects(holder, _MOST_OBJECTS - self._seen, page=depth == 0)
        self._seen += len(found)
        kinds: dict[int, list[int]] = {}
        for kind, thing in found:
            kinds.setdefault(kind, []).append(thing)
        self.strings += kinds.get(pdfium.FPDF_PAGEOBJ_TEXT, [])
        self._paths(kinds.get(pdfium.FPDF_PAGEOBJ_PATH, []), matrix)
        images = pdf_calls.matrices(kinds.get(pdfium.FPDF_PAGEOBJ_IMAGE, []))
        self._images += [within(image, matrix) for image in images]
        forms = kinds.get(pdfium.FPDF_PAGEOBJ_FORM, []) if depth < _DEEPEST else []
        for form, inner in zip(forms, pdf_calls.matrices(forms), strict=True):
            self._walk(form, within(inner, matrix), depth + 1)

    def _paths(self, paths: Sequence[int], matrix: Matrix) -> None:
        modes, matrices = pdf_calls.drawn(paths), pdf_calls.matrices(paths)
        for path, (fill, stroke), inner in zip(paths, modes, matrices, strict=True):
            if stroke:
                self._strokes += self._outlines(path, within(inner, matrix))
            elif fill:
                self._fills += [points for points in self._outlines(path, within(inner, matrix)) if len(points) >= 4]

    def _outlines(self, path: int, matrix: Matrix) -> list[list[Point]]:
        """The straight outlines of a path; a curve ends one."""
        found: list[list[Point]] = []
        a, b, c, d, e, f = matrix
        for kind, x, y, closes in pdf_calls.outline(path, _MOST_SEGMENTS):
            point = a * x + c * y + e, b * x + d * y + f
            if kind == pdfium.FPDF_SEGMENT_LINETO and found:
                found[-1].append(point)
            else:
                self.curves += kind == pdfium.FPDF_SEGMENT_BEZIERTO
                found.append([point])
            if closes:
                found[-1].append(found[-1][0])
        return found


class _Rules:
    """The straight lines of a drawing that lie level or stand upright."""

    def __init__(self) -> None:
        self.horizontals: list[Rule] = []
        self.verticals: list[Rule] = []

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if abs(y0 - y1) < 1 and abs(x0 - x1) >= 1:
            self.horizontals.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 1 and abs(y0 - y1) >= 1:
            self.verticals.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def bar(self, points: Sequence[Point]) -> None:
        """A filled rectangle: thin, it is a rule along its middle."""
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if bottom - top <= _THIN and right - left > bottom - top:
            self.horizontals.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top > right - left:
            self.verticals.append(Rule((left + right) / 2, top, bottom))


def _every(strings: list[int]) -> int:
    return max(1, len(strings) // _SAMPLE)


def _is_lost(string: int) -> bool:
    """Whether a string has no width: it is a space, or its font is missing."""
    extent = pdf_calls.extent(string)
    return extent is not None and extent[0] <= _NO_WIDTH and not pdf_calls.is_embedded(string)


def _turned(string: int) -> int:
    """The characters behind the first one of a lost string that runs up or down."""
    _, height = pdf_calls.extent(string) or (0, 0)
    ((a, b, *_),) = pdf_calls.matrices([string])
    size = pdf_calls.size(string) * math.hypot(a, b)
    return round(height / size) if size > 0 and height > _NO_WIDTH else 0
