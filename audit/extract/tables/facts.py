"""Facts 表内事实: every amount cell of a table as a fact with its concept."""

from __future__ import annotations

from audit.extract.tables.draft import bare, plain
from audit.extract.tables.forms import NO_FORM, ColumnSpec, forms
from audit.extract.tables.meaning import meaning
from audit.model.concept import Concept, Stage
from audit.model.fact import Fact
from audit.model.figure import FigureKind
from audit.model.table import Table, TableRow


def facts(table: Table, year: int | None) -> tuple[Fact, ...]:
    """The facts of a table in reading order; `year` is the document's budget year.

    A figure whose column is in doubt is a doubtful figure in the concept of its first possible column. Columns that no
    official form has state nothing: they may be of another year, or rates.
    """
    form = forms().form(table.form) or NO_FORM
    specs = tuple(forms().spec(column.key) for column in table.columns)
    found: list[Fact] = []
    # a table of one row of amounts that has a total and rows with names has one for each unit
    by_name = form.layout == "row" and any(row.total for row in table.rows) and not _is_vertical(table)
    for row in table.rows:
        for cell in row.cells:
            known = table.columns[cell.column].known
            if cell.figure is None or not known or cell.figure.kind is FigureKind.PERCENT:
                continue
            said = meaning(
                form,
                specs[cell.column],
                item=row.item,
                total=row.total,
                side=row.side,
                row_fund=row.fund,
                table_fund=table.fund,
                table_stage=table.stage,
            )
            stage = _noted(table, specs[cell.column], said.stage)
            scope = _scope(table, row) or (plain(row.name) if by_name and not row.total else "")
            concept = Concept(said.item, said.fund, stage, year, said.within, scope)
            label = bare(row.name) or table.columns[cell.column].name
            found.append(Fact(cell.figure, concept, label, table.section, table.index, "table"))
    return tuple(found)


def _is_vertical(table: Table) -> bool:
    """Whether the items stand one to a line."""
    return len({row.item for row in table.rows}) > 1


def _noted(table: Table, spec: ColumnSpec, stage: Stage | None) -> Stage | None:
    """The note under a table may say which budget its budget columns show."""
    if spec.stage is Stage.BUDGET:
        if "全年预算数" in table.note or "调整" in table.note:
            return Stage.ADJUSTED
        if "年初预算" in table.note:
            return Stage.INITIAL
    return stage


def _scope(table: Table, row: TableRow) -> str:
    """The unit that a row of a table by unit is about."""
    by_unit = bool(row.code) and not row.item.startswith(("function:", "economic:"))
    return plain(row.name) if by_unit else ""
