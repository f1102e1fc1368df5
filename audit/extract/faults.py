"""Faults 文字差错: what a proof-reader marks in running text.

Only whole paragraphs are read: a table's pieces and a paragraph that a page break tore prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from audit.extract.lexicon import any_of
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Fault
from audit.model.patterns import late
from audit.strict_yaml import load

_STOPS = "。；！？："
#: a closing bracket behind these numbers an item: 1） a）
_ITEM = late(r"(?:^|[，。；：、])[0-9a-zA-Z一二三四五六七八九十]{1,3}$")
#: paragraphs beyond this length are a web page on one line, where pieces of other things stand inside
_LONGEST = 1500
#: a paragraph of clauses, and how one ends that lacks its stop: in words or with a rate
_CLAUSES = re.compile("[，。].")
_SHORTEST = 20
_OPEN_END = re.compile(r"[，。；：][^。；：]{4,60}(?:[一-龥]|\d(?:\.\d+)?%)(?<![表图下是为有即])(?<!用于)(?<!包括)$")
_MOST_END = 8
#: more characters than such an end has
_END = 90
_TAIL = 12


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = load(Path(__file__).with_name("faults.yaml"))
    return loaded


@cache
def _pairs() -> dict[str, str]:
    """The bracket that closes each opening one."""
    return {pair[0]: pair[1] for pair in _data()["brackets"]}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Patterns for stops, for words, for bounds, for sentences that run on, and for misprints."""
    data = _data()
    words = []
    for entry in data["repeated"]:
        tails = [other[len(entry["word"]) :] for other in entry.get("but", ())]
        words.append(re.escape(entry["word"]) + (f"(?!{'|'.join(tails)})" if tails else ""))
    bounds = [rf"{low}\d[\d,.]*[^\d，。；、]{{0,3}}{high}" for low, high in data["bounds"]]
    return (
        re.compile(any_of(data["punctuation"])),
        re.compile("|".join(words)),
        re.compile("|".join(bounds)),
        # from the beginning of a number only: a search from every digit of a long one takes its square
        re.compile(rf"[0-9](?<![\d,.].)[\d,.]*(?:万元|亿元|元|%)(?:{'|'.join(data['run-on'])})"),
        re.compile("|".join(wrong.pattern for wrong, _ in _misprints())),
    )


