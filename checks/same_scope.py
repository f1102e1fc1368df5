"""同口径核对 · one fact under two scopes that are the same

What
    When two scopes print the same total (all funds and 一般公共预算, the department and its self-evaluation), they are
    the same scope, and their parts must agree too.

Why
    Basic expenditure is one amount in section three and another in section six, while both totals are equal.

Consistent
    支出合计 100.00 万元，其中：基本支出 60.00 万元。一般公共预算财政拨款支出 100.00 万元，其中：基本支出 60.00 万元。

Inconsistent
    The same with 基本支出 66.00 万元 in the second sentence.

Rounding
    As for every restated fact.

Limits
    The sameness is concluded, not stated: at most a warning.

核对内容
    两个口径的合计相同（全部资金与一般公共预算，部门与其自评），即为同一口径，其分项也必须相同。

理由
    第三部分的基本支出是一个数，第六部分又是另一个数，而两处合计相同。

不符
    同上，但第二句的基本支出写作 66.00 万元。

尾差
    与重复披露的核对相同。

局限
    口径相同是推断出来的，不是文件所述，最多作警告。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_TOTALS = ("expenditure.year", "expenditure.grand")
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
    for index, one in enumerate(scopes):
        for other in scopes[index + 1 :]:
            if totals[one] & totals[other]:
                yield from _agree(by_scope[one], by_scope[other])


def _agree(one: dict[tuple[object, ...], Fact], other: dict[tuple[object, ...], Fact]) -> Iterator[Relation]:
    for key, fact in one.items():
        twin = other.get(key)
        if twin is not None and twin.figure.span != fact.figure.span:
            operands = (Operand(twin.figure, "stated", twin.label), Operand(fact.figure, "other", fact.label))
            yield Relation("TIE003", RelationKind.EQUAL, operands, Basis.INFERRED, ceiling=Severity.WARNING)


CHECK = Check(id="TIE003", name="same-scope", run=run, doc=__doc__)
