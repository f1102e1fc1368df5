"""Untitled 文中小表: a small table inside the text, with a total row and no title, found by its shape.

A sentence announces it (如下表), or its line of heads names a project and several amounts (项目名称 年初预算 支出金额);
then rows of a name and as many values as the total row (合计, 总计) has, which may come first. Or nothing announces it,
and nearly all its columns add up to the total row below them. It is footed, but its values are no facts: nothing says
what they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from audit.extract.tables.forms import NO_FORM
from audit.extract.tables.regions import Region
from audit.extract.tables.roles import roles
from audit.extract.tables.tokens import compact, fold
from audit.model.patterns import late

_ANNOUNCED = re.compile(r"下表|如下(?:所示)?[:：]$|见表")
_VALUE = late(r"-?\d[\d,]*(?:\.\d+)?%?|[-—–/]{1,2}")
_TOTAL = ("合计", "总计")
_MOST_LINES = 80
#: a line without values that is longer is no piece of a row's name
_LONGEST_NAME = 12
_STARTS = ("项目", "名称", "单位", "部门名称", "资金项目", "采购项目")


def find(lines: Sequence[str], taken: Iterable[Region]) -> list[Region]:
    """The untitled tables outside the regions that are tables already."""
    occupied = {line for region in taken for line in range(region.heading, region.note_end)}
    found: list[Region] = []
    for line, raw in enumerate(lines):
        if line in occupied or len(raw) > 400:
            continue
        if _names_amounts(raw):
            region = _below(lines, line, occupied) or _under_total(lines, line, occupied)
            if region is not None:
                region = replace(region, start=region.heading)  # its heads say what binds the columns
                found.append(region)
                occupied.update(range(region.start, region.end))
            continue
        if "计" in raw and _is_total(fold(raw).split()[:1]):
            region = _above_total(lines, line, occupied)
            if region is not None:
                found.append(region)
                occupied.update(range(region.start, region.end))
            continue
        if "表" not in raw and "如下" not in raw:
            continue
        if not _ANNOUNCED.search(compact(raw)):
            continue
        region = _below(lines, line + 1, occupied)
        if region is not None and not _names_amounts(lines[region.heading]):
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


def _names_amounts(line: str) -> bool:
    """Whether a line is the head of a table of projects: a word for their names, then several for amounts."""
    if not line.lstrip().startswith(_STARTS):
        return False
    pieces = fold(line).split()
    if len(pieces) < 4 or pieces[0] not in roles().names or not _is_head(line):
        return False
    return sum(1 for piece in pieces if roles().of(piece) not in ("", "other", "rate")) >= 2


def _under_total(lines: Sequence[str], head: int, occupied: set[int]) -> Region | None:
    """The table below a head whose first row is the total, its empty cells told by their spaces."""
    heads = len(fold(lines[head]).split())
    if head + 2 >= len(lines):
        return None
    pieces = fold(lines[head + 1]).split()
    values = _values(pieces)
    if not values or len(pieces) != values + 1 or pieces[0] not in _TOTAL:
        return None
    gap = re.match(r"\s*\S+( +)", fold(lines[head + 1]))
    if gap is None or len(gap.group(1)) != heads - values:
        return None
    end, widths = head + 2, set()
    while end < len(lines) and end not in occupied and end < head + _MOST_LINES:
        width = _values(fold(lines[end]).split())
        if width < values or len(fold(lines[end]).split()) != heads:
            break
        widths.add(width)
        end += 1
    if end < head + 4 or len(widths) != 1:
        return None
    return Region("", NO_FORM, head, head + 1, end, "", "", end)


def _above_total(lines: Sequence[str], total: int, occupied: set[int]) -> Region | None:
    """The rows above a total that nothing announces, where all columns but one at most add up to it."""
    pieces = fold(lines[total]).split()
    totals = _numbers(pieces[1:])
    if len(totals) < 2:
        return None
    sums = [Decimal(0)] * len(totals)
    start = total
    for at in range(total - 1, max(0, total - _MOST_LINES), -1):
        pieces = fold(lines[at]).split()
        if at in occupied or _is_total(pieces[:1]):
            break
        row = _numbers(pieces[1:])
        if len(row) == len(totals) and not _VALUE.fullmatch(pieces[0]):
            sums = [one + other for one, other in zip(sums, row, strict=True)]
            start = at
        elif _values(pieces) or len(compact(lines[at])) > _LONGEST_NAME:
            break
    closing = sum(1 for one, other in zip(sums, totals, strict=True) if one == other)
    if start == total or closing < max(2, len(totals) - 1) or not any(totals):
        return None
    return Region("", NO_FORM, start - 1, start, total + 1, "", "", total + 1, closes=True)


def _is_total(first: Sequence[str]) -> bool:
    """合计, 收入合计: whether a line's first piece names a total."""
    return bool(first) and first[0].endswith(_TOTAL) and len(first[0]) <= _LONGEST_NAME


def _numbers(pieces: Sequence[str]) -> list[Decimal]:
    """The values of a row, of which none is empty; nothing where something else stands among them."""
    if not all(_VALUE.fullmatch(piece) and piece[-1] not in "-—–/" for piece in pieces):
        return []
    return [Decimal(piece.rstrip("%").replace(",", "")) for piece in pieces]


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
        if pieces and not _values(pieces) and len(compact(lines[at])) > _LONGEST_NAME:
            return False
    return True
