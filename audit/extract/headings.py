"""Headings 标题序号: numbers that repeat or jump, headings without text, contents without their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from audit.extract.contents import contents, contents_faults, head, heading, listed
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Fault
from audit.model.patterns import late

_STOPS = "。；！？：;"
#: rank -> how its number is printed; {} is the number. Deeper lists are too often torn to be judged.
_STYLES = ("第{}部分", "{}、", "（{}）", "{}.")
_HAN = "零一二三四五六七八九十"
#: an entry of a table: a kind of money, an amount behind it, or a second entry beside it
_ENTRY = re.compile(r"(?:支出|收入|拨款?|结余|结转|资金|合计|总计|\d)$|\d[\d,]*\.\d\d|支出\d|收入\d")
#: how headings end that ask for text; tables, charts and annexes may stand elsewhere
_ASKS = late(r"(?:情况|说明|概况|职责|职能|结果|措施|问题|原因|分析|建议|释)$")
_ELSEWHERE = re.compile(r"[表图]|附件|附录|目录")
_PAGE = late(r"[-—·\s]*\d{1,3}[-—·\s]*")
_FEWEST = 3
_WIDEST = 2  # a jump over more numbers is a torn text


class _Series(Struct):
    """Items of one style under one heading, in order: the indexes of their blocks. `opened` is the heading's,
    None where there is none or the text may be an excerpt. `taken` are the blocks of tables and forms."""

    rank: int
    opened: int | None
    taken: frozenset[int]
    items: list[int] = field(default_factory=list)
    doubtful: bool = False


def heading_faults(document: Document, taken: frozenset[int]) -> Iterator[Fault]:
    """Slips of the outline; `taken` are the blocks that tables and forms take up."""
    blocks = document.blocks
    page = contents(blocks)
    for series in _series(document, taken):
        if not series.doubtful:
            yield from _slip(blocks, series, page.entries)
            yield from _empty(blocks, series, taken)
    yield from contents_faults(blocks, page)


def _series(document: Document, taken: frozenset[int]) -> Iterator[_Series]:
    """The series of numbered items."""
    blocks = document.blocks
    stack: list[_Series] = []
    parent: int | None = None
    for index, block in enumerate(blocks):
        marker = block.marker
        if index in taken:
            continue
        if marker is None or not marker.number:
            section = document.sections[block.section]
            if section.line == block.line and not section.number:  # a title without a number opens a part of its own
                yield from stack
                stack.clear()
                parent = None
            continue
        if marker.rank >= len(_STYLES):
            continue
        while stack and stack[-1].rank > marker.rank:
            yield stack.pop()
        if marker.number == 1 and [s.rank for s in stack[-2:]] == [marker.rank] * 2:
            yield stack.pop()  # one list inside another is remembered, not more
        if marker.number == 1 or not stack or stack[-1].rank != marker.rank:
            stack.append(_Series(marker.rank, parent if stack and _is_within(blocks, stack[-1]) else None, taken))
        elif any(s.rank == marker.rank and _number(blocks[s.items[-1]]) == marker.number - 1 for s in stack):
            while _number(blocks[stack[-1].items[-1]]) != marker.number - 1:
                yield stack.pop()  # a list of the same style within an item has ended
        stack[-1].items.append(index)
        stack[-1].doubtful |= _is_doubtful(blocks, index)
        parent = index
    yield from stack


def _is_within(blocks: tuple[Block, ...], above: _Series) -> bool:
    """Whether the series above shows that this is no excerpt that begins in the middle."""
    return len(above.items) > 1 or _number(blocks[above.items[0]]) == 1


def _is_doubtful(blocks: tuple[Block, ...], index: int) -> bool:
    """An item that may be a table's cell, or a reference that a line break put first."""
    block = blocks[index]
    if block.kind is BlockKind.ROW or (block.kind is BlockKind.HEADING and _ENTRY.search(block.text)):
        return True
    before = blocks[index - 1] if index else None
    return before is not None and before.kind is BlockKind.PARAGRAPH and before.text[-1] in "，、（“《第至和及见"


def _slip(blocks: tuple[Block, ...], series: _Series, entries: tuple[Block, ...]) -> Iterator[Fault]:
    """The one place where a series, otherwise regular, repeats or leaves out a number."""
    numbers = [_number(blocks[i]) for i in series.items]
    slips = [k for k in range(1, len(numbers)) if numbers[k] != numbers[k - 1] + 1]
    if numbers[0] != 1:
        if not slips and series.rank == 2 and series.opened is not None:
            yield from _jump(blocks, series, series.opened, series.items[0], 0)
        return
    if len(numbers) < _FEWEST and not _are_headings(blocks, series):
        return
    if len(slips) == 2 and slips[1] == slips[0] + 1 and numbers[slips[1]] == numbers[slips[0] - 1] + 2:
        yield from _wrong(blocks, series, slips[0])
    if len(slips) != 1:
        return
    at, last = series.items[slips[0]], series.items[slips[0] - 1]
    block = blocks[at]
    if _number(block) == _number(blocks[last]):
        if heading(block) != heading(blocks[last]):
            yield Fault("repeated-number", head(block), (_printed(block), heading(block)[:20]))
    elif _number(block) > _number(blocks[last]) and not _is_listed(entries, block, _number(blocks[last])):
        yield from _jump(blocks, series, last, at, _number(blocks[last]))


