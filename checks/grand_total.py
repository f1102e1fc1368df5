"""总计勾稽 · grand total, year and carry-over

What
    收入总计 = 本年收入 + 使用非财政拨款结余 + 年初结转和结余, and 支出总计 = 本年支出 + 结余分配 + 年末结转和结余,
    for one fund within one section of the text.

Why
    The section on the fiscal appropriation prints total, income and carry-over in separate sentences, and the total is
    often corrected alone.

Consistent
    财政拨款收、支总计 110.00 万元。… 财政拨款收入 100.00 万元，… 年初财政拨款结转和结余 10.00 万元。

Inconsistent
    财政拨款收、支总计 101.00 万元。… 财政拨款收入 100.00 万元，… 年初财政拨款结转和结余 10.00 万元。

Rounding
    Intervals of all figures; every figure is rounded by itself.

Limits
    The text may leave a component out, so a break counts only when one slip explains it, and as a warning.

核对内容
    收入总计 = 本年收入 + 使用非财政拨款结余 + 年初结转和结余；支出总计 = 本年支出 + 结余分配 + 年末结转和结余；以同一
    部分、同一资金为限。

理由
    财政拨款部分把总计、收入和结转分写在几句话里，往往只改了总计。

尾差
    所有数按区间计算，各自舍入。

局限
    文字可能略去某一组成，故只有一处笔误即可解释时才视为不符，并作警告。
"""

from collections import defaultdict
from collections.abc import Iterator

from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind

#: total, what it must have, what it may have
_SIDES = (
    ("income.grand", ("income.year", "carry.opening"), ("surplus.cover",)),
    ("expenditure.grand", ("expenditure.year", "carry.closing"), ("surplus.distribution",)),
)


def run(base: FactBase) -> Iterator[Relation]:
    groups: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in base.facts:
        concept = fact.concept
        if fact.source == "text" and fact.figure.kind is FigureKind.AMOUNT and not concept.within:
            groups[fact.section, concept.fund, concept.stage, concept.year].setdefault(concept.item, fact)
    for facts in groups.values():
        for total, needed, more in _SIDES:
            if total in facts and all(item in facts for item in needed):
                parts = [facts[item] for item in (*needed, *more) if item in facts]
                whole = facts[total]
                operands = (
                    Operand(whole.figure, "whole", whole.label),
                    *(Operand(part.figure, "part", part.label) for part in parts),
                )
                yield Relation("IDN003", RelationKind.SUM, operands, Basis.INFERRED, tentative=True)


CHECK = Check(id="IDN003", name="grand-total", run=run, doc=__doc__)
