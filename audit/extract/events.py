"""Events 语句要素: what the statement grammar makes of a block: numbers with their part in the sentence, openers of
lists, comparisons in words, topics."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from audit.extract.labels import Label
from audit.extract.tokens import Token
from audit.model.concept import Stage
from audit.model.fact import Completeness
from audit.model.figure import Figure


class Role(StrEnum):
    """What a number does in its sentence."""

    AMOUNT = "amount"  # the value of what the label names
    CHANGE = "change"  # by how much it grew or fell
    PRIOR = "prior"  # what it was before, or what it is measured against
    SHARE = "share"
    COMPLETION = "completion"


class Base(Struct, frozen=True):
    """What a change is compared with: a year, or a budget stage."""

    text: str
    prior: bool
    year: int | None
    stage: Stage | None


class Mention(Struct):
    """A number in its clause. `label` is what stands before it; `named` what a share or completion is taken of."""

    figure: Figure
    role: Role
    label: Label
    start: int
    end: int
    sentence: int
    depth: int
    direction: int = 0
    base: Base | None = None
    named: Label | None = None
    measured: Mention | None = None
    reason: bool = False
    group: int = 0  # numbers side by side under one label: 4125.49、4143.91万元
    row: list[Mention] = field(default_factory=list)  # all of these, when there are several
    object: Label | None = None  # 增加X经费20万元: what was added
    inside: bool = False  # 为年初预算100万元的98%: the base of a rate, which the talk is not about
    behind_change: bool = False  # 增长6.5%（上年175亿元）: the first number in a bracket right behind a change
    tail: str = ""  # the words right after it: 4个下属单位


class Opening(Struct, frozen=True):
    """An opener of a list: 其中, 主要用于以下方面."""

    completeness: Completeness
    start: int
    end: int
    sentence: int
    depth: int
    label: Label
    last: bool = False  # nothing but punctuation follows in the block
    classified: bool = False  # 按支出功能分类: takes apart the section's total
    named: bool = False  # “三公”经费支出中，: takes apart what it names, and nothing else


class Words(Struct, frozen=True):
    """决算数大于预算数: a comparison in words."""

    direction: int
    start: int
    end: int
    sentence: int
    stage: Stage | None
    base: Base | None
    label: Label


class Topic(Struct, frozen=True):
    """A sentence, or what stands before a colon, that names the subject of what follows and has no number."""

    label: Label
    start: int


Event = Mention | Opening | Words | Topic


class ClauseState(Struct):
    """Where the parser stands in a block."""

    events: list[Event] = field(default_factory=list)
    clause: list[Token] = field(default_factory=list)  # since the last break or number
    years: list[int | None] = field(default_factory=list)  # of the words before each open bracket
    sentence: int = 0
    depth: int = 0
    reason: bool = False
    reason_before: bool = False
    base: Base | None = None
    last: Mention | None = None  # the number just before, with nothing but a separator since
    said: Mention | None = None  # the last number of all
    bare: int = -1  # a closing bracket that only parts an amount from the next name
    skip: int = 0  # the tokens before this one were read already
    last_number: int = -1  # where the block's last number stands
    pending: list[Token] | None = None  # the clause just before, when it had no number: 培训人数，目标值为…
