"""Outline 提纲: the sections of a document, from its headings."""

from __future__ import annotations

import re

from audit.model.document import Block, BlockKind, Section
from audit.readers.markers import HEADING_RANK

#: a title without a number opens a part of its own: the annex's report, a form
TITLE = re.compile(
    r"^(?:\d{4}年?度?)?[一-龥（）“”]{2,40}(?:自评结果|自评报告|评价报告|自评表|目标表|情况说明|编制说明|[预决]算说明|情况表)$"
)


def build(blocks: list[Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks with the index of their section, and the sections; section 0 is the whole document."""
    sections = [Section("", -1, None, 0)]
    stack = [0]
    found: list[Block] = []
    for block in blocks:
        opened = _opens(block)
        if opened is not None:
            rank, title, number = opened
            while sections[stack[-1]].rank >= rank:
                stack.pop()
            sections.append(Section(title, rank, stack[-1], block.line, number))
            stack.append(len(sections) - 1)
        found.append(Block(block.kind, block.text, block.raw, block.anchors, block.marker, stack[-1]))
    return tuple(found), tuple(sections)


def _opens(block: Block) -> tuple[int, str, int | None] | None:
    """Rank, title and number of the section that a block opens."""
    if block.kind is BlockKind.ROW:
        return None
    if block.marker is None:
        if TITLE.match(block.text):
            return 0, block.text, None
        return None
    body = block.text[block.marker.length :]
    if block.kind is BlockKind.HEADING:
        return block.marker.rank, body, block.marker.number
    if block.marker.rank <= HEADING_RANK:
        return block.marker.rank, re.split(r"[，。；：]", body, maxsplit=1)[0][:40], block.marker.number
    return None