def _are_headings(blocks: tuple[Block, ...], series: _Series) -> bool:
    """Two headings of a part: 一、主要职能 and 三、机构设置 want a 二."""
    return series.rank == 1 and len(series.items) > 1 and all(blocks[i].kind is BlockKind.HEADING for i in series.items)


def _is_torn(blocks: tuple[Block, ...], start: int, end: int, taken: frozenset[int]) -> bool:
    """Whether pieces of a table that was not recovered stand between two blocks; page numbers are none."""
    return any(
        blocks[i].kind is BlockKind.ROW and i not in taken and not _PAGE.fullmatch(blocks[i].text)
        for i in range(start, end)
    )


def _wrong(blocks: tuple[Block, ...], series: _Series, position: int) -> Iterator[Fault]:
    """One number between two right ones, unless the number that belongs there stands in the middle of a line."""
    last, at, after = series.items[position - 1 : position + 2]
    block = blocks[at]
    number = _number(blocks[last]) + 1
    between = "".join(b.text for b in (*blocks[last:at], *blocks[at + 1 : after]))
    if _is_torn(blocks, last, after, series.taken) or re.search(_anywhere(series.rank, number), between):
        return
    name = _STYLES[series.rank].format(_spelled(number, series.rank))
    yield Fault("wrong-number", head(block), (_printed(block), name, heading(block)[:20]))


def _jump(blocks: tuple[Block, ...], series: _Series, start: int, at: int, before: int) -> Iterator[Fault]:
    """Numbers left out between two blocks, unless one of them is printed there in the middle of a line."""
    block = blocks[at]
    missing = range(before + 1, _number(block))
    if len(missing) > _WIDEST or _is_torn(blocks, start + 1, at, series.taken):
        return
    between = "".join(b.text for b in blocks[start:at])
    if any(re.search(_anywhere(series.rank, number), between) for number in missing):
        return
    style = _STYLES[series.rank]
    names = "".join(style.format(_spelled(number, series.rank)) for number in missing)
    yield Fault("missing-number", head(block), (_printed(block), names, heading(block)[:20]))


def _is_listed(entries: tuple[Block, ...], block: Block, before: int) -> bool:
    """Whether the contents page lists this heading and those that the numbers before it leave out: the text is an
    excerpt or lacks a part, but its numbers are right."""
    assert block.marker is not None
    rank, number = block.marker.rank, block.marker.number
    titles = {e.marker.number: listed(e) for e in entries if e.marker is not None and e.marker.rank == rank}
    alike = heading(block)[:4] == titles.get(number, "")[:4]
    return alike and all(missing in titles for missing in range(before + 1, number))


def _anywhere(rank: int, number: int) -> str:
    """A pattern for a number that stands somewhere in a text, in its own style or near it."""
    spelled = re.escape(_spelled(number, rank))
    return (
        rf"第(?:{spelled}|{number})[部章篇]",
        rf"(?<![一二三四五六七八九十]){spelled}[、.．，：]",
        rf"[（(]\s*{spelled}",
        rf"(?<!\d){number}[.．、，]",
    )[rank]


def _empty(blocks: tuple[Block, ...], series: _Series, taken: frozenset[int]) -> Iterator[Fault]:
    """Headings without text among siblings that have some."""
    if series.rank not in (1, 2) or len(series.items) < _FEWEST:
        return
    bare = [i for i in series.items if _is_bare(blocks, i, series.rank, taken)]
    if bare and len(bare) * 3 <= len(series.items):
        for index in bare:
            block = blocks[index]
            if _ASKS.search(block.text) and not _ELSEWHERE.search(block.text):
                yield Fault("empty-heading", block.span(0, len(block.text)), (block.text,))


def _is_bare(blocks: tuple[Block, ...], index: int, rank: int, taken: frozenset[int]) -> bool:
    """A heading right before the next one of its rank or above; a count from 1 again begins below it."""
    if blocks[index].kind is not BlockKind.HEADING or index + 1 >= len(blocks) or index + 1 in taken:
        return False
    after = blocks[index + 1]
    if after.kind is BlockKind.ROW or after.marker is None or not 0 <= after.marker.rank <= rank:
        return False
    return after.marker.rank < rank or after.marker.number != 1 or _number(blocks[index]) == 1


def _number(block: Block) -> int:
    return block.marker.number if block.marker else 0


def _printed(block: Block) -> str:
    return block.raw[: block.marker.length if block.marker else 0].strip()


def _spelled(number: int, rank: int) -> str:
    """3 is 三 in the styles that count in Chinese."""
    if rank == len(_STYLES) - 1:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")
