"""分类占比加总 · shares of goods, works and services, put together

What
    Where the text prints what share of goods, of works and of services was awarded to small and medium enterprises,
    these shares of the three amounts make up the contracts awarded to them.

Why
    The three shares stand without their amounts, so that each by itself can be checked against nothing.

Consistent
    货物支出 50.00 万元、服务支出 150.00 万元。授予中小企业合同金额 160.00 万元…货物…占货物支出金额的 80.00%，服务…
    占服务支出金额的 80.00%。

Inconsistent
    货物支出 50.00 万元、服务支出 150.00 万元。授予中小企业合同金额 160.00 万元…货物…占货物支出金额的 80.00%，服务…
    占服务支出金额的 82.00%。

Rounding
    Intervals of all amounts and shares; a difference within them is not told.

Limits
    At most a warning, and only where one slip explains the difference: contracts and expenditure may be counted
    otherwise. Every kind with an amount must have its share. Shares that add up to 100 % are of one whole (RAT004).

核对内容
    文字分别列出货物、工程、服务采购授予中小企业合同金额的占比的，三项支出各乘以其占比，之和即授予中小企业合同金额。

理由
    三个占比旁边没有金额，单独看无从核对。

尾差
    金额与占比均按区间计算，区间以内的差额不作发现。

局限
    最多作警告，且只在一处笔误即可解释差额时才判断：合同与支出的口径可能不同。有金额的各类都须有占比。合计为 100% 的占比
    属同一整体（RAT004）。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Fact, FactBase, Share
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_WHOLE = "procurement.sme"
_KINDS = ("procurement.goods", "procurement.works", "procurement.services")
_SMALL, _MICRO = "中小", "小微"
_HUNDRED = Decimal(100)


def run(base: FactBase) -> Iterator[Relation]:
    sections: dict[int, dict[str, tuple[Fact, Share]]] = defaultdict(dict)
    for share in base.shares:
        of = share.base
        if share.part is None and of is not None and of.concept.item in _KINDS and _is_small(share.part_label):
            sections[of.section].setdefault(of.concept.item, (of, share))
    for section, shares in sections.items():
        wholes = [fact for fact in base.by_item(_WHOLE) if fact.section == section and fact.source == "text"]
        stated = [fact for item in _KINDS for fact in base.by_item(item) if fact.section == section]
        full = all(fact.concept.item in shares for fact in stated if fact.figure.amount)
        rates = sum((share.rate.value for _, share in shares.values()), Decimal(0))
        if len(shares) > 1 and len(wholes) == 1 and full and abs(rates - _HUNDRED) > 1:
            yield _relation(wholes[0], shares)


def _is_small(label: str) -> bool:
    return _SMALL in label and _MICRO not in label


def _relation(whole: Fact, shares: dict[str, tuple[Fact, Share]]) -> Relation:
    operands = [Operand(whole.figure, "stated", whole.label)]
    for fact, share in shares.values():
        operands += [Operand(fact.figure, "part", fact.label), Operand(share.rate, "rate", share.part_label)]
    return Relation(
        "RAT009",
        RelationKind.WEIGHTED,
        tuple(operands),
        Basis.INFERRED,
        tentative=True,
        ceiling=Severity.WARNING,
        rounds_freely=True,
    )


CHECK = Check(id="RAT009", name="weighted-shares", run=run, doc=__doc__)
