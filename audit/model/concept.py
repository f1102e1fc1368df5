"""Concept 项目: what a figure is about; and the axes on which two facts may differ."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

#: the item of an indicator's facts begins with it: indicator:培训人次
INDICATOR = "indicator:"


class Stage(StrEnum):
    """口径: at which point of the budget year an amount stands."""

    INITIAL = "initial"  # 年初预算
    ADJUSTED = "adjusted"  # 全年预算, 调整预算
    BUDGET = "budget"  # 预算, without saying which
    FINAL = "final"  # 决算, 执行
    TARGET = "target"  # 目标值 of an indicator

    @property
    def is_budget(self) -> bool:
        return self in (Stage.INITIAL, Stage.ADJUSTED, Stage.BUDGET)


class Fund(StrEnum):
    """资金性质. Each is part of the one that contains it."""

    ALL = "all"  # 全部
    FISCAL = "fiscal"  # 财政拨款
    GENERAL = "general"  # 一般公共预算
    GOVERNMENT = "government"  # 政府性基金
    CAPITAL = "capital"  # 国有资本经营

    @property
    def contains(self) -> frozenset[Fund]:
        """The funds that are parts of this one, itself included."""
        if self is Fund.ALL:
            return frozenset(Fund)
        if self is Fund.FISCAL:
            return frozenset({Fund.FISCAL, Fund.GENERAL, Fund.GOVERNMENT, Fund.CAPITAL})
        return frozenset({self})


class Concept(Struct, frozen=True, gc=False):
    """The item and its axes; None on an axis means that the document does not say.

    `item` is a canonical key from the lexicon (`expenditure.basic`), a function path
    (`function:科学技术/…/行政运行`), or `label:` and the cleaned label. `within` is the item that
    restricts it (项目支出 for an item of a list of projects), empty when nothing does.
    """

    item: str
    fund: Fund | None = None
    stage: Stage | None = None
    year: int | None = None
    within: str = ""
    scope: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the item is one of the lexicon's, so that its name means one thing everywhere."""
        return not self.item.startswith("label:")

    def named(self, item: str) -> Concept:
        """The same axes of another item."""
        return self if item == self.item else replace(self, item=item)
