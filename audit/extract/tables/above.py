"""Names above 名称另行: rows whose name stands on the line above their codes and amounts, put back into one.

A page that sets digits in another font than its text has them on a slightly different base line, and some producers
then print a row's name first and its digits below. Where an amount stayed beside the name, its order among those
below is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from audit.extract.tables.columnwise import lost
from audit.extract.tables.draft import Draft, joined
from audit.extract.tables.lines import CLASS, CODE, are_amounts, by_line, is_amount, words
from audit.extract.tables.placement import closes
from audit.extract.tables.sides import is_class
from audit.extract.tables.tokens import Kind, Token

_YEAR = re.compile(r"20\d\d")
_PART = re.compile(r"\d\d?")
#: a table has as many of such rows before one is taken for the rule
_FEWEST = 3
_TOTALS = ("合计", "总计")
#: words of the last line of a header
_HEADS = ("编码", "名称", "决算数", "预算数", "栏次", "小计")


def names(tokens: list[Token]) -> list[Token]:
    """The tokens of a coded table: codes, the name from the line above, the rest of the line."""
    lines = _turned(by_line(tokens))
    pairs = {
        at for at in range(1, len(lines)) if _code(lines[at]) and not _code(lines[at - 1]) and _is_name(lines[at - 1])
    }
    # a code alone on its line says nothing: where each cell has a line of its own, its name comes next
    bare = [at for at in pairs if not words(lines[at]) and any(map(is_amount, lines[at]))]
    whole = sum(1 for at, line in enumerate(lines) if _code(line) and words(line) and at not in pairs)
    if len(bare) < _FEWEST or len(bare) <= whole:
        return tokens
    found: list[Token] = []
    for at, line in enumerate(lines):
        if at + 1 in pairs:
            continue
        if at in pairs:
            codes, above = _code(line), lines[at - 1]
            if len(listings := _listings(line)) > 1:
                found.extend(_beside(listings, above))
                continue
            rest = line[codes:]
            found.extend((*line[:codes], *above[: words(above)], *(token for token in rest if token.kind is Kind.WORD)))
            found.extend(_mixed(above[words(above) :], [token for token in rest if token.kind is not Kind.WORD]))
        elif at and at - 1 not in pairs and are_amounts(line) and _is_name(lines[at - 1]):
            above = lines[at - 1]
            if len(above) > 1 and all(token.text.endswith(_TOTALS) for token in above):
                del found[-len(above) :]
                found.extend(_totals(above, line))
                continue
            beside = len(above) - words(above)
            found[len(found) - beside :] = _mixed(above[len(above) - beside :], line)
        else:
            found.extend(line)
    return found


def _totals(names: Sequence[Token], amounts: Sequence[Token]) -> list[Token]:
    """The rows of totals side by side, each with its amount; where one has none, they are those of any."""
    if len(names) == len(amounts):
        return [token for pair in zip(names, amounts, strict=True) for token in pair]
    return [*names, *(replace(token, stray=True) for token in amounts)]


def _turned(lines: list[list[Token]]) -> list[list[Token]]:
    """The lines, names that stand below their codes put above them."""
    codes = [at for at, line in enumerate(lines) if _code(line)]
    if len(codes) < _FEWEST or not _stand_below(lines, codes):
        return lines
    turned = list(lines)
    for at in codes:
        if at + 1 < len(lines) and not words(lines[at]) and _is_name(lines[at + 1]):
            turned[at : at + 2] = [lines[at + 1], lines[at]]
    for at, (line, following) in enumerate(pairwise(lines)):
        if are_amounts(line) and all(token.text.endswith(_TOTALS) for token in following):
            turned[at : at + 2] = [following, line]
    # the year of the next title
    return turned[:-1] if len(turned[-1]) == 1 and _YEAR.fullmatch(turned[-1][0].text) else turned


def _stand_below(lines: Sequence[list[Token]], codes: Sequence[int]) -> bool:
    """Whether names stand below their codes: the classes' names show it, else that there is none above the first."""
    below = sum(1 for at in codes if at + 1 < len(lines) and _names_class(lines[at], lines[at + 1]))
    above = sum(1 for at in codes if at and _names_class(lines[at], lines[at - 1]))
    if below != above:
        return below > above
    first = codes[0]
    return (
        first > 0
        and not any(_code(line) for line in lines[:first])
        and any(word in token.text for token in lines[first - 1] for word in _HEADS)
    )


def _names_class(codes: Sequence[Token], names: Sequence[Token]) -> bool:
    """Whether a class stands in one line, and the name of one in another."""
    return len(codes[0].text) == len("201") and _code(codes) == 1 and is_class(names[0])


def _listings(line: Sequence[Token]) -> list[Sequence[Token]]:
    """What a line holds of each of the listings that stand side by side: a code and its amounts."""
    starts = [at for at, token in enumerate(line) if _is_code(token) and (not at or is_amount(line[at - 1]))]
    return [line[start:end] for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]


def _beside(listings: Sequence[Sequence[Token]], names: Sequence[Token]) -> list[Token]:
    """The rows of several listings, each with its name; without the names their amounts are those of any."""
    if len(names) != len(listings) or any(words(part) for part in listings):
        return [*names, *(replace(token, stray=True) for part in listings for token in part)]
    return [token for name, part in zip(names, listings, strict=True) for token in (part[0], name, *part[1:])]


def unjoined(rows: list[Draft]) -> list[Draft]:
    """The rows of a coded table; without their codes, and with nothing certain, where the codes lost their ends.

    One class that goes by many names (302 基本工资, 302 津贴补贴, 302 奖金) is the first half of other rows' codes.
    """
    called: dict[str, set[str]] = {}
    for row in rows:
        if len(row.code) == len("302") and row.words:
            called.setdefault(row.code, set()).add(joined(row.words)[:2])
    if max(map(len, called.values()), default=0) <= _FEWEST:
        return rows
    lost(rows)
    return rows


def _mixed(above: Sequence[Token], below: Sequence[Token]) -> list[Token]:
    """The amounts of a row from both its lines, that which is the sum of all others first.

    Of each line the order is known, of both together it is not.
    """
    loose = bool(above) and bool(below)
    row = [replace(token, loose=loose) for token in (*above, *below)]
    if loose:
        heads = [at for at in (0, len(above)) if closes(row[at], row[:at] + row[at + 1 :])]
        if len(heads) == 1:
            row.insert(0, row.pop(heads[0]))
    return row


def _code(line: Sequence[Token]) -> int:
    """How many tokens at the head of a line are a code, or one in pieces: 201 / 06 / 01."""
    if not _is_code(line[0]):
        return 0
    count = 1
    while (
        CLASS.fullmatch(line[0].text)
        and count < min(3, len(line))
        and line[count].is_integer
        and _PART.fullmatch(line[count].text)
    ):
        count += 1
    return count


def _is_code(token: Token) -> bool:
    return token.is_integer and CODE.fullmatch(token.text) is not None


def _is_name(line: Sequence[Token]) -> bool:
    """Whether a line is words, and nothing but amounts with decimals behind them."""
    count = words(line)
    return count > 0 and all(token.kind is Kind.WORD for token in line[:count]) and all(map(is_amount, line[count:]))
