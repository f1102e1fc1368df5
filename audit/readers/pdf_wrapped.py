"""PDF wrapped cells 折行: in a table without rules, the lines of a wrapped name join the row that they stand by.

Between two rows it is the distance that tells; where it does not, the lines stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from audit.readers import pdf_lines
from audit.readers.pdf_lines import Line

#: the parts of a row from left to right; of each its lines from top to bottom
Row = list[list[Line]]
_SENTENCE = re.compile(r"[，。；]")
#: of the distances to the rows above and below one is so much smaller; in font sizes how far away a row is at most
#: where there is one on both sides, and where there is not
_NEARER = 0.8
_FAR = 2.2
_OUTERMOST = 0.9


def joined(rows: Sequence[list[Line]]) -> dict[int, tuple[Row, list[int]]]:
    """Rows of numbers with wrapped names, by their place among the rows: their parts, and what is joined to them."""
    anchors = [at for at, row in enumerate(rows) if any(map(pdf_lines.is_number, row))]
    numbered = set(anchors)
    found: dict[int, tuple[Row, list[int]]] = {}
    for at, row in enumerate(rows):
        if at in numbered or _SENTENCE.search("".join(map(pdf_lines.text, row))):
            continue
        near = _nearest(at, rows, anchors)
        if near is None:
            continue
        parts, places = found.setdefault(near, ([[part] for part in rows[near]], []))
        if all(_takes(parts, part) for part in row):
            for part in row:
                _put(parts, part)
            places.append(at)
    return {at: (parts, places) for at, (parts, places) in found.items() if places}


def _nearest(at: int, rows: Sequence[list[Line]], anchors: Sequence[int]) -> int | None:
    """The row of numbers that a line is clearly nearer to than to the one on its other side."""
    base, em = rows[at][0].base, rows[at][0].em
    following = bisect_left(anchors, at)
    above = anchors[following - 1] if following else None
    below = anchors[following] if following < len(anchors) else None
    up = base - rows[above][0].base if above is not None else None
    down = rows[below][0].base - base if below is not None else None
    if up is None or down is None:
        only, distance = (below, down) if up is None else (above, up)
        return only if distance is not None and distance <= _OUTERMOST * em else None
    if min(up, down) > min(_NEARER * max(up, down), _FAR * em):
        return None
    return above if up < down else below


def _takes(parts: Row, piece: Line) -> bool:
    """Whether a piece stands under or above words of the row, or where the row has nothing; no amount touches these."""
    return not any(_overlap(part[0], piece) and part[0].glyphs[-1].char.isdigit() for part in parts)


def _put(parts: Row, piece: Line) -> None:
    for part in parts:
        if _overlap(part[0], piece):
            part.append(piece)
            part.sort(key=lambda line: line.base)
            return
    parts.append([piece])
    parts.sort(key=lambda part: part[0].left)


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right
