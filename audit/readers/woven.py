"""Woven lines 数字另行: figures that a dump printed on a line of their own are put back into the line they are of.

A page that sets digits and quotation marks in another font than its text has them on a slightly different base line;
some producers then print a line's text with holes (收入 万元，占 ；) and the figures that belong into them below
(12.30 4.56%), or above. They go back only where one way to fill the holes is better than every other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.readers.pieces import Piece, Seam
from audit.readers.rows import is_row

_FIGURE = r"-?\d[\d,]*(?:\.\d+)?%?"
_MARKS = r"[“”‘’\"]+|[:()]"
_FIGURES = re.compile(rf"(?:{_FIGURE}|\d{{1,2}}\.|{_MARKS})(?: (?:{_FIGURE}|{_MARKS}))*")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[，。；]")
_SOLID = re.compile(r"\S+")
_OPENS = "“‘"
_CLOSES = "”’"
#: what no text begins with when the number before it is not missing
_UNIT = re.compile(
    r"[万亿]?元|年(?![初末底终内来])|月(?![均末底])|日(?!常)|个(?![人别体])|[辆台套户件]|分[，。；（）、]|[人家次批][，。；、）]"
)
#: and of punctuation
_PUNCTUATION = "，。；、）"
#: how a text ends that an amount follows, and one that a percentage may follow as well
_EXPECT_AMOUNTS = tuple("为加少约达")
_EXPECTS = (*_EXPECT_AMOUNTS, *"占长降的")
#: lines of prose that must be found torn before any is mended
_FEWEST = 3
#: no line has more holes
_MOST = 40
#: what speaks against a way to fill the holes, in how many ways that can be done, and the first of them
_Way = tuple[int, int, tuple[int, ...]]
#: the lines that were put together, by the place of their text, with the place of their figures
_Mended = dict[int, tuple[Piece, int]]
_NEVER = 1000
_UNFILLED = 10
_UNLIKELY = 5


def woven(pieces: list[Piece]) -> list[Piece]:
    """The lines, with the figures that stand below the line they belong to, or above it, back in their places."""
    figures = [_FIGURES.fullmatch(piece.text) is not None for piece in pieces]
    if sum(figures) < _FEWEST:
        return pieces
    mended = max((_mended(pieces, figures, side) for side in (1, -1)), key=_prose)
    if _prose(mended) < _FEWEST:
        return pieces
    taken = {at for _, at in mended.values()}
    return [mended[at][0] if at in mended else piece for at, piece in enumerate(pieces) if at not in taken]


def _mended(pieces: list[Piece], figures: Sequence[bool], side: int) -> _Mended:
    """The lines of text with the figures of the next line (1), or of the one before (-1)."""
    found: _Mended = {}
    for at, piece in enumerate(pieces):
        beside = at + side
        if not 0 <= beside < len(pieces) or not figures[beside] or figures[at] or piece.page != pieces[beside].page:
            continue
        if 0 <= beside + side < len(pieces) and figures[beside + side]:
            continue  # of two such lines each holds some of the figures
        if piece.level or "\t" in piece.text or _DIGIT.search(piece.text):
            continue
        filled = _filled(piece, pieces[beside])
        if filled is not None:
            found[at] = (filled, beside)
    return found


def _prose(mended: _Mended) -> int:
    """How many of the lines are prose."""
    return sum(1 for piece, _ in mended.values() if _SENTENCE.search(piece.text))


def _filled(line: Piece, figures: Piece) -> Piece | None:
    """A line with figures in its holes; None where the figures may stand there in more ways than one."""
    texts = list(_SOLID.finditer(line.text))
    tokens = list(_SOLID.finditer(figures.text))
    if not len(tokens) - 1 <= len(texts) <= _MOST:
        return None
    places = _places([m.group() for m in texts], [m.group() for m in tokens])
    if places is None:
        return None
    text: list[str] = []
    raw: list[str] = []
    seams: list[Seam] = []
    size = 0
    for hole in range(len(texts) + 1):
        found = [(figures, tokens[places.index(hole)])] if hole in places else []
        if hole < len(texts):
            found.append((line, texts[hole]))
        if 0 < hole < len(texts) and hole not in places:
            text.append(" ")
            raw.append(" ")
            size += 1
        for piece, match in found:
            start, end = match.span()
            seams.append(Seam(size, piece.line, piece.column + start))
            text.append(match.group())
            raw.append(piece.raw[start:end])
            size += end - start
    whole = "".join(text)
    return line._replace(text=whole, raw="".join(raw), row=is_row(whole), seams=tuple(seams))


def _places(texts: Sequence[str], tokens: Sequence[str]) -> list[int] | None:
    """For each token the hole that it fills: 0 before the first text, i before text i, the last behind all.

    The cheapest way, by dynamic programming over holes and tokens; None where it is not the only one.
    """
    #: of the first i tokens in the holes so far: cost, number of ways, the holes
    best: list[_Way] = [(0, 1, ()), *((_NEVER, 0, ()) for _ in tokens)]
    for hole in range(len(texts) + 1):
        empty = _empty(texts, hole)
        following: list[_Way] = [(cost + empty, ways, holes) for cost, ways, holes in best]
        for at, token in enumerate(tokens):
            cost, ways, holes = best[at]
            cost += _fit(texts, hole, token)
            if cost < following[at + 1][0]:
                following[at + 1] = (cost, ways, (*holes, hole))
            elif cost == following[at + 1][0]:
                following[at + 1] = (cost, ways + following[at + 1][1], following[at + 1][2])
        best = following
    cost, ways, holes = best[-1]
    return list(holes) if cost < _UNLIKELY and ways == 1 else None


def _empty(texts: Sequence[str], hole: int) -> int:
    """What speaks against a hole that stays empty."""
    if hole < len(texts) and (_UNIT.match(texts[hole]) or (hole == 0 and texts[0][0] == "、")):
        return _UNFILLED
    return int(0 < hole < len(texts))


def _fit(texts: Sequence[str], hole: int, token: str) -> int:
    """What speaks against a token in a hole."""
    after = texts[hole] if hole < len(texts) else ""
    before = texts[hole - 1] if hole else ""
    unit = _UNIT.match(after) is not None
    if not token[0].isdigit() and token[0] != "-":
        if unit or (token[0] in _OPENS and not after) or (token[0] in _CLOSES and not before):
            return _NEVER
        return 0 if (before and after) or token[0] in _OPENS + _CLOSES else _NEVER
    if token.endswith("%") and unit:
        return _NEVER
    if not before:
        return 0 if unit or after[0] in _PUNCTUATION or token.endswith(".") else _NEVER
    if not after:
        # a whole number there may be that of the page, and what lost its % is no amount
        return 1 if before.endswith(_EXPECTS if "%" in token else _EXPECT_AMOUNTS) and not token.isdigit() else _NEVER
    return 0
