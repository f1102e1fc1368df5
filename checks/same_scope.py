"""同口径核对 · one fact under two scopes that are the same

What
    When two scopes print the same total (all funds and 一般公共预算, the department and its self-evaluation), they are
    the same scope, and their parts must agree too. Where the text says that there is nothing of the other funds, the
    totals of 财政拨款 and 一般公共预算 are one. 机关运行经费 that nearly repeats 公用经费 is the same amount.

Why
    Basic expenditure is one amount in section three and another in section six, while both totals are equal.

Consistent
    支出合计 100.00 万元，其中：基本支出 60.00 万元。一般公共预算财政拨款支出 100.00 万元，其中：基本支出 60.00 万元。

Inconsistent
    The same with 基本支出 66.00 万元 in the second sentence.

Rounding
    As for every restated fact.

Limits
    The sameness is concluded, not stated: at most a warning. 机关运行经费 may be less than 公用经费, and is then some
    other amount: a difference counts only where one slip explains it, and where it has several digits or is one unit
    of the last place.

核对内容
    两个口径的合计相同（全部资金与一般公共预算，部门与其自评），即为同一口径，其分项也必须相同。文中说明没有其他两类资金
    的，财政拨款与一般公共预算的合计为同一个数。机关运行经费与公用经费几乎相同的，为同一个数。

理由
    第三部分的基本支出是一个数，第六部分又是另一个数，而两处合计相同。

不符
    同上，但第二句的基本支出写作 66.00 万元。

尾差
    与重复披露的核对相同。

局限
    口径相同是推断出来的，不是文件所述，最多作警告。机关运行经费可以少于公用经费，只有一处笔误（末位以外的个别数字除外）
    即可解释差额时才作发现。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.concept import Fund
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.likeness import digits_of
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity, likely_equal

_TOTALS = ("expenditure.year", "expenditure.grand")
#: where the text says that there is nothing of the other two, 财政拨款 is 一般公共预算
_OTHER_FUNDS = {Fund.GOVERNMENT, Fund.CAPITAL}
_ONE_FUND = {Fund.FISCAL, Fund.GENERAL}
#: amounts of fewer digits are nearly alike by chance
_MIN_DIGITS = 4
_Scope = tuple[object, object]


def run(base: FactBase) -> Iterator[Relation]:
    by_scope: dict[_Scope, dict[tuple[object, ...], Fact]] = defaultdict(dict)
    totals: dict[_Scope, set[Decimal]] = defaultdict(set)
    for fact in base.facts:
        concept = fact.concept
        if fact.source != "text" or fact.figure.kind is not FigureKind.AMOUNT or concept.within or concept.fund is None:
            continue
        if not concept.item.startswith(("expenditure.", "function:")):
            continue
        scope = (concept.fund, concept.scope)
        by_scope[scope].setdefault((concept.item, concept.stage, concept.year), fact)
        if concept.item in _TOTALS and fact.figure.amount:
            totals[scope].add(fact.figure.amount)
    scopes = list(by_scope)
    alone = {absence.fund for absence in base.absences if absence.year in (None, base.year)} >= _OTHER_FUNDS
    for index, one in enumerate(scopes):
        for other in scopes[index + 1 :]:
            if totals[one] & totals[other]:
                yield from _agree(by_scope[one], by_scope[other])
            elif alone and one[1] == other[1] and {one[0], other[0]} == _ONE_FUND:
                yield from _likely(by_scope[one], by_scope[other])
    yield from _operating(base)


def _operating(base: FactBase) -> Iterator[Relation]:
    """机关运行经费 against the text's 公用经费 of its stage and year."""
    public: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in base.by_item("expenditure.public"):
        if fact.source == "text" and not fact.concept.within:
            public[_axes(fact)].append(fact)
    for fact in base.by_item("operating-cost"):
        same = public.get(_axes(fact), [])
        amounts = {other.figure.amount for other in same}
        if fact.source == "text" and len(amounts) == 1 and _nearly(fact, same[0]):
            yield likely_equal("TIE003", fact, same[0])


def _axes(fact: Fact) -> tuple[object, ...]:
    return fact.concept.stage, fact.concept.year, fact.concept.scope, fact.figure.kind


def _nearly(one: Fact, other: Fact) -> bool:
    """Whether two amounts are one, or may be one with a slip: they do not differ by a digit that means something."""
    figures = (one.figure, other.figure)
    gap = abs(one.figure.amount - other.figure.amount)
    if not gap:
        return True
    short = any(digits_of(figure.value) < _MIN_DIGITS for figure in figures)
    if short or not all(figure.is_point for figure in figures):
        return False
    last = gap == one.figure.grain == other.figure.grain
    return last or digits_of(gap) > 1


def _likely(one: dict[tuple[object, ...], Fact], other: dict[tuple[object, ...], Fact]) -> Iterator[Relation]:
    """财政拨款支出 against 一般公共预算财政拨款支出, where there is no other fund."""
    for key, fact in one.items():
        twin = other.get(key)
        if twin is not None and twin.figure.span != fact.figure.span and key[0] in _TOTALS and _is_long(fact):
            yield likely_equal("TIE003", twin, fact)


def _is_long(fact: Fact) -> bool:
    return digits_of(fact.figure.value) >= _MIN_DIGITS


def _agree(one: dict[tuple[object, ...], Fact], other: dict[tuple[object, ...], Fact]) -> Iterator[Relation]:
    for key, fact in one.items():
        twin = other.get(key)
        if twin is not None and twin.figure.span != fact.figure.span:
            operands = (Operand(twin.figure, "stated", twin.label), Operand(fact.figure, "other", fact.label))
            yield Relation("TIE003", RelationKind.EQUAL, operands, Basis.INFERRED, ceiling=Severity.WARNING)


CHECK = Check(id="TIE003", name="same-scope", run=run, doc=__doc__)
