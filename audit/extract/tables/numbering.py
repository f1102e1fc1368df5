"""Numbering 栏次与页码: numbers among the rows of a table that count its columns or its pages."""

from __future__ import annotations

from collections.abc import Sequence

from audit.extract.tables.tokens import Kind, Token

#: 栏次, or the number of a column
_LONGEST = 2
#: the heading of the numbers of rows
_SERIAL = "序号"
#: the last word of a column of codes; tokens among which the header is looked for
_CODES, _HEADED = ("编码", "代码"), 60


def decimal_table(tokens: Sequence[Token]) -> bool:
    """Whether amounts are printed with decimals, so that an integer beside them is something else."""
    number = Kind.NUMBER
    dotted = grouped = 0
    for token in tokens:
        if token.kind is number:
            if "." in token.text:
                dotted += 1
            elif "," in token.text:
                grouped += 1
    return dotted >= 2 and grouped * 4 <= dotted


def numbering(tokens: list[Token]) -> tuple[list[Token], int, Sequence[Token]]:
    """Take the rows of column numbers (栏次 1 2 3 …) out; the other tokens, how many columns they count, and the
    longest of these rows."""
    kept: list[Token] = []
    count = 0
    longest: Sequence[Token] = ()
    at = 0
    while at < len(tokens):
        length = _numbering_at(tokens, at, count) if len(tokens[at].text) <= _LONGEST else 0
        if length:
            last = tokens[at + length - 1]
            count = max(count, int(last.text)) if last.is_integer else count
            row = [token for token in tokens[at : at + length] if token.is_integer]
            longest = max(longest, row, key=len)
            at += length
        else:
            kept.append(tokens[at])
            at += 1
    return kept, count, longest


def _numbering_at(tokens: Sequence[Token], at: int, count: int) -> int:
    """The number of tokens of a column numbering that starts here; 0 when none does."""
    named = 0
    if tokens[at].text == "栏次":
        named = 1
    elif tokens[at].text == "栏" and at + 1 < len(tokens) and tokens[at + 1].text == "次":
        named = 2
    end = at + named
    expected = None
    while end < len(tokens) and tokens[end].is_integer and len(tokens[end].text) <= 2:
        value = int(tokens[end].text)
        if value != (expected if expected is not None else value):
            break
        if expected is None and value != 1 and not (named and value == count + 1):
            break
        expected = value + 1
        end += 1
    length = end - at
    return length if named or (length >= 3 and expected is not None) else 0


def without_serials(tokens: list[Token]) -> list[Token]:
    """Drop the numbers of rows (序号 1 2 3 …) that stand before their names in a decimal table, and their heading."""
    heading = next((at for at, token in enumerate(tokens[:_HEADED]) if token.text == _SERIAL), None)
    if heading is None or not decimal_table(tokens):
        return tokens
    dropped = {heading}
    for at in range(heading + 1, len(tokens) - 1):
        token, after = tokens[at], tokens[at + 1]
        first = tokens[at - 1].line != token.line and after.line == token.line and after.kind is Kind.WORD
        if first and token.is_integer and token.text == str(len(dropped)):
            dropped.add(at)
    return [token for at, token in enumerate(tokens) if at not in dropped] if len(dropped) > 2 else tokens


def without_cut_codes(tokens: list[Token]) -> list[Token]:
    """Drop the codes at the end of rows under a last heading of 科目编码: the page cut off what they are codes of."""
    heads = {token.cell for token in tokens[:_HEADED] if token.cell > 0 and token.text.endswith(_CODES)}
    if not heads:
        return tokens
    return [t for t in tokens if not (t.last and t.cell in heads and t.is_integer and len(t.text) > _LONGEST)]


def without_page_numbers(tokens: list[Token]) -> list[Token]:
    """Drop the lone one- or two-digit integers that a page break leaves between the rows of a decimal table.

    Where most numbers have a line of their own, a lone integer is a cell like any other.
    """
    if not decimal_table(tokens):
        return tokens
    number = Kind.NUMBER
    numbers = [at for at, token in enumerate(tokens) if token.kind is number]
    alone = [at for at in numbers if tokens[at].last and (at == 0 or tokens[at - 1].line != tokens[at].line)]
    if len(alone) * 4 > len(numbers):
        return tokens
    dropped = {at for at in alone if _is_page(tokens[at]) and not (at > 0 and tokens[at - 1].is_integer)}
    return [token for at, token in enumerate(tokens) if at not in dropped] if dropped else tokens


def _is_page(token: Token) -> bool:
    return token.is_integer and len(token.text) <= 2 and token.text[0] != "0"
