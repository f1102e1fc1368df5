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
    A base that the document does not print is not evaluable here; CHG001 and CHG004 use what it implies.

核对内容
    比较的两个数都已写明（本年与上年，或决算与预算）时，二者之差等于文字所述的增减额；且增加额不可能超过全部金额。

理由
    差额是手写的，不是算出来的。

尾差
    三次独立舍入。

局限
    文件没有写明基数的，此处无法核对；其推算值由 CHG001 和 CHG004 使用。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    for change in base.changes:
        current, prior, amount = change.current, change.prior, change.amount
        if current is None or amount is None or not change.direction or change.doubtful:
            continue
        if {current.figure.kind, amount.kind} != {FigureKind.AMOUNT}:
            continue
        if prior is not None and prior.figure.kind is FigureKind.AMOUNT:
            sign = Decimal(change.direction)
            operands = (
                Operand(amount, "amount", change.label),
                Operand(current.figure, "current", current.label, sign),
                Operand(prior.figure, "prior", change.base, -sign),
            )
            yield Relation("CHG002", RelationKind.DIFFERENCE, operands, Basis.DECLARED, direction=change.direction)
        elif change.direction > 0:
            part = Operand(amount, "part", change.label)
            whole = Operand(current.figure, "whole", current.label, Decimal(-1))
            yield Relation("CHG002", RelationKind.AT_MOST, (part, whole), Basis.DECLARED, hint="increase")


CHECK = Check(id="CHG002", name="change-amount", run=run, doc=__doc__)
