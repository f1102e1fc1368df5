"""Forms 表单: the forms with their weights and scores, and the sources of their money, for the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile

from msgspec.structs import replace

from audit.extract.performance.facts import FORM
from audit.extract.performance.rows import Forms, Row, in_unit, money
from audit.extract.performance.told import project, title
from audit.extract.performance.vocabulary import WEIGHT, is_rate, measure, name_key, pattern, words
from audit.model.concept import Concept, Stage
from audit.model.document import Document
from audit.model.fact import Completeness, Decomposition, Fact
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.form import Form, Group, MixedUnits, ScoredRow

#: 得分=权重*B/A
_RULE = re.compile(r"(?:权重|分值) ?[*×] ?(?:B ?[/÷] ?A|实际完成值 ?[/÷] ?(?:年初)?目标值)")
#: no one aims at so high a rate of what should be low
_HIGH = Decimal(60)


def scored_forms(document: Document, forms: Forms) -> tuple[Form, ...]:
    """The forms with their weights and scores, for the checks of scoring."""
    by_form: dict[int, list[Row]] = {}
    reasons = [  # a sentence right behind a dump is taken for a part of it
        block.text
        for index, block in enumerate(document.blocks)
        if (index not in forms.blocks or block.text.endswith("。")) and pattern("lost").search(block.text)
    ]
    for row in forms.rows:
        told = any(_plain(row.name) in text for text in reasons)
        by_form.setdefault(row.form, []).append(replace(row, explained=row.explained or told))
    by_rule = any(_RULE.search(block.text) for block in document.blocks)
    listed = (rows for rows in by_form.values() if not any(row.horizon for row in rows))
    return tuple(replace(_form(document, rows, forms), by_rule=by_rule) for rows in listed)


def _plain(name: str) -> str:
    return WEIGHT.sub("", name).strip()


def _form(document: Document, rows: list[Row], forms: Forms) -> Form:
    total = next((row.roles.get("score") for row in rows if row.kind == "total"), None)
    weight = next((row.roles.get("weight") for row in rows if row.kind == "total"), None)
    scored = tuple(_scored(row) for row in rows if row.kind in ("execution", "indicator"))
    number = rows[0].form
    money_row = next((row for row in rows if row.kind == "execution"), None)
    budget, executed = (
        money(money_row.roles[role], money_row.unit) if money_row is not None and role in money_row.roles else None
        for role in ("budget", "executed")
    )
    loose, unscored = number in forms.loose, number in forms.unscored
    heading = title(document, rows[0].block)
    groups = tuple(_groups(rows))
    form = Form(scored, total, weight, rows[0].section, loose, unscored, heading, budget, executed, groups=groups)
    return replace(form, project=project(document, rows[0].block), scope=f"{FORM}{number}")


def _groups(rows: Sequence[Row]) -> Iterator[Group]:
    """Subtotals behind their rows, and levels with points of their own before theirs."""
    for at, row in enumerate(rows):
        if row.kind != "group":
            continue
        behind = pattern("subtotal").search(row.name) is not None
        others = reversed(rows[:at]) if behind else iter(rows[at + 1 :])
        members = list(takewhile(lambda other: other.kind == "indicator", others))
        if members:
            roles = (row.roles.get("weight"), row.roles.get("score"))
            yield Group(row.name, *roles, tuple(_scored(member) for member in members))


def _scored(row: Row) -> ScoredRow:
    target, actual = (
        in_unit(figure, row.name) if figure is not None else None
        for figure in (row.roles.get("target"), row.roles.get("actual"))
    )
    return ScoredRow(
        row.name,
        target,
        actual,
        row.roles.get("weight"),
        row.roles.get("score"),
        rate=row.roles.get("rate") if row.kind == "execution" else None,
        met=is_met(row.name, target, actual, tuple(in_unit(figure, row.name) for figure in row.also)),
        is_rate=is_rate(row.name),
        key=name_key(row.name),
        also=tuple(in_unit(figure, row.name) for figure in row.also),
        block=row.block,
        explained=row.explained,
    )


def is_met(name: str, target: Figure | None, actual: Figure | None, also: tuple[Figure, ...] = ()) -> bool | None:
    """Whether the target (`also`: those that share the result) is met; None when the form does not say which way it is
    meant, or only rounding decides."""
    if target is None or actual is None or not _comparable(target, actual) or actual.qualifier is Qualifier.ABOUT:
        return None
    below = target.qualifier is Qualifier.AT_MOST
    if not below and target.qualifier is not Qualifier.AT_LEAST and not _is_more_better(name, target):
        return None
    wanted = target.amount + sum((figure.amount for figure in also), Decimal(0))
    if actual.amount <= wanted if below else actual.amount >= wanted:
        return True
    place = Decimal(1).scaleb(-target.decimals)
    near = replace(actual, value=actual.value.quantize(place, ROUND_HALF_UP))
    return None if near.amount == wanted else False


def _comparable(target: Figure, actual: Figure) -> bool:
    """Amounts have one base whatever their unit; 场 and 人次 have not."""
    return target.kind is actual.kind and (target.kind is FigureKind.AMOUNT or target.unit == actual.unit)


def _is_more_better(name: str, target: Figure) -> bool:
    """Without a sign, more is better of things that are counted, and of a rate that is to be high."""
    if target.qualifier is not None or not target.amount or pattern("fewer_is_better").search(name):
        return False
    counted = target.kind is FigureKind.COUNT and target.unit in words("counted")
    return counted or (target.kind is FigureKind.PERCENT and target.value >= _HIGH)


def mixed_units(forms: Forms) -> Iterator[MixedUnits]:
    """Rows of which two values count different kinds of things."""
    for row in forms.rows:
        values = [*row.earlier, *(row.roles[role] for role in ("target", "actual") if role in row.roles)]
        counted = [figure for figure in values if figure.kind is FigureKind.COUNT]
        odd = next((f for f in counted[1:] if measure(f.unit) != measure(counted[0].unit)), None)
        if odd is not None:
            yield MixedUnits(row.name, (counted[0], odd))


_MONEY = {"initial": Stage.INITIAL, "budget": Stage.ADJUSTED, "executed": Stage.FINAL}


def sources(forms: Forms) -> Iterator[Decomposition]:
    """The money row of a form and the rows below it that say where the money comes from."""
    whole: Row | None = None
    parts: list[Row] = []
    for row in (*forms.rows, None):
        if row is not None and row.kind == "source":
            parts.append(row)
            continue
        if whole is not None and len(parts) > 1 and sum("其中" in part.name for part in parts) < 2:
            yield from _by_stage(whole, parts)
        whole, parts = (row if row is not None and row.kind == "execution" else None), []


def _by_stage(whole: Row, parts: list[Row]) -> Iterator[Decomposition]:
    for role, stage in _MONEY.items():
        listed = [_source(row, role, stage) for row in parts if role in row.roles]
        if role in whole.roles and len(listed) > 1:
            yield Decomposition(_source(whole, role, stage), tuple(listed), Completeness.USUAL)


def _source(row: Row, role: str, stage: Stage) -> Fact:
    concept = Concept(f"label:{row.name}", None, stage)
    return Fact(money(row.roles[role], row.unit), concept, row.name, row.section, row.block, "form")
