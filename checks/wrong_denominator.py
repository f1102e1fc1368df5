"""占比分母 · share of the wrong base

What
    A share whose own amount is not printed (货物采购授予中小企业合同金额占货物支出金额的 N%) but that is, to
    the last printed digit, the share of its base in the larger total: the denominator of another column was
    used.

Why
    The template asks for the share within goods, works and services; the share of goods in the whole is at hand
    and is filled in instead.

Consistent
    采购总额 200.00 万元，其中：货物支出 50.00 万元。货物采购授予中小企业合同金额占货物支出金额的 90.00%。

Inconsistent
    采购总额 200.00 万元，其中：货物支出 50.00 万元。货物采购授予中小企业合同金额占货物支出金额的 25.00%。

Rounding
    The share must be the other one exactly as printed, and must have two decimals or stand beside another such
    share.

Limits
    A true share may by chance equal the other one; one integer percentage alone is therefore not reported.

核对内容
    占比所对应的金额没有披露（货物采购授予中小企业合同金额占货物支出金额的 N%），而该占比逐位等于其基数占更大合计的比
    重：分母用了另一栏的数。

理由
    模板要的是货物、工程、服务各自的占比，手头现成的却是货物占总额的比重，于是填了后者。

尾差
    占比必须与另一比重逐位相同，且有两位小数，或旁边还有一个同样的占比。

局限
    真实的占比也可能碰巧相同；单独一个整数百分比不作发现。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase, Share
from audit.model.relation import Check, Observation, Operand, Severity

_WHOLE_OF = {
    "procurement.goods": "procurement.total",
    "procurement.works": "procurement.total",
    "procurement.services": "procurement.total",
    "expenditure.basic": "expenditure.year",
    "expenditure.project": "expenditure.year",
}


def run(base: FactBase) -> Iterator[Observation]:
    for share in base.shares:
        if share.part is not None or share.base is None or share.rate.decimals < 1:
            continue
        whole_item = _WHOLE_OF.get(share.base.concept.item)
        for whole in base.by_item(whole_item) if whole_item else ():
            if _is_share(share, whole.figure.amount):
                operands = (
                    Operand(share.rate, "stated", share.part_label),
                    Operand(share.base.figure, "base", share.base_label),
                    Operand(whole.figure, "whole", whole.label),
                )
                yield Observation(
                    "RAT004",
                    "wrong-denominator",
                    Severity.ERROR,
                    (share.rate.span,),
                    operands,
                    (share.part_label, share.base_label, whole.label),
                )
                break


def _is_share(share: Share, whole: Decimal) -> bool:

    assert share.base is not None
    if whole == 0 or share.base.figure.amount in (0, whole):
        return False
    return share.rate.interval.contains(share.base.figure.amount * 100 / whole)


CHECK = Check(id="RAT004", name="wrong-denominator", run=run, doc=__doc__)
