"""Numbers 数值: every printed number of a text as a Figure, classified: a quantity with unit and qualifier,
or a year, date, ordinal, code or reference that states none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from audit.extract.lexicon import any_of, lexicon, words
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.patterns import late
from audit.model.span import Span

DIGIT = re.compile("[0-9]")
#: what follows the first digit of a number
_REST_OF_CORE = (
    r"\d{0,2}，\d{3}\.\d\d(?!\d)|(?:\d{0,2}(?:,\d{3})+|\d*)"
    r"(?:\.\d+|\.(?=\s?(?:%|[万亿]元)))?"  # 97.%: the digits behind the point were lost
)
_CORE = rf"\d(?:{_REST_OF_CORE})"
#: from its first digit on: a set at its head is what a pattern is found by fastest
_NUMBER = re.compile(rf"[0-9](?<![\d.][0-9])(?:{_REST_OF_CORE})")
#: an amount right behind a word, or behind a word and a dash; 增加-5万元 is the claims' own business
_BESIDE_WORD = late(rf"(?<=[一-龥])(?<![年月日第表图至到元万亿加增减长降少])([-—]?)(?:{_CORE})\s?(?:亿元|万元|元)")
_DATE = re.compile(
    r"[0-9](?:(?<!\d.)(?:(?<=1)9|(?<=2)0)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s?\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
    r"|\d?[:：]\d\d(?!\d))"
)
#: without one of these a text has no date, product, telephone number or minus
_SIGN = re.compile(r"[-—/:：×÷.](?:(?<!\.)|\d+\.)")
#: the number of an item, from its digits on: in brackets, or at the beginning of a sentence
_BRACKETED = re.compile(r"\d{1,2}）")
_MARKER = re.compile(r"\d{1,2}(?:[.．、](?!\d)|[.．](?=(?:19|20)\d\d ?年))")
#: cells that lost what parted them, and 1.2.3: no telling where a number ends
_GLUED = re.compile(r"[\d,]*\d\.\d+\.\d[\d.,]*")
#: no amount is as long as this; the arithmetic keeps 28 digits
_LONGEST = 24
#: the second bound of a range, and what may stand before it: tried first, for hardly a number has one
_JOINTS = frozenset("%-~—至 \t\u3000\xa0")
_UPPER = re.compile(rf"(%?)\s?[-~—至]{{1,2}}\s?((?:{_CORE}))")
_NAMES = late(r"\s?[-—]?[一-龥“]")
_FACTOR = re.compile(r"(?<![\d.,])\d[\d.,]*(?=[×÷*])|(?<=[×÷*/])\d[\d.,]*")
_TELEPHONE = late(r"(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)")
_YEAR_AFTER = re.compile(r"\s?(?:年|本年|部门|财政年度|[-~—至]{1,2}\s?(?:19|20)\d\d\s?年)")
_DATE_AFTER = re.compile(r"\s?(?:月(?!均)|日(?!均)|时(?=\d)|点(?=\d)|[-~—至]\s?\d{1,2}\s?[月日])")
_REFERENCE_BEFORE = re.compile(r"[〔\[【]$|[A-Za-z]$|电话[：:]?$|邮编[：:]?$|邮政编码[：:]?$")
_REFERENCE_AFTER = re.compile(r"\s?(?:号(?!召)|〕|\]|】|[A-Za-z])")
_ORDINAL_BEFORE = re.compile(r"(?:表|图|附件)(?:\d+[-—])?$")
_ORDINAL_AFTER = re.compile(r"\s?(?:栏|行[＝=各（]|行次)")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#: the last character before a number, and the first behind it, by one of which it may state no quantity
_TELLS_BEFORE = frozenset("〔[【话编码：:第表图件-—（" + _LETTERS)
_TELLS_AFTER = frozenset("号〕]】栏行年本部财月日时点-~—至" + _LETTERS)
#: a number of fewer digits is no code
_CODE = 5

#: what stands behind the code of an account of the functional classification
_LEVELS = ("类）", "款）", "项）")
_NO_HEDGE = "(?<!节约)"
_HEDGES = ("at-least", "at-most", "about")
_ONE = Decimal(1)
#: 3万人次
_FACTORS = {"": _ONE, "千": Decimal(1000), "万": Decimal(10000), "亿": Decimal(100000000)}


class _Vocabulary(Struct, frozen=True):
    unit: re.Pattern[str]
    scale: dict[str, Decimal]
    before: tuple[tuple[re.Pattern[str], Qualifier], ...]
    after: tuple[tuple[re.Pattern[str], Qualifier], ...]
    threshold: re.Pattern[str]
    #: the last characters of the hedges before a number and the first of those after it: most numbers have none
    ends: frozenset[str]
    starts: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    units = lexicon()["units"]
    qualifiers = lexicon()["qualifiers"]
    counts = any_of(words("units", "count"))
    return _Vocabulary(
        unit=re.compile(
            rf"\s?(?:(?P<percent>%)|(?P<points>{any_of(units['points'])})"
            rf"|(?P<amount>亿元|万元|{any_of(units['amount'])}(?!{counts}(?!民币)))"
            rf"|(?P<score>分)(?![{''.join(units['score_not_before'])}])"
            rf"|(?P<factor>[万亿千])?余?多?(?P<count>(?!项目(?!标)){counts}))"  # 0.00 项目支出
        ),
        scale={unit: Decimal(scale) for unit, scale in units["amount"].items()},
        before=tuple((re.compile(rf"{any_of(qualifiers[key])}{_NO_HEDGE}\s?约?$"), Qualifier(key)) for key in _HEDGES),
        after=tuple((re.compile(r"\s?" + any_of(qualifiers[f"after-{key}"])), Qualifier(key)) for key in _HEDGES),
        threshold=re.compile(rf"{any_of(qualifiers['threshold'])}$"),
        ends=frozenset("约").union(word[-1] for key in _HEDGES for word in qualifiers[key]),
        starts=frozenset(word[0] for key in _HEDGES for word in qualifiers[f"after-{key}"]),
    )


class Number(Struct, frozen=True, gc=False):
    """A figure and the offsets in its text: of the number alone, and with its unit and qualifier."""

    figure: Figure
    start: int
    end: int
    outer_start: int
    outer_end: int


def numbers(text: str, span: Callable[[int, int], Span]) -> Iterator[Number]:
    """Every number of a folded text, in order. `span` maps offsets to places."""
    if DIGIT.search(text) is None:
        return
    signed = _SIGN.search(text) is not None
    dates = _spans(_DATE, text) if signed else []
    factors = _spans(_FACTOR, text) if "×" in text or "÷" in text else []
    dashed = signed and ("-" in text or "—" in text)
    telephones = _spans(_TELEPHONE, text) if dashed else []
    minuses = _minuses(text) if dashed else []
    position = 0
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start < position:
            continue
        if start > position and text[start - 1] in "+-—" and _is_sign(text, start - 1, minuses):
            start -= 1
        if dates and _within(dates, start):
            kind: FigureKind | None = FigureKind.DATE
        elif _is_marker(text, start):
            kind = FigureKind.ORDINAL
        elif end - start > _LONGEST or (factors and _within(factors, start)) or _within(telephones, start):
            kind = FigureKind.REFERENCE
        else:
            kind = _classified(text, start, end)
        if kind is not None:
            yield Number(Figure(span(start, end), kind, _value(text[start:end]), 0), start, end, start, end)
            continue
        number = _quantity(text, start, end, span)
        position = number.outer_end
        if text.startswith(".", end) and (glued := _GLUED.match(text, start)):
            number = replace(number, figure=replace(number.figure, doubtful=True))
            position = glued.end()
        yield number


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text)]


def _within(spans: list[tuple[int, int]], position: int) -> bool:
    return bool(spans) and any(start <= position < end for start, end in spans)


def _is_marker(text: str, start: int) -> bool:
    """Whether a number is that of an item: （1）, or 1. at the beginning of a sentence."""
    before = text[start - 1] if start else "。"
    if before == "（":
        return _BRACKETED.match(text, start) is not None
    return before in "。；：" and _MARKER.match(text, start) is not None


def _is_sign(text: str, start: int, minuses: list[tuple[int, int]]) -> bool:
    """A minus belongs to the number unless it joins two things: 2-3人, 1-12月, 表5-1."""
    if text[start] != "—" and (start == 0 or text[start - 1] in " \t，。；：（、为"):
        return True
    return _within(minuses, start)


def _minuses(text: str) -> list[tuple[int, int]]:
    """Where a dash between a word and its amount is a minus: 其他收入-26.45万元. Where amounts usually stand behind
    a dash (办公费-2万元、差旅费-3万元) it is none."""
    found = list(_BESIDE_WORD.finditer(text))
    dashed = [match.span() for match in found if match.group(1)]
    bare = len(found) - len(dashed)
    return dashed if bare > len(dashed) or (bare and len(dashed) == 1) else []


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("，", "").replace("—", "-"))


def _classified(text: str, start: int, end: int) -> FigureKind | None:
    """The kind of a number that states no quantity; None for one that does."""
    told = text[start - 1 : start] in _TELLS_BEFORE or text[end : end + 2].lstrip()[:1] in _TELLS_AFTER
    body = text[start:end]
    if text[end : end + 2] in _LEVELS and text[start - 1 : start] == "（":
        return FigureKind.CODE  # 教育支出（205类）
    if not told and (len(body) < _CODE or not body.isdigit()):
        return None
    before = text[max(0, start - 6) : start]
    if _REFERENCE_BEFORE.search(before) or _REFERENCE_AFTER.match(text, end):
        return FigureKind.REFERENCE
    if before.endswith("第") or _ORDINAL_AFTER.match(text, end):
        return FigureKind.ORDINAL
    if not body.isdigit():
        return None
    if len(body) == 4 and body[:2] in ("19", "20") and _YEAR_AFTER.match(text, end):
        return FigureKind.YEAR
    if len(body) <= 2 and _DATE_AFTER.match(text, end):
        return FigureKind.DATE
    if _ORDINAL_BEFORE.search(before):
        return FigureKind.ORDINAL
    if before.endswith("（") and text.startswith("）", end) and body[0] in "235" and _is_code(text, start, end):
        return FigureKind.CODE  # 行政运行（2010301）, 教育支出（205）
    if (len(body) not in (5, 7) and len(body) < 8) or _vocabulary().unit.match(text, end):
        return None  # neither a code nor a reference
    if (len(body) == 7 and body[0] in "12") or (len(body) == 5 and body[0] in "235"):
        return FigureKind.CODE if _NAMES.match(text, end) else None
    return FigureKind.REFERENCE if len(body) >= 8 else None


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether a number in brackets is that of an account: of a class where a word stands before it, and nothing that it
    counts behind it."""
    named = text[start - 2 : start - 1] >= "一" and _vocabulary().unit.match(text, end + 1) is None
    return end - start in (5, 7) or (end - start == 3 and named)


