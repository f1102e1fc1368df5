"""Fragments 碎片: the torn cells above a row of a dumped form, as one text that still knows its places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from audit.extract.performance.vocabulary import WEIGHT, levels, pattern
from audit.model.document import Block
from audit.model.figure import Figure, FigureKind

_SPACE = re.compile(r"\s+")
_RATE_POINTS = re.compile(r"（(\d+(?:\.\d+)?)分?[*×]执行率")
#: a row's name and levels never take more fragments than this
_MOST = 30


@dataclass(slots=True)
class Fragments:
    """Blocks since the last row; their texts joined without spaces."""

    blocks: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # without spaces

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        self.texts.append(_SPACE.sub("", block.text))
        del self.blocks[:-_MOST], self.texts[:-_MOST]

    def clear(self) -> None:
        self.blocks.clear()
        self.texts.clear()

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def last_name(self) -> str:
        """What follows the column headings and the names of levels: the row's name."""
        return self.text[self._name_start() :]

    def _name_start(self) -> int:
        text = self.text
        start = 0
        for match in pattern("headings", "evaluation").finditer(text):
            start = match.end()
        if text.startswith("得分", start):
            start += len("得分")
        for match in levels().finditer(text, start):
            start = match.end()
        ends = [match.end() for match in WEIGHT.finditer(text, start)]
        return ends[-2] if len(ends) > 1 else start

    def last_weight(self) -> Figure | None:
        """The points in brackets after the row's name."""
        matches = list(WEIGHT.finditer(self.text, self._name_start()))
        return self._figure(matches[-1]) if matches else None

    def first_weight(self) -> Figure | None:
        """The points in the heading of the row of money: 得分（20分*执行率）, or the first in brackets."""
        match = _RATE_POINTS.search(self.text) or WEIGHT.search(self.text)
        return self._figure(match) if match else None

    def _figure(self, match: re.Match[str]) -> Figure | None:
        """The figure of a weight; None when its digits are torn over two blocks."""
        at = match.start(1)
        for block, text in zip(self.blocks, self.texts, strict=True):
            size = len(text)
            if at + len(match.group(1)) <= size:
                start = block.text.find(match.group(1), at)
                if start < 0:
                    return None
                span = block.span(start, start + len(match.group(1)))
                decimals = len(match.group(1).partition(".")[2])
                return Figure(span, FigureKind.SCORE, Decimal(match.group(1)), decimals, "分")
            at -= size
        return None
