"""Concepts 项目: from a printed label and where it stands to the item that it names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from audit.extract.labels import Label, clean
from audit.extract.lexicon import any_of, words
from audit.model.concept import Fund
from audit.strict_yaml import load

BOTH = "both.grand"  # 收、支总计: one number, or two, for income and expenditure
#: items that have short names beside their whole
_SHORT_PARTS = {
    "procurement": ("procurement.goods", "procurement.works", "procurement.services"),
    "threepublic.vehicle": ("threepublic.purchase", "threepublic.operation"),
}
_INCLUDED = re.compile(r"（[不]?[含包][^（）]*）$")
_QUOTES = re.compile(r"[“”‘’\"'《》「」]|\s")
_ACCOUNT = re.compile(r"^(?:\d{3,7}[-—]?)?(.*?)（类(?:级科目)?）(?:(.*?)（款(?:级科目)?）)?(?:(.*?)（项(?:级科目)?）)?")
_LOWER = re.compile(r"^(?:\d{5,7}[-—]?)?(?:(.*?)（款(?:级科目)?）)?(.*?)（项(?:级科目)?）")
_MARKS = re.compile(r"（[类款项](?:级科目)?）")
_CODE = re.compile(r"^\d{3,7}[-—]?")


class Context(Struct, frozen=True):
    """What the headings above a block say: whether they speak of income and expenditure as a whole, of which
    fund, and of which item."""

    overview: bool
    fund: Fund | None
    item: str


#: where no heading says anything
NOWHERE = Context(overview=False, fund=None, item="")


class _Names(Struct, frozen=True):
    alias: dict[str, str]
    generic: dict[str, str]
    fundless: frozenset[str]
    classes: frozenset[str]
    longest: int
    neutral: tuple[str, ...]
    bodies: tuple[str, ...]


@cache
def catalogue() -> Any:
    """concepts.yaml, parsed."""
    return load(Path(__file__).with_name("concepts.yaml"))


@cache
def _names() -> _Names:
    data = catalogue()
    alias = {plain(name): item for item, names in data["items"].items() for name in names}
    return _Names(
        alias=alias,
        generic={name: item for item, names in data["generic"].items() for name in names},
        fundless=frozenset(data["fundless"]),
        classes=frozenset(data["classes"]),
        longest=max(map(len, alias)),
        neutral=words("neutral_end"),
        bodies=tuple(data["bodies"]),
    )


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name without quotation marks and spaces, nor brackets that say what it includes."""
    return _QUOTES.sub("", _INCLUDED.sub("", name))


def item_of(label: Label, context: Context) -> str:
    """The item that a label names under its headings; "" when the label is empty."""
    names = _names()
    name = plain(label.text)
    if not name:
        if label.fund is not None or label.side:
            return _sided(label.side, context) or (f"label:{label.fund.value}" if label.fund else "")
        return ""
    if (account := account_of(label.text)) is not None:
        return account
    if name in names.alias and not (len(name) <= 4 and _needs_parent(names.alias[name], context)):
        return names.alias[name]
    if name in names.generic:
        if context.item:
            return (
                f"label:{context.item}/{label.fund.value}"
                if label.fund and context.item in names.fundless
                else context.item
            )
        return names.generic[name] if context.overview or label.fund is not None else f"label:{name}"
    if label.stage is not None and name.endswith(names.bodies):
        return "expenditure.year"
    stem = name.removesuffix("支出")
    if stem in names.classes and (name != stem or len(stem) > 2):
        return f"function:{stem}"
    known = _suffix(name)
    if known:
        return known
    return f"label:{stem or name}"


def _needs_parent(item: str, context: Context) -> bool:
    """货物, 工程 and 服务 are parts of the procurement only where the talk is of it; so is 购置费 of the vehicles."""
    parent = next((parent for parent, parts in _SHORT_PARTS.items() if item in parts), None)
    return parent is not None and not context.item.startswith(parent)


def _sided(side: str, context: Context) -> str:
    if context.item:
        return context.item
    return {"收": "income.year", "支": "expenditure.year"}.get(side, "") if context.overview else ""


