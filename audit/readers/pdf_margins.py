"""PDF margins 页眉页脚: running headers, footers and page numbers, told by their repetition over the pages."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

#: a page number at the start or the end of a line, or one that says so
_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?![\d,.]|年|月|日)")
_COUNTED = re.compile(r"第[〇一二三四五六七八九十百]+页|^[-—–·]*(?:[ivxlc]+|[IVXLC]+)[-—–·]*$")
_BARE = re.compile(r"[-—–\s·]*(?:第\s*)?(\d{1,3})(?:\s*页)?(?:\s*[/，,]?\s*共?\s*\d{1,3}\s*页?)?[-—–\s·]*")
#: what heads a table is repeated too, and is not to be lost
_HEADS = re.compile(r"单位\s*[：:]|表\s*(?:[（(].{0,8}[）)])?\s*$|[。；]")
#: how many lines of a page may be header or footer, and the share of the page's height that they stand in
_DEPTH = 3
_ZONE = 0.15
#: points from the edge within which words may run; a body begins further in, and its forms may all begin alike
_RUNNING = 58
_SAME = 4.0


class Row(Struct, frozen=True):
    """A line of a page's text: where its baseline is, whether it is a row of a ruled table, and of each glyph in the
    order of the text its left, top, right and bottom edge."""

    base: float
    text: str
    ruled: bool
    edges: array[float]


_Page = tuple[int, float, Sequence[Row]]


def without(pages: Sequence[_Page]) -> list[list[Row]]:
    """The rows of each page (behind its number and height) without what only the margin repeats."""
    edges = [_edges(height, rows) for _, height, rows in pages]
    dropped: list[set[int]] = [set() for _ in pages]
    _numbers(pages, edges, dropped)
    _running(pages, edges, dropped)
    return [
        [row for at, row in enumerate(rows) if at not in gone]
        for (_, _, rows), gone in zip(pages, dropped, strict=True)
    ]


def _edges(height: float, rows: Sequence[Row]) -> list[int]:
    """The lines near the top and the bottom of a page, outside of its tables."""
    found: list[int] = []
    for order in (range(len(rows)), range(len(rows) - 1, -1, -1)):
        for at in list(order)[:_DEPTH]:
            from_edge = min(rows[at].base, height - rows[at].base)
            if rows[at].ruled or from_edge > _ZONE * height:
                break
            if at not in found:
                found.append(at)
    return found


def _numbers(pages: Sequence[_Page], edges: list[list[int]], dropped: list[set[int]]) -> None:
    """Lone numbers that count with the pages."""
    offsets: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for page, ((number, _, rows), near) in enumerate(zip(pages, edges, strict=True)):
        for at in near:
            if match := _BARE.fullmatch(rows[at].text):
                offsets[int(match.group(1)) - number].append((page, at))
    for places in offsets.values():
        if len({page for page, _ in places}) >= 2:
            for page, at in places:
                dropped[page].add(at)


def _running(pages: Sequence[_Page], edges: list[list[int]], dropped: list[set[int]]) -> None:
    """The same words at the same height on a third of the pages, and on three of them."""
    seen: dict[tuple[str, bool], list[tuple[int, int, float]]] = defaultdict(list)
    for page, ((_, height, rows), near) in enumerate(zip(pages, edges, strict=True)):
        for at in near:
            row = rows[at]
            if at in dropped[page] or _HEADS.search(row.text) or min(row.base, height - row.base) > _RUNNING:
                continue
            low = row.base > height / 2
            words = _COUNTED.sub("#", _NUMBER.sub("#", re.sub(r"\s", "", row.text)))
            seen[words, low].append((page, at, height - row.base if low else row.base))
    for places in seen.values():
        heights = Counter(round(height / _SAME) for _, _, height in places)
        common = heights.most_common(1)[0][0]
        same = [(page, at) for page, at, height in places if abs(height / _SAME - common) <= 1]
        if len({page for page, _ in same}) >= max(3, len(pages) / 3):
            for page, at in same:
                dropped[page].add(at)
