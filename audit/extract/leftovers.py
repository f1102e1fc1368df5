"""Leftovers 模板残留: instructions of the template and slots that nobody filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from audit.extract.lexicon import any_of, words
from audit.model.document import Block, Document
from audit.model.span import Span

_BRACKETED = re.compile(r"（[^（）]{4,80}(?:（[^（）]*）[^（）]*)?）")
#: a set at its head is what a pattern is found by fastest
_PLACEHOLDER = re.compile(
    r"[Xx×＊*_○](?<![A-Za-z0-9×].)"
    r"(?:(?<=[Xx])[Xx]+|(?<=×)×+|(?<=＊)＊+|(?<=\*)\*{2,}|(?<=_)_{2,}|(?<=○)○+)(?![A-Za-z0-9])"
)
_ELLIPSIS = re.compile(r"^(?:\d{1,2}[.、．]|（\d{1,2}）)?(?:…+|\.{3,}|。{3,})$")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns for instructions, titles and slots."""
    return (
        re.compile(any_of(words("template", "instruction"))),
        re.compile(any_of(words("template", "title"))),
        re.compile("|".join(words("template", "slot"))),
    )


def leftovers(document: Document) -> Iterator[tuple[Span, str]]:
    """Places with what kind of leftover each is: instruction, title, slot or placeholder."""
    text = document.text
    instruction, title, slot = _patterns()
    instructed = instruction.search(text) is not None
    kinds = ((_PLACEHOLDER, "placeholder"), (title, "title"), (slot, "slot"))
    wanted = [(pattern, kind) for pattern, kind in kinds if pattern.search(text)]
    dotted = any(dots in text for dots in ("…", "...", "。。。"))
    if not wanted and not dotted and not instructed:
        return
    for block in document.blocks:
        if dotted and _ELLIPSIS.match(block.text):
            yield block.span(0, len(block.text)), "placeholder"
            continue
        if instructed and "（" in block.text:
            yield from _instructions(block, instruction)
        for pattern, kind in wanted:
            for match in pattern.finditer(block.text):
                yield block.span(match.start(), match.end()), kind


def _instructions(block: Block, instruction: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    for match in _BRACKETED.finditer(block.text):
        if instruction.search(match.group(0)):
            yield block.span(match.start(), match.end()), "instruction"
