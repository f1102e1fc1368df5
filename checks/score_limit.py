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
