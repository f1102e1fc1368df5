"""Span 位置: where something was printed."""

from msgspec import Struct

#: left, top, right, bottom in points from the upper left corner of the page, its text upright
Box = tuple[str, str, str, str]


class Part(Struct, frozen=True, gc=False):
    """One of several files that are read as one document: its name, and how many lines stand before its first."""

    name: str
    before: int


class Seat(Struct, frozen=True, gc=False):
    """Where something stands in a file without pages and lines: its paragraph, or a table with row and column.

    All count from 1 over the whole file; what stands in the cells of a table is no paragraph.
    """

    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Span(Struct, frozen=True, gc=False):
    """A stretch of printed text and its place in the raw source.

    `line` and `column` are 1-based positions in the raw file; a paged format gives `page` (1-based)
    and `box`; a workbook gives `sheet` and `cell`, Word and HTML their `seat`.
    What the format cannot tell is None. Where several files are one document, `line` counts the lines of all of them,
    `part` is the file that it is in, and `own_line` the line there.
    """

    text: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    box: Box | None = None
    part: Part | None = None
    seat: Seat | None = None

    @property
    def file(self) -> str | None:
        """The file, where there are several."""
        return None if self.part is None else self.part.name

    @property
    def own_line(self) -> int | None:
        """The line in the file that it is in."""
        return self.line - self.part.before if self.line is not None and self.part is not None else self.line

    @property
    def order(self) -> tuple[int, str, int, int]:
        """A sort key: reading order as far as the place tells it."""
        page = self.page if self.page is not None and self.part is None else 0
        return (page, "" if self.line else self.sheet or "", self.line or 0, self.column or 0)
