"""Rows 表行: what is read of a form, whatever its rendering."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from audit.extract.numbers import numbers
from audit.extract.performance.vocabulary import UNIT, WEIGHT, levels, pattern
from audit.model.figure import Figure, FigureKind

_POINTS = ("score", "weight")
_DEFAULT = "万元"
_AMOUNTS = re.compile(r"（(?:单位[：:]?)?(元|千元|万元|亿元)）|单位[：: ]{0,2}(?:人民币)?(元|千元|万元|亿元)")


class Part(StrEnum):
    """What the rows are about: money, indicators with a result, goals."""

    MONEY = "money"
    RESULTS = "results"
    GOALS = "goals"


class Row(Struct, frozen=True):
    """A row of a form: `roles` are its values by what they are (target, actual, weight, score; budget, executed, rate);
    `earlier` the values of earlier years in a form of goals, whose `horizon` is 长期 or 年度; `also` the targets of the
    rows below that share its merged result."""

    kind: str  # indicator, group, execution, source or total
    name: str
    block: int
    section: int
    roles: dict[str, Figure]
    earlier: tuple[Figure, ...] = ()
    horizon: str = ""
    form: int = 0
    also: tuple[Figure, ...] = ()
    unit: str = ""  # of the amounts of a row of money
    explained: bool = False  # the row says why its result deviates


class Forms(Struct, frozen=True):
    """The rows of a document's forms and the blocks that they, and the pieces between them, take up.

    `loose` are the forms of which some row could not be read, `unscored` those whose column of scores is empty.
    """

    rows: tuple[Row, ...]
    blocks: frozenset[int]
    loose: frozenset[int] = field(default_factory=frozenset)
    unscored: frozenset[int] = field(default_factory=frozenset)


def kind_of(name: str, roles: dict[str, Figure]) -> str:
    """What a row is by its name, without spaces, and by what it holds; "" when it says nothing of use."""
    if pattern("subtotal").search(name) or (levels().fullmatch(name) and not {"target", "actual"} & roles.keys()):
        return "group" if {"weight", "score"} & roles.keys() else ""
    if "score" in roles and (pattern("total").search(name) or pattern("sum").fullmatch(name)):
        return "total"
    if pattern("execution").search(name) or pattern("whole").fullmatch(name):
        return "execution" if {"executed", "rate"} & roles.keys() else ""
    if pattern("sources").search(name) and {"initial", "budget", "executed"} & roles.keys():
        return "source"
    scored = {"weight", "score"} <= roles.keys()
    return "indicator" if scored or {"target", "actual"} & roles.keys() else ""


def is_plain(figure: Figure | None) -> bool:
    """Whether a figure may be points: a number without a unit, or with 分; 100% is none."""
    return figure is not None and figure.kind in (FigureKind.NUMBER, FigureKind.SCORE) and figure.is_point


def normal(roles: dict[str, Figure]) -> dict[str, Figure]:
    """The values of a row as they compare: scores and weights as points, a rate printed as a fraction in percent."""
    return _in_percent(
        {
            role: replace(figure, kind=FigureKind.SCORE) if role in _POINTS else figure
            for role, figure in roles.items()
            if role not in _POINTS or is_plain(figure)
        }
    )


def _in_percent(roles: dict[str, Figure]) -> dict[str, Figure]:
    """A rate that is printed as a fraction (0.9865, or 1) counts in percent as the others do."""
    budget, executed, rate = (roles.get(role) for role in ("budget", "executed", "rate"))
    if rate is None or rate.kind is not FigureKind.NUMBER or budget is None or executed is None or not budget.value:
        return roles
    quotient = executed.value / budget.value
    if abs(rate.value - quotient) >= abs(rate.value - quotient * 100):
        return roles
    return {**roles, "rate": replace(rate, scale=rate.scale * 100)}


def in_unit(figure: Figure, name: str) -> Figure:
    """A bare number in the unit that the row's name gives."""
    unit = UNIT.search(WEIGHT.sub("", name).strip())
    if figure.kind is not FigureKind.NUMBER or unit is None:
        return figure
    probe = next(iter(numbers(f"1{unit.group(1)}", lambda start, end: figure.span)), None)
    if probe is None or not probe.figure.unit:
        return figure
    return replace(figure, kind=probe.figure.kind, unit=probe.figure.unit, scale=probe.figure.scale, unit_printed=False)


def money(figure: Figure, unit: str = "") -> Figure:
    """A number of a row of money as an amount, in the form's unit: 万元 where it gives none."""
    if figure.kind is FigureKind.AMOUNT:
        return figure
    unit = unit or _DEFAULT
    probe = next(iter(numbers(f"1{unit}", lambda start, end: figure.span)))
    scale = figure.scale * probe.figure.scale
    return replace(figure, kind=FigureKind.AMOUNT, unit=unit, scale=scale, unit_printed=False)


def unit_of(text: str) -> str:
    """The unit of amounts that a heading or the line above a form gives; "" when it gives none."""
    found = _AMOUNTS.findall(text) if "元" in text else ()
    return next((unit for unit in found[-1] if unit), "") if found else ""
