"""占比合计 · shares of a complete list

What
    When the parts of a list make up its whole and each prints its share, the shares add up to 100 %.

Why
    A wrong share among right amounts; shares of two different bases in one list.

Consistent
    A 60.00 万元，占 60%；B 40.00 万元，占 40%。

Inconsistent
    A 60.00 万元，占 84%；B 40.00 万元，占 20%。

Rounding
    n shares, each rounded by itself, may miss 100 by n / 2 last places.

Limits
    Only lists that are complete: by their words, by the vocabulary of the field, or because their amounts close;
    and whose shares name no other base.

核对内容
    清单的各分项合起来就是整体、且各列占比时，占比之和为 100%。

理由
    金额都对而一个占比写错；或同一清单里用了两个不同的基数。

尾差
    n 个占比各自四舍五入，与 100 可差末位的 n ÷ 2。

局限
    只核对完整的清单：文字如此说明，或属本领域固有分类，或金额恰好相符；且各占比没有另称基数。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Completeness, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_HUNDRED = Decimal(100)


def run(base: FactBase) -> Iterator[Relation]:
    bases = {share.rate.span: share.base for share in base.shares}
    for decomposition in base.decompositions:
        shares = decomposition.shares
        if len(shares) < 2 or any(s.kind is not FigureKind.PERCENT for s in shares):
            continue
        if not decomposition.whole.figure.amount:
            continue  # shares of nothing are printed as 0%, by custom
        of = [bases.get(share.span) for share in shares]
        if any(one is not None and one.figure.amount != decomposition.whole.figure.amount for one in of):
            continue  # 其中 inside 其中: the parts of a part, as shares of the whole
        closes = sum(p.figure.amount for p in decomposition.parts) == decomposition.whole.figure.amount
        if decomposition.completeness is not Completeness.DECLARED and not closes:
            continue
        operands = tuple(
            Operand(share, "part" if index else "stated", part.label, Decimal(-1 if index else 1))
            for index, (share, part) in enumerate(zip(shares, decomposition.parts, strict=True))
        )
        yield Relation(
            "RAT003",
            RelationKind.SUM,
            operands,
            Basis.INFERRED,
            constant=_HUNDRED,
            ceiling=Severity.WARNING,
            hint="share-sum",
            rounds_freely=True,
        )


CHECK = Check(id="RAT003", name="share-sum", run=run, doc=__doc__)
