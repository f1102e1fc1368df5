"""PDF calls 调用: pdfium's small questions, asked for each of thousands of characters, strings and rules of a page.

The library's own bindings convert every argument of every call, which takes longer than the answer. Here a handle is
the number that it is, and an answer is written where an address says, so that `map` asks a whole page without a step of
Python between two questions.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_float, c_int, c_uint, c_void_p
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

Matrix = tuple[float, float, float, float, float, float]
_FLOAT, _DOUBLE = 4, 8
_LINE = pdfium.FPDF_SEGMENT_LINETO


def _call(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of the library by its address. It answers at once: other threads need not be let in meanwhile."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


def address_of(handle: Any) -> int:
    """The number that a pointer is."""
    return ctypes.cast(handle, c_void_p).value or 0


_code = _call(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
_codes = _call(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
_angle = _call(pdfium.FPDFText_GetCharAngle, c_float, c_void_p, c_int)
_box = _call(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_origin = _call(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
_text_matrix = _call(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
#: whether a character was not printed, but made of a gap
is_generated = _call(pdfium.FPDFText_IsGenerated, c_int, c_void_p, c_int)

_page_count = _call(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
_page_object = _call(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_form_count = _call(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
_form_object = _call(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
_kind = _call(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_matrix = _call(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_bounds = _call(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_font_size = _call(pdfium.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
_render_mode = _call(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
_font = _call(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
_is_embedded = _call(pdfium.FPDFFont_GetIsEmbedded, c_int, c_void_p)
_mode = _call(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
_segment_count = _call(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
_segment = _call(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
_segment_kind = _call(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
_segment_point = _call(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
_segment_closes = _call(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)


def codes(text: int, count: int) -> Sequence[int]:
    """The Unicode value of each character of a page; 0: none."""
    found = array("H", bytes(2 * count + 2))
    # one answer for the whole page, but for what has no value, what controls and what takes two units
    if _codes(text, 0, count, _address(found)) == count + 1 and not _has_pairs(found):
        return found[:count]
    return list(map(_code, repeat(text), range(count)))


def _has_pairs(units: array[int]) -> bool:
    return bool(units) and any(0xD8 <= unit >> 8 < 0xE0 for unit in set(units))


def angles(text: int, count: int) -> list[float]:
    """Where the upper ends of each character lean to, clockwise, in radians: italics do so where they stand upright."""
    return list(map(_angle, repeat(text), range(count)))


def baseline(text: int, at: int) -> tuple[float, float]:
    """The direction in which a character is followed by the next."""
    found = array("f", bytes(6 * _FLOAT))
    _text_matrix(text, at, _address(found))
    return found[0], found[1]


def boxes(text: int, count: int) -> Iterator[tuple[int, float, float, float, float]]:
    """Whether each character has a box, and its left, top, right and bottom: its advance, its font's height."""
    found = array("f", bytes(4 * _FLOAT * count))
    first, size = _address(found), 4 * _FLOAT
    boxed = list(map(_box, repeat(text), range(count), range(first, first + size * count, size)))
    return zip(boxed, found[::4], found[1::4], found[2::4], found[3::4], strict=True)


def origin(text: int, at: int) -> Sequence[float]:
    """Where a character stands on its baseline."""
    found = array("d", bytes(2 * _DOUBLE))
    address = _address(found)
    _origin(text, at, address, address + _DOUBLE)
    return found


def objects(holder: int, most: int, page: bool) -> list[tuple[int, int]]:
    """The objects of a page or else of a form: kind and handle; no more than `most`."""
    count, get = (_page_count, _page_object) if page else (_form_count, _form_object)
    things = list(map(get, repeat(holder), range(min(count(holder), most))))
    return list(zip(map(_kind, things), things, strict=True))


def matrices(things: Sequence[int]) -> list[Matrix]:
    """How objects are placed in what holds them."""
    found = array("f", bytes(6 * _FLOAT * len(things)))
    first = _address(found)
    deque(map(_matrix, things, range(first, first + 6 * _FLOAT * len(things), 6 * _FLOAT)), maxlen=0)
    return list(zip(*(found[at::6] for at in range(6)), strict=True))


def drawn(paths: Sequence[int]) -> list[tuple[int, int]]:
    """How paths are filled, and whether they are stroked: 0 is not."""
    found = array("i", (0, 0)) * len(paths)
    first, size = _address(found), found.itemsize
    places = range(first, first + 2 * size * len(paths), 2 * size)
    deque(map(_mode, paths, places, range(first + size, places.stop + size, 2 * size)), maxlen=0)
    return list(zip(found[::2], found[1::2], strict=True))


def extent(string: int) -> tuple[float, float] | None:
    """How wide and how high a string is on its page: a space is neither, nor is one whose font is missing."""
    found = array("f", bytes(4 * _FLOAT))
    first = _address(found)
    if not _bounds(string, *range(first, first + 4 * _FLOAT, _FLOAT)):
        return None
    left, bottom, right, top = found
    return right - left, top - bottom


def size(string: int) -> float:
    """The size of a string's font, before it is placed."""
    found = array("f", (0.0,))
    _font_size(string, _address(found))
    return found[0]


def is_invisible(string: int) -> bool:
    """Whether a string is there to be searched, not seen."""
    return bool(_render_mode(string) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def is_embedded(string: int) -> bool:
    """Whether a string's font is in the file."""
    font = _font(string)
    return not font or _is_embedded(font) != 0


def outline(path: int, most: int) -> list[tuple[int, float, float, int]]:
    """The segments of a path, no more than `most`: kind, x and y of where it ends, whether it closes the outline."""
    segments = list(map(_segment, repeat(path), range(min(_segment_count(path), most))))
    points = array("f", bytes(2 * _FLOAT * len(segments)))
    first, size = _address(points), 2 * _FLOAT
    at = range(first, first + size * len(segments), size)
    deque(map(_segment_point, segments, at, range(at.start + _FLOAT, at.stop + _FLOAT, size)), maxlen=0)
    kinds = list(map(_segment_kind, segments))
    # only the last segment of an outline may close it
    closes = [
        0 if following == _LINE else _segment_closes(segment)
        for segment, following in zip(segments, [*kinds[1:], None], strict=True)
    ]
    return list(zip(kinds, points[::2], points[1::2], closes, strict=True))


def _address(found: array[Any]) -> int:
    return found.buffer_info()[0]
