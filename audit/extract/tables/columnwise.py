"""Columnwise 逐栏排印: tables that a producer printed column after column, so that the amounts of a row are lost.

    四、公共安全支出
    五、教育支出
    326.71
    60.99
    12.00

A dump of one cell to a line looks much the same, but there a label's amounts follow it, and codes their names. What
shows the difference: a column of codes, more amounts in a run than a row has cells where the labels before it have
none, and the head of a column, or the unit, among the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from audit.extract.tables.draft import Draft, ordinal
from audit.extract.tables.forms import Form, forms
from audit.extract.tables.tokens import Kind, Token

_CODE = re.compile(r"[235]\d\d|0\d")
_HEADS = ("决算数", "预算数")
_UNIT = "单位：", "单位:"
#: codes below one another that are no coincidence
_FEWEST = 4
_HALVES = 2
#: labels without an amount before a run of amounts that may be theirs
_LABELS = 2
#: tokens behind a unit among which a header goes on
_HEADER = 8


def is_columnwise(tokens: Sequence[Token], form: Form) -> bool:
    """Whether the rows of a table are lost; `tokens` are those of its body, their cells unknown."""
    if any(token.cell >= 0 or token.text.startswith("行次") for token in tokens):
        return False
    return _column_of_codes(tokens) or (form.layout == "sides" and (_overfull(tokens, form) or _torn_header(tokens)))


def lost(rows: Sequence[Draft]) -> None:
    """Nothing of the rows is certain: the numbers are of any of them, and so are the codes."""
    for row in rows:
        row.code = ""
        row.numbers = [replace(token, stray=True) for token in row.numbers]


def _column_of_codes(tokens: Sequence[Token]) -> bool:
    """Whether codes, or pieces of codes, stand below one another with nothing beside them."""
    alone = [
        token.is_integer and _alone(tokens, at) and bool(_CODE.fullmatch(token.text)) for at, token in enumerate(tokens)
    ]
    return max((sum(1 for _ in run) for code, run in groupby(alone) if code), default=0) >= _FEWEST


def _alone(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].last and (at == 0 or tokens[at - 1].line != tokens[at].line)


def _overfull(tokens: Sequence[Token], form: Form) -> bool:
    """Whether a run of amounts, each on a line of its own, is longer than a row, and labels before it have none."""
    widest = _widest(tokens, form)
    labels = run = 0
    for at, token in enumerate(tokens):
        if token.kind is Kind.WORD:
            labels = (0 if run else labels) + (ordinal(token.text) is not None)
            run = 0
        elif token.kind is Kind.NUMBER and _alone(tokens, at):
            run += 1
            if run > widest and labels >= _LABELS:
                return True
    return False


def _widest(tokens: Sequence[Token], form: Form) -> int:
    """The most cells of a row in one half, and one more for the number of a page where that is a single one."""
    heads = sum(1 for token in tokens[: _first(tokens)] if token.text in _HEADS)
    if heads == _HALVES:
        return _HALVES
    return max(map(len, (*form.left, *form.right)), default=0)


def _first(tokens: Sequence[Token]) -> int:
    """The index of the first label."""
    return next((at for at, token in enumerate(tokens) if ordinal(token.text)), len(tokens))


def _torn_header(tokens: Sequence[Token]) -> bool:
    """Whether the head of a column stands right before an amount, or the unit alone, behind the first label."""
    for at in range(_first(tokens) + 1, len(tokens) - 1):
        text = tokens[at].text
        if text in _HEADS and _alone(tokens, at) and tokens[at + 1].kind is Kind.NUMBER and _alone(tokens, at + 1):
            return True
        behind = [token.text for token in tokens[at + 1 : at + _HEADER]]
        if text.startswith(_UNIT) and _alone(tokens, at) and sum(word in forms().header for word in behind) < _LABELS:
            return True
    return False
