"""增减率 · rate of change

What
    增加 20 万元，增长 25%: the rate is the change over the base, where the base is the current amount less the
    change, or is printed itself (比上年 80 万元增加…).

Why
    Rates are computed on the wrong base (this year's amount), or kept from an earlier draft.

Consistent
    支出合计 100.00 万元，比上年增加 20.00 万元，增长 25.00%。

Inconsistent
    支出合计 100.00 万元，比上年增加 20.00 万元，增长 20.00%。

Rounding
    The base is an interval; a truncated rate is a rounding difference.

Limits
    A rate without an amount and without a printed base is not evaluable by itself.

核对内容
    增加 20 万元，增长 25%：增减率等于增减额除以基数；基数是本期数减去增减额，或文字直接写明（比上年 80 万元增加…）。

理由
    用了错误的基数（本年数），或沿用了旧稿的比率。

尾差
    基数按区间计算；截尾的比率属尾差。

局限
    没有增减额也没有写明基数的增减率，单凭自身无法核对。
"""

from collections.abc import Iterator

from audit.model.fact import Change, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    for change in base.changes:
        if change.rate is not None and change.direction and not change.doubtful:
            relation = _relation(change)
            if relation is not None:
                yield relation


def _relation(change: Change) -> Relation | None:
    assert change.rate is not None
    operands = [Operand(change.rate, "stated", change.label)]
    if change.amount is not None and change.amount.kind is FigureKind.AMOUNT:
        operands.append(Operand(change.amount, "amount", change.label))
    if change.prior is not None:
        operands.append(Operand(change.prior.figure, "prior", change.base))
    if change.current is not None and change.current.figure.kind is FigureKind.AMOUNT:
        operands.append(Operand(change.current.figure, "current", change.current.label))
    if len(operands) < 3 or (change.amount is not None and change.amount.value == 0 and change.rate.value == 0):
        return None
    if change.amount is not None and change.prior is None and change.current is not None:
        base = change.current.figure.amount - change.direction * change.amount.amount
        if not base:  # a base of zero has no rate: CHG005 says so
            return None
    return Relation(
        "CHG001", RelationKind.CHANGE_RATE, tuple(operands), Basis.DECLARED, change.direction, tentative=change.doubtful
    )


CHECK = Check(id="CHG001", name="change-rate", run=run, doc=__doc__)
