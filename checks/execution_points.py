"""执行率得分 · points for the execution of the budget

What
    The points in the money row of a self-evaluation form are its weight times the execution rate (20 × 98.46 %
    = 19.69).

Why
    The rate is corrected and the points stay, or the points are those of another form.

Consistent
    预算执行情况（20分） 5,286.40 5,205.10 98.46% 19.69

Inconsistent
    预算执行情况（20分） 5,286.40 5,205.10 98.46% 16.99

Rounding
    The rate is an interval; points truncated to the printed place are a rounding difference.

Limits
    A rate above 100 % earns the whole weight. Whole points that are not the product come from bands (90 % and more
    earn 10) and are not evaluated.

核对内容
    自评表资金行的得分等于权重乘以执行率（20 × 98.46% = 19.69）。

理由
    改了执行率没有改得分，或得分抄自另一张表。

尾差
    执行率按区间计算；得分截尾到披露位数的属尾差。

局限
    执行率超过 100% 得满分。整数得分若不是乘积，来自分档（90% 以上得 10 分），不核对。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind

_HUNDRED = Decimal(100)


def run(base: FactBase) -> Iterator[Relation]:
    for form in base.forms:
        for row in form.rows:
            if row.rate is None or row.weight is None or row.score is None:
                continue
            product = row.weight.amount * min(row.rate.amount, _HUNDRED) / _HUNDRED
            if row.score.value % 1 or product == row.score.amount:
                operands = (
                    Operand(row.score, "stated", row.name),
                    Operand(row.weight, "weight", row.name),
                    Operand(row.rate, "rate", row.name),
                )
                yield Relation("PRF002", RelationKind.SCORE, operands, Basis.DECLARED)


CHECK = Check(id="PRF002", name="execution-points", run=run, doc=__doc__)
