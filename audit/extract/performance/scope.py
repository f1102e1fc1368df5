"""Scope 口径: whether a sentence about an indicator speaks of the year, the body and the whole that its form has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from audit.extract.lexicon import any_of
from audit.extract.numbers import numbers
from audit.extract.performance.cells import nowhere
from audit.extract.performance.vocabulary import name_key, pattern, vocabulary
from audit.model.concept import Stage
from audit.model.document import Document
from audit.model.fact import Fact
from audit.model.once import once

#: a part of the year (January to December are none), or several years
_TIME = re.compile(
    r"到20\d\d年|(?<!\d)(?<!\d[-—~至])(?!1[-—~至]12月)[\d一二三四五六七八九十]+(?:[-—~至]\d+)?月|[三五两]年|十[二三四五]五"
)
_ALL = re.compile(r"全([市州区县镇乡])")
_YEARS = re.compile(r"(20\d\d) ?年")
#: what was done in the year that a sentence names
_OTHERS = re.compile(r"^[^，]{0,4}20\d\d ?年")
#: where the words of one number end, and where its sentence does
_STOPS, _ENDS = re.compile(r"[，。；、：（]"), "。；"
#: words and signs between a name and its number
IS = re.compile(r"(?:达到|达|为|是|共|计|完成|[≥≤><：])+$")
#: the length of a heading
_TITLE = 20
#: 新增床位30张未启用: what is said behind a number of it
_BEHIND = 12


@cache
def neutral() -> re.Pattern[str]:
    """Words before a name that do not narrow it: 城区满意度 is not the form's 满意度."""
    listed = "|".join(map(re.escape, sorted(vocabulary()["neutral"], key=len, reverse=True)))
    counted = "1[-—~至]12月|[一二三四五六七八九十]+是"
    return re.compile(rf"(?:全[市区县省州镇乡年]|{counted}|[我本该][市区县局院校单位部门]+|{listed})*")


@cache
def _of_body() -> re.Pattern[str]:
    """河西乡：… at the head of a sentence: what one of several bodies did."""
    return re.compile(rf"^[^，：]{{1,12}}{any_of(vocabulary()['bodies'])}：")


class Said(Struct, frozen=True, dict=True):
    """A fact and the sentence that says it."""

    document: Document
    fact: Fact

    @property
    def text(self) -> str:
        """The text of the block."""
        return self.document.blocks[self.fact.block].text

    @once
    def at(self) -> int:
        """Where the value stands in the block; -1 where it does not."""
        return self.document.blocks[self.fact.block].offset(self.fact.figure.span)

    @once
    def before(self) -> str:
        """The sentence up to the value."""
        start = max(self.text.rfind(stop, 0, max(self.at, 0)) for stop in _ENDS) + 1
        return self.text[start : max(self.at, start)]


def is_partial(said: Said, year: int | None = None) -> bool:
    """Whether the sentence says, before the value, or a heading above it, that it is not the whole year's of the whole
    body."""
    document, before = said.document, said.before
    if any(_is_elsewhere(title, said.fact, year) for title in _titles(document, said.fact)):
        return True
    others = [int(found) for found in _YEARS.findall(before)]
    if year is not None and any(other > year or (other < year and _OTHERS.search(before)) for other in others):
        return True
    wider = _ALL.search(before)
    if wider is not None and wider.group(1) not in document.blocks[0].text:
        return True  # 全市 in the report of a county
    return bool(pattern("partial").search(before) or _TIME.search(before) or _of_body().search(before))


def is_planned(said: Said) -> bool:
    """Whether the words before the value say what was meant to be done: 计划培训1200人."""
    return pattern("meant").match(_STOPS.split(said.before)[-1]) is not None


def _titles(document: Document, fact: Fact) -> Iterator[str]:
    """The headings above a fact, and a line right above it that looks like one."""
    yield from document.path(fact.section)
    above = document.blocks[fact.block - 1].text if fact.block > 1 else ""
    if len(above) <= _TITLE and not _STOPS.search(above):
        yield above


def _is_elsewhere(title: str, fact: Fact, year: int | None) -> bool:
    """Whether a heading announces another year, or what is still to be done."""
    if fact.concept.stage is Stage.FINAL and pattern("ahead").search(title):
        return True
    years = {int(found) for found in _YEARS.findall(title)}
    return pattern("past").search(title) is not None or (year is not None and bool(years) and year not in years)


def is_narrowed(said: Said, names: Iterable[str], year: int | None) -> bool:
    """Whether words before the name of the sentence's first indicator, which hold for those that follow it, narrow it
    (福彩资金新建中心2个，新增床位60张), or words behind the number do (30张未启用)."""
    if said.at < 0:
        return False
    printed = said.fact.figure.text
    end = said.at + len(printed)
    behind = _STOPS.split(said.text[end : end + _BEHIND])[0]
    if pattern("undone").search(behind):
        return True
    before = said.before + printed
    start = 0
    for number in numbers(before, nowhere):
        if not number.figure.kind.states_quantity:
            continue
        clause = _STOPS.split(before[start : number.outer_start])[-1]
        if _is_narrowing(clause, names, year):
            return True
        start = number.outer_end
    return False


def _is_narrowing(clause: str, names: Iterable[str], year: int | None) -> bool:
    """Whether a clause has the name of an indicator, and more than words that say nothing."""
    own = "" if year is None else f"{year}年"
    key = name_key(IS.sub("", clause).replace(own, "").removeprefix("度"))
    ends = [name for name in names if key.endswith(name)]
    if ends:
        return all(neutral().fullmatch(key[: -len(name)]) is None for name in ends)
    return pattern("set").search(clause) is not None and any(name in key for name in names)
