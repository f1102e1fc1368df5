"""Lines 行: the tokens of a table line by line, and what a line is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from audit.extract.tables.tokens import Kind, Token

#: a class of either classification, and a code of any length
CLASS = re.compile(r"[235]\d\d")
CODE = re.compile(r"[235]\d\d(?:\d\d){0,2}")


def by_line(tokens: Sequence[Token]) -> list[list[Token]]:
    return [list(line) for _, line in groupby(tokens, key=lambda token: token.line)]


def words(line: Sequence[Token]) -> int:
    """How many tokens of a line are words."""
    return sum(1 for token in line if token.kind is Kind.WORD)


def are_amounts(line: Sequence[Token]) -> bool:
    return all(map(is_amount, line))


def is_amount(token: Token) -> bool:
    """A number with decimals, or the dash for none."""
    return token.kind is Kind.DASH or (token.kind is Kind.NUMBER and "." in token.text)