@cache
def _misprints() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each misprint with what is right."""
    return tuple((re.compile(entry["wrong"]), entry["right"]) for entry in _data()["misprints"])


class _Said(Struct, frozen=True):
    """The patterns that the document matches somewhere."""

    stops: re.Pattern[str] | None
    words: re.Pattern[str] | None
    bounds: re.Pattern[str] | None
    run_on: re.Pattern[str] | None
    misprints: re.Pattern[str] | None


def faults(document: Document, taken: frozenset[int]) -> Iterator[Fault]:
    """The faults of each paragraph; `taken` are the blocks that tables and forms take up."""
    blocks = document.blocks
    text = document.text
    said = _Said(*(pattern if pattern.search(text) else None for pattern in _patterns()))
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.ROW or index in taken:
            continue
        yield from _typed(block, said)
        if _is_whole(blocks, index):
            yield from _unbalanced(block)
    yield from _unended(blocks, taken)


def _typed(block: Block, said: _Said) -> Iterator[Fault]:
    text = block.text
    for match in _found(said.stops, text):
        start, end = match.span()
        beside = text[start - 1 : start] + text[end : end + 1]
        if not any(glyph in "，。；、：…" for glyph in beside) and _on_one_line(block, start, end):
            start = max(0, start - 6)
            yield Fault("punctuation", block.span(start, end), (match.group(0), block.raw[start:end]))
    for match in _found(said.words, text):
        yield Fault("wording", block.span(*match.span()), (match.group(0),))
    for match in _found(said.bounds, text):
        yield Fault("bound", block.span(*match.span()), (match.group(0),))
    for match in _found(said.misprints, text):
        right = next(right for wrong, right in _misprints() if wrong.match(text, match.start()))
        yield Fault("misprint", block.span(*match.span()), (match.group(0), right))
    for match in _found(said.run_on, text):
        if _on_one_line(block, *match.span()):
            yield Fault("run-on", block.span(*match.span()), (match.group(0),))


def _found(pattern: re.Pattern[str] | None, text: str) -> Iterable[re.Match[str]]:
    return () if pattern is None else pattern.finditer(text)


def _on_one_line(block: Block, start: int, end: int) -> bool:
    """Two glyphs that a line break parts may be a torn cell."""
    return block.span(start, end).line == block.span(end - 1, end).line


def _is_whole(blocks: tuple[Block, ...], index: int) -> bool:
    """A paragraph with its beginning and its end."""
    block = blocks[index]
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > _LONGEST:
        return False
    return block.text.endswith("。") and _has_beginning(blocks, index)


def _has_beginning(blocks: tuple[Block, ...], index: int) -> bool:
    block = blocks[index]
    before = blocks[index - 1] if index else None
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if after is not None and after.line == block.anchors[-1].line:
        return False  # an item that begins inside brackets was cut off
    if before is None:
        return True
    if before.kind is BlockKind.HEADING:  # a line that a bracket holds open is no heading but the first of this text
        return all(before.text.count(opening) == before.text.count(closing) for opening, closing in _pairs().items())
    return before.kind is BlockKind.PARAGRAPH and before.text[-1] in _STOPS and before.anchors[-1].line != block.line


def _unended(blocks: tuple[Block, ...], taken: frozenset[int]) -> Iterator[Fault]:
    """Paragraphs without a full stop before the next number, in a text that ends nearly all of them with one."""
    open_, ended = [], 0
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and index not in taken and _is_of_clauses(block.text):
            ended += block.text[-1] in "。！？"
            open_end = _OPEN_END.search(block.text, max(0, len(block.text) - _END))
            if open_end and _ends_at_number(blocks, index) and index + 1 not in taken:
                open_.append(block)
    if len(open_) * _MOST_END <= ended:
        for block in open_:
            start = max(0, len(block.text) - _TAIL)
            yield Fault("no-stop", block.span(start, len(block.text)), (block.text[start:],))


def _is_of_clauses(text: str) -> bool:
    return len(text) >= _SHORTEST and _CLAUSES.search(text) is not None


def _ends_at_number(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether nothing can follow: the next line opens a numbered heading or item. Pages and tables tear paragraphs."""
    if index + 1 == len(blocks):
        return False
    block, after = blocks[index], blocks[index + 1]
    if after.kind is BlockKind.ROW or after.marker is None or after.line == block.anchors[-1].line:
        return False
    return len(block.text) <= _LONGEST and _has_beginning(blocks, index)


def _unbalanced(block: Block) -> Iterator[Fault]:
    """The first bracket of each kind without its partner."""
    for opening, closing in _pairs().items():
        text = block.raw if opening == "《" else block.text
        if opening == "（" and text.count(opening) == text.count(closing):
            continue  # 1） and （ may stand in any order
        if (opening not in text and closing not in text) or (opening == "“" and re.search(r"[\"＂]", block.raw)):
            continue
        stray = _stray(text, opening, closing)
        if stray is not None:
            start, end = max(0, stray - 4), min(len(text), stray + 8)
            yield Fault("bracket", block.span(start, end), (text[stray], block.raw[start:end]))


def _stray(text: str, opening: str, closing: str) -> int | None:
    """Where the bracket stands that has no partner; None where a closing one only numbers an item."""
    waiting: list[int] = []
    for position, glyph in enumerate(text):
        if glyph == opening:
            waiting.append(position)
        elif glyph == closing:
            if waiting:
                waiting.pop()
            elif closing != "）" or not _ITEM.search(text, max(0, position - 4), position):
                return position
    return waiting[-1] if waiting else None
