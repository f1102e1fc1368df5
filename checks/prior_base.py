"""上年基数 · last year's amounts that several statements imply

What
    An amount less its stated increase is last year's amount. Two statements about one item must imply the same;
    and the part of a whole (财政拨款 of 全部, 一般公共预算 of 财政拨款) cannot have been larger than the whole.

Why
    A change copied from another table or section leaves its own rate intact and shows only against its neighbours.

Consistent
    支出合计 120.00 万元，比上年增加 20.00 万元。一般公共预算财政拨款支出 110.00 万元，比上年增加 15.00 万元。

Inconsistent
    支出合计 120.00 万元，比上年增加 30.00 万元。一般公共预算财政拨款支出 110.00 万元，比上年增加 15.00 万元。

Rounding
    Each implied base carries the rounding of two figures.

Limits
    Only expenditure and the grand totals: last year's income of one fund may exceed this year's bookings of
    all after a transfer. Carry-over may make a grand total larger than the year's.

核对内容
    本期数减去所述增加额即为上年数。同一项目的两处表述推算出的上年数必须相同；部分（全部中的财政拨款、财政拨款中的一般
    公共预算）的上年数不可能大于整体。

理由
    从另一张表或另一部分抄来的增减额与自身的增减率相符，只有与相邻表述对照才能看出。

尾差
    每个推算的基数带有两个数的舍入误差。

局限
    只核对支出和总计：资金划转后，某类资金的上年收入可能超过今年口径下的全部收入；有结转时，总计可以大于本年数。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.concept import Fund
from audit.model.fact import Against, Change, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_NESTED = {"expenditure.year", "expenditure.basic", "expenditure.project"}
_ONE = Decimal(1)
#: item, fund, and the other axes -> the changes of what they name
_Known = dict[tuple[str, Fund | None, tuple[object, ...]], list[Change]]


def run(base: FactBase) -> Iterator[Relation]:
    known: _Known = defaultdict(list)
    for change in base.changes:
        if _usable(change):
            concept = change.concept
            assert change.current is not None
            item = change.current.concept.item
            against = change.base_year or (base.year or 1) - 1
            known[
                item, concept.fund, (concept.within, concept.scope, concept.stage, change.base_stage, against)
            ].append(change)
    for (name, _, _), changes in known.items():
        if not name.startswith("label:"):
            for other in changes[1:]:
                yield _equal(changes[0], other)
    yield from _nested(known)
    yield from _same_amount(base)


def _usable(change: Change) -> bool:
    return (
        change.against is Against.PRIOR
        and not change.doubtful
        and change.base != ""
        and change.amount is not None
        and change.amount.kind is FigureKind.AMOUNT
        and change.current is not None
        and change.current.figure.kind is FigureKind.AMOUNT
        and change.direction != 0
    )


def _operands(change: Change, sign: Decimal, role: str) -> tuple[Operand, Operand]:
    assert change.current is not None
    assert change.amount is not None
    return (
        Operand(change.current.figure, role, change.current.label, sign),
        Operand(change.amount, "amount", change.label, -sign * change.direction),
    )


def _equal(one: Change, other: Change) -> Relation:
    """current₁ = current₂ − change₂ + change₁."""
    current, amount = _operands(one, _ONE, "current")
    others = _operands(other, _ONE, "current")
    operands = (current, Operand(amount.figure, "amount", amount.label, -amount.coefficient), *others)
    return Relation("CHG004", RelationKind.EQUAL, operands, Basis.RESTATED, hint="prior-base")


def _same_amount(base: FactBase) -> Iterator[Relation]:
    """Two scopes with the same amount this year, and changes against the same year: probably one change."""
    groups: dict[tuple[object, ...], list[Change]] = defaultdict(list)
    for change in base.changes:
        if _usable(change) and change.current is not None and change.current.figure.amount:
            groups[change.current.figure.amount, change.base_year, change.direction].append(change)
    for changes in groups.values():
        first = changes[0]
        for other in changes[1:]:
            assert first.amount is not None
            assert other.amount is not None
            if other.amount.span != first.amount.span and other.concept.fund is not first.concept.fund:
                operands = (Operand(other.amount, "stated", other.label), Operand(first.amount, "other", first.label))
                yield Relation(
                    "CHG004",
                    RelationKind.EQUAL,
                    operands,
                    Basis.INFERRED,
                    tentative=True,
                    ceiling=Severity.WARNING,
                )


def _nested(known: _Known) -> Iterator[Relation]:
    for (item, fund, axes), changes in known.items():
        if item not in _NESTED or fund is None:
            continue
        for wider in Fund:
            if wider is fund or fund not in wider.contains:
                continue
            for whole in known.get((item, wider, axes), [])[:1]:
                operands = (*_operands(changes[0], _ONE, "part"), *_operands(whole, -_ONE, "whole"))
                yield Relation("CHG004", RelationKind.AT_MOST, operands, Basis.DECLARED, hint="prior-base")


CHECK = Check(id="CHG004", name="prior-base", run=run, doc=__doc__)
