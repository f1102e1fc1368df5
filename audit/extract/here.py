"""Here 行文位置: where the walk over a document stands, and what the last words were about."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from audit.extract.concepts import BOTH, Context
from audit.extract.events import Event, Mention, Role, Topic
from audit.extract.frames import UNMARKED, Frame
from audit.extract.labels import Label
from audit.extract.lexicon import any_of, words
from audit.extract.parts import COST, in_closed_set, level_of, same_closed_set
from audit.model.concept import Fund, Stage
from audit.model.document import Block
from audit.model.fact import Fact
from audit.model.figure import FigureKind

#: no name is longer than this
_CLAUSE = 16
#: no statement that there is none of something is longer
_SHORT = 40
_COUNTED = re.compile(r"\d\s*(?:辆|台|套|件|个|处|座)[、，,]\s*(?:金额|价值)[共计为约]*\s*$")
#: the latest amounts about one item, by stage
Wholes = dict[Stage | None, Fact]


class Axes(Struct, frozen=True):
    """What the last amount of a sentence said for the next of its family: 2022年基本支出80万元，项目支出20万元."""

    family: str
    year: int | None
    stage: Stage | None
    scope: str


class Here(Struct):
    """Where the walk stands."""

    block: Block
    index: int
    context: Context
    frame: Frame | None = None  # the list whose part this block is
    topic: Label | None = None
    subject: Label | None = None
    head: str | None = None  # the item of the block's first amount
    wholes: Wholes = field(default_factory=dict)  # the latest amounts, by stage
    earlier: Fact | None = None  # the subject's amount of an earlier year, when the talk is of a later one
    inner: tuple[Label, Fact] | None = None  # the latest amount inside the bracket that is open
    changed: Label | None = None  # what the sentence says has changed
    change: Fact | None = None  # the latest change's amount, as a fact that a list may take apart
    sentence: int = 0
    fund: Fund | None = None  # of the sentence's first amount, for the flows that follow it
    begun: bool = False  # whether the sentence has had an amount
    axes: Axes | None = None  # of the sentence's last amount
    said: list[Fact] = field(default_factory=list)  # the block's amounts so far
    dealt: list[tuple[Label, Fact]] = field(default_factory=list)  # of the last 分别为: each name with its amount
    added: int = 0  # parts that this block gave to `frame`
    owner: tuple[Label | None, Wholes] | None = None  # subject and amounts before a list began
    shelved: tuple[Label | None, Wholes] | None = None  # subject and amounts before a topic that no amount followed


def has_budget(wholes: Wholes) -> bool:
    return any(stage is not None and stage.is_budget for stage in wholes)


def with_budget(here: Here, owner: Wholes) -> Wholes:
    """The latest amounts, those of the list's owner, or with an amount that names its budget otherwise."""
    wholes = here.wholes
    if not has_budget(wholes) and has_budget(owner):
        wholes = owner
    if not has_budget(wholes):
        # 预算总额…，实际到位资金…，执行数…，执行率: the budget has another name in the same breath
        named = [
            f for f in here.said if f.concept.stage is not None and f.concept.stage.is_budget and not f.concept.is_known
        ]
        wholes = {**wholes, **{f.concept.stage: f for f in named[-1:]}}
    return wholes


def sentence_of(event: Event) -> int:
    return event.sentence if not isinstance(event, Topic) else 0


def opens_with_amount(events: list[Event]) -> bool:
    for event in events:
        if isinstance(event, Mention):
            return (
                event.role is Role.AMOUNT
                and event.sentence == 0
                and not event.label.is_empty
                and (event.label.year is None or bool(level_of(event.label.text)))  # “抚恤”（款）2031年度决算5万元
            )
    return False


def says_none(block: Block) -> bool:
    """政府性基金预算未安排。, among the parts of a list, each in a paragraph: there is nothing of it."""
    return len(block.text) <= _SHORT and any(word in block.text for word in words("absent"))


def is_average(here: Here, mention: Mention) -> bool:
    """车均运行维护费0.9万元, 人均200元: an amount for each of something."""
    before = here.block.text[max(0, mention.start - _CLAUSE) : mention.start]
    return _average().search(before) is not None


