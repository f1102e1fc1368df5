"""增减方向 · direction in words

What
    决算数大于预算数, 小于, 等于, and 与上年持平: the words against the two amounts.

Why
    The sentence is kept from last year's text while the amounts change.

Consistent
    年初预算为 80.00 万元，支出决算为 100.00 万元，决算数大于预算数的主要原因是…

Inconsistent
    年初预算为 80.00 万元，支出决算为 60.00 万元，决算数大于预算数的主要原因是…

Rounding
    None: equal prints are equal. Amounts printed with different precision that may be equal are let pass.

Limits
    基本持平 allows a difference of a twentieth.

核对内容
    决算数大于、小于、等于预算数，以及与上年持平：用词与两个金额核对。

理由
    句子沿用上年文本，金额却变了。

尾差
    没有尾差：数字相同即为相等。精度不同而可能相等的金额不作发现。

局限
    基本持平允许相差二十分之一。
"""

from collections.abc import Iterator

from audit.model.fact import Comparison, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity


def run(base: FactBase) -> Iterator[Relation]:
    for comparison in base.comparisons:
        kinds = {comparison.actual.figure.kind, comparison.budget.figure.kind}
        if kinds != {FigureKind.AMOUNT} or _nearly_equal(comparison):
            continue
        operands = (
            Operand(comparison.actual.figure, "current", comparison.actual.label),
            Operand(comparison.budget.figure, "prior", comparison.budget.label),
        )
        yield Relation(
            "CHG003",
            RelationKind.DIRECTION,
            operands,
            Basis.DECLARED,
            direction=comparison.direction,
            ceiling=Severity.WARNING,
            span=comparison.span,
        )


def _nearly_equal(comparison: Comparison) -> bool:
    """基本持平 of two amounts that are within five percent of one another."""
    if comparison.direction or "基本" not in comparison.span.text:
        return False
    gap = abs(comparison.actual.figure.amount - comparison.budget.figure.amount)
    return gap * 20 <= comparison.budget.figure.amount


CHECK = Check(id="CHG003", name="direction-words", run=run, doc=__doc__)
