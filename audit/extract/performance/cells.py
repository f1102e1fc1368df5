"""Cells 单元格: what a text dump leaves of a form's cells: pieces of text between spaces and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from audit.extract.numbers import Number, numbers
from audit.extract.performance.vocabulary import WEIGHT, pattern, words
from audit.model.document import Block
from audit.model.figure import Figure, FigureKind
from audit.model.once import once
from audit.model.span import Span

_SPACE = re.compile(r"\s+")
#: what may stand behind a value's unit: 台套, 余家, /年
_TAIL = re.compile(r"(?:[/／][^\d，。；、]{1,3}|[^\d，。；、（）/]{0,2})[；]?$")
_BRACKETS = re.compile(r"（[^（）]*）")
_RATE_POINTS = re.compile(r"（(\d+(?:\.\d+)?)分?[*×]执行率")
#: a sign that waits for its number
_SIGN = re.compile(r"[≥≤><=＝]{1,2}$")
_NOWHERE = Span("", 0, 0)
#: the rest of a unit that a line end tore off: 次 of 人次, 元 of 亿元
_LONGEST_REST = 3
#: a longer piece is a sentence
_LONGEST_VALUE = 60


class Cell(Struct, frozen=True, dict=True):
    """A piece of a block: its text, the block and its index, and where in the block it starts."""

    text: str
    block: Block
    index: int
    start: int

    @property
    def line(self) -> int | None:
        return self.block.span(self.start, self.start + 1).line

    @once
    def is_value(self) -> bool:
        return is_value(self.text)


class Value(Struct):
    """A value of a row: one cell, or several that the dump has torn apart."""

    cells: list[Cell]

    @property
    def text(self) -> str:
        return "".join(cell.text for cell in self.cells)

    def span(self, start: int, end: int) -> Span:
        """The place of a stretch of the text, as far as it stands in one cell."""
        for cell in self.cells:
            if start < len(cell.text):
                stop = min(end, len(cell.text))
                return cell.block.span(cell.start + start, cell.start + stop)
            start, end = start - len(cell.text), end - len(cell.text)
        raise ValueError("outside the value")

    def figure(self) -> Figure | None:
        """The number of the value, whatever stands in brackets; None for words and for several numbers."""
        found = [n for n in numbers(self.text, self.span) if n.figure.kind.states_quantity]
        outside = [n for n in found if not _in_brackets(self.text, n)]
        return outside[0].figure if len(outside) == 1 else None


def cells(block: Block, index: int) -> Iterator[Cell]:
    """The pieces of a block: between spaces, and where the raw text had a space or a line end that was dropped."""
    cuts = sorted({0, *(a.start for a in block.anchors), *(m.end() for m in _SPACE.finditer(block.text))})
    for start, end in zip(cuts, [*cuts[1:], len(block.text)], strict=True):
        text = block.text[start:end].strip()
        if text:
            yield Cell(text, block, index, start + block.text[start:end].index(text[0]))


def is_value(text: str) -> bool:
    """Whether a piece is a value and nothing else: a number with its sign and unit, a value word, a dash."""
    bare = _BRACKETS.sub("", text).partition("（")[0] if "（" in text else text
    if len(bare) > _LONGEST_VALUE:
        return False
    if bare in words("blanks") or bare in words("words"):
        return True
    if word := pattern("words").match(bare):
        bare = bare[word.end() :] if word.end() > 1 else bare
    found = next(numbers(bare, nowhere), None) if bare else None
    if found is None or not found.figure.kind.states_quantity or found.outer_start:
        return bool(_SIGN.fullmatch(bare))
    return _TAIL.match(bare, found.outer_end) is not None


def is_open(text: str) -> bool:
    """Whether a value goes on: a bracket is not closed, or a sign waits for its number."""
    return text.count("（") > text.count("）") or bool(_SIGN.fullmatch(text))


def joins(before: str, cell: Cell) -> bool:
    """Whether a piece is the rest of the unit of the value before it."""
    if len(cell.text) > _LONGEST_REST or cell.is_value or not before[-1:].strip("）"):
        return False
    whole = before.lstrip("=＝") + cell.text
    found = next(numbers(whole, nowhere), None)
    return found is not None and found.outer_start == 0 and found.outer_end == len(whole)


def nowhere(start: int, end: int) -> Span:
    """The place of a number of which only what it is counts."""
    return _NOWHERE


def _in_brackets(text: str, number: Number) -> bool:
    before = text[: number.start]
    return before.count("（") > before.count("）")


def money_weight(heading: Value) -> dict[str, Figure]:
    """The weight of the budget's execution in the headings: 得分（20分*执行率）, or the first points in brackets."""
    match = _RATE_POINTS.search(heading.text) or WEIGHT.search(heading.text)
    return points(heading, match) if match else {}


def points(text: Value, match: re.Match[str]) -> dict[str, Figure]:
    """The weight that a match gives, unless its digits are torn over two lines."""
    span = text.span(*match.span(1))
    printed = match.group(1)
    if span.text != printed:
        return {}
    return {"weight": Figure(span, FigureKind.SCORE, Decimal(printed), len(printed.partition(".")[2]), "分")}
