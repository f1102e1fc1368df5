"""收支平衡关系 · carry-over balance in a sentence

What
    年初结转和结余 + 本年收入 (+ 使用非财政拨款结余) − 本年支出 (− 结余分配) = 年末结转和结余, when one section
    states them all for one fund.

Why
    Five quantities in one sentence, none of which is called a total: nobody adds them up.

Consistent
    年初结转和结余 10.00 万元，本年收入 100.00 万元，本年支出 95.00 万元，年末结转和结余 15.00 万元。

Inconsistent
    年初结转和结余 10.00 万元，本年收入 100.00 万元，本年支出 95.00 万元，年末结转和结余 51.00 万元。

Rounding
    As for every sum.

Limits
    Only within one section and fund.

核对内容
    年初结转和结余 + 本年收入（+ 使用非财政拨款结余）− 本年支出（− 结余分配）= 年末结转和结余，以同一部分、同一资金均
    已写明为限。

理由
    一句话里五个数，没有一个叫合计，没有人去加。

尾差
    与各项合计相同。

局限
    只在同一部分、同一资金内核对。
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind

_SIGNS = {
    "carry.opening": 1,
    "income.year": 1,
    "surplus.cover": 1,
    "expenditure.year": -1,
    "surplus.distribution": -1,
}
_TRANSFERS = re.compile(r"上级补助收入|转移性|债务|上解|调入|调出")
_NEEDED = ("carry.opening", "income.year", "expenditure.year", "carry.closing")


def run(base: FactBase) -> Iterator[Relation]:
    groups: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in base.facts:
        concept = fact.concept
        if fact.source == "text" and fact.figure.kind is FigureKind.AMOUNT and not concept.within:
            groups[fact.block, concept.stage].setdefault(concept.item, fact)
    for facts in groups.values():
        if all(item in facts for item in _NEEDED) and _one_fund(facts) and not _has_transfers(base, facts):
            closing = facts["carry.closing"]
            operands = [Operand(closing.figure, "whole", closing.label)]
            operands += [
                Operand(facts[item].figure, "part", facts[item].label, Decimal(sign))
                for item, sign in _SIGNS.items()
                if item in facts
            ]
            yield Relation("IDN001", RelationKind.SUM, tuple(operands), Basis.STATUTORY)


def _has_transfers(base: FactBase, facts: dict[str, Fact]) -> bool:
    """The finances of a government close with transfers and debt as well."""
    return _TRANSFERS.search(base.document.blocks[facts["carry.closing"].block].text) is not None


def _one_fund(facts: dict[str, Fact]) -> bool:
    """The carry-over of one fund does not balance the year of another."""
    opening, income, expenditure, closing = (facts[item].concept.fund for item in _NEEDED)
    return opening is not closing or income is not expenditure or opening is income


CHECK = Check(id="IDN001", name="carry-over-balance", run=run, doc=__doc__)
