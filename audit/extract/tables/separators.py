"""Separators 分隔符: what stands between the cells of a table: a tab, a bar, two spaces, or nothing that tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

TAB, BAR, GAP = "\t", "|", "  "
#: lines that must agree before what stands between them is a separator
_FEWEST_ROWS = 3
_AMOUNT = {
    TAB: re.compile(r"\t-?\d"),
    BAR: re.compile(r"\| *-?\d"),
    GAP: re.compile(r"  -?\d[\d,.]*%?(?=  |$)"),
}
#: two amounts, one space apart
_BESIDE = re.compile(r"\d\.\d+%? -?\d[\d,]*\.\d")


def common(lines: Sequence[str], first: int, last: int) -> str:
    """The bar or the gap that every line with an amount, and some other line, has equally often; "" for none.

    A gap of two spaces stands for cells only where none is wider by one, since a text laid out in columns has gaps of
    any width, and where no amounts have less between them: then it is an empty cell.
    """
    for separator, fewest in ((BAR, 2), (GAP, _FEWEST_ROWS)):
        body = [line for line in lines[first:last] if separator in line]
        amounts = [line.split(separator) for line in body if _AMOUNT[separator].search(line)]
        widths = {len(row) for row in amounts}
        if len(widths) != 1 or sum(1 for line in body if line.count(separator) + 1 in widths) < fewest:
            continue
        if separator == BAR:
            return separator
        stray = any(field != field.strip(" ") for row in amounts for field in row)
        if not stray and not any(_BESIDE.search(line) for line in lines[first:last]):
            return separator
    return ""


def of(line: str, usual: str) -> str:
    """The separator of one line, `usual` being that of its table; "" where the line has none."""
    if line.lstrip().startswith(BAR):
        return BAR
    if TAB in line:
        return TAB
    return usual if usual and usual in line else ""


def has_cells(lines: Sequence[str], first: int, last: int) -> bool:
    """Whether separators stand for cells: an empty field between two of them, the same number of them on every line
    with a number, or a table drawn with bars.

    Tabs that merely took the place of spaces never follow one another.
    """
    body = lines[first:last]
    if any("\t\t" in line or line.lstrip().startswith(BAR) for line in body):
        return True
    counts = [line.count(TAB) for line in body if _AMOUNT[TAB].search(line)]
    if len(counts) >= _FEWEST_ROWS and counts[0] > 0 and len(set(counts)) == 1:
        return True
    return common(lines, first, last) != ""
