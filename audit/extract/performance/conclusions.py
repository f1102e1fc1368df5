"""Conclusions 完成与否: 目标值为≥6次，实际举办5次，未完成目标 against the two values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from audit.extract.performance.facts import PREFIX
from audit.extract.performance.forms import is_met
from audit.extract.performance.vocabulary import pattern
from audit.model.concept import Stage
from audit.model.document import Block, Document
from audit.model.fact import Fact
from audit.model.figure import Figure
from audit.model.form import Conclusion
from audit.model.span import Span

_STOP = re.compile(r"[。；]")


def conclusions(document: Document, indicators: Iterable[Fact]) -> Iterator[Conclusion]:
    """What the paragraphs that give an indicator's target and its result conclude."""
    told: dict[tuple[int, str], list[Fact]] = defaultdict(list)
    for fact in indicators:
        if fact.source == "text" and fact.concept.item.startswith(PREFIX):
            told[fact.block, fact.concept.item].append(fact)
    for (block, _), facts in told.items():
        target, actual = (
            [fact for fact in facts if fact.concept.stage is stage] for stage in (Stage.TARGET, Stage.FINAL)
        )
        if len(target) != 1 or len(actual) != 1:
            continue
        said = _said(document.blocks[block], target[0].figure, actual[0].figure)
        met = is_met(target[0].label, target[0].figure, actual[0].figure)
        if said is not None and met is not None:
            yield Conclusion(target[0].label, target[0].figure, actual[0].figure, said[0], met, said[1])


def _said(block: Block, target: Figure, actual: Figure) -> tuple[bool, Span] | None:
    """What the sentence of the result says behind it, or before it: 未完成目标, 完成目标."""
    at = block.offset(actual.span)
    if not 0 <= block.offset(target.span) < at:
        return None
    end = _STOP.search(block.text, at)
    until = end.start() if end else len(block.text)
    for key, said in (("missed", False), ("met", True)):
        if match := pattern("conclusions", key).search(block.text, at, until):
            return said, block.span(match.start(), match.end())
    return None
