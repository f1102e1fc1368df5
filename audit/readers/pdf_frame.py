"""PDF coordinates 坐标: how a page's own, and those of the objects in it, become points from its upper left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from msgspec import Struct

from audit.readers.pdf_calls import Matrix

Point = tuple[float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class Frame(Struct):
    """How the page's own coordinates are turned: by quarters, so that its text is upright."""

    left: float
    bottom: float
    right: float
    top: float
    quarter: int

    @property
    def matrix(self) -> Matrix:
        """What x and y count for across, and a constant; the same for down."""
        if self.quarter == 0:
            return 1, 0, -self.left, 0, -1, self.top
        if self.quarter == 1:
            return 0, 1, -self.bottom, 1, 0, -self.left
        if self.quarter == 2:
            return -1, 0, self.right, 0, 1, -self.bottom
        return 0, -1, self.top, -1, 0, self.right

    def turned(self, points: Iterable[Point]) -> list[Point]:
        a, b, c, d, e, f = self.matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]

    def back(self, across: float, down: float) -> Point:
        """The point of the page that stands at a place of the frame."""
        a, b, c, d, e, f = self.matrix
        return a * (across - c) + d * (down - f), b * (across - c) + e * (down - f)

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarter % 2 else (width, height)


def frame_of(page: Any, quarter: int) -> Frame:
    """The frame of a page turned by so many quarters."""
    box = [ctypes.c_float() for _ in range(4)]
    for read in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if read(page, *box) and box[2].value > box[0].value and box[3].value > box[1].value:
            break
    else:
        return Frame(0, 0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page), quarter)
    return Frame(box[0].value, box[1].value, box[2].value, box[3].value, quarter)


def at(matrix: Matrix, x: float, y: float) -> Point:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def within(inner: Matrix, outer: Matrix) -> Matrix:
    """One matrix after the other."""
    if outer is UNIT:
        return inner
    a, b, c, d, e, f = inner
    x, y = at(outer, e, f)
    return (
        a * outer[0] + b * outer[2], a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2], c * outer[1] + d * outer[3], x, y,
    )  # fmt: skip
