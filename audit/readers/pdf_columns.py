"""PDF columns 无框表: tables without rules, whose cells stand under one another, laid out with spaces.

Where no rule shows a cell, an empty one cannot be seen. What can is kept: amounts that stand under one another end in
the same column of the text, so that the tables' reader may tell the columns from these edges, or leave them open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from audit.readers import pdf_lines
from audit.readers.paragraphs import width
from audit.readers.pdf_lines import Line

#: so many lines with several cells each make a table
_FEWEST = 3
#: so many lines between them may hold the rest of a wrapped name
_WRAPPED = 2
_SENTENCE = re.compile(r"[，。；]")
#: points to a column of text: narrow, so that a text takes no more than its room; the same on every page
_COLUMN = 2.5


def printed(lines: Sequence[Line]) -> list[str]:
    """The text of each line; in a run of lines with several cells each, laid out as on the page."""
    cut = [pdf_lines.segments(line) for line in lines]
    found = [" ".join(pdf_lines.text(part) for part in parts) for parts in cut]
    several = [at for at, parts in enumerate(cut) if len(parts) > 1]
    for first, last in _runs(several, found):
        found[first : last + 1] = _laid_out(lines[first : last + 1]) or found[first : last + 1]
    return found


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


def _laid_out(lines: Sequence[Line]) -> list[str] | None:
    """The lines as on the page; None where their numbers do not stand in columns."""
    rows = [pdf_lines.segments(line, fine=True) for line in lines]
    numbers = [part for row in rows for part in row if pdf_lines.is_number(part)]
    columns = _columns(numbers)
    if 10 * sum(len(column) for column in columns if _is_aligned(column)) < 9 * len(numbers):
        return None
    starts = [column[0].left for column in columns]
    ends = [max(part.right for part in column) for column in columns]
    found: list[str] = []
    for row in rows:
        text, taken = "", 0
        for part in row:
            words = pdf_lines.cell([part])
            start = round(part.left / _COLUMN)
            if pdf_lines.is_number(part):
                start = round(ends[bisect_right(starts, part.left) - 1] / _COLUMN) - width(words)
            gap = max(start - taken, 2 if text else 0)
            text += " " * gap + words
            taken += gap + width(words)
        found.append(text)
    return found


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
