"""Goals 目标文字: the quantities in a goal's words (促进技术合同交易额 46 亿元), by the indicators that measure it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from audit.extract.numbers import Number, numbers
from audit.extract.performance.facts import FORM, PREFIX
from audit.extract.performance.reading import is_prose
from audit.extract.performance.rows import Forms, Row, in_unit
from audit.extract.performance.vocabulary import measure, name_key, pattern
from audit.model.concept import Concept, Stage
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Fact
from audit.model.figure import Figure, FigureKind
from audit.model.patterns import late

_HEADING = re.compile(r"(?:长期|中期|年度)(?:总体|绩效)*目标 ?\d[ 、：:.]*")
#: blocks that the words of a goal may fill, and where they end
_MOST = 4
_END = re.compile(r"指标|年度绩|^[年度绩效指标]$")
_STOP = late(r"[，,；;。、：:（）]|\d[.)、]")
#: parts of the time, or of the whole
_PARTIAL = late(r"其中|每[年月季]|季度|[上下]半年|力争|逐年|比上年|同比|[三五]年|城区|城镇|农村|全省|全国|拟|下年")
#: characters in a row that two names for one thing share at least, and the share of the shorter name
_SHARED = 4
_BLOCK = attrgetter("block")
_KINDS = (FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.PERCENT)


class _Goal(Struct, frozen=True):
    """Words of a goal: a stretch of a block, and whether they tell what was aimed at or what came of it."""

    block: Block
    index: int
    start: int
    end: int
    stage: Stage
    group: int


def goal_facts(document: Document, forms: Forms, year: int | None) -> Iterator[Fact]:
    """What goals say about the indicators of their form, under the indicators' names."""
    if not forms.rows:
        return
    goals = list(_dumped(document.blocks)) if _HEADING.search(document.text) else []
    if any("\t" in line for line in document.lines):
        goals.extend(_tabbed(document))
    starts = [*sorted({goal.group for goal in goals}), len(document.blocks)]
    indicators = sorted((row for row in forms.rows if row.kind == "indicator"), key=_BLOCK)
    for goal in goals:
        until = starts[bisect_right(starts, goal.group)]
        first, last = bisect_right(indicators, goal.index, key=_BLOCK), bisect_left(indicators, until, key=_BLOCK)
        rows = indicators[first:last]
        rows = [row for row in rows if (row.form, row.horizon) == (rows[0].form, rows[0].horizon)]
        if not rows or any(is_prose(block) for block in document.blocks[goal.group + _MOST : rows[0].block]):
            continue  # the goal of another report
        measured = [(name, figure, _measured(name, figure, rows, goal.stage)) for name, figure in _quantities(goal)]
        named = [row.block for _, _, row in measured if row is not None]
        for name, figure, row in measured:
            if (
                row is not None and named.count(row.block) == 1
            ):  # else they are parts: two halves of the year, two towns
                scope = row.horizon or f"{FORM}{row.form}"
                printed = _like(figure, row)
                within = measure(printed.unit)
                concept = Concept(PREFIX + name_key(row.name), None, goal.stage, year, within, scope)
                yield Fact(printed, concept, name, goal.block.section, goal.index, "goal")


def _dumped(blocks: Sequence[Block]) -> Iterator[_Goal]:
    """年度目标 2：深化科技成果对接工程，促进技术合同交易额 46 亿元。 over a few blocks of a text dump."""
    for index, block in enumerate(blocks):
        for match in _HEADING.finditer(block.text if "\t" not in block.text else ""):
            start = match.end()
            for offset, following in enumerate(blocks[index : index + _MOST]):
                text = following.text
                end = _END.search(text, start)
                yield _Goal(following, index + offset, start, end.start() if end else len(text), Stage.TARGET, index)
                if end or "\t" in text:
                    break
                start = 0


