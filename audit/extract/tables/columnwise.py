"""Columnwise 逐栏排印: tables that a producer printed column after column, so that the amounts of a row are lost.

    四、公共安全支出
    五、教育支出
    318.40
    57.20
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
from audit.extract.tables.lines import CLASS, CODE
from audit.extract.tables.sides import find_label
from audit.extract.tables.tokens import Kind, Token

_PIECE = re.compile(r"0\d")
_HEADS = ("决算数", "预算数")
_LINES = "行次"
_UNIT = "单位：", "单位:"
#: codes below one another, and numbers of columns among amounts, that are no coincidence
_FEWEST = 4
_HALVES = 2
#: labels without an amount before a run of amounts that may be theirs
_LABELS = 2
#: tokens behind a unit among which a header goes on
_HEADER = 8


def is_columnwise(tokens: Sequence[Token], form: Form) -> bool:
    """Whether the rows of a table are lost; `tokens` are those of its body, their cells unknown."""
    if any(token.cell >= 0 for token in tokens):
        return False
    if form.layout == "sides" and _torn_header(tokens):
        return True
    if any(token.text.startswith(_LINES) for token in tokens):
        return False
    widest = _widest(tokens, form)
    return _column_of_codes(tokens, widest) or _overfull(tokens, widest) or _counted(tokens)


def lost(rows: Sequence[Draft]) -> None:
    """Nothing of the rows is certain: the numbers are of any of them, and so are the codes."""
    for row in rows:
        row.code = ""
        row.numbers = [replace(token, stray=True) for token in row.numbers]


def _column_of_codes(tokens: Sequence[Token], widest: int) -> bool:
    """Whether codes, or pieces of codes, stand below one another, more of them than a row has cells."""
    for pattern, fewest in ((_PIECE, _FEWEST), (CLASS, max(_FEWEST, widest + 1))):
        alone = [bool(pattern.fullmatch(token.text)) and _alone(tokens, at) for at, token in enumerate(tokens)]
        if max((sum(1 for _ in run) for code, run in groupby(alone) if code), default=0) >= fewest:
            return True
    return False


def _alone(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].last and (at == 0 or tokens[at - 1].line != tokens[at].line)


def _overfull(tokens: Sequence[Token], widest: int) -> bool:
    """Whether a run of amounts, each on a line of its own, is longer than a row, and labels before it have none."""
    if not widest:
        return False
    labels = run = 0
    for at, token in enumerate(tokens):
        if token.kind is Kind.WORD:
            labels = (0 if run else labels) + _is_label(tokens, at)
            run = 0
        elif token.kind is Kind.NUMBER and _alone(tokens, at):
            run += 1
            if run > widest and labels >= _LABELS:
                return True
    return False


def _is_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word begins a row: by its own number, or behind a code on its line."""
    code = tokens[at - 1] if at else None
    if code is not None and code.line == tokens[at].line and CODE.fullmatch(code.text):
        return True
    return ordinal(tokens[at].text) is not None


def _widest(tokens: Sequence[Token], form: Form) -> int:
    """The most cells of a row, in one half; one more for the number of a page where that is a single one."""
    heads = sum(1 for token in tokens[: _first(tokens)] if token.text in _HEADS)
    if heads == _HALVES and form.layout == "sides":
        return _HALVES
    return max(map(len, (*form.variants, *form.left, *form.right)), default=0)


def _first(tokens: Sequence[Token]) -> int:
    """The index of the first label."""
    return next((at for at, token in enumerate(tokens) if ordinal(token.text)), len(tokens))


def _torn_header(tokens: Sequence[Token]) -> bool:
    """Whether the head of a column stands right behind a label, or the unit alone, among the rows."""
    for at in range(_first(tokens) + 1, len(tokens) - 1):
        text, before = tokens[at].text, tokens[at - 1].text
        if not _alone(tokens, at):
            continue
        if text in (*_HEADS, _LINES) and (ordinal(before) is not None or find_label(before) is not None):
            return True
        behind = [token.text for token in tokens[at + 1 : at + _HEADER]]
        if text.startswith(_UNIT) and sum(word in forms().header for word in behind) < _LABELS:
            return True
    return False


def _counted(tokens: Sequence[Token]) -> bool:
    """Whether the numbers of the columns (栏次) stand among amounts: 1 / 40.45 / 2 / 17.27 / 3 / 4."""
    expected = 1
    amounts = 0
    for at, token in enumerate(tokens):
        if token.kind is not Kind.NUMBER or not _alone(tokens, at):
            expected, amounts = 1, 0
        elif token.text == str(expected):
            expected += 1
            if expected > _FEWEST and amounts >= _LABELS:
                return True
        elif "." in token.text and expected > 1:
            amounts += 1
        else:
            expected, amounts = 1 + (token.text == "1"), 0
    return False
