"""Years 年度: the years that titles and sentences name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model.dates import YearSentence, YearTitle
from audit.model.document import Block, BlockKind, Document, DocumentKind
from audit.model.patterns import late
from audit.model.table import Table

_TITLE = re.compile(
    r"^(?:\d{1,2} ?[.、] ?|(?:附?表|附件) ?\d{0,2}[：:.、 ]{0,2})?"
    r"(?P<head>(?:第[一二三四五六七八]部分[：:])?[^\d，。；：:《]{0,40}?)"
    r"(?P<year>20\d\d) ?年度?(?P<rest>[^\d，。；：:《]{2,40}?)(?:公开\d\d表)?[.…·\s]*\d{0,3}$"
)
#: 附件2：2031年度水源地保护项目绩效自评表
_FORM_TITLE = late(
    r"^(?:附[件表] ?\d{0,2}[：:.、 ]{0,2})?[^\d，。；：:《]{0,30}?(?P<year>20\d\d) ?年度[^\d，。；：:《]{2,40}?"
    r"(?:自评表|自评报告|评价报告)(?:单位[：:]|填报|$)"
)
_TITLE_NOUN = late(r"(?:表|说明|情况)(?:（[^（）]*）)?$")
_PART = re.compile(r"第[一二三四五六七八]部分")
_OWN = re.compile(r"(?:部门|单位)?(?:决算|预算)(?:公开)?(?:报?表|情况说明|说明|情况)$")
_OTHER_MATTER = late(
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


def titles(document: Document, kind: DocumentKind, tables: tuple[Table, ...]) -> Iterator[YearTitle]:
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
    if "评" in text and kind in (DocumentKind.FINAL_ACCOUNTS, DocumentKind.PERFORMANCE):
        form = _FORM_TITLE.match(text)
        if form is not None:
            return int(form.group("year")), "form"
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


def sentences(document: Document, block: Block, year: int | None) -> Iterator[YearSentence]:
    """Sentences about money that open with a year or compare with one year; none of a look back or of other work."""
    if _RETROSPECT.search("".join(document.path(block.section))):
        return
    section = document.sections[block.section]
    named = [] if _PART.search(section.title) else _ANY_YEAR.findall(section.title)
    under = int(named[0]) if named and str(year) not in named else None
    if under is not None and block.line == section.line:
        return  # the title itself
    for sentence in _SENTENCE.finditer(block.text):
        words = sentence.group(0)
        if "年" not in words or not _MONEY.search(words):
            continue
        bases = {(match.start(), match.end()): int(match.group(1)) for match in _BASE.finditer(words)}
        opened = _CURRENT.match(words)
        if opened and (opened.start(1), opened.end(1)) and any(a < opened.start(1) < b for a, b in bases):
            opened = None  # the first year named is the one compared with
        years = {int(year) for year in _ANY_YEAR.findall(words)}
        compared = set(bases.values())
        current = int(opened.group(1)) if opened else None
        if current is None and bases:  # a long name may stand before the year
            named_before = {int(year) for year in _ANY_YEAR.findall(words[: min(bases)[0]])}
            current = named_before.pop() if len(named_before) == 1 else None
        if len(compared) > 1 or not years or years - compared - {current}:
            continue
        end = max((b for _, b in bases), default=opened.end() if opened else len(words))
        start = sentence.start()
        yield YearSentence(block.span(start, start + end), current, next(iter(compared), None), under)
