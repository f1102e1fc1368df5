"""一致性核对 · one fact, stated again

What
    The same item, fund, stage and year has the same amount wherever the text states it, at any distance.

Why
    A late correction reaches one place and not the other.

Consistent
    三、…支出合计 100.00 万元… 十三、…支出合计 100.00 万元…

Inconsistent
    三、…支出合计 100.00 万元… 十三、…支出合计 101.00 万元…

Rounding
    Prints of different precision agree when the coarser one is the finer one rounded. Two prints of the same
    precision that differ by one last place are a warning: rounding cannot make one number two.

Limits
    Only items of the field's vocabulary and accounts with their path; other names are compared when a list of the
    same whole states them twice.

核对内容
    同一项目、同一资金性质、同一口径、同一年度的金额，不论在文中何处，都相同。

理由
    后来的更正改了一处，漏了另一处。

尾差
    精度不同的两处，较粗的等于较细的四舍五入即为相符。精度相同而末位差一的作警告：四舍五入不会把一个数变成两个。

局限
    只核对本领域固有的项目和带路径的科目；其他名称仅在同一整体的两处清单中比较。
"""

from collections import defaultdict
from collections.abc import Iterator

from audit.model.concept import Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in base.facts:
        concept = fact.concept
        if fact.source != "text" or fact.figure.kind is not FigureKind.AMOUNT or not fact.figure.is_point:
            continue
        if concept.item.startswith("label:") or concept.within:
            continue
        groups[concept.item, concept.fund, concept.stage, concept.year, concept.scope].append(fact)
    for facts in groups.values():
        first = _reference(facts)
        seen = {first.figure.span}
        for fact in facts:
            if fact.figure.span not in seen and not _in_one_sentence(base, fact, first):
                seen.add(fact.figure.span)
                operands = (Operand(fact.figure, "stated", fact.label), Operand(first.figure, "other", first.label))
                yield Relation("TIE001", RelationKind.EQUAL, operands, Basis.RESTATED)


def _in_one_sentence(base: FactBase, one: Fact, other: Fact) -> bool:
    """Two amounts of one sentence of a budget's review are no restatement: budget and outturn of last year."""
    if one.block != other.block or one.concept.stage is not Stage.BUDGET or one.concept.item.endswith(".grand"):
        return False
    text = base.document.blocks[one.block].text
    places = sorted(text.find(fact.figure.text) for fact in (one, other))
    return places[0] >= 0 and "。" not in text[places[0] : places[1]]


def _reference(facts: list[Fact]) -> Fact:
    """The print that most others repeat, the first of equals: so that an odd one out breaks one relation, not all."""
    counts: dict[object, int] = defaultdict(int)
    for fact in facts:
        counts[fact.figure.amount] += 1
    return max(facts, key=lambda f: counts[f.figure.amount])


CHECK = Check(id="TIE001", name="restated", run=run, doc=__doc__)
