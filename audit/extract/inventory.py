"""Inventory 公开内容: the parts, tables and statements that a document must hold, looked for in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from audit.extract.contents import Contents, contents
from audit.model.document import Block, BlockKind, Document, DocumentKind
from audit.model.inventory import Entry, EntryKind, Extent
from audit.model.span import Span
from audit.model.table import Table
from audit.strict_yaml import load

_COVER = re.compile(r"(?:决算|预算|绩效)")
_LONGEST_COVER = 60
#: among how many blocks the cover stands
_OPENING = 12
_BOTH = (str(DocumentKind.FINAL_ACCOUNTS), str(DocumentKind.BUDGET))
#: behind every place
_END = (1 << 31, 1)


@cache
def _required() -> dict[str, Any]:
    loaded: dict[str, Any] = load(Path(__file__).with_name("inventory.yaml"))
    return loaded


class _Text(Struct, frozen=True):
    """The document with its contents page and its glossary told apart from the rest."""

    document: Document
    page: Contents
    prose: tuple[int, ...]
    #: for every section whether it belongs to the glossary
    explained: tuple[bool, ...]

    def first(self, words: list[str]) -> Span | None:
        """Where the text first names something: not in a table, the contents page or the glossary."""
        for index in self.prose:
            block = self.document.blocks[index]
            for word in words:
                at = block.text.find(word)
                if at >= 0:
                    return block.span(at, at + len(word))
        return None

    def lists(self, words: list[str]) -> bool:
        """Whether the contents page has an entry with one of the words."""
        page = self.document.blocks[self.page.opened or 0 : self.page.body]
        return any(word in block.text for block in page for word in words)

    def extents(self, words: list[str]) -> Iterator[Extent]:
        """Where the sections stand whose title has one of the words, those of the contents page left out."""
        sections, blocks = self.document.sections, self.document.blocks
        inside = [False] * len(sections)
        for index, section in enumerate(sections):
            above = section.parent is not None and inside[section.parent]
            own = section.parent is None or not self.explained[section.parent]
            inside[index] = above or (own and any(word in section.title for word in words))
        if not any(inside):
            return
        opened: Block | None = None
        for index, block in enumerate(blocks):
            held = inside[block.section] and not self.page.holds(index)
            if held and opened is None:
                opened = block
            elif not held and opened is not None:
                yield Extent(_start(opened), _start(block))
                opened = None
        if opened is not None:
            yield Extent(_start(opened), _END)


def inventory(
    document: Document, kind: DocumentKind, year: int | None, tables: tuple[Table, ...], taken: frozenset[int]
) -> tuple[Entry, ...]:
    """What a document of its kind must hold; nothing for a kind that is not known. `taken` are blocks of tables."""
    required = _required()
    text = _text(document, taken)
    found = [
        _found(text, entry, EntryKind(group[:-1]))
        for group in ("parts", "statements")
        for entry in required[group]
        if str(kind) in entry.get("of", _BOTH) and (year or 0) >= int(entry.get("since", 0))
    ]
    return (*found, *(_table(document, entry, tables) for entry in required["tables"].get(str(kind), ())))


def _text(document: Document, taken: frozenset[int]) -> _Text:
    page = contents(document.blocks)
    glossary = next(entry["words"] for entry in _required()["statements"] if entry["key"] == "glossary")
    explained = tuple(
        any(word in title for title in document.path(index) for word in glossary)
        for index in range(len(document.sections))
    )
    prose = tuple(
        index
        for index, block in enumerate(document.blocks)
        if index not in taken
        and block.kind is not BlockKind.ROW
        and not page.holds(index)
        and (not explained[block.section] or any(word in block.text for word in glossary))
    )
    return _Text(document, page, prose, explained)


def _found(text: _Text, entry: dict[str, Any], kind: EntryKind) -> Entry:
    key, name, trait = entry["key"], entry["name"], entry.get("trait", "")
    if key == "cover":
        return Entry(key, name, kind, tuple(_cover(text)), trait=trait)
    if key == "contents":
        return Entry(key, name, kind, tuple(_page(text)), trait=trait)
    words = entry["words"]
    return Entry(key, name, kind, tuple(text.extents(words)), text.first(words), text.lists(words), trait)


def _cover(text: _Text) -> Iterator[Extent]:
    """A title in front of everything that is numbered."""
    blocks = text.document.blocks
    for index, block in enumerate(blocks[:_OPENING]):
        if block.marker is not None:
            return
        if len(block.text) <= _LONGEST_COVER and "年" in block.text and _COVER.search(block.text):
            yield Extent(_start(blocks[0]), _start(blocks[index + 1]) if index + 1 < len(blocks) else _END)
            return


def _page(text: _Text) -> Iterator[Extent]:
    opened, body, blocks = text.page.opened, text.page.body, text.document.blocks
    if opened is not None:
        after = max(body, opened + 1)
        yield Extent(_start(blocks[opened]), _start(blocks[after]) if after < len(blocks) else _END)


def _table(document: Document, entry: dict[str, Any], tables: tuple[Table, ...]) -> Entry:
    words = entry["words"]
    extents = tuple(
        Extent((table.first_line, 0), (table.last_line + 1, 0)) for table in tables if table.form == entry["key"]
    )
    named = None if extents else _named(document, words)
    return Entry(entry["key"], words[0], EntryKind.TABLE, extents, named, trait=entry.get("trait", ""))


def _named(document: Document, names: list[str]) -> Span | None:
    """Where the document first names a table."""
    said = [name for name in names if name in document.text]
    other = tuple(_required()["narrower"])
    for block in document.blocks if said else ():
        for name in said:
            at = block.text.find(name)
            while at >= 0 and block.text.endswith(other, 0, at):
                at = block.text.find(name, at + 1)  # 一般公共预算支出表 is not the 支出表
            if at >= 0 and "表" in block.text[at : at + len(name) + 12]:
                return block.span(at, at + len(name))
    return None


def _start(block: Block) -> tuple[int, int]:
    return block.anchors[0].line, block.anchors[0].column
