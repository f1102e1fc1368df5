"""Evaluated 自评资金: 4个项目，全年预算数合计 6,850.00 万元, and the numbered paragraphs behind, one to a project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audit.model.document import Document
from audit.model.fact import Completeness, Completion, Decomposition, Fact
from audit.model.figure import FigureKind
from audit.model.numerals import chinese_number

_COUNT = re.compile(r"(?<!\d)(\d{1,2}|[一二两三四五六七八九十]{1,3}) ?个(?:一级|二级|预算|财政)?项目")
_TOTAL = re.compile(r"合计|总计|总额|共计")
#: paragraphs that one project takes at most
_EACH = 6


def evaluated(document: Document, completions: Iterable[Completion], known: Iterable[Fact]) -> Iterator[Decomposition]:
    """The money of a stated number of projects, taken apart into that of each."""
    money: dict[int, list[Completion]] = {}
    for completion in completions:
        if completion.actual is not None and completion.budget is not None and completion.actual.source == "text":
            money.setdefault(completion.actual.block, []).append(completion)
    by_block: dict[int, list[Fact]] = {}
    for fact in known:
        if fact.source == "text" and fact.figure.kind is FigureKind.AMOUNT and _TOTAL.search(fact.label):
            by_block.setdefault(fact.block, []).append(fact)
    for block, facts in by_block.items():
        match = _COUNT.search(document.blocks[block].text)
        count = chinese_number(match.group(1)) if match else 0
        listed = _listed(document, block, count, money) if count > 1 else []
        if not listed:
            continue
        for fact in facts:
            parts = [c.actual if fact.concept.stage == c.actual.concept.stage else c.budget for c in listed if c.actual]
            same = [part for part in parts if part is not None and part.concept.stage == fact.concept.stage]
            if len(same) == count:
                yield Decomposition(fact, tuple(same), Completeness.DECLARED)


def _listed(document: Document, block: int, count: int, money: dict[int, list[Completion]]) -> list[Completion]:
    """The completions of the paragraphs numbered from 1 to the count that follow; empty when they are not all there."""
    found: list[Completion] = []
    for index in range(block + 1, min(len(document.blocks), block + 1 + count * _EACH)):
        marker = document.blocks[index].marker
        if index not in money:
            continue
        if marker is None or marker.number != len(found) + 1 or len(money[index]) != 1:
            return []
        found.append(money[index][0])
        if len(found) == count:
            return found
    return []
