"""PDF prose in columns 分栏: text in two columns is read down the first one and then down the second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from audit.readers import pdf_lines
from audit.readers.pdf_lines import Line

#: so many lines side by side; so many of ten reach to the edge of their column, but for the last ones of paragraphs
_FEWEST = 4
_FULL = 6
#: so many times the distance of two lines parts them from what stands below
_PITCH = 1.6
#: shares of the font's size
_EDGE = 1.5
_SENTENCE = re.compile("[，。；]")
_WORDS = re.compile("[一-龥]")

_Pair = tuple[Line | None, Line | None]


def ordered(lines: Sequence[Line]) -> list[tuple[float, Line]]:
    """Lines in the order in which they are to be read, each behind what tells its place among the rows of the page."""
    cut = [pdf_lines.segments(line) for line in lines]
    if sum(1 for parts in cut if len(parts) == 2) < _FEWEST:
        return [(line.base, line) for line in lines]
    found: list[tuple[float, Line]] = []
    at = 0
    while at < len(lines):
        run = list(_side_by_side(islice(cut, at, None)))
        columns = [[line for line in column if line is not None] for column in zip(*run, strict=True)]
        if all(map(_is_prose, columns)) and run:
            found += [(line.base, line) for line in columns[0]]
            found += [(lines[at + len(run) - 1].base, line) for line in columns[1]]
        else:
            found += [(line.base, line) for line in lines[at : at + max(1, len(run))]]
        at += max(1, len(run))
    return found


def _side_by_side(cut: Iterable[list[Line]]) -> Iterator[_Pair]:
    """The lines from the first one on that leave the same gap free; the columns may end on different heights."""
    end = start = pitch = 0.0
    last: Line | None = None
    for parts in cut:
        if last is not None:
            down = parts[0].base - last.base
            pitch = pitch or down
            if down > _PITCH * pitch:
                return
        last = parts[0]
        if len(parts) == 2:
            left, right = parts
            if end and not (left.right < start and end < right.left):
                return
            end = max(end, left.right)
            start = min(start or right.left, right.left)
            yield left, right
        elif len(parts) == 1 and end and parts[0].right < start:
            yield parts[0], None
        elif len(parts) == 1 and end and parts[0].left > end:
            yield None, parts[0]
        else:
            return


def _is_prose(column: Sequence[Line]) -> bool:
    """Whether lines are those of paragraphs: full to the edge, sentences, not the cells of a table."""
    if len(column) < _FEWEST:
        return False
    texts = [pdf_lines.text(line) for line in column]
    edge = max(line.right for line in column)
    full = sum(1 for line in column if edge - line.right <= _EDGE * line.em)
    said = "".join(texts)
    return (
        10 * full >= _FULL * len(column)
        and len(_SENTENCE.findall(said)) * 3 >= len(column)
        and all(_WORDS.search(text) for text in texts[:-1])
    )
