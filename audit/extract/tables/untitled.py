"""Untitled 文中小表: a small table inside the text, with a total row and no title, found by its shape.

A sentence announces it (如下表), a line of heads follows, then rows of a name and as many values as the total row
(合计, 总计) has. It is footed, but its values are no facts: nothing says what they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from audit.extract.tables.forms import NO_FORM
from audit.extract.tables.regions import Region
from audit.extract.tables.tokens import compact, fold

_ANNOUNCED = re.compile(r"下表|如下(?:所示)?[:：]$|见表")
_VALUE = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?|[-—–/]{1,2}")
_TOTAL = ("合计", "总计")
_MOST_LINES = 80


def find(lines: Sequence[str], taken: Iterable[Region]) -> list[Region]:
    """The untitled tables outside the regions that are tables already."""
    occupied = {line for region in taken for line in range(region.heading, region.note_end)}
    found: list[Region] = []
    for line, raw in enumerate(lines):
        if line in occupied or len(raw) > 400 or ("表" not in raw and "如下" not in raw):
            continue
        if not _ANNOUNCED.search(compact(raw)):
            continue
        region = _below(lines, line + 1, occupied)
        if region is not None:
            found.append(region)
            occupied.update(range(region.start, region.end))
    return found


def _below(lines: Sequence[str], first: int, occupied: set[int]) -> Region | None:
    """The table that starts below an announcement: from its line of heads to its total row."""
    head = next((at for at in range(first, min(len(lines), first + 4)) if lines[at].strip()), None)
    if head is None or head in occupied or not _is_head(lines[head]):
        return None
    rows = 0
    for at in range(head + 1, min(len(lines), head + _MOST_LINES)):
        pieces = fold(lines[at]).split()
        if not pieces:
            continue
        values = _values(pieces)
        if values and pieces[0].startswith(_TOTAL):
            if rows < 2 or not _fits(lines, head, at, values):
                return None
            return Region("", NO_FORM, head, head + 1, at + 1, "", "", at + 1)
        if "。" in lines[at] or at in occupied:
            return None
        rows += bool(values)
    return None


def _is_head(line: str) -> bool:
    pieces = fold(line).split()
    return len(pieces) >= 3 and not re.search(r"[\d，。；：、]", line)


def _values(pieces: Sequence[str]) -> int:
    """How many values end a line."""
    count = 0
    for piece in reversed(pieces):
        if not _VALUE.fullmatch(piece):
            break
        count += 1
    return count


def _fits(lines: Sequence[str], head: int, total: int, values: int) -> bool:
    """Whether every row has as many values as the total, and lines without values are pieces of names."""
    if values < 2:
        return False
    for at in range(head + 1, total):
        pieces = fold(lines[at]).split()
        if pieces and _values(pieces) not in (0, values):
            return False
        if pieces and not _values(pieces) and len(compact(lines[at])) > 12:
            return False
    return True
