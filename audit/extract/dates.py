"""Dates 日期: durations with their dates, dates of forms, and the years that titles and sentences name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from audit.extract.workdays import stretch
from audit.model.dates import Dated, Dates, Duration, Stretch, YearSentence, YearTitle
from audit.model.document import Block, BlockKind, Document, DocumentKind
from audit.model.figure import Figure, FigureKind
from audit.model.span import Span
from audit.model.table import Table

_RANGE = re.compile(
    r"(?<!\d)(?:(20\d\d) ?年 ?)?(\d{1,2}) ?月 ?(\d{1,2}) ?日?起? ?(?:至|到|—{1,2}|–|-|~|～) ?"
    r"(?:(?:(20\d\d) ?年 ?)?(\d{1,2}) ?月 ?)?(\d{1,2}) ?日"
)
_UNIT = r"(?P<number>\d{1,3})(?P<unit>个?工作日|个?自然日|天|日)"
_LASTS = re.compile(
    rf"(?:止|结束)?[）)]?[，；（(]?(?:自评|评价)?(?:工作)?(?:前后|一?共|总共)?(?:历时|用时|耗时|为期|共计?|总计){_UNIT}"
    r"(?!左右|以上|以内|之内|内|的|半|余|多|次|均|/|[×*])"
)
_LASTED = re.compile(rf"(?:历时|用时|耗时|为期){_UNIT}[，（(]?(?:即|从|自)?$")
_DATE = re.compile(r"(?<!\d)(20\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_OPENING = re.compile(r"(?<![比较与同到至])(20\d\d) ?年度?[^，。；]{0,20}?(?:决算|预算)")
_FIRST_BLOCKS = 60
#: how far before the dates a duration or the name of the work may stand
_BEFORE = 24
_LONGEST = 800

_FORM = re.compile(
    r"填[报表写](?:日期|时间) ?[：:]?\s{0,6}(20\d\d) ?[年.\-/] ?(\d{1,2}) ?[月.\-/] ?(\d{1,2})(?: ?日|(?![\d.]))"
)
_FORM_NAME = re.compile(r"自评|绩效评价|目标(?:申报|批复|审批)?表|绩效目标|申报表")
_EVALUATION = re.compile(r"自评价?(?:工作)?的?(?:起止|开展|实施|组织)?(?:时间|日期)?(?:为|是)?[：:]?(?:从|自|于|在)?$")
_EVALUATED = re.compile(
    r"自评价?(?:工作)?(?:已|均|全部)?(?:于|至)(20\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
    r"前?(?:已|均|全部|全面)?(?:结束|完成)"
)
_HOLDINGS = re.compile(r"截[至止](?P<y>20\d\d) ?年 ?12 ?月 ?31 ?日[^。；]{0,40}?车辆?")

_TITLE = re.compile(
    r"^(?:\d{1,2} ?[.、] ?|(?:附?表|附件) ?\d{0,2}[：:.、 ]{0,2})?(?P<head>[^\d，。；：:《]{0,40}?)"
    r"(?P<year>20\d\d) ?年度?(?P<rest>[^\d，。；：:《]{2,40}?)(?:公开\d\d表)?[.…·\s]*\d{0,3}$"
)
_TITLE_NOUN = re.compile(r"(?:表|说明|情况)(?:（[^（）]*）)?$")
_PART = re.compile(r"第[一二三四五六七八]部分")
_OWN = re.compile(r"(?:部门|单位)?(?:决算|预算)(?:公开)?(?:报?表|情况说明|说明|情况)$")
_OTHER_MATTER = re.compile(
    r"执行|绩效|自评|评价|上年|结转|对比|比较|变动|调整|计划|规划|完成|回顾|总结|重点|整改|审计|政策|办法|批复|通知|意见|无|没有|未|为|与|比|及以前|编制范围|依据|公开情况|公开工作"
)
_RETROSPECT = re.compile(r"上年|回顾|执行情况|总结|重点工作|绩效|自评|项目|附件|名词|职责|职能")

_SENTENCE = re.compile(r"[^。；]+")
_BASE = re.compile(r"(?:比|较|与|同)(?:上年（)?(20\d\d) ?年度?(?!初|末|底|期|计划|标准| ?\d)")
_CURRENT = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.] ?)?[^\d，。；：]{0,24}?(20\d\d) ?年度?(?!初|末|底|期|\d)"
)
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?= ?年)")
_MONEY = re.compile(r"预算|决算|支出|收入|经费|收支")


def dates(document: Document, year: int | None, kind: DocumentKind, tables: tuple[Table, ...]) -> Dates:
    """Everything about dates; `year` is the document's own."""
    durations: list[Duration] = []
    forms: list[Dated] = []
    evaluations: list[Dated] = []
    sentences: list[YearSentence] = []
    holdings: list[Dated] = []
    impossible: list[Span] = []
    backward: list[Span] = []
    for index, block in enumerate(document.blocks):
        text = block.text
        if "月" in text or "填" in text:
            for match in _RANGE.finditer(text):
                durations.extend(_duration(block, match, year))
                evaluations.extend(_evaluation(block, match))
                backward.extend(_backward(block, match))
            found = (match for match in _DATE.finditer(text) if _day(match) is None)
            impossible.extend(block.span(match.start(), match.end()) for match in found)
            if "自评" in text:
                evaluations.extend(_dated(block, match) for match in _EVALUATED.finditer(text) if _day(match))
            if "填" in text:
                forms.extend(_forms(document, index))
            if "截" in text:
                holdings.extend(_holdings(block))
        if block.kind is not BlockKind.ROW and "年" in text:
            sentences.extend(() if _looks_back(document, block, year) else _sentences(block))
    titles = tuple(_titles(document, kind, tables))
    return Dates(
        tuple(durations),
        tuple(forms),
        tuple(evaluations),
        titles,
        tuple(sentences),
        tuple(holdings),
        tuple(impossible),
        tuple(backward),
        _opening(document),
    )