@cache
def _average() -> re.Pattern[str]:
    return re.compile(any_of(words("averages")) + "[^，。；：、]*$")


def counted(here: Here, mention: Mention) -> Label | None:
    """轿车2辆、金额30万元: what was just counted costs that, not what the paragraph is about."""
    last = here.said[-1] if here.said else None
    if last is None or last.figure.kind is not FigureKind.COUNT or mention.label.text not in ("", "价值"):
        return None
    if mention.label.stage:
        return None
    before = here.block.text[max(0, mention.start - _CLAUSE) : mention.start]
    return Label(f"{last.label}{COST}") if _COUNTED.search(before) else None


def leads(here: Here, fact: Fact, mention: Mention) -> bool:
    """Whether the next words may be about this figure: an amount, or a count where no amount is spoken of; 亩均投资
    and 超收 only add to what was said."""
    if here.wholes and (is_average(here, mention) or fact.label in words("margins")):
        return False
    if fact.figure.kind is FigureKind.COUNT:
        return all(f.figure.kind is FigureKind.COUNT for f in here.wholes.values())
    if fact.figure.kind is FigureKind.SCORE:  # 自评得分95.5分，其中：决策10分、过程28.5分
        return not here.wholes and fact.label.endswith(words("scored"))
    return fact.figure.kind is FigureKind.AMOUNT


def dealt_name(label: Label, mention: Mention) -> Label:
    """货物、工程、服务支出分别为A、B、C: the n-th number belongs to the n-th name."""
    if mention.group < len(label.years):
        return replace(label, year=label.years[mention.group])
    names = label.names
    if len(names) < 2 or mention.group >= len(names):
        return label
    # 财政拨款收入、事业收入分别为: the fund is the first name's; 一般公共预算基本支出、项目支出分别为: it is each one's
    first_only = names[0] in ("收入", "支出") and mention.group > 0
    return replace(label, text=names[mention.group], fund=None if first_only else label.fund)


def deals(mention: Mention, item: str) -> bool:
    """Whether 分别 and 各 deal their numbers out one by one: to as many names, or years, as there are numbers."""
    label = mention.label
    if label.each not in ("分别", "各") or len(mention.row) < 2:
        return True
    takers = len(label.years) or len(label.names)
    return len(mention.row) == (2 if item == BOTH else takers)


def heads_list(here: Here, item: str, own: bool) -> bool:
    """Whether an amount is a part of the list that the block belongs to: an item's first, or, where the
    items have no numbers, any of the first sentence."""
    if here.frame is not None and not here.frame.takes(item):
        return False
    if here.frame is not None and here.frame.rank == UNMARKED and own and here.sentence == 0:
        return not here.frame.items or not in_closed_set(here.frame.items) or in_closed_set([*here.frame.items, item])
    if here.frame is not None and here.frame.rank == UNMARKED and own and same_closed_set(here.frame.items, item):
        return True  # 出国费0万元，与上年持平。公务用车费3万元；接待费1万元。
    return here.head in (None, item)


def items_named(item: str, mention: Mention) -> list[str]:
    if item != BOTH:
        return [item]
    if mention.group:
        return ["expenditure.grand"]
    return ["income.grand", "expenditure.grand"]


def is_dealt(mention: Mention) -> bool:
    """Whether 分别 stands before the number, or before the words that it is measured against."""
    return "分别" in (mention.label.each, mention.named.each if mention.named is not None else "")


def nth(here: Here, mention: Mention, frame: Frame | None, default: Stage) -> Fact | None:
    """A、B分别为…，分别增长p、q; A…、B…，分别占p、q: the fact that the n-th number of 分别 is about."""
    if not is_dealt(mention):
        return None
    listed = [fact for _, fact in here.dealt]
    if not listed and frame is not None:
        listed = list(frame.parts.get(default, ()))
    count = len(mention.row)
    if not listed and len(here.said) >= count > 1 and len({fact.concept.within for fact in here.said[-count:]}) == 1:
        listed = here.said[-count:]  # a part that was not read would bring in the whole
    return listed[mention.group] if mention.group < len(listed) else None
