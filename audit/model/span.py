"""Span 位置: where something was printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of printed text and its place in the raw source.

    `line` and `column` are 1-based positions in the raw file; a paged format gives `page` (1-based)
    and `box` (left, top, right, bottom in points, as printed); a workbook gives `sheet` and `cell`.
    What the format cannot tell is None.
    """

    text: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    box: tuple[str, str, str, str] | None = None

    @property
    def order(self) -> tuple[int, str, int, int]:
        """A sort key: reading order as far as the place tells it."""
        return (self.page or 0, "" if self.line else self.sheet or "", self.line or 0, self.column or 0)
