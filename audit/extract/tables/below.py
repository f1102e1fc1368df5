"""Amounts below 数额另行: tables with two halves whose amounts stand on the line below their two labels.

Where two labels stand side by side, the label that an amount belongs to is lost, unless the sums of the halves tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from audit.extract.tables.draft import ordinal
from audit.extract.tables.lines import are_amounts, by_line, words
from audit.extract.tables.placement import closes
from audit.extract.tables.sides import find_label, is_class
from audit.extract.tables.tokens import Token

#: a table has as many of such lines before one is taken for the rule
_FEWEST = 3


def halves(tokens: list[Token], wide: bool) -> list[Token]:
    """The tokens of a table with two halves, the amounts of a line below two labels behind the label of each.

    `wide` says that the right half has a total and its parts, the left one column; else both have one.
    """
    lines = by_line(tokens)
    found: list[Token] = []
    below = pairs = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        found.extend(line)
        amounts: list[Token] = []
        if words(line) == len(line):
            while at < len(lines) and are_amounts(lines[at]):
                amounts.extend(lines[at])
                at += 1
        below += bool(amounts)
        if not amounts or len(line) != 2 or not all(_is_label(token) for token in line):
            found.extend(amounts)
            continue
        pairs += 1
        second = found.pop()
        one, other = _dealt(amounts, wide)
        found.extend((*one, second, *other))
    return found if pairs and below >= _FEWEST else tokens


def _dealt(amounts: list[Token], wide: bool) -> tuple[list[Token], list[Token]]:
    """The amounts of the label to the left and of the other; both get all where that is not known."""
    ways = [
        count
        for count in range(min(2, len(amounts) + 1))
        if (_adds_up(amounts[count:]) if wide else count == 1 and len(amounts) == 2)
    ]
    if len(ways) == 1:
        return amounts[: ways[0]], amounts[ways[0] :]
    stray = [replace(token, stray=True) for token in amounts]
    return stray, stray


def _is_label(token: Token) -> bool:
    return ordinal(token.text) is not None or find_label(token.text) is not None or is_class(token)


def _adds_up(amounts: Sequence[Token]) -> bool:
    """Whether nothing stands in a half, or a total with its parts."""
    return not amounts or (len(amounts) > 1 and closes(amounts[0], amounts[1:]))
