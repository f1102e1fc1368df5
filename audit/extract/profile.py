"""Profile 文件概况: what kind of document it is, for which year, of which body, in which unit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from audit.model.document import Document, DocumentKind

_FINAL = re.compile(r"(?:部门|单位|收入|支出|收支)决算|决算(?:公开|说明|表|情况|数)")
_BUDGET = re.compile(r"(?:部门|单位|收支总?|收入|支出)预算(?!执行|绩效)|预算(?:公开|说明|表|安排)")
_PERFORMANCE = re.compile(r"绩效(?:自评|评价|目标)")
_TITLED = re.compile(r"(?<![比较与同到至])(20\d\d)年?度?[^，。；]{0,12}?(?:决算|预算|绩效)")
_YEAR = re.compile(r"(20\d\d)年度?")
_ENTITY = re.compile(
    r"^(?:第[一二三四五六七八九十]部分)?(?:20\d\d年?度?)?([一-龥（）]{3,40}?)(?:20\d\d|（本级）20\d\d|部门(?:决算|预算)|单位(?:决算|预算)|概况)"
)
_UNIT = re.compile(r"单位：(万元|元|亿元|千元)")


@dataclass(frozen=True, slots=True)
class Profile:
    kind: DocumentKind
    year: int | None
    entity: str
    unit: str


def profile(document: Document) -> Profile:
    """Judged by the whole text: titles and running text agree more often than a file's name."""
    text = "\n".join(b.text for b in document.blocks)
    finals, budgets, performance = (len(p.findall(text)) for p in (_FINAL, _BUDGET, _PERFORMANCE))
    if finals + budgets == 0:
        kind = DocumentKind.PERFORMANCE if performance else DocumentKind.UNKNOWN
    elif performance > 4 * (finals + budgets):
        kind = DocumentKind.PERFORMANCE
    else:
        kind = DocumentKind.FINAL_ACCOUNTS if finals >= budgets else DocumentKind.BUDGET
    years = Counter(int(y) for y in _TITLED.findall(text)) or Counter(int(y) for y in _YEAR.findall(text))
    year = max(years, key=lambda y: (years[y], y)) if years else None
    units = Counter(_UNIT.findall(text)) or Counter(re.findall(r"\d(万元|元|亿元)", text))
    unit = max(units, key=lambda u: (units[u], u)) if units else ""
    return Profile(kind, year, _entity(document), unit)


def _entity(document: Document) -> str:
    for block in document.blocks[:80]:
        if len(block.text) <= 60 and (match := _ENTITY.match(block.text.lstrip("#"))):
            return match.group(1).strip()
    return ""
