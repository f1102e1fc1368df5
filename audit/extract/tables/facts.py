"""Facts 表内事实: every amount cell of a table as a fact with its concept."""

from __future__ import annotations

from audit.extract.tables.draft import bare, plain
from audit.extract.tables.forms import NO_FORM, ColumnSpec, Form, forms
from audit.extract.tables.meaning import meaning
from audit.model.concept import Concept, Fund, Stage
from audit.model.fact import Fact
from audit.model.figure import FigureKind
from audit.model.table import Table, TableRow

#: what tells the rows of a table apart in what they are about: item, total, side, fund and scope
_Row = tuple[str, bool, str, Fund | None, str]


def facts(table: Table, year: int | None) -> tuple[Fact, ...]:
    """The facts of a table in reading order; `year` is the document's budget year.

    A figure whose column is in doubt is a doubtful figure in the concept of its first possible column. Columns that no
    official form has state nothing: they may be of another year, or rates.
    """
    form = forms().form(table.form) or NO_FORM
    known = [at for at, column in enumerate(table.columns) if column.known]
    found: list[Fact] = []
    # a table of one row of amounts that has a total and rows with names has one for each unit
    by_name = form.layout == "row" and any(row.total for row in table.rows) and not _is_vertical(table)
    concepts: dict[_Row, dict[int, Concept]] = {}  # rows of one account, in the parts of a long table, share theirs
    for row in table.rows:
        scope = _scope(table, row) or (plain(row.name) if by_name and not row.total else "")
        name = bare(row.name)
        key = (row.item, row.total, row.side, row.fund, scope)
        said = concepts.setdefault(key, {})
        for at in known:
            figure = row.cells[at].figure
            if figure is None or figure.kind is FigureKind.PERCENT:
                continue
            if at not in said:
                said[at] = _concept(table, form, at, key, year)
            label = name or table.columns[at].name
            found.append(Fact(figure, said[at], label, table.section, table.index, "table"))
    return tuple(found)


def _concept(table: Table, form: Form, at: int, row: _Row, year: int | None) -> Concept:
    """What the cells of a column are about in such a row."""
    item, total, side, fund, scope = row
    spec = forms().spec(table.columns[at].key)
    said = meaning(
        form,
        spec,
        item=item,
        total=total,
        side=side,
        row_fund=fund,
        table_fund=table.fund,
        table_stage=table.stage,
    )
    return Concept(said.item, said.fund, _noted(table, spec, said.stage), year, said.within, scope)


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
