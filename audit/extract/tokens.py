"""Tokens 词元: a block's text as numbers, words of the lexicon, punctuation, and the text between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from operator import attrgetter

from msgspec import Struct

from audit.extract.lexicon import any_of, begins, inverse, lexicon, words
from audit.extract.numbers import Number, numbers
from audit.model.document import Block
from audit.model.figure import FigureKind


class TokenKind(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    STOP = "stop"  # 。！？
    BREAK = "break"  # ，；：
    PAUSE = "pause"  # 、
    OPEN = "open"
    CLOSE = "close"
    FUND = "fund"
    STAGE = "stage"
    CHANGE = "change"
    FLAT = "flat"
    SHARE = "share"
    COMPLETE = "complete"
    EACH = "each"
    COMPARE = "compare"
    DIRECTION = "direction"
    OPENER = "opener"
    REASON = "reason"


_PUNCTUATION = {
    "。": TokenKind.STOP,
    "！": TokenKind.STOP,
    "？": TokenKind.STOP,
    "，": TokenKind.BREAK,
    ",": TokenKind.BREAK,
    "；": TokenKind.BREAK,
    "：": TokenKind.BREAK,
    "、": TokenKind.PAUSE,
    "（": TokenKind.OPEN,
    "）": TokenKind.CLOSE,
}


class Token(Struct, frozen=True):
    """`value` is the category within the kind (a fund, a stage, up or down, the opener's completeness); `year` is that
    of a comparison, or of a number that is one."""

    kind: TokenKind
    text: str
    start: int
    end: int
    value: str = ""
    number: Number | None = None
    year: int | None = None
    stage: str = ""


@cache
def _words() -> tuple[re.Pattern[str], dict[str, tuple[TokenKind, str]]]:
    known = {mark: (kind, "") for mark, kind in _PUNCTUATION.items()}
    for kind, key in (
        (TokenKind.FUND, "fund"),
        (TokenKind.STAGE, "stage"),
        (TokenKind.CHANGE, "change"),
        (TokenKind.OPENER, "opener"),
    ):
        known.update({word: (kind, category) for word, category in inverse(key).items()})
    for kind, key in (
        (TokenKind.FLAT, "flat"),
        (TokenKind.SHARE, "share"),
        (TokenKind.COMPLETE, "complete"),
        (TokenKind.EACH, "each"),
        (TokenKind.REASON, "reason"),
        (TokenKind.TEXT, "plain"),
    ):
        known.update(dict.fromkeys(words(key), (kind, "")))
    for word in words("alone"):
        known[word] = (TokenKind.COMPARE, "prior")
    for word in words("alone_budget"):
        known[word] = (TokenKind.COMPARE, "budget")
    pattern = re.compile(
        rf"{_beginnings(known)}(?:(?P<compare>{_compare()})|(?P<direction>{_direction()})|(?P<word>{any_of(known)})|(?P<sorting>{_sorting()}))"
    )
    return pattern, known


def _beginnings(known: Iterable[str]) -> str:
    """What a token that is no number begins with: a word, a mark, the head of a comparison or of a sorting."""
    direction = (word for listed in lexicon()["direction"].values() for word in listed)
    actual = ("收入", "支出", "决算")
    return begins([*known, *lexicon()["compare"]["head"], *direction, *actual, "按"])


def _sorting() -> str:
    """按用途划分：, 按支出性质分，: only where a list may begin right behind it."""
    parts = lexicon()["sorting"]
    return rf"按{any_of(parts['by'])}{any_of(parts['ends'])}?(?=[，：])"


def _compare() -> str:
    """与2022年度相比, 比年初预算: a head, a time or a stage, and a tail for the heads that also mean "and"."""
    parts = lexicon()["compare"]
    owner = f"{any_of(parts['owner'])}?"
    time = rf"(?:(?P<year>(?:19|20)\d\d)年?度?|(?P<prior>{any_of(parts['prior'])}))"
    qualifier = f"{any_of(parts['qualifier'])}{{0,3}}"
    stage = any_of(words("stage"))
    measure = f"{any_of(parts['measure'])}{{0,2}}"
    base = rf"{owner}(?:{time}{qualifier}(?P<stage1>{stage})?|{qualifier}(?P<stage2>{stage})){measure}"
    tail = any_of(parts["tail"])
    again = base.replace("?P<", "?P<w")
    strong = [w for w in parts["head"] if w in ("比", "较", "对比", "相比")]
    weak = [w for w in parts["head"] if w not in strong]
    follows = any_of([*words("flat"), *words("change")])
    amount = rf"\s?[\d,.]+\s?[万亿]?元(?:{tail}|{any_of(words('flat'))})"
    return rf"{any_of(strong)}{base}{tail}?|{any_of(weak)}{again}(?:{tail}|(?={follows})|(?={amount}))"


def _direction() -> str:
    """决算数大于年初预算数, 决算数与预算数持平."""
    parts = lexicon()["direction"]
    word = "|".join(f"(?P<{sign}>{any_of(parts[sign])})" for sign in ("greater", "less", "equal"))
    budget = r"(?P<which>年初|全年|调整后?的?|当年)?(?:支出|收入)?预算(?:安排|批复)?(?:数|金额)?(?!单位|部门)"
    actual = r"(?:支出|收入)?决算(?:数|金额|支出)?"
    flat = any_of(parts["equal"])
    return (
        rf"(?<![未不没])(?:{actual})?(?:{word}){budget}"
        rf"|{actual}(?:与|同|和)(?P<which2>年初|全年|调整后?)?预算(?:数)?(?P<flat>{flat})"
    )


def tokenise(block: Block) -> list[Token]:
    """The tokens of a block behind its marker, in order."""
    skip = block.marker.length if block.marker else 0
    text = " " * skip + block.text[skip:]  # 1.2023年度: the item's number is no part of the year
    pattern, known = _words()
    marks = [_mark(match, known) for match in pattern.finditer(text)]
    return _filled(text, _merged(text, list(numbers(text, block.span)), marks), skip)


def _mark(match: re.Match[str], known: dict[str, tuple[TokenKind, str]]) -> Token:
    (start, end), text = match.span(), match.group()
    match match.lastgroup:
        case "word":
            kind, value = known[text]
            return Token(kind, text, start, end, value)
        case "sorting":
            return Token(TokenKind.OPENER, text, start, end, "declared")
        case "direction":
            value = "greater" if match.group("greater") else "less" if match.group("less") else "equal"
            which = match.group("which") or match.group("which2") or ""
            stage = "initial" if which.startswith("年初") else "adjusted" if which else ""
            return Token(TokenKind.DIRECTION, text, start, end, value, stage=stage)
    year = match.group("year") or match.group("wyear")
    stage_word = (
        match.group("stage1") or match.group("stage2") or match.group("wstage1") or match.group("wstage2") or ""
    )
    prior = bool(year or match.group("prior") or match.group("wprior"))
    stages = inverse("stage")
    return Token(
        TokenKind.COMPARE,
        text,
        start,
        end,
        "prior" if prior else "budget",
        year=int(year) if year else None,
        stage=stages.get(stage_word, ""),
    )


def _merged(text: str, found: list[Number], marks: list[Token]) -> list[Token]:
    """Numbers and words in order. A number inside a word goes; a word inside a quantity goes."""
    kept = _outside(marks, [(n.outer_start, n.outer_end) for n in found if n.figure.kind in _QUANTITIES])
    inside = [token for token in kept if token.kind in _HOLDERS]
    for number in found:
        kind, start, end = number.figure.kind, number.outer_start, number.outer_end
        if kind in _QUANTITIES or kind in _KEPT:
            at = bisect_right(inside, number.start, key=_START) - 1
            if at < 0 or number.start >= inside[at].end:
                year = int(number.figure.value) if kind is FigureKind.YEAR else None
                kept.append(Token(TokenKind.NUMBER, text[start:end], start, end, "", number, year))
    return sorted(kept, key=_START)


def _filled(text: str, tokens: list[Token], position: int) -> list[Token]:
    """The tokens and, from a position on, the text between them."""
    found: list[Token] = []
    for token in tokens:
        if token.start > position:
            found.append(Token(TokenKind.TEXT, text[position : token.start], position, token.start))
        found.append(token)
        position = max(position, token.end)
    if position < len(text):
        found.append(Token(TokenKind.TEXT, text[position:], position, len(text)))
    return found


_START = attrgetter("start")
#: kinds of numbers that are such whatever words their place is made of
_QUANTITIES = frozenset({FigureKind.THRESHOLD, *(kind for kind in FigureKind if kind.states_quantity)})
#: kinds of numbers that state nothing and are tokens all the same
_KEPT = frozenset({FigureKind.YEAR, FigureKind.ORDINAL, FigureKind.CODE, FigureKind.DATE})
#: words that numbers stand inside
_HOLDERS = frozenset({TokenKind.COMPARE, TokenKind.DIRECTION})


def _outside(marks: list[Token], taken: list[tuple[int, int]]) -> list[Token]:
    """The words that no quantity overlaps; both lists are in order."""
    kept: list[Token] = []
    index = 0
    for token in marks:
        while index < len(taken) and taken[index][1] <= token.start:
            index += 1
        if index == len(taken) or token.end <= taken[index][0]:
            kept.append(token)
    return kept