def _quantity(text: str, start: int, end: int, span: Callable[[int, int], Span]) -> Number:
    """A number that states a quantity, with its unit, qualifier or range."""
    printed = text[start:end]
    value = _value(printed)
    upper: Decimal | None = None
    stop = end
    follows = text[end : end + 1] in _JOINTS
    if follows and (match := _UPPER.match(text, end)) and not _value(match.group(2)) < value:
        upper = _value(match.group(2))
        stop = match.end()
    kind, unit, scale, after = _unit(text, stop)
    qualifier, outer_start, outer_end = _qualified(text, start, after)
    if upper is not None:
        qualifier = Qualifier.RANGE
    elif (
        kind is FigureKind.AMOUNT
        and qualifier is Qualifier.AT_LEAST
        and _vocabulary().threshold.search(text[max(0, start - 6) : start])
    ):
        kind = FigureKind.THRESHOLD
    figure = Figure(
        span(start, end),
        kind,
        value,
        len(printed.partition(".")[2]),
        unit,
        scale,
        qualifier,
        upper,
        unit_printed=bool(unit),
    )
    return Number(figure, start, end, outer_start, outer_end)


def _unit(text: str, end: int) -> tuple[FigureKind, str, Decimal, int]:
    """Kind, unit, scale to the base unit, and where the unit ends."""
    vocabulary = _vocabulary()
    match = vocabulary.unit.match(text, end)
    if match is None:
        return FigureKind.NUMBER, "", _ONE, end
    match match.lastgroup:
        case "amount":
            unit = match.group("amount")
            return FigureKind.AMOUNT, unit, vocabulary.scale[unit], match.end()
        case "percent":
            return FigureKind.PERCENT, "%", _ONE, match.end()
        case "points":
            return FigureKind.POINTS, "百分点", _ONE, match.end()
        case "score":
            return FigureKind.SCORE, "分", _ONE, match.end()
    factor = match.group("factor") or ""
    return FigureKind.COUNT, factor + match.group("count"), _FACTORS[factor], match.end()


