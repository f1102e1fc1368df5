"""Markers 序号: the numbers that open headings and list items, from 第一部分 down to ①."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model.document import Marker
from audit.model.numerals import chinese_number

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"

_HAN = "[一二三四五六七八九十廿]{1,3}"
#: a code of the functional classification and its name: 1.2040201 行政运行
_CODED = r"\d{5}(?:\d\d)?(?!\d)[ \-—]{0,2}“?(?![万亿元个倍台辆人次项家户%])[一-龥]"
#: rank -> the pattern of its marker; the number is the first group
_PATTERNS = (
    re.compile(rf"第({_HAN}|\d{{1,2}})(?:部分|章|篇)[、.：]?"),
    re.compile(rf"({_HAN})(?:、|[.．](?!\d))"),
    re.compile(rf"（({_HAN})）[、.]?"),
    re.compile(rf"(?<![\d.])(\d{{1,2}})(?:[.．](?![\d.]|$)|[.．](?=(?:19|20)\d\d ?年)|[.．](?={_CODED})|、)"),
    re.compile(r"（(\d{1,2})）"),
    re.compile(rf"([{_CIRCLED}{_PARENTHESISED}])"),
)
#: a marker inside a text; the number of its group is its rank
_INNER = re.compile(
    rf"(?=[（\d一二三四五六七八九十廿{_CIRCLED}{_PARENTHESISED}])(?:{'|'.join(p.pattern for p in _PATTERNS[1:])})"
)
#: the first glyph of a marker -> the ranks that it may have; a digit opens those of the fourth
_RANKS = {
    "第": (0,),
    "（": (2, 4),
    **dict.fromkeys("一二三四五六七八九十廿", (1,)),
    **dict.fromkeys(_CIRCLED + _PARENTHESISED, (5,)),
}
_DIGITS = (3,)
HEADING_RANK = 2  # up to （一） a marker opens a section


def _value(text: str) -> int:
    for glyphs in (_CIRCLED, _PARENTHESISED):
        if text in glyphs:
            return glyphs.index(text) + 1
    return chinese_number(text)


def marker_at(text: str, position: int = 0) -> Marker | None:
    """The marker that stands at a position of a folded text."""
    first = text[position : position + 1]
    for rank in _RANKS.get(first, _DIGITS if first.isdigit() else ()):
        match = _PATTERNS[rank].match(text, position)
        if match:
            return Marker(rank, _value(match.group(1)), match.end() - position)
    return None


def inner_markers(text: str) -> Iterator[tuple[int, Marker]]:
    """Where below the first rank markers stand inside a folded text, behind its beginning."""
    for match in _INNER.finditer(text, 1):
        rank = match.lastindex or 0
        yield match.start(), Marker(rank, _value(match.group(rank)), match.end() - match.start())
