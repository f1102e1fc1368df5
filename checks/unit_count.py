"""单位数目 · number of units against their list

What
    由本级和 N 个下属单位组成, 编制范围的 N 个单位包括: the number against the numbered list that follows; of
    下属单位 the body's own level (本级) is not one.

Why
    A unit is merged or founded; the list is brought up to date and the sentence is not.

Consistent
    由本级和 2 个下属单位组成，包括：1.某局（本级） 2.甲中心 3.乙中心

Inconsistent
    由本级和 3 个下属单位组成，包括：1.某局（本级） 2.甲中心 3.乙中心

Rounding
    None: counts are exact.

Limits
    Only numbered lists of names that begin within three paragraphs of the number.

核对内容
    由本级和 N 个下属单位组成、编制范围的 N 个单位包括：数目与其后编号清单核对；下属单位不含本级。

理由
    单位合并或新设，清单更新了，句子没有。

尾差
    没有尾差：数目是精确的。

局限
    只核对数目之后三段以内开始的、带编号的名单。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    for enumeration in base.enumerations:
        operands = (Operand(enumeration.stated, "stated", enumeration.what),)
        yield Relation("CNT001", RelationKind.COUNT, operands, Basis.DECLARED, listed=len(enumeration.listed))


CHECK = Check(id="CNT001", name="unit-count", run=run, doc=__doc__)
