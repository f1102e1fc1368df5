"""Torn figures 断开的数字: spaces that fell into a figure (1, 234.56万元; 12. 34%) are taken out."""

from __future__ import annotations

import re

from msgspec.structs import replace

from audit.model.document import Anchor
from audit.model.patterns import late

#: groups of thousands parted by spaces, of an amount with decimals: no list of amounts without units
_GROUPS = late(r"(?<![\d.,])\d{1,3}(?:, ?\d{3})+\. ?\d{1,2}(?!\d)|(?<![\d.,])\d{1,3}(?:, ?\d{3})+(?= ?[万亿]?元)")
#: decimals parted from a figure, not from the number of an item
_DECIMALS = late(r"(?<=[^\d.,。；：;\s])\d[\d,]*\. \d{1,2}(?= ?(?:%|[万亿]?元|个?百分点))")
_SEVERAL = late("[各均]|分别")
#: no clause that deals numbers out is longer
_CLAUSE = 16

Joined = tuple[str, str, tuple[Anchor, ...]]


def mended(joined: Joined) -> Joined:
    """A joined paragraph without the spaces inside its figures; what stands behind them keeps its place."""
    text, raw, anchors = joined
    if ", " not in text and ". " not in text:
        return joined
    holes = {
        match.start() + offset
        for pattern in (_GROUPS, _DECIMALS)
        for match in pattern.finditer(text)
        for offset, glyph in enumerate(match.group(0))
        if glyph == " " and not _is_list(text, match)
    }
    if not holes:
        return joined
    moved = tuple(replace(a, start=a.start - sum(hole < a.start for hole in holes)) for a in anchors)
    return _without(text, holes), _without(raw, holes), moved


def _is_list(text: str, match: re.Match[str]) -> bool:
    """收支总计各120, 130万元: two numbers of one unit."""
    return (
        "." not in match.group(0) and _SEVERAL.search(text, max(0, match.start() - _CLAUSE), match.start()) is not None
    )


def _without(text: str, holes: set[int]) -> str:
    return "".join(glyph for index, glyph in enumerate(text) if index not in holes)
