"""总计勾稽 · grand total, year and carry-over

What
    收入总计 = 本年收入 + 使用非财政拨款结余 + 年初结转和结余, and 支出总计 = 本年支出 + 结余分配 + 年末结转和结余,
    for one fund, within one section of the text or over several when each is printed with one value; 收入总计 =
    支出总计 where they are printed apart, and 收入预算 = 支出预算 where nothing is carried over; and
    财政拨款支出总计 = 一般公共预算 + 政府性基金 + 国有资本经营预算支出 + 年末财政拨款结转和结余.

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
    The text may leave a component out, so a break counts only when one slip explains it, and as a warning. The three
    funds are added up only where the text states the expenditure of each, or says that there is none of it.

核对内容
    收入总计 = 本年收入 + 使用非财政拨款结余 + 年初结转和结余；支出总计 = 本年支出 + 结余分配 + 年末结转和结余；以同一
    资金为限，分写在几个部分的，各项须只有一个数。收入总计与支出总计分写的，两者相等；没有上年结转的，收入预算等于支出
    预算。财政拨款支出总计 = 一般公共预算、政府性基金、国有资本经营预算支出 + 年末财政拨款结转和结余。

理由
    财政拨款部分把总计、收入和结转分写在几句话里，往往只改了总计。

尾差
    所有数按区间计算，各自舍入。

局限
    文字可能略去某一组成，故只有一处笔误即可解释时才视为不符，并作警告。三项资金须逐项写明支出或写明没有，才相加核对。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.concept import Fund, Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity, likely_equal

#: total, what it must have, what it may have
_SIDES = (
    ("income.grand", ("income.year", "carry.opening"), ("surplus.cover",)),
    ("expenditure.grand", ("expenditure.year", "carry.closing"), ("surplus.distribution",)),
)
_FUNDS = (Fund.GENERAL, Fund.GOVERNMENT, Fund.CAPITAL)

#: what every total is about, by item: the first print in a section, or in the document
_Stated = dict[str, Fact]


def run(base: FactBase) -> Iterator[Relation]:
    by_section: dict[tuple[object, ...], _Stated] = defaultdict(dict)
    by_scope: dict[tuple[object, ...], _Stated] = defaultdict(dict)
    printed: dict[tuple[object, ...], set[Decimal]] = defaultdict(set)
    for fact in base.facts:
        concept = fact.concept
        if fact.source == "text" and fact.figure.kind is FigureKind.AMOUNT and not concept.within:
            scope = (concept.fund, concept.stage, concept.year, concept.scope)
            by_section[fact.section, *scope].setdefault(concept.item, fact)
            by_scope[scope].setdefault(concept.item, fact)
            printed[*scope, concept.item].add(fact.figure.amount)
    told: set[object] = set()
    for facts in by_section.values():
        for relation in (*_totals(facts), *_balanced(facts)):
            told.add(relation.stated.figure.span)
            yield relation
    once = {
        key: {item: fact for item, fact in facts.items() if len(printed[*key, item]) == 1}
        for key, facts in by_scope.items()
    }
    none = {absence.fund for absence in base.absences}
    for (fund, *rest), facts in once.items():  # the parts may stand in sections of their own
        yield from (relation for relation in _totals(facts) if relation.stated.figure.span not in told)
        if (
            fund is Fund.ALL
            and Stage.BUDGET in rest
            and not any(f.figure.amount for f in base.by_item("carry.opening"))
        ):
            yield from _even(facts, told)
        if fund is Fund.FISCAL:
            yield from _of_funds(facts, {one: once.get((one, *rest), {}) for one in _FUNDS}, none)


def _totals(facts: _Stated) -> Iterator[Relation]:
    for total, needed, more in _SIDES:
        if total in facts and all(item in facts for item in needed):
            parts = [facts[item] for item in (*needed, *more) if item in facts]
            whole = facts[total]
            operands = (
                Operand(whole.figure, "whole", whole.label),
                *(Operand(part.figure, "part", part.label) for part in parts),
            )
            yield Relation("IDN003", RelationKind.SUM, operands, Basis.INFERRED, tentative=True)


def _of_funds(fiscal: _Stated, by_fund: dict[Fund, _Stated], none: set[Fund]) -> Iterator[Relation]:
    """财政拨款支出总计: what each fund spent, and what is carried over of all of them."""
    whole, closing = fiscal.get("expenditure.grand"), fiscal.get("carry.closing")
    spent = {fund: facts["expenditure.year"] for fund, facts in by_fund.items() if "expenditure.year" in facts}
    if whole is None or closing is None or not none.union(spent).issuperset(_FUNDS):
        return
    operands = (
        Operand(whole.figure, "whole", whole.label),
        *(Operand(part.figure, "part", part.label) for part in (*spent.values(), closing)),
    )
    yield Relation("IDN003", RelationKind.SUM, operands, Basis.INFERRED, tentative=True, ceiling=Severity.WARNING)


def _balanced(facts: _Stated) -> Iterator[Relation]:
    """收入总计 = 支出总计, where they are printed apart."""
    income, spent = facts.get("income.grand"), facts.get("expenditure.grand")
    if income is not None and spent is not None and income.figure.span != spent.figure.span:
        yield likely_equal("IDN003", spent, income)


def _even(facts: _Stated, told: set[object]) -> Iterator[Relation]:
    """收入预算 = 支出预算, where nothing is carried over and each is printed once."""
    income, spent = facts.get("income.year"), facts.get("expenditure.year")
    if income is not None and spent is not None and not {income.figure.span, spent.figure.span} & told:
        yield likely_equal("IDN003", spent, income)


CHECK = Check(id="IDN003", name="grand-total", run=run, doc=__doc__)
