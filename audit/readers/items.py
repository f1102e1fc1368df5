"""Items 条目: a paragraph cut where an item begins inside it; what headings look like."""

from __future__ import annotations

import re

from msgspec.structs import replace

from audit.model.document import Anchor, Block, BlockKind, Marker
from audit.readers.markers import HEADING_RANK, inner_markers, marker_at
from audit.readers.pieces import width

SENTENCE = re.compile(r"[，。；！？,](?:(?<!,)|(?<!\d,)|(?! ?\d))")
#: how a heading ends; a line that ends otherwise is one that was broken
_ANALYSES = ("情况分析", "及原因", "原因分析")
_TITLE_ENDS = ("情况", "说明", "概况", "表", "释", "职责", "职能", "设置", "构成", "工作", "安排", "结果", *_ANALYSES)
#: characters of a heading that runs into its first item
_LONGEST_TITLE = 60


def is_title(text: str) -> bool:
    """Whether the last words are those that headings end with."""
    return text.endswith(_TITLE_ENDS) and not SENTENCE.search(text)


def split(joined: tuple[str, str, tuple[Anchor, ...]], level: int) -> list[Block]:
    """Blocks from one paragraph: an item that begins inside it, after a stop or in sequence, begins a block."""
    text, raw, anchors = joined
    starts = [0, *_items(text)]
    blocks: list[Block] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        marker = marker_at(part)
        if level and marker is None:
            marker = Marker(min(level, HEADING_RANK + 1) - 1, 0, 0)
        kind = BlockKind.HEADING if level or _is_heading(part, marker) else BlockKind.PARAGRAPH
        places = anchors if len(starts) == 1 else _between(anchors, start, end)
        blocks.append(Block(kind, part, raw[start:end], places, marker))
    return blocks


def _between(anchors: tuple[Anchor, ...], start: int, end: int) -> tuple[Anchor, ...]:
    """The places of a stretch of a paragraph, counted from its beginning."""
    first = max((i for i, a in enumerate(anchors) if a.start <= start), default=0)
    return tuple(
        replace(a, start=max(0, a.start - start), column=a.column + max(0, start - a.start))
        for a in anchors[first:]
        if a.start < end
    )


def _items(text: str) -> list[int]:
    """Where items begin inside a paragraph."""
    found: list[int] = []
    opening = marker_at(text)
    last = {opening.rank: opening.number} if opening else {}
    item, rank_above = 0, opening.rank if opening else 0
    for position, marker in inner_markers(text):
        before = text[position - 1]
        begins = in_sequence = marker.number == last.get(marker.rank, 0) + 1
        if before in "。；：; ":
            begins = in_sequence or marker.rank <= HEADING_RANK
        elif in_sequence:
            under_heading = rank_above == 1 and not SENTENCE.search(text, item, position)
            runs_on = (marker.number > 1 or under_heading) and marker.rank in (1, 2)
            # （三）支出决算具体情况1.教育支出（类）：…
            above = 0 < rank_above < marker.rank
            titled = above and position - item <= _LONGEST_TITLE and is_title(text[item:position])
            begins = (runs_on or titled) and before not in "第（“《至到及、和与"
        if begins:
            found.append(position)
            item, rank_above = position, marker.rank
            last[marker.rank] = marker.number
            for rank in [r for r in last if r > marker.rank]:
                del last[rank]
    return found


def _is_heading(text: str, marker: Marker | None) -> bool:
    """A short line without a sentence, opened by a marker of the outline."""
    if marker is None:
        return False
    body = text[marker.length :]
    if SENTENCE.search(body) or width(body) > 90:
        return False
    return marker.rank <= HEADING_RANK or not re.search(r"\d[\d,.]*(?:万|亿)?元|\d%", body)