def _tabbed(document: Document) -> Iterator[_Goal]:
    """年度总体目标 | 预期目标 | 实际完成情况 and the row below, or 年度目标 and its words in one row."""
    stages: list[Stage] = []
    for index, block in enumerate(document.blocks):
        for row in _lines(document, block):
            if len(row) == 1 and not stages:
                continue  # a line without columns, under no heading: most lines
            columns = [(start, end) for start, end in row if block.text[start:end].strip()]
            texts = [block.text[start:end].strip() for start, end in columns]
            opens = len(columns) > 1 and pattern("goal", "heading").fullmatch(texts[0]) is not None
            if opens:
                columns, texts = columns[1:], texts[1:]
            found = [stage for text in texts if (stage := _stage(text)) is not None]
            if found and len(row) > 1:
                stages = found
                continue
            wanted = stages or ([Stage.TARGET] if opens else [])
            if len(columns) == len(wanted):
                for (start, end), stage in zip(columns, wanted, strict=True):
                    yield _Goal(block, index, start, end, stage, index)
            stages = []


def _lines(document: Document, block: Block) -> Iterator[list[tuple[int, int]]]:
    """The lines of a block as columns: where tabs stand, those that were dropped for a paragraph's sake included."""
    if block.kind is BlockKind.ROW:
        cuts = [0, *(match.end() for match in re.finditer("\t", block.text)), len(block.text)]
        yield list(pairwise(cuts))
        return
    cuts = [0]
    for one, other in pairwise(block.anchors):
        line = document.lines[other.line - 1] if other.line <= len(document.lines) else ""
        if one.line != other.line and "\t" in line:
            yield list(pairwise([*cuts, other.start]))
            cuts = [other.start]
        elif one.line == other.line and "\t" in line[one.column - 1 + other.start - one.start : other.column - 1]:
            cuts.append(other.start)
    yield list(pairwise([*cuts, len(block.text)]))


def _stage(cell: str) -> Stage | None:
    if pattern("goal", "planned").fullmatch(cell):
        return Stage.TARGET
    return Stage.FINAL if pattern("goal", "achieved").fullmatch(cell) else None


def _quantities(goal: _Goal) -> Iterator[tuple[str, Figure]]:
    """The quantities with a unit, and the words of their clause before them."""
    text = goal.block.text
    before: Number | None = None
    for number in numbers(text, goal.block.span):
        if not goal.start <= number.start < goal.end:
            continue
        start = max(goal.start, before.outer_end if before else 0)
        stops = [match.end() for match in _STOP.finditer(text, start, number.outer_start)]
        clause = text[stops[-1] if stops else start : number.outer_start]
        before = number
        if number.figure.kind in _KINDS and not _PARTIAL.search(clause):
            yield clause.strip(), number.figure


def _measured(name: str, figure: Figure, rows: Iterable[Row], stage: Stage) -> Row | None:
    """The one row whose name shares most with the words, and whose value is of the same kind."""
    role = "target" if stage is Stage.TARGET else "actual"
    best: list[Row] = []
    most = 0
    for row in rows:
        value = row.roles.get(role)
        key = name_key(row.name)
        if value is None or not _comparable(figure, in_unit(value, row.name)):
            continue
        shared = _common(name, key)
        if shared < _SHARED or shared * 2 < min(len(key), len(name)):
            continue
        if shared > most:
            best, most = [row], shared
        elif shared == most:
            best.append(row)
    return best[0] if len(best) == 1 else None


def _comparable(figure: Figure, value: Figure) -> bool:
    if value.kind is FigureKind.NUMBER:
        return figure.kind is FigureKind.COUNT
    return figure.kind is value.kind and measure(figure.unit) == measure(value.unit)


def _like(figure: Figure, row: Row) -> Figure:
    """A count beside bare numbers is one of them."""
    target = in_unit(row.roles.get("target") or figure, row.name)
    return replace(figure, kind=target.kind, unit="") if target.kind is FigureKind.NUMBER else figure


def _common(one: str, other: str) -> int:
    """The length of the longest stretch that two names share."""
    longest = 0
    lengths = [0] * (len(other) + 1)
    for character in one:
        previous = 0
        for position, candidate in enumerate(other, start=1):
            previous, lengths[position] = lengths[position], previous + 1 if character == candidate else 0
            longest = max(longest, lengths[position])
    return longest