@lru_cache(maxsize=4096)
def _suffix(name: str) -> str:
    """A known name at the end of a longer one: 某局机关运行经费."""
    names = _names()
    for length in range(min(names.longest, len(name) - 1), 2, -1):
        item = names.alias.get(name[-length:])
        if item is None:
            continue
        rest = name[:-length]
        if rest in names.alias:
            return ""
        return item if rest.endswith(names.neutral) else ""
    return ""


@lru_cache(maxsize=4096)
def qualified(name: str) -> tuple[str, str]:
    """What restricts a known name, and its item: 上半年项目支出; "" twice where none is known, "" for the first where
    only neutral words stand before it."""
    names = _names()
    name = plain(name)
    for length in range(min(names.longest, len(name)), 2, -1):
        item = names.alias.get(name[-length:])
        if item is not None:
            rest = _neutral().sub("", name[:-length])
            return "" if rest.endswith("而") else rest, item  # 维持机关日常运转而开支的机关运行经费
    return "", ""


@cache
def _neutral() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(words('neutral'))})+|(?:{any_of(words('neutral'))})+$")


@lru_cache(maxsize=4096)
def account_of(text: str) -> str | None:
    """The path of an account of the functional classification: 教育支出（类）普通教育（款）小学教育（项）."""
    if "（类" not in text and "（款" not in text and "（项" not in text:
        return None
    text = plain(text)
    parts: list[str] = []
    if match := _ACCOUNT.match(text):
        parts = [p for p in match.groups() if p]
    elif match := _LOWER.match(text):
        parts = ["", *[p for p in match.groups() if p]]
    if not parts:
        return None
    return "function:" + "/".join(account_name(p) for p in parts)


def account_name(name: str) -> str:
    """The name of an account as it is compared: without code, level mark and a trailing 支出."""
    name = _CODE.sub("", clean(_MARKS.sub("", name)))
    return name.removesuffix("支出") or name


def fund_of(label: Label, item: str, context: Context) -> Fund | None:
    """The fund of a fact: the narrower of what its label and its headings say."""
    if item in _names().fundless:
        # 政府性基金预算“三公”经费 is another amount than that of the usual fund
        named = label.fund or context.fund
        return named if named in (Fund.GOVERNMENT, Fund.CAPITAL) and item.startswith("threepublic") else None
    if label.fund is None:
        return context.fund
    if context.fund is not None and context.fund in label.fund.contains:
        return context.fund
    return label.fund


@cache
def _heading_words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, Fund]]:
    data = catalogue()
    funds = {word: Fund(key) for key in ("general", "government", "capital", "fiscal") for word in words("fund", key)}
    return (
        re.compile(any_of(data["overview"])),
        re.compile(any_of(data["not_overview"])),
        re.compile(any_of(funds)),
        funds,
    )


def context_of(path: tuple[str, ...]) -> Context:
    """What a path of headings, from the top down, says."""
    overview, other, fund_pattern, funds = _heading_words()
    fund: Fund | None = None
    speaks = not path
    item = ""
    for title in path:
        found = fund_pattern.findall(title)
        named = funds[found[-1]] if found else None
        if named is not None and fund is not None and fund in named.contains:
            named = fund
        if other.search(title):
            speaks, item = False, _heading_item(title)
            fund = named or fund
        elif overview.search(title):
            speaks, item = True, ""
            fund = named or (fund if fund is not None and "总体情况" not in title else Fund.ALL)
        elif named is not None:
            fund = named
    return Context(speaks, fund, item)


_HEADING_TAIL = re.compile(r"(?:支出|预算|决算|财政拨款|执行|安排|使用|具体|总体|情况|说明|变化|的|及|增减|编制)+$")


def _heading_item(title: str) -> str:
    """The item that a heading is about, when it is one of the lexicon's."""
    names = _names()
    name = plain(clean(title))
    name = re.sub(r"^\d{4}年度?", "", name)
    fund_pattern = _heading_words()[2]
    for candidate in (name, _HEADING_TAIL.sub("", name), _HEADING_TAIL.sub("", fund_pattern.sub("", name))):
        item = names.alias.get(candidate, "")
        if item and not item.startswith(("both", "income.", "expenditure.")):
            return item
    return ""
