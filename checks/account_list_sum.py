"""功能分类科目合计 · list of accounts

What
    The items of the 类/款/项 list add up to the total that the section states, the 年初预算 and the 支出决算 each by
    itself, and to the class totals that another section states.

Why
    The list runs over pages; one wrong item is invisible to the eye and breaks the sum.

Consistent
    支出决算为 100.00 万元。1.教育支出（类）…支出决算为 60.00 万元。2.卫生健康支出（类）…支出决算为 40.00 万元。

Inconsistent
    The same with an item of 46.00 万元 in the place of 40.00 万元.

Rounding
    As for every sum: n + 1 independent roundings.

Limits
    A list with fewer than three accounts is not taken for one. Items under a class that is listed too count
    once, through their class.

核对内容
    类、款、项清单各项之和等于该部分所述的合计，年初预算与支出决算分别核对；并等于其他部分所述的各类合计。

理由
    清单长达数页，其中一项写错，眼睛看不出来，合计却对不上。

不符
    同上，但第二项写作 46.00 万元，而不是 40.00 万元。

尾差
    与各项合计相同：n + 1 次独立舍入。

局限
    不足三个科目的不视为清单。已列出类级的，其下各项通过类级计一次。
"""

from collections.abc import Iterator

from audit.model.fact import Completeness, FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    for decomposition in base.decompositions:
        if decomposition.origin != "accounts":
            continue
        whole = decomposition.whole
        operands = [Operand(whole.figure, "whole", whole.label)]
        operands += [Operand(part.figure, "part", part.label) for part in decomposition.parts]
        listed = decomposition.completeness is not Completeness.DECLARED
        yield Relation(
            "SUM002", RelationKind.SUM, tuple(operands), Basis.INFERRED if listed else Basis.DECLARED, tentative=listed
        )


CHECK = Check(id="SUM002", name="account-list", run=run, doc=__doc__)
