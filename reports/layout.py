"""Text on a terminal: how wide it is, where it wraps, and what of a document must not reach the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import category, combining, east_asian_width

#: columns of a report that goes to no terminal
DEFAULT_WIDTH = 100
#: what stays together in a line: a place, a printed amount, each with the mark that opens it, a Latin word; else one
#: character
_PIECE = re.compile(
    r"[【（“(]?(?:第\d+行第\d+列|第\d+(?:个表|[页行列段])|[\d.,%]+(?:[万亿]?元|个百分点)?)|[【（“(].|[A-Za-z][\w'-]*|\s+|.",
    re.DOTALL,
)
_BETWEEN = " · "
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: a line does not begin with these
_CLOSING = "，。；：、！？）】》」』”’,.;:!?)]}%"


def clean(text: str) -> str:
    """Text in one line without control characters: a document must not steer the terminal."""
    flat = " ".join(text.split())
    return flat if flat.isprintable() else "".join(c for c in flat if category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


@lru_cache(maxsize=8192)
def width(text: str) -> int:
    """Columns that a text takes: a Chinese character takes two. Mostly asked for single characters, again and again."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns (a number or a word wider than that stands alone)."""
    lines: list[str] = []
    line, used = "", 0
    pieces = _PIECE.findall(text)
    closing = _closing(pieces)
    for piece, behind in zip(pieces, closing, strict=True):
        size = width(piece)
        if line and used + size + behind > columns and piece not in _CLOSING:
            lines.append(line.rstrip())
            line, used = "", 0
            if piece.isspace():
                continue
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def joined(parts: Iterable[str], columns: int) -> list[str]:
    """Parts side by side, in lines of at most so many columns; none is broken. Colours take no columns."""
    lines: list[str] = []
    used = 0
    for part in parts:
        size = width(_COLOUR.sub("", part))
        if lines and used + len(_BETWEEN) + size <= columns:
            lines[-1] += _BETWEEN + part
            used += len(_BETWEEN) + size
        else:
            lines.append(part)
            used = size
    return lines


def _closing(pieces: Sequence[str]) -> list[int]:
    """The columns that the marks behind each piece take, which must stand in its line."""
    found, behind = [], 0
    for piece in reversed(pieces):
        found.append(behind)
        behind = behind + width(piece) if piece in _CLOSING else 0
    return found[::-1]


def elide(text: str, columns: int) -> str:
    """A text of at most so many columns: of a longer one its beginning and, being what tells files apart, its end."""
    if width(text) <= columns:
        return text
    room = max(columns - 1, 2)
    head, tail = _cut(text, room // 3), _cut(text[::-1], room - room // 3)[::-1]
    return f"{head}…{tail}"


def _cut(text: str, columns: int) -> str:
    used = 0
    for at, character in enumerate(text):
        used += width(character)
        if used > columns:
            return text[:at]
    return text


def pad(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


def alone(figure: str) -> str:
    """A pattern of the figure where it is not a piece of a longer number."""
    return rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)"


def quoted(quotation: str, figure: str, at: int, longest: int) -> tuple[str, str, str]:
    """A quotation in one line, cut down to the neighbourhood of a figure: what stands before it, the figure, the rest.

    `at` is where in the quotation the figure begins, which may stand there more than once; where it is not found the
    whole is before it.
    """
    sentence, figure = clean(quotation), clean(figure)
    places = [match.start() for match in re.finditer(alone(figure), sentence)] if figure else []
    if not places:
        return sentence[:longest] + ("…" if len(sentence) > longest else ""), "", ""
    # blanks were dropped: it is the one behind as many others as stood before it
    earlier = len(re.findall(alone(figure), clean(quotation[: max(at, 0)]) + " "))
    start = places[min(earlier, len(places) - 1)]
    cut, end = 0, len(sentence)
    if end > longest:
        cut = max(0, min(start - longest // 2, end - longest))
        end = cut + longest
    before, after = sentence[cut:start], sentence[start + len(figure) : max(end, start + len(figure))]
    return ("…" if cut else "") + before, figure, after + ("…" if end < len(sentence) else "")


def marked(quotation: str, figure: str, at: int, longest: int) -> str:
    """The same in one piece, the figure in brackets."""
    before, found, after = quoted(quotation, figure, at, longest)
    return f"{before}【{found}】{after}" if found else before
