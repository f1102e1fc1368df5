"""Unstated 未列数: a list that leaves out amounts of some items at a stage does not make up the total of that stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from audit.model.document import Document
from audit.model.fact import Decomposition
from audit.model.patterns import late

#: 年初未安排预算, 年初无预算: the amount that is not stated is zero
_NO_BUDGET = late(r"(?:未|无|没有)(?:安排|编制|列入?|下达|申报)?[^，。；：]{0,6}预算")


def stated(document: Document, lists: Iterable[Decomposition]) -> Iterator[Decomposition]:
    """The lists without those that leave out, at their stage, amounts of items that the same list states at another
    (决算数20万元，与年初预算持平), and fall short of their whole."""
    known = list(lists)
    beside: dict[tuple[str, int, str], list[Decomposition]] = defaultdict(list)
    for each in known:
        beside[_place(each)].append(each)
    for each in known:
        if not _falls_short(each) or not _leaves_out(document, each, beside[_place(each)]):
            yield each


def _place(each: Decomposition) -> tuple[str, int, str]:
    return each.whole.concept.item, each.whole.block, each.origin


def _falls_short(each: Decomposition) -> bool:
    return not each.signs and sum(part.figure.amount for part in each.parts) < each.whole.figure.amount


def _leaves_out(document: Document, each: Decomposition, beside: list[Decomposition]) -> bool:
    """Whether a list of another stage has an item more, which is not said to have no budget."""
    own = {part.concept.item for part in each.parts}
    return any(
        part.concept.item not in own and not _NO_BUDGET.search(document.blocks[part.block].text)
        for other in beside
        if other.whole.concept.stage is not each.whole.concept.stage
        for part in other.parts
    )
