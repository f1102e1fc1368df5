"""Headings 标题: what stands above a figure: the headings of its section, then the table that it is a cell of.

The numbered rows of a table that lost its grid look like headings; what stands within a table's lines is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from audit.model.document import Document
from audit.model.span import Span
from audit.model.table import Table


class Headings:
    """The paths of one document's sections and tables."""

    def __init__(self, document: Document, tables: Sequence[Table]) -> None:
        self._document = document
        self._tables = sorted(tables, key=lambda table: table.first_line)
        self._starts = [table.first_line for table in self._tables]
        self._lines: dict[int, Table | None] = {}
        self._rows: dict[int, set[int | None]] = {}
        self._titles: dict[int, tuple[str, ...]] = {}
        self._paths: dict[int, tuple[str, ...]] = {}

    def path(self, span: Span, section: int) -> tuple[str, ...]:
        """The titles above a place of a section, the outermost first."""
        line = span.line
        if line is None:
            return self._of(section)
        if line not in self._lines:
            table = self._around(line)
            self._lines[line] = table if table is not None and self._has_cells(table, line) else None
        table = self._lines[line]
        return self._of(section) if table is None else self._under(table)

    def _around(self, line: int) -> Table | None:
        """The table whose lines a line is among."""
        at = bisect_right(self._starts, line) - 1
        return self._tables[at] if at >= 0 and line <= self._tables[at].last_line else None

    def _has_cells(self, table: Table, line: int) -> bool:
        """Whether figures of a table that has a title stand on a line."""
        if table.index not in self._rows:
            figures = [cell.figure for row in table.rows for cell in row.cells] if table.title else []
            self._rows[table.index] = {figure.span.line for figure in figures if figure is not None}
        return line in self._rows[table.index]

    def _under(self, table: Table) -> tuple[str, ...]:
        """A heading that is the title of the table is told once."""
        if table.index not in self._titles:
            *above, last = self._of(table.section) or ("",)
            own = (table.title,) if last in table.title else (last, table.title)
            self._titles[table.index] = (*above, *own)
        return self._titles[table.index]

    def _of(self, section: int) -> tuple[str, ...]:
        if section not in self._paths:
            sections = self._document.sections
            above = reversed(self._document.ancestors(section))
            titles = (sections[index].title for index in above if not self._is_row(sections[index].line))
            self._paths[section] = tuple(title for title in titles if title)
        return self._paths[section]

    def _is_row(self, line: int) -> bool:
        """Whether what looks like a heading on a line is a row of a table."""
        table = self._around(line)
        return table is not None and table.first_line < line
