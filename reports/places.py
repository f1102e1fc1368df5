"""Places 位置: where something was printed, in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import PurePath

from audit.model.finding import TablePlace
from audit.model.span import Seat, Span
from reports.catalogue import phrase

#: where figures stand that stand in no table that is known
NO_CELLS: Mapping[Span, TablePlace] = {}


def place(span: Span, lang: str) -> str:
    """Where something was printed."""
    file = [] if span.file is None else [PurePath(span.file).name + " "]
    if span.sheet and span.cell:
        return "".join((*file, phrase("place", "cell", lang, sheet=span.sheet, cell=span.cell)))
    parts = [_seat(span.seat, lang)] if span.seat is not None else []
    if span.page is not None:
        parts.append(phrase("place", "page", lang, page=str(span.page)))
    if span.line is not None and span.seat is None:
        parts.append(phrase("place", "line", lang, line=str(span.own_line), column=str(span.column or 1)))
    shown = ("" if lang == "zh" else ", ").join(parts) or phrase("place", "document", lang)
    return "".join((*file, shown))


class Places:
    """Where the figures of one finding were printed: each with its table, unless the finding stands in it or the
    figure's label has its title."""

    def __init__(self, own: Span, cells: Mapping[Span, TablePlace], lang: str) -> None:
        cell = cells.get(own)
        self._cells, self._own = cells, cell.table if cell is not None else ""
        self.lang = lang

    def __call__(self, span: Span, label: str = "") -> str:
        told, cell = place(span, self.lang), self._cells.get(span)
        if cell is None or cell.table in ("", self._own) or cell.table in label:
            return told
        return cell.table + ("，" if self.lang == "zh" else ", ") + told


def _seat(seat: Seat, lang: str) -> str:
    if seat.table is None:
        return phrase("place", "paragraph", lang, paragraph=str(seat.paragraph))
    return phrase("place", "table", lang, table=str(seat.table), row=str(seat.row), column=str(seat.column))


def box(span: Span, lang: str) -> str:
    """Where on its page something stands, in whole points; "" where the format does not tell."""
    if span.box is None:
        return ""
    left, top, right, bottom = (str(Decimal(edge).quantize(Decimal(1), ROUND_HALF_UP)) for edge in span.box)
    return phrase("place", "box", lang, left=left, top=top, right=right, bottom=bottom)
