"""Contents 目录: the contents page, its entries, and where the text begins behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audit.model.document import Block, BlockKind

_LEADERS = re.compile(r"[.…·．\s]*\d{0,3}$")
#: among how many blocks the page opens, and how many its entries may take
_OPENING = 40
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Contents:
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
