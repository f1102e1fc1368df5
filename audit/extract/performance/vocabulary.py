"""The words of performance forms, compiled from performance.yaml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from audit.extract.lexicon import any_of
from audit.strict_yaml import load

WEIGHT = re.compile(r"（(\d+(?:\.\d+)?)分）")
#: 技术合同成交额（亿元）: the unit of the row's bare numbers
UNIT = re.compile(r"（([^（）\d]{1,4})）$")
HORIZON = re.compile(r"(长期|年度)(?:绩效)?(?:目标|指标)(?!任务)")
_GOAL_NUMBER = r"|(?:长期|年度)(?:绩效)?目标\d*"
#: headings that only sound like one of the roles
_NO_ROLE = "none"
#: … and those of values of another time
_ELSEWHERE = "elsewhere"
#: a remark on a heading; a longer bracket is one that the dump has torn: its closing half follows the headings
_BRACKETS = re.compile(r"（[^（）]{0,16}）")
#: the half of 目标值（A） that stays with its heading, when the other half has gone to the next line
_HALF = re.compile(r"（[A-Z](?=[一-龥])")
#: 服务对象满意度 before the name of whose satisfaction it is
_SATISFACTION = r"服务对象满意[度率](?=[^（）]{2,}满意[度率])"
_QUOTES = re.compile(r"[“”\"《》（）*\s、，]")
_TAIL = re.compile(r"(?:指标|情况|数量|数|达|为|的|年度|绩效)+$")
#: an abbreviation stands for a name at most so many times as long
_LONGEST = 3
_GROWTH = re.compile(r"(?:同比)?(?:增长率|增长|增幅|增速)$")
#: 活动举办次数 and 举办活动数 are one name
_EVENT = re.compile(
    r"^(?:举办|开展|组织|召开|举行)+|(?:举办|开展|召开|举行)?(?:场次|(?<!人)次)$|(?:举办|开展|召开|举行)$"
)
_YEAR = re.compile(r"^20\d\d年")


@cache
def vocabulary() -> Any:
    return load(Path(__file__).with_name("performance.yaml"))


@cache
def pattern(*keys: str) -> re.Pattern[str]:
    """Any of the words under a path of keys."""
    node = vocabulary()
    for key in keys:
        node = node[key]
    return re.compile(any_of(node))


@cache
def levels() -> re.Pattern[str]:
    """Names of levels and groups, with the points that they may carry."""
    names = any_of(vocabulary()["levels"])
    return re.compile(rf"(?:{names}{_GOAL_NUMBER}|{_SATISFACTION})(?:（\d+分）)?")


@cache
def words(key: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(vocabulary()[key])


def is_rate(name: str) -> bool:
    """Whether a name promises a rate: 资金到位率, and not 工作效率."""
    key = name_key(name)
    return bool(_ending("rates").search(key)) and not _ending("no_rates").search(key)


def measure(unit: str) -> str:
    """What a unit of a count counts: events, people, or "" for things."""
    return next((kind for kind, units in vocabulary()["measures"].items() if unit in units), "")


@cache
def _acts() -> re.Pattern[str]:
    acts = any_of(vocabulary()["acts"])
    return re.compile(rf"^{acts}+|{acts}+$")


def thing(name: str) -> str:
    """What an achievement is about, without the words for bringing it about: 举办培训班 and 培训班开展 are 培训班."""
    return _acts().sub("", name_key(name))


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(any_of(vocabulary()[key]) + "$")


@cache
def basis() -> re.Pattern[str]:
    """The beginning of what a goal is based on, which may be torn: 计划标."""
    return re.compile("|".join(re.escape(word[:3]) for word in vocabulary()["basis"]))


@cache
def _roles(wanted: tuple[str, ...]) -> re.Pattern[str]:
    columns = vocabulary()["columns"]
    named = [f"(?P<{role}>{any_of(columns[role])})" for role in columns if role in wanted]
    every = any_of(word for role in wanted for word in columns[role])
    elsewhere = f"(?P<{_ELSEWHERE}>{any_of(vocabulary()['elsewhere'])}度?(?:{every}))"
    return re.compile("|".join((elsewhere, any_of(columns[_NO_ROLE]), *named)))


def column_roles(headings: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The roles that headings run together name, in their order, each once; from the name's column on."""
    starts = [match.end() for match in pattern("name").finditer(headings)]
    text = _BRACKETS.sub("", _HALF.sub("", headings[starts[-1] :] if starts else headings))
    found: list[str] = []
    for match in _roles(wanted).finditer(text):
        role = match.lastgroup or ""
        passed = role == _ELSEWHERE or (not role and match.group() in words("passed"))
        if role and not passed and role not in found:
            found.append(role)
        elif passed:
            found.append(f"{_NO_ROLE}{len(found)}")  # a value that is passed over
    return tuple(found)


def are_headings(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether a text is nothing but headings of columns."""
    return not _roles(wanted).sub("", _BRACKETS.sub("", text))


def column_role(heading: str) -> str:
    """What a column heading names; "" when none of the known."""
    if pattern(_ELSEWHERE).search(heading):
        return ""
    found = next((role for role in vocabulary()["columns"] if pattern("columns", role).search(heading)), "")
    return "" if found == _NO_ROLE else found


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name as it is compared: without quotation marks, weight, year, and words that forms add or drop."""
    key = _TAIL.sub("", _YEAR.sub("", _QUOTES.sub("", UNIT.sub("", WEIGHT.sub("", name)))))
    return _EVENT.sub("", key) or key


def abbreviates(short: str, long: str) -> bool:
    """Whether a name has some of the other's characters in their order, from the first to the last word's: 高企."""
    if not 2 <= len(short) < len(long) <= _LONGEST * len(short) or short[0] != long[0] or short[-1] not in long[-2:]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def stem(name: str) -> tuple[str, bool]:
    """The name of which a growth is spoken, and whether one is: 工业增加值增幅 is about 工业增加值."""
    key = name_key(name)
    bare = _GROWTH.sub("", key)
    return bare, bare != key