def _qualified(text: str, start: int, end: int) -> tuple[Qualifier | None, int, int]:
    """The hedge before or after a number, and the offsets that include it."""
    vocabulary = _vocabulary()
    last, first = text[start - 1 : start], text[end : end + 1]
    if last in vocabulary.ends or last.isspace():
        before = text[max(0, start - 5) : start]
        # the longest hedge counts: 不超过 is not 超过, 不少于 is not 少于
        hedges = [(m.start(), q) for pattern, q in vocabulary.before if (m := pattern.search(before))]
        if hedges:
            at, qualifier = min(hedges, key=lambda hedge: hedge[0])
            return qualifier, start - (len(before) - at), end
    if first in vocabulary.starts or first.isspace():
        for pattern, qualifier in vocabulary.after:
            if match := pattern.match(text, end):
                return qualifier, start, match.end()
    if "余" in text[start:end] or "多" in text[start:end]:
        return Qualifier.ABOUT, start, end
    return None, start, end


def as_amount(figure: Figure, unit: str) -> Figure:
    """A bare number with decimals, where amounts are spoken of, is one, in the document's unit (万元 by default)."""
    if figure.kind is not FigureKind.NUMBER or not figure.decimals:
        return figure
    unit = unit if unit in _vocabulary().scale else "万元"
    return replace(figure, kind=FigureKind.AMOUNT, unit=unit, scale=_vocabulary().scale[unit], unit_printed=False)
