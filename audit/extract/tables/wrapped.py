"""Wrapped 断行: numbers that were broken over two lines, put together.

Of a row of narrow cells every number goes on in the line below, under its beginning:

    2010301 行政运行   153,92  153,92
                       9.99    9.99
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from msgspec.structs import replace

from audit.extract.tables.tokens import Kind, Token

#: a number that breaks off: its last group is short, or its point has nothing behind it
_BEGINNING = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:,\d{0,2}|\.)")
_SHORT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d")
_REST = re.compile(r"[\d,]*\.?\d+")
_WHOLE = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d")
_CODE, _WHOLE_CODE = re.compile(r"[235]\d{3,5}"), re.compile(r"[235](?:\d{6}|\d{4})")
_FRAGMENT = re.compile(r"\.\d+")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
#: so many rows are no coincidence
_FEWEST = 3


def mended(tokens: list[Token]) -> list[Token]:
    """The tokens, broken numbers put together."""
    return _ends_joined(_rows_joined(tokens))


def _rows_joined(tokens: list[Token]) -> list[Token]:
    """The numbers of wrapped rows put together, where several rows are wrapped."""
    if sum(1 for token in tokens if _is_broken(token.text)) < _FEWEST:
        return tokens
    lines = [list(line) for _, line in groupby(tokens, key=lambda token: token.line)]
    if sum(1 for line, below in pairwise(lines) if _rests(line, below, sure=True)) < _FEWEST:
        return tokens
    taken: set[int] = set()
    wholes: dict[int, Token] = {}
    for line, below in pairwise(lines):
        for beginning, rest in _rests(line, below, sure=False):
            text, raw = beginning.text + rest.text, beginning.raw + rest.raw
            wholes[id(beginning)] = replace(beginning, kind=Kind.NUMBER, text=text, raw=raw)
            taken.add(id(rest))
    return [wholes.get(id(token), token) for token in tokens if id(token) not in taken]


def _is_broken(text: str) -> bool:
    """Whether a text may be a number that breaks off: its last characters tell, for nearly all of a table's."""
    return text[-1] in ".," or text[-2:-1] in (".", ",") or text[-3:-2] == ","


def _rests(line: Sequence[Token], below: Sequence[Token], *, sure: bool) -> list[tuple[Token, Token]]:
    """Each number that a line breaks off with its rest in the line below; nothing where one of them has none. A number
    with one decimal (75,805.8 beside 394,329.) is broken off where others are; `sure` asks for one that can be nothing
    else, or for several such above as many single digits."""
    open_ = [token for token in line if _BEGINNING.fullmatch(token.text) or _SHORT.fullmatch(token.text)]
    left = [token for token in below if _REST.fullmatch(token.text)]
    behind = left[len(left) - len(open_) :] if len(open_) <= len(left) else []
    pairs = list(zip(open_, behind, strict=False))
    if not pairs or not all(_WHOLE.fullmatch(one.text + other.text) for one, other in pairs):
        return []
    several = len(pairs) > 1 and all(len(rest.text) == 1 for _, rest in pairs)
    if sure and not several and not any(_BEGINNING.fullmatch(token.text) for token in open_):
        return []
    code, first = line[0], left[0]
    coded = first is below[0] and first not in behind and _CODE.fullmatch(code.text) is not None
    if coded and _WHOLE_CODE.fullmatch(code.text + first.text):
        pairs.append((code, first))
    return pairs


def _ends_joined(tokens: list[Token]) -> list[Token]:
    """Put numbers that were broken over two lines together.

    A number with one decimal before a lone digit is a broken one only where that is the rule of the table: where
    cells print their zeros away, `15.6` above `7` are two cells.
    """
    number = Kind.NUMBER
    short = [at for at, token in enumerate(tokens[:-1]) if token.text[-2:-1] == "." and token.kind is number]
    broken = {at for at in short if _is_tail(tokens, at + 1)}
    by_rule = 2 * len(broken) > len(short)
    if by_rule and len(broken) == 1:
        # a single one is broken only if it is too long for its cell, longer than any that is whole
        length = len(tokens[min(broken)].text)
        by_rule = all(len(t.text) <= length for t in tokens if t.kind is number and "." in t.text)
    ends = [at for at, token in enumerate(tokens[:-1]) if token.last and token.kind is number]
    split = {at for at in ends if _continues(tokens[at], tokens[at + 1])} | (broken if by_rule else set())
    return _joined(tokens, split) if split else tokens


def _joined(tokens: list[Token], split: set[int]) -> list[Token]:
    """The tokens, those at the given places put together with what follows them."""
    joined: list[Token] = []
    skip = False
    for at, token in enumerate(tokens):
        if skip:
            skip = False
        elif at in split:
            following = tokens[at + 1]
            text, raw = token.text + following.text, token.raw + following.raw
            joined.append(
                replace(token, kind=Kind.NUMBER, text=text, raw=raw, after=following.after, last=following.last)
            )
            skip = True
        else:
            joined.append(token)
    return joined


def _is_tail(tokens: list[Token], at: int) -> bool:
    tail = tokens[at]
    return tail.kind is Kind.NUMBER and len(tail.text) == 1 and tail.line != tokens[at - 1].line


def _continues(token: Token, following: Token) -> bool:
    """Whether a piece that is no number by itself becomes one with the next line's piece."""
    if token.kind is not Kind.NUMBER or token.line == following.line or not token.last:
        return False
    if _FRAGMENT.fullmatch(following.text):
        return "." not in token.text
    if following.kind is not Kind.NUMBER or "." in token.text.rstrip("."):
        return False
    incomplete = token.text.endswith((",", ".")) or not _GROUPED.fullmatch(token.text)
    return incomplete and _GROUPED.fullmatch(token.text + following.text) is not None
