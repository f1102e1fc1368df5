"""Dates 日期: durations with their dates, dates of forms, 截至 dates, and the years that titles and sentences name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from audit.extract.durations import backward, durations, evaluations, ranges
from audit.extract.years import sentences, titles
from audit.model.dates import Dated, Dates, Duration, YearSentence, YearTitle
from audit.model.document import Block, BlockKind, Document, DocumentKind
from audit.model.patterns import late
from audit.model.span import Span
from audit.model.table import Table

_DATE = re.compile(r"(?<!\d)(20\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_OPENING = re.compile(r"(?<![比较与同到至])(20\d\d) ?年度?[^，。；]{0,20}?(?:决算|预算)")
_FIRST_BLOCKS = 60

_FORM = late(
    r"填[报表写](?:日期|时间) ?[：:]?\s{0,6}(20\d\d) ?[年.\-/] ?(\d{1,2}) ?[月.\-/] ?(\d{1,2})(?: ?日|(?![\d.]))"
)
#: what a date of filling in may belong to: the title that stands last before it
_FORM_NAME = late(r"(?:自评|绩效(?:评价|监控|运行|目标)|申报|批复|审批|监控)[^，。；：:\d]{0,10}?(?P<what>表|报告)")
_SCORED = re.compile(r"自评|绩效评价")
_FORM_BEFORE = 240
_EVALUATED = late(
    r"自评价?(?:工作)?(?:已|均|全部)?(?:于|至)(20\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
    r"前?(?:已|均|全部|全面)?(?:结束|完成)"
)
_HOLDINGS = late(
    r"截[至止](?P<y>20\d\d) ?年度?(?: ?12 ?月 ?31 ?日|年?[底末])[^。；]{0,40}?"
    r"(?:车辆?|固定资产|资产总|国有资产|房屋|用房|设备)"
)


def dates(document: Document, year: int | None, kind: DocumentKind, tables: tuple[Table, ...]) -> Dates:
    """Everything about dates; `year` is the document's own."""
    lasting: list[Duration] = []
    forms: list[Dated] = []
    worked: list[Dated] = []
    compared: list[YearSentence] = []
    holdings: list[Dated] = []
    impossible: list[Span] = []
    reversed_: list[Span] = []
    for index, block in enumerate(document.blocks):
        text = block.text
        if "月" in text or "填" in text or "." in text or "/" in text:
            for match in ranges(text):
                lasting.extend(durations(block, match, year))
                worked.extend(evaluations(block, match))
                reversed_.extend(backward(block, match))
            found = (match for match in (_DATE.finditer(text) if "日" in text else ()) if _day(match) is None)
            impossible.extend(block.span(match.start(), match.end()) for match in found)
            if "自评" in text:
                worked.extend(_dated(block, match) for match in _EVALUATED.finditer(text) if _day(match))
            if "填" in text:
                forms.extend(_forms(document, index))
        if "截" in text:
            holdings.extend(_holdings(block))
        if block.kind is not BlockKind.ROW and "年" in text:
            compared.extend(sentences(document, block, year))
    return Dates(
        tuple(lasting),
        tuple(forms),
        tuple(worked),
        tuple(titles(document, kind, tables)),
        tuple(compared),
        tuple(holdings),
        tuple(impossible),
        tuple(reversed_),
        _opening(document),
    )


def _opening(document: Document) -> YearTitle | None:
    for block in document.blocks[:_FIRST_BLOCKS]:
        match = _OPENING.search(block.text) if "年" in block.text else None
        if match:
            return YearTitle(block.span(match.start(), min(match.end(), len(block.text))), int(match.group(1)), "text")
    return None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _dated(block: Block, match: re.Match[str]) -> Dated:
    return Dated(block.span(match.start(), match.end()), date(*map(int, match.groups())))


def _forms(document: Document, index: int) -> Iterator[Dated]:
    """The dates of forms of a self-evaluation. Forms that set targets are filled in long before, and a report that
    bears a date of its own is no form."""
    block = document.blocks[index]
    for match in _FORM.finditer(block.text):
        before = (
            "".join(b.text[-80:] for b in document.blocks[max(0, index - 4) : index])
            + block.text[max(0, match.start() - _FORM_BEFORE) : match.start()]
        )
        named = list(_FORM_NAME.finditer(before[-_FORM_BEFORE:]))
        if named and named[-1].group("what") == "表" and _SCORED.search(named[-1].group(0)) and _day(match):
            yield _dated(block, match)


def _holdings(block: Block) -> Iterator[Dated]:
    for match in _HOLDINGS.finditer(block.text):
        yield Dated(block.span(match.start(), match.end()), date(int(match.group("y")), 12, 31))
