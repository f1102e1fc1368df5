"""Span 位置: where something was printed."""

from dataclasses import dataclass

#: left, top, right, bottom in points from the upper left corner of the page, its text upright
Box = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of printed text and its place in the raw source.

    `line` and `column` are 1-based positions in the raw file; a paged format gives `page` (1-based)
    and `box`; a workbook gives `sheet` and `cell`.
    What the format cannot tell is None.
    """

    text: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    box: Box | None = None

    @property
    def order(self) -> tuple[int, str, int, int]:
        """A sort key: reading order as far as the place tells it."""
        return (self.page or 0, "" if self.line else self.sheet or "", self.line or 0, self.column or 0)
