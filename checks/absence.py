"""无此项核对 · a statement that there is none, against the table

What
    没有使用政府性基金预算拨款 beside a table of that fund with amounts; amounts in the text beside a table that
    is empty. The same for 国有资本经营预算.

Why
    The standard sentence stays when the fund comes into use, and the table stays empty when a carry-over is
    spent.

Consistent
    本单位没有使用政府性基金预算财政拨款安排的支出。 beside an empty table.

Inconsistent
    The same sentence beside a table with a total of 52.40.

Rounding
    None: something is not nothing.

Limits
    Only tables that were recovered; an empty table without a word about it belongs to DOC011.

核对内容
    没有使用政府性基金预算拨款的说明，与该资金有数的表对照；文字有数，与空表对照。国有资本经营预算相同。

理由
    有了该项资金，套话却没有改；或动用了结转，表却空着。

相符
    说明没有使用政府性基金预算财政拨款安排的支出，该表为空。

不符
    说明相同，该表合计为 52.40。

尾差
    没有尾差：有就不是没有。

局限
    只核对识别出来的表；空表而无任何说明的归 DOC011。
"""

from collections.abc import Iterator

from audit.model.concept import Fund
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Check, Observation, Operand, Severity
from audit.model.table import Table

_FORMS = {"government": Fund.GOVERNMENT, "capital": Fund.CAPITAL}
_FLOWS = ("income.year", "expenditure.year", "expenditure.basic", "expenditure.project")


def run(base: FactBase) -> Iterator[Observation]:
    for table in base.tables:
        fund = _FORMS.get(table.form)
        if fund is None:
            continue
        if table.is_empty:
            yield from _stated(base, table, fund)
        else:
            yield from _denied(base, table, fund)


def _denied(base: FactBase, table: Table, fund: Fund) -> Iterator[Observation]:
    """The text says that there is nothing; the table has an amount."""
    filled = [c.figure for row in table.rows for c in row.cells if c.figure is not None and c.figure.amount]
    absence = next((a for a in base.absences if a.fund is fund and a.year in (None, base.year)), None)
    if filled and absence is not None:
        operand = Operand(filled[0], "other", table.title)
        yield Observation(
            "TIE007", "absence-denied", Severity.ERROR, (absence.span, filled[0].span), (operand,), (table.title,)
        )


def _stated(base: FactBase, table: Table, fund: Fund) -> Iterator[Observation]:
    """The text has an amount; the table is empty."""
    fact = next((f for item in _FLOWS for f in base.by_item(item) if _is_amount(f, fund)), None)
    if fact is not None:
        operand = Operand(fact.figure, "stated", fact.label)
        yield Observation(
            "TIE007", "table-empty", Severity.ERROR, (fact.figure.span,), (operand,), (fact.label, table.title)
        )


def _is_amount(fact: Fact, fund: Fund) -> bool:
    figure = fact.figure
    return (
        fact.source == "text" and fact.concept.fund is fund and figure.kind is FigureKind.AMOUNT and bool(figure.amount)
    )


CHECK = Check(id="TIE007", name="absence", run=run, doc=__doc__)
