"""成果数一致性 · one achievement, counted again

What
    What was brought about in the year, told in counts (举办…对接活动 18 场, 民宿净增 36 家), has one value
    wherever the narrative tells it.

Why
    The chapter on key work, the account and the self-evaluation are written by different hands, from figures of
    different days.

Consistent
    科技成果对接活动举办 18 场… 全年举办科技成果对接活动 18 场

Inconsistent
    科技成果对接活动举办 18 场… 全年举办科技成果对接活动 19 场

Rounding
    Counts are exact; qualified ones are compared as intervals (超 170 and 184 agree, 超 170 and 160 do not).

Limits
    At most a warning: the scope may differ. Increments are told from stocks, the year from others; parts of a year and
    of a list, its items, plans, and short names are left alone, and so is a name that stands with three values: it is
    none.

核对内容
    文字中以数量表述的本年成果（举办…对接活动 18 场，民宿净增 36 家），各处数值相同。

理由
    重点工作、决算说明和绩效自评由不同的人、依据不同日期的数字写成。

尾差
    数量是精确的；带限定词的按区间比较（超 170 与 184 相符，与 160 不符）。

局限
    口径可能不同，最多作警告。增量与存量、本年与其他年度分开；部分时段、分项、列表各项、计划和短名称不比较；同一名称有三个不同
    的值时不作为同一事项。
"""

from collections import defaultdict
from collections.abc import Iterator

from audit.model.fact import Fact, FactBase
from audit.model.figure import Figure
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_MOST = 2


def run(base: FactBase) -> Iterator[Relation]:
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in base.achievements:
        groups[fact.concept.item, fact.concept.within].append(fact)
    for facts in groups.values():
        values: dict[object, list[Fact]] = defaultdict(list)
        for fact in facts:
            values[fact.figure.amount].append(fact)
        first = max(values.values(), key=len)[0]
        blocks = {fact.block for fact in facts}
        if len(values) <= _MOST and not base.document.are_items(blocks):
            for fact in facts:
                apart = fact.block == first.block or _of_two_projects(fact, first)
                if not apart and not _loosely_agree(fact.figure, first.figure):
                    operands = (Operand(fact.figure, "stated", fact.label), Operand(first.figure, "other", first.label))
                    yield Relation("TIE008", RelationKind.EQUAL, operands, Basis.INFERRED, ceiling=Severity.WARNING)


def _of_two_projects(one: Fact, other: Fact) -> bool:
    scopes = {one.concept.scope, other.concept.scope}
    return len(scopes) > 1 and "" not in scopes


def _loosely_agree(one: Figure, other: Figure) -> bool:
    """Whether two prints, of which one is hedged, may mean one number."""
    return not (one.is_point and other.is_point) and one.interval.meets(other.interval)


CHECK = Check(id="TIE008", name="achievement-restated", run=run, doc=__doc__)
