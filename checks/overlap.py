"""口径重叠 · personnel and public funds

What
    人员经费 + 公用经费 = 基本支出. When one of the two is printed as the whole of 基本支出 and the other is not
    zero, the two overlap, and the right value is the whole less the other.

Why
    The total is copied into the first line of its own breakdown.

Consistent
    基本支出 100.00 万元，其中：人员经费 80.00 万元，公用经费 20.00 万元。

Inconsistent
    基本支出 100.00 万元，其中：人员经费 100.00 万元，公用经费 20.00 万元。

Rounding
    As for every sum.

Limits
    Names that a document uses in its own way (人员支出 that contains 对个人和家庭的补助) are taken at their
    word.

核对内容
    人员经费 + 公用经费 = 基本支出。其中一项写成了基本支出的全部、而另一项不为零时，二者重叠，正确的值是整体减去另一项。

理由
    把合计抄进了自己分项的第一行。

尾差
    与各项合计相同。

局限
    文件自有含义的名称（人员支出中包含对个人和家庭的补助）按其字面处理。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind

_PARTS = {"expenditure.personnel", "expenditure.public"}


def run(base: FactBase) -> Iterator[Relation]:
    for decomposition in base.decompositions:
        whole, parts = decomposition.whole, decomposition.parts
        if decomposition.signs or {p.concept.item for p in parts} != _PARTS:
            continue
        operands = [Operand(whole.figure, "whole", whole.label)]
        operands += [Operand(part.figure, "part", part.label) for part in parts]
        copied = [p for p in parts if p.figure.amount == whole.figure.amount]
        overlaps = len(copied) == 1 and any(p.figure.amount for p in parts if p is not copied[0])
        yield Relation(
            "OVL001",
            RelationKind.SUM,
            tuple(operands),
            Basis.DECLARED,
            hint="overlap" if overlaps else "",
            hint_operands=tuple(Operand(p.figure, "part", p.label) for p in copied) if overlaps else (),
        )


CHECK = Check(id="OVL001", name="personnel-public", run=run, doc=__doc__)
