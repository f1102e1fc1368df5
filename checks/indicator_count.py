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

核对内容
    共设置 13 个绩效指标，完成 11 个，2 个绩效指标未完成：完成的与未完成的之和等于设置的。

理由
    某个指标重新认定，三个数只改了一个。

尾差
    没有尾差：数目是精确的。

局限
    只核对三个数在同一份报告、十余段之内的情形。
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
