"""Leftovers 模板残留: instructions of the template and slots that nobody filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from audit.extract.lexicon import any_of, lexicon, words
from audit.model.document import Block, Document
from audit.model.span import Span

_BRACKETED = re.compile(r"（[^（）]{4,80}(?:（[^（）]*）[^（）]*)?）")
_PLACEHOLDER = re.compile(r"(?<![A-Za-z0-9×])(?:[Xx]{2,}|×{2,}|＊{2,}|\*{3,}|_{3,}|○{2,})(?![A-Za-z0-9])")
#: what every placeholder has, found faster
_MARK = re.compile(r"[Xx×＊*_○]")
_ELLIPSIS = re.compile(r"^(?:\d{1,2}[.、．]|（\d{1,2}）)?(?:…+|\.{3,}|。{3,})$")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for instructions and for titles."""
    return re.compile(any_of(words("template", "instruction"))), re.compile(any_of(words("template", "title")))


@cache
def _slots() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns for slots, each with what every slot of its kind has."""
    return tuple((mark, re.compile("|".join(listed))) for mark, listed in lexicon()["template"]["slot"].items())


def leftovers(document: Document) -> Iterator[tuple[Span, str]]:
    """Places with what kind of leftover each is: instruction, title, slot or placeholder."""
    for block in document.blocks:
        yield from _in_block(block)


def _in_block(block: Block) -> Iterator[tuple[Span, str]]:
    instruction, title = _patterns()
    text = block.text
    for match in _BRACKETED.finditer(text) if "（" in text else ():
        if instruction.search(match.group(0)):
            yield block.span(match.start(), match.end()), "instruction"
    if _ELLIPSIS.match(text):
        yield block.span(0, len(text)), "placeholder"
        return
    marked = [(_PLACEHOLDER, "placeholder")] if _MARK.search(text) else []
    slots = [(slot, "slot") for mark, slot in _slots() if mark in text]
    for pattern, kind in (*marked, (title, "title"), *slots):
        for match in pattern.finditer(text):
            yield block.span(match.start(), match.end()), kind
