"""PDF columns 无框表: tables without rules, whose cells stand under one another, laid out with spaces.

Where no rule shows a cell, an empty one cannot be seen. What can is kept: amounts that stand under one another end in
the same column of the text, so that the tables' reader may tell the columns from these edges, or leave them open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from audit.readers import pdf_lines, pdf_wrapped
from audit.readers.pdf_lines import Line
from audit.readers.pieces import width

#: so many lines with several cells each make a table
_FEWEST = 3
#: so many lines between them may hold the rest of a wrapped name
_WRAPPED = 2
_SENTENCE = re.compile(r"[，。；]")
#: points to a column of text: narrow, so that a text takes no more than its room; the same on every page
_COLUMN = 2.5


class Printed(NamedTuple):
    """A line of the text layer: how far down it is, what it reads, and what it is made of, in the text's order."""

    base: float
    text: str
    lines: Sequence[Line]


def printed(lines: Sequence[Line]) -> list[Printed]:
    """The text of each line; in a run of lines with several cells each, laid out as on the page."""
    cut = [pdf_lines.segments(line) for line in lines]
    plain = [
        Printed(line.base, " ".join(pdf_lines.text(part) for part in parts), (line,))
        for line, parts in zip(lines, cut, strict=True)
    ]
    several = [at for at, parts in enumerate(cut) if len(parts) > 1]
    found: list[Printed] = []
    done = 0
    for first, last in _runs(several, [line.text for line in plain]):
        found += plain[done:first]
        found += _laid_out(lines[first : last + 1]) or plain[first : last + 1]
        done = last + 1
    return found + plain[done:]


def _runs(several: Sequence[int], texts: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last lines of tables, from the lines that have several cells; a wrapped name may stand between."""
    runs: list[list[int]] = []
    for at in several:
        between = texts[runs[-1][-1] + 1 : at] if runs else ()
        if runs and len(between) <= _WRAPPED and not any(map(_SENTENCE.search, between)):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(run[0], run[-1]) for run in runs if len(run) >= _FEWEST]


def _laid_out(lines: Sequence[Line]) -> list[Printed] | None:
    """The lines as on the page; None where their numbers do not stand in columns."""
    rows = [pdf_lines.segments(line, fine=True) for line in lines]
    numbers = [part for row in rows for part in row if pdf_lines.is_number(part)]
    columns = _columns(numbers)
    if 10 * sum(len(column) for column in columns if _is_aligned(column)) < 9 * len(numbers):
        return None
    starts = [column[0].left for column in columns]
    ends = [max(part.right for part in column) for column in columns]
    whole: dict[int, str] = {}
    gone: set[int] = set()
    wrapped = pdf_wrapped.joined(rows)
    for at, (parts, places) in wrapped.items():
        text, fits = _text(parts, starts, ends)
        if fits:
            whole[at] = text
            gone.update(places)
    found: list[Printed] = []
    for at, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if at in whole:
            found.append(Printed(line.base, whole[at], [piece for part in wrapped[at][0] for piece in part]))
        elif at not in gone:
            found.append(Printed(line.base, _text([[part] for part in row], starts, ends)[0], (line,)))
    return found


def _text(parts: pdf_wrapped.Row, starts: Sequence[float], ends: Sequence[float]) -> tuple[str, bool]:
    """What a row reads, its numbers ending where their columns do; whether every part has the room that it takes."""
    text, taken, fits = "", 0, True
    for part in parts:
        words = pdf_lines.cell(part)
        start = round(min(line.left for line in part) / _COLUMN)
        if pdf_lines.is_number(part[0]):
            start = round(ends[bisect_right(starts, part[0].left) - 1] / _COLUMN) - width(words)
        least = 2 if text else 0
        fits = fits and start - taken >= least
        gap = max(start - taken, least)
        text += " " * gap + words
        taken += gap + width(words)
    return text, fits


def _columns(numbers: Sequence[Line]) -> list[list[Line]]:
    """The columns of numbers, from left to right: those that overlap stand in one."""
    found: list[list[Line]] = []
    right = 0.0
    for part in sorted(numbers, key=lambda part: part.left):
        if found and part.left < right:
            found[-1].append(part)
            right = max(right, part.right)
        else:
            found.append([part])
            right = part.right
    return found


def _is_aligned(column: Sequence[Line]) -> bool:
    """Whether the numbers of a column are flush right or left, or centred, but for one in five."""
    for edges in (
        [part.right for part in column],
        [part.left for part in column],
        [(part.left + part.right) / 2 for part in column],
    ):
        middle = sorted(edges)[len(edges) // 2]
        if 5 * sum(1 for edge in edges if abs(edge - middle) <= _COLUMN) >= 4 * len(edges):
            return True
    return False