def _opening(document: Document) -> int | None:
    for block in document.blocks[:_FIRST_BLOCKS]:
        match = _OPENING.search(block.text) if "年" in block.text else None
        if match:
            return int(match.group(1))
    return None


def _backward(block: Block, match: re.Match[str]) -> Iterator[Span]:
    """A stretch that ends before it begins, both years printed."""
    years = match.group(1), match.group(4)
    if all(years):
        first, last = (tuple(map(int, match.group(*group))) for group in ((1, 2, 3), (4, 5, 6)))
        if last < first:
            yield block.span(match.start(), match.end())


def _duration(block: Block, match: re.Match[str], year: int | None) -> Iterator[Duration]:
    """The number of days that is stated right behind the dates, or right before them."""
    text = block.text
    if text[match.start() - 1 : match.start()] in ("、", "和", "及"):
        return  # one of several stretches, which are counted together
    found = _LASTS.match(text, match.end())
    if found is None:
        start = max(0, match.start() - _BEFORE)
        before = _LASTED.search(text[start : match.start()])
        if before is None:
            return
        offset, found = start, before
    else:
        offset = 0
    readings = tuple(_readings(match, year))
    if not readings:
        return
    number = block.span(offset + found.start("number"), offset + found.end("number"))
    unit = found.group("unit")
    stated = Figure(number, FigureKind.COUNT, Decimal(found.group("number")), 0, unit)
    yield Duration(stated, block.span(match.start(), match.end()), "工作日" in unit, readings)


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


def _evaluation(block: Block, match: re.Match[str]) -> Iterator[Dated]:
    """The end of the self-evaluation, when the dates are said to be its own."""
    start = match.start()
    if match.group(1) and _EVALUATION.search(block.text[max(0, start - _BEFORE) : start]):
        readings = tuple(_readings(match, None))
        if readings:
            yield Dated(block.span(start, match.end()), readings[0].last)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _dated(block: Block, match: re.Match[str]) -> Dated:
    return Dated(block.span(match.start(), match.end()), date(*map(int, match.groups())))


