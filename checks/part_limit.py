"""分项上限 · a part that exceeds its whole

What
    No part of a list (其中：…) is more than its whole, whether the list is complete or not.

Why
    A list that leaves things out has no sum to be checked against; but what is left out cannot be negative.

Consistent
    其他支出 20.00 万元。其中，用于社会福利的支出 15.00 万元。

Inconsistent
    其他支出 20.00 万元。其中，用于社会福利的支出 95.00 万元。

Rounding
    Intervals of both figures: a part that only its rounding lifts above the whole is none.

Limits
    At most a warning: a list may be of another whole than the one before it, and is taken to be when two of its parts
    exceed that. Amounts only; lists with a minus, and lists whose sum is checked as complete (SUM001), are left out.

核对内容
    清单（其中：…）中的任何一个分项都不大于整体，无论清单是否完整。

理由
    没有列全的清单无从核对合计，但未列出的部分不会是负数。

尾差
    两个数均按区间比较；仅因四舍五入而略大的不作发现。

局限
    最多作警告：清单所属的整体可能不是前面那一个；有两个分项大于整体的，视为属于另一个整体。只看金额；带减项的清单、按完整
    清单核对合计的（SUM001）不在此列。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Completeness, Decomposition, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity


def run(base: FactBase) -> Iterator[Relation]:
    for one in base.decompositions:
        if one.origin != "list" or one.signs or _is_summed(one) or one.whole.figure.kind is not FigureKind.AMOUNT:
            continue
        parts = [part for part in one.parts if part.figure.kind is FigureKind.AMOUNT]
        if sum(part.figure.amount > one.whole.figure.amount for part in parts) > 1:
            continue  # the parts of something else
        whole = Operand(one.whole.figure, "whole", one.whole.label, Decimal(-1))
        for part in parts:
            operands = (Operand(part.figure, "part", part.label), whole)
            yield Relation(
                "SUM005",
                RelationKind.AT_MOST,
                operands,
                Basis.INFERRED,
                ceiling=Severity.WARNING,
                rounds_freely=True,
            )


def _is_summed(one: Decomposition) -> bool:
    return one.completeness is Completeness.DECLARED and len(one.parts) > 1


CHECK = Check(id="SUM005", name="part-limit", run=run, doc=__doc__)
