"""Draft 草稿: a row while its cells are being placed, and the names that a row goes by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct, field

from audit.extract.tables.forms import Label
from audit.extract.tables.tokens import Kind, Token, fold
from audit.model.concept import Fund

_LEVEL = re.compile(r"[（(][类款项][）)]")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十廿卅]+[、.．]|（[一二三四五六七八九十廿卅\d]+）|\([一二三四五六七八九十廿卅\d]+\)|\d{1,2}[.、．])"
)


class Draft(Struct):
    """A row as parsed: its numbers in printed order, without columns yet.

    `first` is the index of the first column that its numbers may stand in, `width` the number of such columns.
    """

    code: str = ""
    words: list[Token] = field(default_factory=list)
    numbers: list[Token] = field(default_factory=list)
    total: bool = False
    side: str = ""
    number: int | None = None
    label: Label | None = None
    name: str = ""
    item: str = ""
    fund: Fund | None = None
    level: int = 0
    parts: tuple[int, ...] = ()
    #: the level that makes its parts is not printed
    assumed: bool = False
    first: int = 0
    width: int = 1
    #: placements that the evidence allows: for each number its column, counted from `first`
    candidates: list[tuple[int, ...]] = field(default_factory=list)
    #: where the row starts: its code, label or first number
    start: Token | None = None

    @property
    def anchor(self) -> Token | None:
        return self.start or (self.words[0] if self.words else None) or (self.numbers[0] if self.numbers else None)

    @property
    def amounts(self) -> list[Token]:
        return [token for token in self.numbers if token.kind is Kind.NUMBER]


def joined(words: Sequence[Token]) -> str:
    """The words of a name put together, as printed."""
    return "".join("".join(word.raw.split()) for word in words)


def bare(name: str) -> str:
    """A name without its ordinal: 二、外交支出 -> 外交支出."""
    return _ORDINAL.sub("", name)


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A name without its ordinal, its level mark and a trailing 支出: 二、外交支出（类） -> 外交."""
    name = _LEVEL.sub("", _ORDINAL.sub("", fold(name)))
    return name.removesuffix("支出") or name


def ordinal(text: str) -> re.Match[str] | None:
    return _ORDINAL.match(text)
