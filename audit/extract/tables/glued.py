"""Glued pieces 粘连: codes, amounts and names that a dump printed without a space between them, told apart."""

from __future__ import annotations

import re
from itertools import pairwise

from audit.model.patterns import late

_CODE = re.compile(r"(\d{7}|\d{5}|\d{3})(?![万亿元年月日个台辆项家户人次号%])(?=[一-龥])")
_AMOUNT_BEHIND = re.compile(r"(.*[一-龥）)”])(-?\d[\d,]*\.\d\d)$")
#: the amount of a table's left half and the next name of its right one: 1,340.50一、外交支出
_AMOUNT_BEFORE = re.compile(r"(-?\d[\d,]*\.\d\d)(?=[一-龥（])(?![万亿元人个])")
#: 1,210.301,210.30: amounts of two decimals each
_AMOUNTS = re.compile(r"-?\d[\d,]*\.\d\d(?:-?\d[\d,]*\.\d\d)+$")
_AMOUNT = late(r"-?\d[\d,]*\.\d\d")
_AMOUNT_AND_CODE = re.compile(r"(-?\d[\d,]*\.\d\d)([235]\d\d(?:\d\d){0,2})$")


def parted(text: str, start: int) -> list[tuple[int, int]]:
    """Where the pieces of a text at `start` begin and end: a code or amount that touches its name is a piece."""
    if text.isalpha() or (text.isascii() and "." not in text):
        return [(start, start + len(text))]
    if text.count(".") > 1 and (row := _AMOUNTS.search(text)):
        ends = [match.end() for match in _AMOUNT.finditer(text, row.start())]
        before = parted(text[: ends[0]], start)
        return [*before, *((start + a, start + b) for a, b in pairwise(ends))]
    cuts = [0, len(text)]
    if glued := _AMOUNT_BEFORE.match(text):
        cuts.insert(1, glued.end(1))
    if glued := _AMOUNT_AND_CODE.match(text):
        cuts.insert(1, glued.start(2))
    if glued := _CODE.match(text):
        cuts.insert(1, glued.end(1))
    if glued := _AMOUNT_BEHIND.match(text, cuts[-2]):
        cuts.insert(-1, glued.start(2))
    return [(start + a, start + b) for a, b in pairwise(cuts)]
