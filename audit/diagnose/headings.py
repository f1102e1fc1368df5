"""Headings 标题: what stands above a figure: the headings of its section, then the table that it is a cell of.

The numbered rows of a table that lost its grid look like headings; what stands within a table's lines is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.model.document import Document
from audit.model.span import Span
from audit.model.table import Table


class Headings:
    """The paths of one document's sections and tables."""

    def __init__(self, document: Document, tables: Sequence[Table]) -> None:
        self._document = document
        self._rows = frozenset(
            index
            for index, section in enumerate(document.sections)
            if any(table.first_line < section.line <= table.last_line for table in tables)
        )
        self._tables = {
            cell.figure.span: table
            for table in tables
            if table.title
            for row in table.rows
            for cell in row.cells
            if cell.figure is not None
        }
        self._paths: dict[int, tuple[str, ...]] = {}

    def path(self, span: Span, section: int) -> tuple[str, ...]:
        """The titles above a place of a section, the outermost first."""
        table = self._tables.get(span)
        return self._of(section) if table is None else self._under(table)

    def _under(self, table: Table) -> tuple[str, ...]:
        """A heading that is the title of the table is told once."""
        *above, last = self._of(table.section) or ("",)
        return (*above, table.title) if last in table.title else (*above, last, table.title)

    def _of(self, section: int) -> tuple[str, ...]:
        if section not in self._paths:
            sections = self._document.sections
            above = reversed(self._document.ancestors(section))
            titles = (sections[index].title for index in above if index not in self._rows)
            self._paths[section] = tuple(title for title in titles if title)
        return self._paths[section]
