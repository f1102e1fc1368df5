"""Joining 合并: several files, the text in one and the tables in another, read as one disclosure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from audit.model.document import Anchor, Block, Document, Section
from audit.model.span import Part


def join(documents: Sequence[Document]) -> Document:
    """The documents as one, in the order given. Every place tells the file that it is in.

    An empty line parts two files, so that neither a paragraph nor a table runs from one into the next.
    """
    lines: list[str] = []
    blocks: list[Block] = []
    sections = [Section("", -1, None, 0)]
    for document in documents:
        part = Part(document.name, len(lines))
        # the root of a file's outline is the root of all
        shift = len(sections) - 1
        blocks.extend(_moved(block, part, shift) for block in document.blocks)
        sections.extend(
            replace(section, parent=section.parent and section.parent + shift, line=section.line + part.before)
            for section in document.sections[1:]
        )
        lines.extend((*document.lines, ""))
    formats = {document.format for document in documents}
    return Document(
        name=" + ".join(document.name for document in documents),
        format=formats.pop() if len(formats) == 1 else "several",
        blocks=tuple(blocks),
        sections=tuple(sections),
        lines=tuple(lines),
        celled=all(document.celled for document in documents),
        notices=tuple(notice for document in documents for notice in document.notices),
    )


def _moved(block: Block, part: Part, shift: int) -> Block:
    section = block.section + shift if block.section else 0
    return replace(block, anchors=tuple(_placed(anchor, part) for anchor in block.anchors), section=section)


def _placed(anchor: Anchor, part: Part) -> Anchor:
    return replace(anchor, line=anchor.line + part.before, part=part)
