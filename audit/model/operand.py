"""Operand 运算数: a figure with its part in a formula, and the formulas that there are."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from audit.model.figure import Figure


class RelationKind(StrEnum):
    """The formula; the roles that it needs are in parentheses."""

    SUM = "sum"  # whole = Σ coefficient · part
    EQUAL = "equal"  # stated = other
    DIFFERENCE = "difference"  # amount = current − prior (· direction)
    SHARE = "share"  # rate = part / base
    COMPLETION = "completion"  # rate = actual / budget
    CHANGE_RATE = "change-rate"  # rate = |current − prior| / prior
    SCORE = "score"  # points = weight · rate
    DIRECTION = "direction"  # sign(current − prior) is what the words say
    AT_MOST = "at-most"  # part ≤ whole
    COUNT = "count"  # stated = number of things listed
    WEIGHTED = "weighted"  # stated = Σ term: part · rate, actual / rate, actual − amount or part, one behind the other
    FORMULA = "formula"  # stated = the printed expression over the terms


class Operand(Struct, frozen=True, gc=False):
    """A figure in a relation: its role in the formula, what it is about, and its coefficient."""

    figure: Figure
    role: str
    label: str = ""
    coefficient: Decimal = Decimal(1)
