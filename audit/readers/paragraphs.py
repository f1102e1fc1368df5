"""Paragraphs 段落: joining wrapped lines, dropping page numbers, splitting items that run together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from audit.model.document import Anchor, Block, BlockKind
from audit.model.patterns import late
from audit.readers.items import SENTENCE, is_title, split
from audit.readers.markers import marker_at
from audit.readers.outline import TITLE
from audit.readers.pieces import NOWHERE, Piece, Place, solids, width
from audit.readers.torn import mended

_TERMINAL = "。；！？：;"
_CONTINUES = re.compile(r"^(?:[，。；、：）》”’%!！？]|[万亿]?元|[万亿](?![一-龥])|[,.]\d)")
#: no paragraph begins with an amount
_AMOUNT = re.compile(r"^\d[\d,]*(?:\.\d+)? ?(?:[万亿]?元|%)|^\d[\d,]*\. \d+ ?(?:[万亿]?元|%)[，。；、）]")
_REST = late(r"^[\d,]*\. ?\d{1,2} ?(?:[万亿]?元|%|个?百分点)")
_DANGLES = "，、（《“‘及和的或与至"
_PAGE = re.compile(r"^(?:[-—–]\s*)?(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[-—–])?(?:\s*/\s*\d{1,3})?$")
_HAN = late(r"[一-龥]")
_LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LATIN_END = _LATIN | frozenset(".,%")
#: with fewer glyphs a line may be a cell
_FEW = 6
#: the few words that a paragraph ends with behind a page break
_LAST = late(r"^[,.]\d|^[^。]*[一-龥%][。；：]$")
#: what a number alone on its line counts or measures
_MEASURED = late(r"[万亿]?元|[%年月日人个辆台家项批次场所户件名套份篇期条处位岁亩页]|余")
_VALUE = re.compile(r"[\d,.]+ ?(?:%|万元|亿元|元)[。；，]?")
_CAPTION = re.compile(r"^[图表] ?\d")
_ANNEX = re.compile(r"^附[件表] ?\d{0,2}[:：]?")
_CONTENTS = re.compile(r"目\s*录")
#: what a line break does not part
_WORD = re.compile(r"[0-9,.%]+|[A-Za-z]+|[一-龥][，。、；：）》”]*")
#: the title of a whole document, on its first line
_TITLE = re.compile(r"^[^，。；：]*20\d\d年[^，。；：]*(?:决算|预算|公开|说明|报告)$")
#: columns that a paragraph's first line is indented by, lost in the dump
_INDENT = 4
#: below this width (in half-width columns) a line is a cell or a heading, never a full line of prose
MIN_WIDTH = 28
_WINDOW = 7
#: of a wrapped text with short paragraphs: broken lines at the margin, its width, and how ragged it is
_FEWEST_BROKEN = 3
_NARROWEST = 48
_RAGGED = 6


def rebuild(pieces: list[Piece]) -> list[Block]:
    """Blocks from lines, in reading order."""
    widths = [0 if p.row else width(p.text) for p in pieces]
    margins = _margins(pieces, widths)
    blocks: list[Block] = []
    open_: list[Piece] = []

    def close() -> None:
        if open_:
            blocks.extend(split(mended(_join(open_)), open_[0].level))
            open_.clear()

    for index, piece in enumerate(pieces):
        if _is_page_number(pieces, index, margins, bool(open_)):
            continue
        if open_ and (piece.paragraph != open_[-1].paragraph or (index == 1 and _TITLE.search(open_[0].text))):
            close()
        if piece.row and not (open_ and _VALUE.fullmatch(piece.text) and _runs_over(open_, piece, margins)):
            close()
            blocks.append(_row(piece))
            continue
        if open_ and not _continues(open_[-1], piece, margins[open_[-1].line], first=len(open_) == 1):
            close()
        open_.append(piece)
    close()
    return blocks


def _margins(pieces: list[Piece], widths: list[int]) -> dict[int, int]:
    """For each long line the width at which the lines around it are broken; 0 where text is not wrapped.

    In a text that is not wrapped, long lines end with a full stop; a wrapped one breaks anywhere.
    """
    found = dict.fromkeys((p.line for p in pieces), 0)
    long_lines = [i for i, w in enumerate(widths) if w >= MIN_WIDTH]
    broken = [i for i in long_lines if is_broken(pieces[i].text)]
    ends = [widths[i] for i in broken]
    if len(broken) * 3 < len(long_lines) and not _is_wrapped(ends, [widths[i] for i in long_lines]):
        return found
    for index in long_lines:
        here = bisect_left(broken, index)
        before = sorted(ends[max(0, here - _WINDOW) : here])
        after = sorted(ends[here : here + _WINDOW])
        medians = [side[len(side) // 2] for side in (before, after) if side]
        found[pieces[index].line] = min(medians, default=0)
    return found


def is_broken(text: str) -> bool:
    """Whether a line ends neither with a stop nor as headings do."""
    return text[-1] not in _TERMINAL and not _ends_heading(text)


def _is_wrapped(broken: list[int], long_lines: list[int]) -> bool:
    """Whether most of the lines that end without a stop end at one margin, which nearly no line passes."""
    nearest = sorted(broken)[len(broken) // 2 :]
    if len(nearest) < _FEWEST_BROKEN or nearest[-1] < _NARROWEST:
        return False
    passing = sum(1 for each in long_lines if each > nearest[-1])
    return nearest[-1] - nearest[0] <= _RAGGED and passing * 20 <= len(long_lines)


def _reaches(before: Piece, after: Piece, margin: int, first: bool) -> bool:
    """Whether the first thing of the next line had no room left on the line before it."""
    if not margin or (before.text[-1] == "。" and width(before.text) > 2 * margin):
        return False  # a line so long was not broken where those around it were
    word = _WORD.match(after.text)
    needed = width(before.text) + (width(word.group(0)) if word else 2) + (_INDENT if first else 0)
    return needed * 100 >= margin * 94


def _is_page_number(pieces: list[Piece], index: int, margins: dict[int, int], inside: bool) -> bool:
    """A number alone on its line, between lines of prose."""
    piece = pieces[index]
    if piece.paragraph or not _PAGE.match(piece.text):
        return False
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    prose_before = before is None or (
        not before.row and (margins[before.line] > 0 or bool(SENTENCE.search(before.text)))
    )
    torn = before is not None and before.text[-1] not in _TERMINAL and _goes_on(before, after, margins[before.line])
    prose_after = after is None or (not after.row and (torn or _is_prose(after.text)))
    return (prose_before and prose_after) or (inside and prose_before and after is None)


def _goes_on(before: Piece, after: Piece | None, margin: int) -> bool:
    """Whether the few words behind a number are the rest of a paragraph that a page break tore: its end, or what a full
    line had no room for; 32 above 人 is an amount."""
    if after is None or after.row:
        return False
    full = margin > 0 and width(before.text) * 100 >= margin * 94
    rest = full and SENTENCE.search(after.text) is not None and not _MEASURED.match(after.text)
    return rest or _LAST.search(after.text) is not None


def _continues(before: Piece, after: Piece, margin: int, first: bool) -> bool:
    """Whether a line goes on where the one before it stopped."""
    if before.level or after.level:
        return False
    ended = before.text[-1] in _TERMINAL
    if ended and (before.page != after.page or TITLE.match(after.text) or _ANNEX.match(after.text)):
        return False
    head = after.text[0]  # spares most lines the patterns
    if head in "，。；、：）》”’%!！？万亿元,." and _CONTINUES.match(after.text):
        return True
    if head.isdigit() and before.text[-1] not in _TERMINAL:
        if _AMOUNT.match(after.text) and SENTENCE.search(before.text):
            return True
        if before.text[-1] in "0123456789," and margin and _REST.match(after.text) and _is_prose(before.text):
            return True  # 占4 | 3. 25%: no item has the number 3
    elif head in "图表目" and (_CAPTION.match(after.text) or _CONTENTS.fullmatch(after.text)):
        return False
    if marker_at(after.text) is not None and not _inside_brackets(before.text):
        return False
    if before.text[-1] in _DANGLES:
        return True
    if (first and _ends_heading(before.text)) or (before.text[-1] == "。" and after.column > before.column + 1):
        return False  # a line that is indented behind a full stop begins a paragraph
    return _reaches(before, after, margin, first)


def _is_prose(text: str) -> bool:
    return len(_HAN.findall(text)) >= _FEW


def _ends_heading(text: str) -> bool:
    """A numbered heading that is whole."""
    return is_title(text) and marker_at(text) is not None


def _runs_over(open_: list[Piece], after: Piece, margins: dict[int, int]) -> bool:
    """A value alone on its line that the line before had no room for."""
    before = open_[-1]
    return before.text[-1] not in _TERMINAL and _reaches(before, after, margins[before.line], first=len(open_) == 1)


def _inside_brackets(text: str) -> bool:
    return text.count("（") > text.count("）") or text.count("“") > text.count("”")


def _row(piece: Piece) -> Block:
    anchors = piece.anchors or _anchors(piece)
    return Block(BlockKind.ROW, piece.text, piece.raw, anchors, marker_at(piece.text))


def _anchors(piece: Piece) -> tuple[Anchor, ...]:
    _, sheet, cell, seat = piece.places[0] if piece.places else Place()
    return (Anchor(0, piece.line, piece.column, piece.page, sheet, cell, piece.strip, seat=seat),)


def _join(pieces: Iterable[Piece]) -> tuple[str, str, tuple[Anchor, ...]]:
    """One text from wrapped lines: spaces go, unless they part two numbers or Latin words."""
    text: list[str] = []
    raw: list[str] = []
    anchors: list[Anchor] = []
    size = 0
    last = ""
    for piece in pieces:
        _, sheet, cell, seat = piece.places[0] if piece.places else NOWHERE
        for start, end, line, column in solids(piece):
            word = piece.text[start:end]
            if start and word[0] in _LATIN and last in _LATIN_END:
                text.append(" ")
                raw.append(" ")
                size += 1
            anchors.append(Anchor(size, line, column, piece.page, sheet, cell, piece.strip, None, seat))
            text.append(word)
            raw.append(piece.raw[start:end])
            size += end - start
            last = word[-1]
    return "".join(text), "".join(raw), tuple(anchors)
