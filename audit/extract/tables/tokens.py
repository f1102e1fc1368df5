"""Tokens 词元: the printed pieces of a table's lines, each with its place and the space that follows it.

A number broken over two lines (`1,234.5` / `6`) is one token again. Nothing is interpreted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from audit.extract.tables import separators
from audit.extract.tables.glued import parted
from audit.model.document import Anchor, CellAnchors
from audit.model.once import once
from audit.model.patterns import late
from audit.model.span import Span


class Kind(IntEnum):
    WORD = 0
    NUMBER = 1
    DASH = 2  # a cell that is printed as empty: -, —, /
    UNKNOWN = 3  # a cell whose value is not in the file: a formula that was never computed


class Token(Struct, eq=False, dict=True):
    """A printed piece; it is settled once its line has been read.

    `after` counts the spaces behind it on its line, `last` says that nothing else follows there.

    `cell` is the number of cell separators before it (-1 where the line has none); `edge` is its right edge on a line
    that is laid out with spaces, wide characters counted twice; `place` is the span of a cell that the format gives,
    `anchor` the workbook's cell, or the page, that a line of the text layer stands for.
    """

    kind: Kind
    text: str
    raw: str
    line: int
    column: int
    after: int
    last: bool
    cell: int = -1
    edge: int = 0
    place: Span | None = None
    anchor: Anchor | CellAnchors | None = None
    #: whether its order among the numbers of its row, or even its row, is lost
    loose: bool = False
    stray: bool = False

    @property
    def span(self) -> Span:
        if self.place is not None:
            return Span(
                self.raw,
                self.place.line,
                self.place.column,
                self.place.page,
                self.place.sheet,
                self.place.cell,
                self.place.box,
            )
        if self.anchor is not None:
            return self.anchor.span(self.raw, self.column)
        return Span(self.raw, self.line, self.column)

    @property
    def is_integer(self) -> bool:
        return self.kind is Kind.NUMBER and self.text.isdigit()

    @once  # the columns are weighed with it again and again
    def value(self) -> Decimal:
        return Decimal(self.text.rstrip("%").replace(",", ""))

    @once
    def decimals(self) -> int:
        return len(self.text.rstrip("%").partition(".")[2])


#: the last are the marks of notes, behind a figure
_FOLD = str.maketrans(
    "０１２３４５６７８９．，－％−‐‑﹣\u3000\xa0\u2007\u202f⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789.,-%----" + 14 * " "
)
_FOLDED = re.compile("[０-９．，－％−‐‑﹣\u3000\xa0\u2007\u202f⁰¹²³⁴-⁹]")
_RULE = re.compile(r"[\s|:+=_-]*[|+=_-]{3}[\s|:+=_-]*")
_PAGE = re.compile(r"\s*(?:[-—–−]\s*\d{1,3}\s*[-—–−]|第\s*\d{1,3}\s*页.{0,12})\s*")
#: the number of the table with spaces in it: 公开 08 表
_TABLE = re.compile(r"\s*[（(]?[一-龥]{0,6}\s*\d{1,2}(?:[-—]\d{1,2})?\s*表[）)]?\s*")
_PIECE = re.compile(r"\S+")
_NUMBER = re.compile(r"-?\d[\d,]{0,24}(?:\.\d{1,8})?%?|\d{3}[\d,]*\.")
#: a number that no code and no second number touches
_PLAIN = re.compile(r"-?\d[\d,]{0,20}(?:\.\d\d?)?")
_DASH = re.compile(r"[-—–―−/]{1,4}")
_BRACKETED = late(r"[\[【〔]([235]\d\d(?:\d\d){0,2})[\]】〕](?=[一-龥]|$)")


def fold(text: str) -> str:
    """The same text, character by character, with half-width digits and plain spaces."""
    return text.translate(_FOLD) if _FOLDED.search(text) else text


def compact(text: str) -> str:
    """The folded text without any space."""
    return "".join(fold(text).split())


def tokenise(
    lines: Sequence[str], first: int, last: int, places: Mapping[int, Sequence[Anchor]] | None = None
) -> list[Token]:
    """The tokens of the raw lines first..last (0-based, last excluded).

    `places` are the workbook's cells, or the page, on each line (1-based).
    """
    tokens: list[Token] = []
    usual = separators.common(lines, first, last)
    for index in range(first, last):
        raw = lines[index]
        if not raw or raw.isspace():
            continue
        folded = fold(raw)
        if _RULE.fullmatch(folded) or _PAGE.fullmatch(folded) or ("表" in folded and _TABLE.fullmatch(folded)):
            continue
        before = len(tokens)
        if separator := separators.of(raw, usual):
            _fields(folded, raw, separator, index + 1, tokens)
        else:
            _pieces(folded, raw, 0, len(folded), index + 1, -1, tokens)
        if places and index + 1 in places:
            _anchor(tokens, before, places[index + 1])
    return tokens


def _anchor(tokens: list[Token], first: int, anchors: Sequence[Anchor]) -> None:
    """Give the tokens of a line the last anchor that begins at or before each; of cells each finds its own."""
    if isinstance(anchors, CellAnchors):
        for token in tokens[first:]:
            token.anchor = anchors
        return
    at = -1
    for index in range(first, len(tokens)):
        column = tokens[index].column
        while at + 1 < len(anchors) and anchors[at + 1].column <= column:
            at += 1
        if at >= 0:
            tokens[index].anchor = anchors[at]


def cells(row: Iterable[Span | None], line: int) -> list[Token]:
    """The tokens of a row of cells; each carries the span of its cell."""
    tokens: list[Token] = []
    for index, span in enumerate(row):
        if span is None or not span.text.strip():
            continue
        whole = compact(span.text)
        if _NUMBER.fullmatch(whole):  # a number that the cell's width broke
            tokens.append(
                Token(Kind.NUMBER, whole, "".join(span.text.split()), line, index + 1, 0, False, index, 0, span)
            )
            continue
        found: list[Token] = []
        folded = fold(span.text)
        _pieces(folded, span.text, 0, len(folded), line, index, found)
        for token in found:
            token.place, token.column = span, index + 1
        tokens.extend(found)
    return tokens


def _fields(folded: str, raw: str, separator: str, line: int, tokens: list[Token]) -> None:
    start = 0
    before = len(tokens)
    number = Kind.NUMBER
    for index, printed in enumerate(raw.split(separator)):
        end = start + len(printed)
        if printed:
            field = folded[start:end]
            if _PLAIN.fullmatch(field):
                tokens.append(Token(number, field, printed, line, start + 1, 0, False, index))
            else:
                _pieces(folded, raw, start, end, line, index, tokens)
        start = end + len(separator)
    for at in range(before, len(tokens)):
        tokens[at].last = at == len(tokens) - 1


def _pieces(folded: str, raw: str, start: int, end: int, line: int, cell: int, tokens: list[Token]) -> None:
    """Split a stretch of a line at its spaces."""
    matches = list(_PIECE.finditer(folded, start, end))
    laid_out = cell < 0 and "    " in folded
    for at, match in enumerate(matches):
        is_last = at + 1 == len(matches)
        after = (end if is_last else matches[at + 1].start()) - match.end()
        for begin, finish in parted(match.group(), match.start()):
            text = folded[begin:finish]
            inner = finish < match.end()
            tokens.append(
                Token(
                    _kind(text), text, raw[begin:finish], line, begin + 1,
                    0 if inner else after, is_last and not inner, cell, _edge(folded, finish) if laid_out else 0,
                )
            )  # fmt: skip


def _edge(text: str, end: int) -> int:
    return end + sum(1 for char in text[:end] if char > "\u2e7f")


def _kind(text: str) -> Kind:
    if _NUMBER.fullmatch(text):
        return Kind.NUMBER
    if text == "=?":
        return Kind.UNKNOWN
    return Kind.DASH if _DASH.fullmatch(text) else Kind.WORD


def unbracketed(tokens: Iterable[Token]) -> list[Token]:
    """The same tokens, a code in brackets ([201], [2050201] 学前教育) without them and apart from its name."""
    found: list[Token] = []
    for token in tokens:
        code = _BRACKETED.match(token.text) if token.text[0] in "[【〔" else None
        if code is None:
            found.append(token)
            continue
        end = code.end()
        alone = end == len(token.text)
        found.append(
            replace(token, kind=Kind.NUMBER, text=code.group(1), raw=token.raw[:end], last=alone and token.last)
        )
        if not alone:
            found.append(replace(token, text=token.text[end:], raw=token.raw[end:], column=token.column + end))
    return found
