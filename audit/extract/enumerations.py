"""Enumerations 数目与列举: 由本级和 4 个下属单位组成, and the numbered list that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Enumeration
from audit.model.figure import Figure, FigureKind
from audit.model.numerals import chinese_number
from audit.model.patterns import late

_HAN = "一二两三四五六七八九十"
#: 4个下属单位, 5个预算单位, 单位为5个, 共6家单位; the kinds of unit (行政单位1个) count something else
_STATED = late(
    rf"(?P<before>\d{{1,3}}|[{_HAN}])[个家](?P<sub>下属|所属|直属|二级)?(?:预算|决算|独立核算)?单位(?:决算|预算)?(?!的?[一-龥]*收入)"
    rf"|单位(?:共|共有|为|共计)(?P<after>\d{{1,3}}|[{_HAN}])[个家]"
)
_CONTEXT = re.compile(r"组成|构成|包括|范围|如下|共有|单位为|分别是")
_OWN = re.compile(r"本级|机关$|（机关）|局机关|委机关|本部")
_SUBORDINATE = re.compile(r"下属|下辖|所属|直属|下设")
#: how many paragraphs may stand between the number and the list
_REACH = 3


def enumerations(document: Document) -> Iterator[Enumeration]:
    """Stated numbers of units, each with the list of units that follows it."""
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.ROW or "单位" not in block.text or not _CONTEXT.search(block.text):
            continue
        listed = _list_after(blocks, index)
        if len(listed) < 2:
            continue
        for match in _STATED.finditer(block.text):
            if _counts_a_kind(block.text, match):
                continue
            yield _enumeration(block, match, listed)


def _list_after(blocks: Sequence[Block], index: int) -> list[Block]:
    """The items 1, 2, 3 … that begin within a few paragraphs."""
    start = next(
        (
            i
            for i in range(index + 1, min(len(blocks), index + 1 + _REACH))
            if _number(blocks[i]) == 1 and _is_unit(blocks[i])
        ),
        None,
    )
    found: list[Block] = []
    while (
        start is not None
        and start < len(blocks)
        and _number(blocks[start]) == len(found) + 1
        and _is_unit(blocks[start])
    ):
        found.append(blocks[start])
        start += 1
    return found


def _number(block: Block) -> int:
    return block.marker.number if block.marker is not None and block.marker.rank >= 2 else 0


def _is_unit(block: Block) -> bool:
    """A short item without a sentence: a name."""
    return len(block.text) <= 45 and not re.search(r"[，。：]\S|\d[\d.,]*(?:万元|元|%)", block.text)


def _counts_a_kind(text: str, match: re.Match[str]) -> bool:
    """行政单位1个、参公事业单位1个: numbers of one kind, not of the list."""
    return match.group("after") is None and text[match.end() : match.end() + 1] in "、" and "本级" not in text


def _enumeration(block: Block, match: re.Match[str], listed: list[Block]) -> Enumeration:
    group = "before" if match.group("before") else "after"
    start, end = match.span(group)
    printed = match.group(group)
    value = Decimal(chinese_number(printed))
    stated = Figure(block.span(start, end), FigureKind.COUNT, value, 0, "个")
    own = [b for b in listed if _OWN.search(b.text)]
    subordinate = match.group("sub") or _SUBORDINATE.search(block.text[max(0, start - 5) : start])
    counted = [b for b in listed if b not in own[:1]] if subordinate and own else listed
    spans = tuple(b.span(b.marker.length if b.marker else 0, len(b.text)) for b in counted)
    return Enumeration(stated, spans, "下属单位" if subordinate else "单位")
