"""Marks 分项得分: what an analysis says of each part of an evaluation: 产出指标（满分40分，得分38分）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from audit.extract.performance.cells import Cell, Value
from audit.extract.performance.vocabulary import name_key
from audit.model.document import Block, BlockKind, Document
from audit.model.figure import Figure, FigureKind
from audit.model.form import Mark, Marks
from audit.model.patterns import late

_N = r"(\d{1,3}(?:\.\d+)?) ?分"
_MARK = late(
    r"(?=[满分标权为：\d ])"
    rf"(?:满分|分值|标准分|权重)?(?:为|：)? ?{_N}[，,；、] ?(?:实际|自评|评价|最终)?得(?:分(?:为|：)?)? ?{_N}(?!之)"
)
#: points that a line end has torn off
_TORN = re.compile(r"得分?$")
#: the words before the points: back to a stop, or the beginning of the item
_NAME = late(r"([^。；：（）]{2,60})[。]?[：（，,]?\s*$")
#: of the name with the stop and the sign behind it
_LONGEST_NAME = 62
_DEDUCTED = re.compile(r"扣(?:除|减|了)?$")
_ANALYSIS = re.compile(r"(?:完成)?情况(?:分析)?$|分析$")
#: 扣1.5分 behind the points
_LOST = late(rf"[，,] ?扣(?:除|减)?{_N}(?![、和及])")
#: 该部分满分20分: the part whose items follow
_PART = re.compile(r"(?:该|本)(?:部分|项|类)(?:指标)?$")
_PART_RANK, _NO_MARKER = 8, 9
_WHOLE = Decimal(100)


def marks(document: Document) -> Iterator[Marks]:
    """The points of each report, with what contains what by the numbering of its paragraphs."""
    report: list[Mark] = []
    ranks: list[int] = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.ROW or "得" not in block.text or "分" not in block.text:
            continue
        for rank, mark in _of_block(document.blocks, index):
            parent = next((at for at in reversed(range(len(report))) if ranks[at] < rank), None)
            if parent is None and _is_whole(report):
                yield from _finished(report)
                report, ranks = [], []
            report.append(replace(mark, parent=parent))
            ranks.append(rank)
    yield from _finished(report)


def _finished(report: Sequence[Mark]) -> Iterator[Marks]:
    if len(report) > 1:
        yield Marks(tuple(report))


def _is_whole(report: Sequence[Mark]) -> bool:
    return sum((mark.full.amount for mark in report if mark.parent is None), Decimal(0)) >= _WHOLE


def _of_block(blocks: Sequence[Block], index: int) -> Iterator[tuple[int, Mark]]:
    """The marks of a paragraph, with the rank of its number; the last may end on the next line."""
    block = blocks[index]
    rank = block.marker.rank if block.marker else _NO_MARKER
    start = block.marker.length if block.marker else 0
    first, opening = start, rank
    whole = Value([Cell(block.text, block, index, 0)])
    if _TORN.search(block.text) and index + 1 < len(blocks):
        whole.cells.append(Cell(blocks[index + 1].text, blocks[index + 1], index + 1, 0))
    for match in _MARK.finditer(whole.text, start):
        if match.start() >= len(block.text):
            break
        between = whole.text[start : match.start()]
        if _DEDUCTED.search(between):
            continue
        if "；" in between and start > first:
            rank = opening  # the next item of one list
        name = _name(between)
        full, got = (_figure(whole, match, group) for group in (1, 2))
        lost = _LOST.match(whole.text, match.end())
        if name:
            deducted = _figure(whole, lost, 1) if lost else None
            at = _PART_RANK if rank == _NO_MARKER and _PART.search(name) else rank
            yield at, Mark(name, name_key(name), full, got, index, deducted=deducted)
        start, rank = match.end(), _NO_MARKER


def _name(before: str) -> str:
    # from where it may begin at the earliest: a search from the front would try every place of a long paragraph
    match = _NAME.search(before, max(0, len(before.rstrip()) - _LONGEST_NAME))
    return _ANALYSIS.sub("", match.group(1).strip()) if match else ""


def _figure(whole: Value, match: re.Match[str], group: int) -> Figure:
    printed = match.group(group)
    span = whole.span(match.start(group), match.end(group))
    return Figure(span, FigureKind.SCORE, Decimal(printed), len(printed.partition(".")[2]), "分")
