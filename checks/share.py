"""占比 · share of a named base

What
    A printed share is its part over the base that the text names, or that the list implies.

Why
    A share is computed once and seldom again when an amount changes; and it tells which of two prints of an
    amount was there when it was computed.

Consistent
    支出合计 200.00 万元。其中：基本支出 60.00 万元，占本年支出 30.00%。

Inconsistent
    支出合计 200.00 万元。其中：基本支出 60.00 万元，占本年支出 33.00%。

Rounding
    Part and base are intervals; a truncated percentage is a rounding difference.

Limits
    A share whose base the document does not print is not evaluable. When the printed share fits another base
    than the named one, the finding says which. Where only a table prints the base it is a warning at most, and only
    where a single slip makes the difference.

核对内容
    披露的占比等于分项除以文字所称（或清单所含）的基数。

理由
    占比算过一次，金额再改时很少重算；它还能说明同一金额的两处披露中，哪一个是计算占比时所用的。

尾差
    分项与基数均按区间计算；截尾的百分比属尾差。

局限
    文件没有写明基数的占比无法核对。若占比与另一基数相符，会指出是哪一个。基数只见于表中的，只有一处误写
    即可解释时才作警告。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Fact, FactBase, Share
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_HUNDRED = Decimal(100)


def run(base: FactBase) -> Iterator[Relation]:
    for share in base.shares:
        if share.part is None or share.base is None or share.part.figure is share.base.figure:
            continue
        if share.part.figure.kind is not share.base.figure.kind:
            continue
        others = tuple(Operand(f.figure, "base", f.label) for f in fitting_bases(base, share, share.part))
        if not share.base_label and any(f.block == share.part.block for f in fitting_bases(base, share, share.part)):
            continue  # the text names no base, and one that fits stands beside it
        operands = (
            Operand(share.rate, "stated", share.part.label),
            Operand(share.part.figure, "part", share.part.label),
            Operand(share.base.figure, "base", share.base_label or share.base.label),
        )
        printed = share.base.source == "table"  # the text itself states no such base
        yield Relation(
            "RAT001",
            RelationKind.SHARE,
            operands,
            Basis.DECLARED,
            hint="wrong-denominator" if others else "",
            hint_operands=others,
            tentative=printed or _claims_all(share, share.part, share.base),
            ceiling=Severity.WARNING if printed else None,
        )


def _claims_all(share: Share, part: Fact, base: Fact) -> bool:
    """自评涉及资金478万元，占部门项目支出总额的100%: of all that was meant, not of a total that resembles it."""
    evaluated = part.concept.scope == "evaluation" and part.section != base.section
    return evaluated and share.rate.value == _HUNDRED


def fitting_bases(base: FactBase, share: Share, part: Fact) -> tuple[Fact, ...]:
    """Totals of the document, other than the named base, of which the part is exactly the printed share."""
    rate = share.rate
    if rate.value <= 0 or share.base is None:
        return ()
    low, high = rate.interval.low, rate.interval.high
    if low is None or high is None or low <= 0:
        return ()
    wanted = (part.figure.amount * 100 / high, part.figure.amount * 100 / low)
    if wanted[0] <= share.base.figure.amount <= wanted[1]:
        return ()
    found: dict[str, Fact] = {}
    for item in (
        "expenditure.year",
        "expenditure.grand",
        "income.year",
        "expenditure.basic",
        "expenditure.project",
        "procurement.total",
    ):
        for fact in base.by_item(item):
            if wanted[0] <= fact.figure.amount <= wanted[1] and fact.figure is not part.figure:
                found.setdefault(item, fact)
    return tuple(found.values())[:1]


CHECK = Check(id="RAT001", name="share", run=run, doc=__doc__)
