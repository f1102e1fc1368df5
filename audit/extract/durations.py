"""Durations 历时: stretches of days that a text prints, and the number of days that it states beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from audit.extract.workdays import stretch
from audit.model.dates import Dated, Duration, Stretch
from audit.model.document import Block
from audit.model.figure import Figure, FigureKind
from audit.model.numerals import chinese_number
from audit.model.patterns import late
from audit.model.span import Span

_TO = r"(?:至|到|—{1,2}|–|-|~|～)"
#: 2023年10月7日至23日, 2023.10.7-2023.10.23; the groups are year, month and day of both ends
_RANGES = (
    re.compile(
        rf"(?<!\d)(?:(20\d\d) ?年 ?)?(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?日?起? ?{_TO} ?"
        r"(?:(?:(20\d\d) ?年 ?)?(\d{1,2}) ?月 ?)?(\d{1,2}) ?日"
    ),
    re.compile(
        rf"(?<![\d.])(20\d\d)[./](\d{{1,2}})[./](\d{{1,2}}) ?{_TO} ?"
        r"(?:(20\d\d)[./])?(\d{1,2})[./](\d{1,2})(?![\d./])"
    ),
)
_NUMBER = r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_UNIT = rf"{_NUMBER}(?P<unit>个?工作日|个?自然日|个月|天|日)"
_LASTS = late(
    rf"(?:止|结束|举[行办]|召开|开展|进行)?[）)]?[，；（(]?(?:自评|评价)?(?:工作)?(?:前后|一?共|总共)?(?:历时|用时|耗时|为期|共计?|总计){_UNIT}"
    r"(?!左右|以上|以内|之内|内|的|半|余|多|次|均|/|[×*])"
)
_LASTED = late(rf"(?:历时|用时|耗时|为期){_UNIT}[，（(]?(?:即|从|自)?$")
#: working days beside days: 历时17天（13个工作日）, 共17天，其中工作日13天
_AMONG = late(
    rf"[，（(](?:其中|含|计|合|折合)?(?:的?工作日(?:为|共)?(?P<days>\d{{1,3}})(?:个|天)|{_NUMBER}(?P<unit>个?工作日))(?!左右|以上|以内|内)"
)
#: how far before the dates a duration or the name of the work may stand
_BEFORE = 24
_LONGEST = 800

_EVALUATION = late(r"自评价?(?:工作)?的?(?:起止|开展|实施|组织)?(?:时间|日期)?(?:为|是)?[：:]?(?:从|自|于|在)?$")


def ranges(text: str) -> Iterator[re.Match[str]]:
    """The stretches of days that a text prints."""
    worded, pointed = _RANGES
    if "日" in text:
        yield from worded.finditer(text)
    if "." in text or "/" in text:
        yield from pointed.finditer(text)


def backward(block: Block, match: re.Match[str]) -> Iterator[Span]:
    """A stretch that ends before it begins, both years printed."""
    years = match.group(1), match.group(4)
    if all(years):
        first, last = (tuple(map(int, match.group(*group))) for group in ((1, 2, 3), (4, 5, 6)))
        if last < first:
            yield block.span(match.start(), match.end())


def durations(block: Block, match: re.Match[str], year: int | None) -> Iterator[Duration]:
    """The number of days stated right behind the dates, or right before them; and that of working days among them."""
    text = block.text
    if text[match.start() - 1 : match.start()] in ("、", "和", "及"):
        return  # one of several stretches, which are counted together
    start = max(0, match.start() - _BEFORE)
    behind, before = _LASTS.match(text, match.end()), _LASTED.search(text[start : match.start()])
    readings = tuple(_readings(match, year))
    if not readings:
        return
    dates = block.span(match.start(), match.end())
    if behind is not None:
        yield _stated(block, behind, 0, dates, readings)
        among = _AMONG.match(text, behind.end())
        if among is not None and "工作日" not in behind.group("unit"):
            yield _stated(block, among, 0, dates, readings)
    elif before is not None:
        yield _stated(block, before, start, dates, readings)


def _stated(block: Block, found: re.Match[str], offset: int, dates: Span, readings: tuple[Stretch, ...]) -> Duration:
    name = "days" if found.groupdict().get("days") else "number"
    unit = "个工作日" if name == "days" else found.group("unit")
    number = block.span(offset + found.start(name), offset + found.end(name))
    stated = Figure(number, FigureKind.COUNT, Decimal(chinese_number(found.group(name))), 0, unit)
    return Duration(stated, dates, "工作日" in unit, readings)


def evaluations(block: Block, match: re.Match[str]) -> Iterator[Dated]:
    """The end of the self-evaluation, when the dates are said to be its own."""
    start = match.start()
    if match.group(1) and _EVALUATION.search(block.text[max(0, start - _BEFORE) : start]):
        readings = tuple(_readings(match, None))
        if readings:
            yield Dated(block.span(start, match.end()), readings[0].last)


def _readings(match: re.Match[str], year: int | None) -> Iterator[Stretch]:
    """The stretch of days, once for each year that it may be of."""
    first_year, month, day, last_year, last_month, last_day = match.groups()
    if first_year or last_year:
        years = [int(first_year or last_year)]
        if not first_year and last_month and int(last_month) < int(month):
            years = [years[0] - 1]
    elif year is not None:
        years = [year, year + 1]
    else:
        return
    for start in years:
        end_month = int(last_month or month)
        end = int(last_year) if last_year else start + (end_month < int(month))
        try:
            first, last = date(start, int(month), int(day)), date(end, end_month, int(last_day))
        except ValueError:
            continue
        if 0 <= (last - first).days <= _LONGEST:
            yield stretch(first, last)
