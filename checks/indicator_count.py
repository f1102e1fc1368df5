"""指标数目 · number of indicators met and missed

What
    共设置 13 个绩效指标，完成 11 个 and 2 个绩效指标未完成: those met and those missed make up those set.

Why
    An indicator is judged anew and only one of the three numbers is changed.

Consistent
    部门整体共设置13个绩效指标，完成了11个。… 2个绩效指标未完成，分别为…

Inconsistent
    部门整体共设置13个绩效指标，完成了12个。… 2个绩效指标未完成，分别为…

Rounding
    None: counts are exact.

Limits
    Only where all three numbers stand in one report, within a dozen paragraphs.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    for tally in base.decompositions:
        if tally.origin == "tally":
            operands = [Operand(tally.whole.figure, "whole", tally.whole.label)]
            operands += [Operand(part.figure, "part", part.label) for part in tally.parts]
            yield Relation("CNT002", RelationKind.SUM, tuple(operands), Basis.DECLARED)


CHECK = Check(id="CNT002", name="indicator-count", run=run, doc=__doc__)