def _forms(document: Document, index: int) -> Iterator[Dated]:
    """The dates of forms of a self-evaluation; forms that set targets are filled in long before."""
    block = document.blocks[index]
    for match in _FORM.finditer(block.text):
        before = (
            "".join(b.text[-80:] for b in document.blocks[max(0, index - 4) : index])
            + block.text[max(0, match.start() - 240) : match.start()]
        )
        named = _FORM_NAME.findall(before[-240:])
        if named and named[-1] in ("自评", "绩效评价") and _day(match):
            yield _dated(block, match)


def _holdings(block: Block) -> Iterator[Dated]:
    for match in _HOLDINGS.finditer(block.text):
        yield Dated(block.span(match.start(), match.end()), date(int(match.group("y")), 12, 31))


def _titles(document: Document, kind: DocumentKind, tables: tuple[Table, ...]) -> Iterator[YearTitle]:
    """Headings, short paragraphs and table titles about this kind of document, each place once."""
    taken = {table.span.line for table in tables if table.title and table.span.line is not None}
    named = {table.title for table in tables if table.span.line is None}
    for table in tables:
        year, shape = _title(table.span.text.strip(), kind) or (0, "")
        if year:
            yield YearTitle(table.span, year, shape)
    for block in document.blocks:
        text = block.text
        if len(text) > 70 or block.kind is BlockKind.ROW or "年" not in text or block.line in taken or text in named:
            continue
        year, shape = _title(text, kind) or (0, "")
        if year:
            yield YearTitle(block.span(0, len(text)), year, shape)


def _title(text: str, kind: DocumentKind) -> tuple[int, str] | None:
    match = _TITLE.match(text)
    if match is None:
        return None
    rest = match.group("rest").strip()
    own = "决算" in rest if kind is DocumentKind.FINAL_ACCOUNTS else "预算" in rest and "决算" not in rest
    if kind not in (DocumentKind.FINAL_ACCOUNTS, DocumentKind.BUDGET) or not own:
        return None
    if (
        not _TITLE_NOUN.search(rest)
        or _OTHER_MATTER.search(rest)
        or match.group("head")[-1:] in ("比", "较", "与", "至")
    ):
        return None
    if _PART.search(match.group("head")) and _OWN.match(rest):
        return int(match.group("year")), "part"
    return int(match.group("year")), "table" if "表" in rest[-6:] else "text"


def _looks_back(document: Document, block: Block, year: int | None) -> bool:
    """Whether the section is about another year, or about work instead of money."""
    path = "".join(document.path(block.section))
    title = document.sections[block.section].title
    named = [] if _PART.search(title) else _ANY_YEAR.findall(title)
    return _RETROSPECT.search(path) is not None or (bool(named) and str(year) not in named)


def _sentences(block: Block) -> Iterator[YearSentence]:
    """Sentences about money that open with a year or compare with one year."""
    for sentence in _SENTENCE.finditer(block.text):
        words = sentence.group(0)
        if "年" not in words or not _MONEY.search(words):
            continue
        bases = {(match.start(), match.end()): int(match.group(1)) for match in _BASE.finditer(words)}
        opened = _CURRENT.match(words)
        if opened and (opened.start(1), opened.end(1)) and any(a < opened.start(1) < b for a, b in bases):
            opened = None  # the first year named is the one compared with
        current = int(opened.group(1)) if opened else None
        years = {int(year) for year in _ANY_YEAR.findall(words)}
        compared = set(bases.values())
        if len(compared) > 1 or not years or years - compared - {current}:
            continue
        end = max((b for _, b in bases), default=opened.end() if opened else len(words))
        start = sentence.start()
        yield YearSentence(block.span(start, start + end), current, next(iter(compared), None))
