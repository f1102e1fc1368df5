"""Profile 文件概况: what kind of document it is, for which year, of which body, in which unit."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from audit.model.document import Document, DocumentKind
from audit.model.patterns import late

# the words that are searched for begin the patterns: with them the whole text is run through at once
_FINAL = re.compile(r"决算(?:(?<=部门决算|单位决算|收入决算|支出决算|收支决算)|(?=公开|说明|表|情况|数))")
_BUDGET = re.compile(
    r"预算(?:(?:(?<=部门预算|单位预算|收支预算|收入预算|支出预算)|(?<=收支总预算))(?!执行|绩效)|(?=公开|说明|表|安排))"
)
_PERFORMANCE = re.compile(r"绩效(?:自评|评价|目标)")
#: a title that says it outright
_REPORT = re.compile(r"绩效(?:自评|评价)[^，。；预决]{0,10}(?:报告|表|结果)$")
_TITLED = re.compile(r"(20\d\d)(?<![比较与同到至]\d{4})年?度?[^，。；]{0,12}?(?:决算|预算|绩效)")
_YEAR = re.compile(r"(20\d\d)年度?")
#: how the names of bodies end
BODY = (
    r"[一-龥（）]{0,38}?(?:局|厅|委|办|处|所|队|会|部|院|室|站|馆|校|学|园|库|台|社|署|政府|中心|街道|公司|医院|镇|乡|村|区)"
    r"(?:（[一-龥]{2,8}）)?"
)
#: a title: what stands before the body's name, the name, and what it goes on with
_ENTITY = re.compile(
    r"(?:标题[：:])?(?:=+正文=+)?#*(?:第[一二三四五六七八九十]部分[：:]?)?(?:关于)?+(?:20\d\d年?度?)?+"
    rf"(?![我本该各全由按经在从将对（）])({BODY})(?=20\d\d|部门|单位|概况|决算|预算|整体|机关|职能)"
)
_ALONE = late(rf"(?![我本该各全由按经在从将对（）]){BODY}")
_TITLE = re.compile(r"(?:20\d\d年?度?)?(?:部门|单位)?(?:决算|预算)(?:公开|情况|说明|报告|及)*")
_LONGEST = 60
#: 上海市某区2024年区级部门预算: a title of the whole place; its cover says whose budget it is
_PLACES = ("区", "县", "市", "省", "州", "旗")
_NAMED = late(rf"(?:预算|决算)?(?:主管|编制|填报|公开)?(?:部门|单位)(?:名称)?[：:]({BODY})")
_COVER = 8
_UNIT = re.compile(r"单位：(万元|元|亿元|千元)")


class Profile(Struct, frozen=True):
    kind: DocumentKind
    year: int | None
    entity: str
    unit: str


def profile(document: Document) -> Profile:
    """Judged by the whole text: titles and running text agree more often than a file's name."""
    text = document.text
    finals, budgets, performance = (len(p.findall(text)) for p in (_FINAL, _BUDGET, _PERFORMANCE))
    heads = [block.text for block in document.blocks[:2] if len(block.text) <= _LONGEST]
    report = next((head for head in heads if _REPORT.search(head)), "")
    if report:
        kind = DocumentKind.PERFORMANCE
    elif finals + budgets == 0:
        kind = DocumentKind.PERFORMANCE if performance else DocumentKind.UNKNOWN
    elif performance > 4 * (finals + budgets):
        kind = DocumentKind.PERFORMANCE
    else:
        kind = DocumentKind.FINAL_ACCOUNTS if finals >= budgets else DocumentKind.BUDGET
    years = (
        Counter(int(y) for y in _YEAR.findall(report)[:1])
        or Counter(int(y) for y in _TITLED.findall(text))
        or Counter(int(y) for y in _YEAR.findall(text))
    )
    titled = _YEAR.search(heads[0]) if heads else None
    first = int(titled.group(1)) if titled is not None else 0
    year = max(years, key=lambda y: (years[y], y == first, y)) if years else None
    units = Counter(_UNIT.findall(text)) or Counter(re.findall(r"\d(万元|元|亿元)", text))
    unit = max(units, key=lambda u: (units[u], u)) if units else ""
    return Profile(kind, year, _entity(document), unit)


def _entity(document: Document) -> str:
    """The body that a title names; of one that only names the place, the body that the cover names."""
    titled = _of_title(document)
    if titled and not titled.endswith(_PLACES):
        return titled
    named = (_NAMED.fullmatch(block.text) for block in document.blocks[:_COVER])
    return next((match.group(1) for match in named if match), titled)


def _of_title(document: Document) -> str:
    """The body that a title names; the name may stand above or below the title, or be wrapped into the next line."""
    blocks = document.blocks[:80]
    for index, block in enumerate(blocks):
        if len(block.text) > _LONGEST and not block.text.startswith("标题"):
            continue
        if match := _ENTITY.match(block.text):
            return match.group(1)
        after = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if block.marker is not None and block.marker.rank == 0 and len(block.text + after) <= _LONGEST:
            if match := _ENTITY.match(block.text + after):
                return match.group(1)
        elif index < 3 and _ALONE.fullmatch(block.text) and _TITLE.fullmatch(after):
            return block.text
        elif index < 3 and _TITLE.fullmatch(block.text) and _ALONE.fullmatch(after):
            return after
    return ""
