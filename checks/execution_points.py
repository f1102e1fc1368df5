"""执行率得分 · points for the execution of the budget

What
    The points in the money row of a self-evaluation form are its weight times the execution rate (20 × 99.45 %
    = 19.89).

Why
    The rate is corrected and the points stay, or the points are those of another form.

Consistent
    预算执行情况（20分） 7,173.92 7,134.11 99.45% 19.89

Inconsistent
    预算执行情况（20分） 7,173.92 7,134.11 99.45% 18.99

Rounding
    The rate is an interval; points truncated to the printed place are a rounding difference.

Limits
    A rate above 100 % earns the whole weight. Forms with bands instead of a product do not print a weight
    beside the rate and are not evaluated.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    for form in base.forms:
        for row in form.rows:
            if row.rate is not None and row.weight is not None and row.score is not None:
                operands = (
                    Operand(row.score, "stated", row.name),
                    Operand(row.weight, "weight", row.name),
                    Operand(row.rate, "rate", row.name),
                )
                yield Relation("PRF002", RelationKind.SCORE, operands, Basis.DECLARED)


CHECK = Check(id="PRF002", name="execution-points", run=run, doc=__doc__)
