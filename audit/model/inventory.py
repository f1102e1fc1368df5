"""Inventory 公开内容: what a disclosure of its kind must hold, and where each thing stands in this one."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from audit.model.span import Span


class EntryKind(StrEnum):
    PART = "part"  # 封面, 目录, 主要职能 …
    TABLE = "table"
    STATEMENT = "statement"  # 机关运行经费情况说明 …


class Extent(Struct, frozen=True):
    """A stretch of the text: from a (line, column) up to another that is no longer in it; lines of the text layer."""

    first: tuple[int, int]
    after: tuple[int, int]

    def holds(self, span: Span) -> bool:
        return span.line is not None and self.first <= (span.line, span.column or 1) < self.after

    @property
    def size(self) -> tuple[int, int]:
        """For telling the narrower of two extents."""
        return self.after[0] - self.first[0], self.after[1] - self.first[1]


class Entry(Struct, frozen=True):
    """One thing that must be there. `key` names it in YAML files, `name` in words.

    `extents` is where it stands; `named` is where the text first speaks of it without a place of its own; `listed`
    tells whether the contents page has it. `trait` says
    what its absence means: `optional` (there may be no such money), `first` or `last` (an excerpt lacks it), `formal`
    (a web page has none).
    """

    key: str
    name: str
    kind: EntryKind
    extents: tuple[Extent, ...] = ()
    named: Span | None = None
    listed: bool = False
    trait: str = ""

    @property
    def is_there(self) -> bool:
        """A table must stand there itself; of the rest it is enough that the text speaks of it."""
        return bool(self.extents) or (self.kind is not EntryKind.TABLE and self.named is not None)
