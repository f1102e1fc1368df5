"""PDF forms 表单域: what is filled in, or typed over a page, is no part of the page until it is flattened into it."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_TYPED = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)

#: nothing in a disclosure comes near; hostile files do
_MOST = 10_000


def flattened(document: Any, page: Any, index: int) -> Any:
    """The page with its fields as text; another one in place of the one given, which is closed, where it has any."""
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)
    if count <= 0:
        return page
    typed = [_is_typed(page, at) for at in range(count)]
    if not any(typed):
        return page
    for at in reversed(range(count)):
        if not typed[at]:  # a marker's strokes and a reader's remarks are not of the document
            pdfium.FPDFPage_RemoveAnnot(page, at)
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    pdfium.FPDF_ClosePage(page)
    return pdfium.FPDF_LoadPage(document, index)


def _is_typed(page: Any, at: int) -> bool:
    note = pdfium.FPDFPage_GetAnnot(page, at)
    try:
        return pdfium.FPDFAnnot_GetSubtype(note) in _TYPED
    finally:
        pdfium.FPDFPage_CloseAnnot(note)
