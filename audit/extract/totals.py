"""Totals 总计与本年: 收入预算 and 支出合计 may mean the year's flow or the grand total with what was carried over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from audit.model.concept import Fund, Stage
from audit.model.fact import Fact

_GRAND = {"income.year": "income.grand", "expenditure.year": "expenditure.grand"}
_GRANDS = frozenset(_GRAND.values())
_Key = tuple[str, Fund | None, Stage | None]


def settled(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts, with those named only 收入 or 支出 that print the grand total as such: where the document has a 本年
    amount that differs from it."""
    facts = tuple(facts)
    totals: dict[_Key, set[Decimal]] = defaultdict(set)
    years: dict[_Key, set[Decimal]] = defaultdict(set)
    for fact in facts:
        item = fact.concept.item
        if item in _GRANDS:
            totals[_key(fact, item)].add(fact.figure.amount)
        elif item in _GRAND and _is_year(fact):
            years[_key(fact, _GRAND[item])].add(fact.figure.amount)
    apart = {key for key, amounts in years.items() if amounts - totals.get(key, amounts)}
    return tuple(_settled(fact, totals, apart) for fact in facts) if apart else facts


def _key(fact: Fact, item: str) -> _Key:
    return (item, fact.concept.fund, fact.concept.stage)


def _is_year(fact: Fact) -> bool:
    return fact.source == "table" or fact.label.startswith(("本年", "当年"))


def _settled(fact: Fact, totals: dict[_Key, set[Decimal]], apart: set[_Key]) -> Fact:
    grand = _GRAND.get(fact.concept.item)
    if grand is None or _is_year(fact) or fact.concept.within:
        return fact
    key = _key(fact, grand)
    if key not in apart or fact.figure.amount not in totals[key]:
        return fact
    return replace(fact, concept=replace(fact.concept, item=grand))
