"""Quotation 引文: the sentence around a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from audit.diagnose.headings import Headings
from audit.model.document import Block, Document
from audit.model.span import Span
from audit.model.table import Table

_STOPS = "。；！？"
_LONGEST = 160
#: blocks before a place that may hold it: a paragraph runs over pages, not over chapters
_NEAR = 40


class Quotations:
    """Looks up blocks by line once per document."""

    def __init__(self, document: Document, tables: Sequence[Table] = ()) -> None:
        self._document = document
        self._tables = tables

    def block(self, span: Span) -> Block | None:
        if span.line is None:
            return None
        blocks, index = self._document.blocks, bisect_right(self._document.starts, span.line)
        for number in range(index - 1, max(-1, index - 1 - _NEAR), -1):
            if offset(blocks[number], span) is not None:
                return blocks[number]
        return None

    def quote(self, span: Span) -> str:
        """The sentence that holds a place; "" when the place is not in the text."""
        block = self.block(span)
        if block is None:
            return span.text
        start, end = _sentence(block, offset(block, span) or 0, len(span.text))
        return block.raw[start:end].strip()

    def within(self, span: Span) -> int:
        """Where in its quotation a place begins: the same figure may stand there twice. -1 for one not in the text."""
        block = self.block(span)
        at = offset(block, span) if block is not None else None
        if block is None or at is None:
            return -1
        start, end = _sentence(block, at, len(span.text))
        told = block.raw[start:end]
        return at - start - (len(told) - len(told.lstrip()))

    def before(self, span: Span) -> str:
        """What stands before a place in its sentence; "" when the place is not in the text."""
        block = self.block(span)
        at = offset(block, span) if block is not None else None
        if block is None or at is None:
            return ""
        return block.text[max((block.text.rfind(stop, 0, at) for stop in _STOPS), default=-1) + 1 : at]

    def path(self, span: Span) -> tuple[str, ...]:
        """The headings above a place."""
        block = self.block(span)
        return self._headings.path(span, block.section) if block is not None else ()

    @cached_property
    def _headings(self) -> Headings:
        return Headings(self._document, self._tables)


def _sentence(block: Block, at: int, length: int) -> tuple[int, int]:
    """Where the sentence around so many characters begins and ends; of a long one what is near them."""
    start = max((block.raw.rfind(stop, 0, at) for stop in _STOPS), default=-1) + 1
    ends = [e for e in (block.raw.find(stop, at + length) for stop in _STOPS) if e >= 0]
    end = min(ends, default=len(block.raw) - 1) + 1
    if end - start > _LONGEST:
        start, end = max(start, at - _LONGEST // 2), min(end, at + _LONGEST // 2)
    return start, end


def offset(block: Block, span: Span) -> int | None:
    """Where in a block's text a place is."""
    anchors = block.anchors
    if span.line is None or span.column is None or anchors[-1].line < span.line:
        return None
    for index, anchor in enumerate(anchors):
        if anchor.line == span.line and anchor.page == span.page:
            stop = anchors[index + 1].start if index + 1 < len(anchors) else len(block.raw)
            at = anchor.start + span.column - anchor.column
            if anchor.start <= at < stop:
                return at
    return None
