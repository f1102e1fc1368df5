"""Averages 平均数: 公务用车保有量4辆，车均运行维护费3.28万元: what it costs for each of those that were counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from audit.extract.lexicon import any_of
from audit.extract.numbers import numbers
from audit.model.concept import Stage
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Average, Fact
from audit.model.figure import Figure, FigureKind
from audit.strict_yaml import load

#: the section itself and the one around it
_NEAR = 2


class _Kind(Struct, frozen=True):
    each: tuple[str, ...]
    name: tuple[str, ...]
    item: str
    unit: tuple[str, ...]
    counted: tuple[str, ...]


@cache
def _kinds() -> tuple[_Kind, ...]:
    data = load(Path(__file__).with_name("averages.yaml"))
    return tuple(
        _Kind(tuple(e["each"]), tuple(e["name"]), e["item"], tuple(e["unit"]), tuple(e["counted"]))
        for e in data["averages"]
    )


@cache
def _average() -> re.Pattern[str]:
    words = any_of({word for kind in _kinds() for word in kind.each})
    return re.compile(rf"({words})([^\d，。；：、]{{0,20}}?)[为约]?\s*(?=\d)")


def averages(document: Document, facts: Sequence[Fact]) -> Iterator[Average]:
    """The averages of a document with what they are worked out from: the last amount of the item, and the last count,
    that the same section states before."""
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.ROW or "均" not in block.text:
            continue
        found = list(_average().finditer(block.text))
        figures = {number.start: number.figure for number in numbers(block.text, block.span)} if found else {}
        for match in found:
            stated = figures.get(match.end())
            kind = next((k for k in _kinds() if match.group(1) in k.each and _names(k, match.group(2))), None)
            if kind is not None and stated is not None and stated.kind is FigureKind.AMOUNT and stated.is_point:
                yield from _worked_out(document, block, index, match, stated, kind, facts)


def _names(kind: _Kind, name: str) -> bool:
    return not kind.name or any(word in name for word in kind.name)


def _worked_out(
    document: Document,
    block: Block,
    index: int,
    match: re.Match[str],
    stated: Figure,
    kind: _Kind,
    facts: Sequence[Fact],
) -> Iterator[Average]:
    """The average, where the section, or the one around it, states both what it cost and how many there were."""
    near = set(document.ancestors(block.section)[:_NEAR])
    before = [fact for fact in facts if fact.block <= index and near & set(document.ancestors(fact.section)[:_NEAR])]
    costs = [fact for fact in before if fact.concept.item == kind.item and _is_cost(fact)]
    counts = [fact for fact in before if _is_count(fact, kind)]
    if not costs or not counts:
        return
    # 国内接待24批次176人，其中：外事接待0批次0人: the most of what was counted last is all of it
    last = [fact for fact in counts if fact.block == counts[-1].block]
    count = max(last, key=lambda fact: fact.figure.amount)
    if count.figure.amount > 0:
        yield Average(stated, costs[-1], count, match.group(1) + match.group(2))


def _is_cost(fact: Fact) -> bool:
    concept, figure = fact.concept, fact.figure
    spent = figure.kind is FigureKind.AMOUNT and figure.is_point and concept.stage is Stage.FINAL
    return spent and not concept.within and not concept.scope


def _is_count(fact: Fact, kind: _Kind) -> bool:
    counted = fact.figure.kind is FigureKind.COUNT and fact.figure.is_point and fact.figure.unit in kind.unit
    return counted and any(word in fact.label for word in kind.counted)
