"""得分上限 · a score above its weight

What
    No indicator of a self-evaluation form scores more than its weight.

Why
    The weight of the row above, or of last year's form, was scored.

Consistent
    培训人数（5分） ≥100人次 120人次 5

Inconsistent
    培训人数（3分） ≥100人次 120人次 5

Rounding
    None: points are exact.

Limits
    Only rows whose weight the form prints, in brackets or in a column. A merged cell that scores two indicators
    looks like a break: a warning.

核对内容
    自评表的任何指标，得分不超过其权重。

理由
    按上一行、或上年表格的权重打了分。

尾差
    没有尾差：分数是精确的。

局限
    只核对表中印有权重（括号内或单列）的行。两个指标合并打分的单元格看似超过，故作警告。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity


def run(base: FactBase) -> Iterator[Relation]:
    for form in base.forms:
        for row in form.rows:
            if row.weight is not None and row.score is not None:
                operands = (
                    Operand(row.score, "part", row.name),
                    Operand(row.weight, "whole", row.name, Decimal(-1)),
                )
                yield Relation(
                    "PRF003",
                    RelationKind.AT_MOST,
                    operands,
                    Basis.DECLARED,
                    ceiling=Severity.WARNING,
                    hint="score-limit",
                )


CHECK = Check(id="PRF003", name="score-limit", run=run, doc=__doc__)
