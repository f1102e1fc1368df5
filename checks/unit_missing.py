"""单位缺失 · an amount without its unit

What
    较上年增加 90.42，增长 30.67%: a change is printed without 万元 although every amount around it has its unit. So is
    the execution rate of one form without the % that the others have, or the target and the result of one row without
    the unit that nearly all rows of its form have.

Why
    A reader must guess; a machine reads a count.

Consistent
    支出 385.20 万元，较上年增加 90.42 万元。

Inconsistent
    支出 385.20 万元，较上年增加 90.42。

Rounding
    None: nothing is computed.

Limits
    A note, and only for the amounts of changes, execution rates, and rows whose target and result are bare numbers.

核对内容
    较上年增加 90.42，增长 30.67%：周围金额都有单位，增减额却没有写万元。一张自评表的执行率没有其他表都有的百分号，或
    一行的目标值和实际值没有该表几乎各行都有的单位，亦同。

理由
    读者只能猜，机器会当成数量。

尾差
    没有尾差：不作计算。

局限
    作提示，且只核对增减额、执行率，以及目标值和实际值都只有数字的行。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.figure import Figure
from audit.model.form import Form, ScoredRow
from audit.model.relation import Check, Observation, Operand, Severity

#: rows of a form with units, for each without one, before that one stands out
_USUAL = 8


def run(base: FactBase) -> Iterator[Observation]:
    for change in base.changes:
        amount = change.amount
        if amount is not None and not amount.unit_printed:
            yield Observation(
                "UNI002",
                "unit-missing",
                Severity.NOTE,
                (amount.span,),
                (Operand(amount, "amount", change.label),),
                (change.label, amount.text, amount.unit),
            )
    yield from _rates(base.forms)
    for form in base.forms:
        yield from _rows(form)


def _rates(forms: tuple[Form, ...]) -> Iterator[Observation]:
    """The execution rates without %, where those of other forms have it."""
    rates = [row.rate for form in forms for row in form.rows if row.rate is not None]
    if any(rate.unit for rate in rates):
        yield from (_missing("rate-bare", "", rate) for rate in rates if not rate.unit)


def _rows(form: Form) -> Iterator[Observation]:
    full = [row for row in form.rows if row.actual is not None and row.actual.unit]
    bare = [row for row in form.rows if _is_bare(row)]
    if len(full) >= _USUAL * len(bare):
        for row in bare:
            if row.target is not None and row.actual is not None:
                yield _missing("row-bare", row.name, row.target, row.actual)


def _is_bare(row: ScoredRow) -> bool:
    """Whether the target and the result of a row are numbers of nothing."""
    return row.rate is None and all(figure is not None and not figure.unit for figure in (row.target, row.actual))


def _missing(topic: str, name: str, *figures: Figure) -> Observation:
    operands = tuple(Operand(figure, "value", name) for figure in figures)
    spans = tuple(figure.span for figure in figures)
    return Observation("UNI002", topic, Severity.NOTE, spans, operands, (name, *(figure.text for figure in figures)))


CHECK = Check(id="UNI002", name="unit-missing", run=run, doc=__doc__)
