"""Contents 目录: the contents page, its entries, and where the text begins behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from audit.model.document import Block, BlockKind
from audit.model.fact import Fault
from audit.model.span import Span

#: entries of the contents that an excerpt leaves out: tables, annexes, the glossary
_LEFT_OUT = re.compile(r"[表图]$|附件|附录|(?:名词|名称|用语)解释$|释义$")
#: the body's name and the year before what a heading is about
_NAME = re.compile(r"^.*?20\d\d年?度?(?=.{4})")
_LEADERS = re.compile(r"[.…·．\s]*\d{0,3}$")
#: among how many blocks the page opens, and how many its entries may take
_OPENING = 40
_LONGEST = 120
#: fewer entries are no contents page
_FEWEST = 3


class Contents(Struct, frozen=True):
    """`opened` is the index of the page's title (None: there is no such page); `entries` are its 第一部分 and 一、;
    `body` is the index of the block at which the text begins, where the first entry returns (0: it does not)."""

    opened: int | None = None
    entries: tuple[Block, ...] = ()
    body: int = 0

    def holds(self, index: int) -> bool:
        """Whether a block belongs to the page."""
        return self.opened is not None and self.opened <= index < max(self.body, self.opened + 1)


def contents(blocks: tuple[Block, ...]) -> Contents:
    """The contents page of a document."""
    opened = next((i for i, b in enumerate(blocks[:_OPENING]) if b.text.endswith(("目录", "目次"))), None)
    entries: list[Block] = []
    for index in range(opened + 1, min(len(blocks), opened + _LONGEST + 1)) if opened is not None else ():
        block = blocks[index]
        if block.marker is None or block.kind is BlockKind.ROW:
            continue
        first = entries[0] if entries else None
        if first is not None and first.marker == block.marker and listed(first)[:4] == heading(block)[:4]:
            return Contents(opened, tuple(entries), index)
        if block.marker.rank <= 1:
            entries.append(block)
    return Contents(opened)


def listed(block: Block) -> str:
    """The title of an entry without the dots and the page number."""
    return _LEADERS.sub("", heading(block))


def heading(block: Block) -> str:
    """The text behind the number."""
    return block.text[block.marker.length if block.marker else 0 :]


def head(block: Block) -> Span:
    """Where a heading or an item begins."""
    return block.span(0, min(len(block.text), 30))


def contents_faults(blocks: tuple[Block, ...], page: Contents) -> Iterator[Fault]:
    """Entries of the contents page for which the text has no heading, or the same one under another number, and parts
    that it does not list."""
    entries, body = page.entries, page.body
    if len(entries) < _FEWEST or not body:
        return
    text = "\n".join(b.text for b in blocks[body:])
    heads = [b for b in blocks[body:] if b.marker is not None and b.kind is not BlockKind.ROW]
    named: dict[tuple[int, int], list[str]] = defaultdict(list)
    for block in heads:
        named[_place(block)].append(heading(block))
    lost = [e for e in entries if _NAME.sub("", listed(e)) not in text and not _alike(listed(e), named[_place(e)])]
    if len(lost) * 4 > len(entries) or entries[-1] in lost:
        return  # an excerpt
    for entry in lost:
        if not _LEFT_OUT.search(listed(entry)):
            yield Fault("contents", head(entry), (listed(entry),))
    yield from _renumbered(entries, heads, named)
    yield from _unlisted(entries, heads)


def _renumbered(
    entries: tuple[Block, ...], heads: list[Block], named: dict[tuple[int, int], list[str]]
) -> Iterator[Fault]:
    """Entries whose heading stands in the text, once, under another number."""
    for entry in entries:
        if entry.marker is None or _alike(listed(entry), named[_place(entry)]):
            continue
        same = [b for b in heads if b.marker and b.marker.rank == entry.marker.rank and heading(b) == listed(entry)]
        if len(same) == 1:
            printed = (_printed(entry), _printed(same[0]))
            yield Fault("contents-number", head(same[0]), (listed(entry), *printed))


def _unlisted(entries: tuple[Block, ...], heads: list[Block]) -> Iterator[Fault]:
    """Parts (第五部分) behind the last one that the contents page lists."""
    last = max((e.marker.number for e in entries if e.marker and e.marker.rank == 0), default=0)
    for block in heads if last > 1 else ():
        if block.marker and block.marker.rank == 0 and block.marker.number == last + 1:
            if block.kind is BlockKind.HEADING and not _LEFT_OUT.search(heading(block)):
                yield Fault("contents-unlisted", head(block), (block.text,))
            return


def _place(block: Block) -> tuple[int, int]:
    return (block.marker.rank, block.marker.number) if block.marker else (-1, 0)


def _printed(block: Block) -> str:
    return block.raw[: block.marker.length if block.marker else 0].strip()


def _alike(title: str, others: list[str]) -> bool:
    """Whether a heading says about the same: most glyphs of the shorter one are in both."""
    glyphs = set(title)
    return any(len(glyphs & set(t)) * 10 >= 6 * min(len(glyphs), len(set(t))) for t in others if t)
