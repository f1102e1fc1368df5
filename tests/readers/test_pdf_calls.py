"""What is asked for a whole page at once is what the library tells of each character and object."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest

from audit.readers import pdf_calls
from tests.readers import pdf_boxes
from tests.readers.pdf_writer import FONT, MARGIN, Paper
from tests.readers.test_pdf import DUTIES, TABLE, WIDTHS, blank


def turned() -> bytes:
    paper = Paper()
    paper.prose(DUTIES)
    paper.table(WIDTHS, TABLE, rules="bars")
    paper.canvas.rotate(30)
    paper.canvas.setFont(FONT, 20)
    paper.canvas.drawString(400, 100, "内部资料")
    return paper.data()


FILES = {
    "prose and a table, a watermark": turned,
    "characters of two units": lambda: pdf_boxes.printed(["𠮷田县2031年度收入 1,234.50万元，\U000f0001支出"]),
    "a word parted at the line's end": lambda: pdf_boxes.printed(["expen\u00addi-\nture 100.00 \u200b万元"]),
    "no text": lambda: blank().data(),
}


@contextmanager
def opened(data: bytes) -> Iterator[tuple[Any, Any]]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(document, 0)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield page, text
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(document)


@pytest.mark.parametrize("make", FILES.values(), ids=FILES.keys())
def test_characters(make: Any) -> None:
    with opened(make()) as (_, text):
        count = pdfium.FPDFText_CountChars(text)
        handle = pdf_calls.address_of(text)
        told = [pdfium.FPDFText_GetUnicode(text, at) for at in range(count)]
        hyphen = (2, 0xFFFE)  # named in two ways
        for code, wanted in zip(pdf_calls.codes(handle, count), told, strict=True):
            assert code == wanted or (code in hyphen and wanted in hyphen)
        assert pdf_calls.angles(handle, count) == [pdfium.FPDFText_GetCharAngle(text, at) for at in range(count)]
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for at, (boxed, *edges) in enumerate(pdf_calls.boxes(handle, count)):
            assert boxed == pdfium.FPDFText_GetLooseCharBox(text, at, box)
            if boxed:
                assert edges == [box.left, box.top, box.right, box.bottom]
            pdfium.FPDFText_GetCharOrigin(text, at, x, y)
            assert list(pdf_calls.origin(handle, at)) == [x.value, y.value]


def test_the_segments_of_a_path_and_what_closes_them() -> None:
    paper = Paper()
    path = paper.canvas.beginPath()
    path.rect(MARGIN, 100, 200, 50)
    path.moveTo(10, 10)
    path.lineTo(60, 10)
    path.lineTo(60, 70)
    path.close()
    path.moveTo(0, 0)
    path.curveTo(1, 2, 3, 4, 5, 6)
    paper.canvas.drawPath(path)
    with opened(paper.data()) as (page, _):
        paths = [thing for kind, thing in pdf_calls.objects(pdf_calls.address_of(page), 99, page=True) if kind == 2]
        (found,) = (pdf_calls.outline(thing, 99) for thing in paths)
        own = pdfium.FPDFPage_GetObject(page, 0)
        x, y = ctypes.c_float(), ctypes.c_float()
        for at, segment in enumerate(found):
            wanted = pdfium.FPDFPath_GetPathSegment(own, at)
            pdfium.FPDFPathSegment_GetPoint(wanted, x, y)
            closes = pdfium.FPDFPathSegment_GetClose(wanted)
            assert segment == (pdfium.FPDFPathSegment_GetType(wanted), x.value, y.value, closes)
        assert len(found) == pdfium.FPDFPath_CountSegments(own)
        assert sum(closes for _, _, _, closes in found) == 2
