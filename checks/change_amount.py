"""增减额 · amount of change

What
    When both amounts of a comparison are printed (this year's and last year's, or the outturn and the budget), their
    difference is the change that the text states. And nothing can have grown by more than all of it.

Why
    The difference is typed, not computed.

Consistent
    年初预算为 80.00 万元，支出决算为 100.00 万元，比年初预算增加 20.00 万元。

Inconsistent
    年初预算为 80.00 万元，支出决算为 100.00 万元，比年初预算增加 22.00 万元。

Rounding
    Three independent roundings.

Limits
    A base that the document does not print is not evaluable here; CHG001 and CHG004 use what it implies. A row of
    another table that has this year's amount counts as printing last year's only where the two agree but for two last
    places.

核对内容
    比较的两个数都已写明（本年与上年，或决算与预算）时，二者之差等于文字所述的增减额；且增加额不可能超过全部金额。

理由
    差额是手写的，不是算出来的。

尾差
    三次独立舍入。

局限
    文件没有写明基数的，此处无法核对；其推算值由 CHG001 和 CHG004 使用。其他表中含本年数的一行，只有与推算的上年数相差不
    超过末位 2 时，才视为写明了上年数。
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from audit.model.fact import Against, Change, Fact, FactBase
from audit.model.figure import Figure, FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind

#: so many last places lie between what a text implies of last year and what a table prints, at most
_NEAR = 2
_MONEY = (FigureKind.AMOUNT, FigureKind.NUMBER)


def run(base: FactBase) -> Iterator[Relation]:
    beside: dict[Decimal, list[Operand]] | None = None
    for change in base.changes:
        current, prior, amount = change.current, change.prior, change.amount
        if current is None or amount is None or not change.direction or change.doubtful:
            continue
        if {current.figure.kind, amount.kind} != {FigureKind.AMOUNT}:
            continue
        if prior is not None and prior.figure.kind is FigureKind.AMOUNT:
            yield _difference(change, current, amount, Operand(prior.figure, "prior", change.base), Basis.DECLARED)
            continue
        if change.direction > 0:
            part = Operand(amount, "part", change.label)
            whole = Operand(current.figure, "whole", current.label, Decimal(-1))
            yield Relation("CHG002", RelationKind.AT_MOST, (part, whole), Basis.DECLARED, hint="increase")
        if change.against is Against.PRIOR:
            beside = _beside(base) if beside is None else beside
            last = _printed(beside.get(current.figure.value, ()), current, amount, change.direction)
            if last is not None:
                yield _difference(change, current, amount, last, Basis.INFERRED)


def _difference(change: Change, current: Fact, amount: Figure, prior: Operand, basis: Basis) -> Relation:
    sign = Decimal(change.direction)
    operands = (
        Operand(amount, "amount", change.label),
        Operand(current.figure, "current", current.label, sign),
        Operand(prior.figure, "prior", prior.label, -sign),
    )
    return Relation("CHG002", RelationKind.DIFFERENCE, operands, basis, direction=change.direction)


def _beside(base: FactBase) -> dict[Decimal, list[Operand]]:
    """What stands in a row behind each number, in the tables of columns that were not understood: perhaps of years."""
    found: dict[Decimal, list[Operand]] = defaultdict(list)
    for table in base.tables:
        if all(column.known for column in table.columns):
            continue
        for row in table.rows:
            figures = [figure for figure in row.figures if figure is not None and figure.kind in _MONEY]
            for at, figure in enumerate(figures):
                found[figure.value] += (Operand(other, "prior", row.name) for other in figures[at + 1 :])
    return found


def _printed(listed: Iterable[Operand], current: Fact, amount: Figure, direction: int) -> Operand | None:
    """Last year's amount, where a row that has this year's prints what the change implies, but for its last place. A
    table that prints no unit is in the text's."""
    implied = current.figure.amount - direction * amount.amount
    for other in listed:
        figure = other.figure
        if figure.kind is FigureKind.NUMBER:
            figure = replace(figure, kind=FigureKind.AMOUNT, unit=amount.unit, scale=amount.scale, unit_printed=False)
        if abs(figure.amount - implied) <= _NEAR * amount.grain:
            return replace(other, figure=figure)
    return None


CHECK = Check(id="CHG002", name="change-amount", run=run, doc=__doc__)
