"""The old Excel reader (.xls, and .et of WPS): the same sheets as of an .xlsx, through xlrd.

xlrd, unlike faster readers, gives the number format of a cell, and with it the precision that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.errors import ReadError
from audit.model.document import Document
from audit.model.limits import DEFAULT, Limits
from audit.readers.layer import too_many_cells
from audit.readers.number_formats import Render, renderer
from audit.readers.sheets import Sheet, document

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def read_xls(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read a workbook as one document. Raises ReadError for what is damaged, encrypted or too large."""
    import xlrd  # type: ignore[import-untyped]

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=_Silence()
        )
        return document(_sheets(book, limits), name, limits)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise ReadError("encrypted", "Office") from error
        raise ReadError("damaged", f"XLS: {error}") from error
    except ReadError:
        raise
    except Exception as error:  # xlrd was made for sound files: whatever it stumbles on is damage
        raise ReadError("damaged", f"XLS: {type(error).__name__}: {error}") from error


class _Silence:
    """xlrd reports to a file what it finds strange."""

    def write(self, text: str) -> None:
        pass

    def flush(self) -> None:
        pass


def _sheets(book: Any, limits: Limits) -> Iterator[Sheet]:
    from_1904 = book.datemode == 1
    renders = [renderer(_code(book, style), from_1904) for style in book.xf_list]
    for index in range(book.nsheets):
        held = book.sheet_by_index(index)
        if held.nrows * held.ncols > limits.cells * 4:
            raise too_many_cells(limits)
        sheet = Sheet(held.name, hidden=held.visibility != 0)
        for number in range(held.nrows):
            row = list(_cells(held, number, renders))
            if row:
                sheet.rows[number] = row
        sheet.merged.extend((top, left, bottom - 1, right - 1) for top, bottom, left, right in held.merged_cells)
        sheet.hidden_rows.update(number for number, info in held.rowinfo_map.items() if info.hidden)
        sheet.hidden_columns.update(column for column, info in held.colinfo_map.items() if info.hidden)
        book.unload_sheet(index)
        yield sheet


def _code(book: Any, style: Any) -> str:
    found = book.format_map.get(style.format_key)
    return found.format_str if found is not None and found.format_str else "General"


def _cells(held: Any, number: int, renders: list[Render]) -> Iterator[tuple[int, str]]:
    kinds, values, styles = held.row_types(number), held.row_values(number), held._cell_xf_indexes[number]
    for column, (kind, value, style) in enumerate(zip(kinds, values, styles, strict=False)):
        text = ""
        if kind == _TEXT:
            text = value
        elif kind in (_NUMBER, _DATE):
            text = renders[style](repr(value)) if style < len(renders) else repr(value)
        elif kind == _BOOLEAN:
            text = "TRUE" if value else "FALSE"
        elif kind == _ERROR:
            text = _ERRORS.get(value, "#N/A")
        if text and not text.isspace():
            yield column, text


_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
