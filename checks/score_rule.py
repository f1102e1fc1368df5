"""得分与完成情况 · score against target and actual

What
    Full marks for a missed target, lost marks for a met one, and a proportional score that is not weight ×
    actual / target (for an indicator of which less is better, weight × target / actual).

Why
    The score is a judgement only where the rule leaves one; a number against a number leaves none.

Consistent
    活动次数（3分） ≥6次 5次 2.50

Inconsistent
    活动次数（3分） ≥6次 5次 3

Rounding
    The proportional score is rounded half up to the printed place, or truncated.

Limits
    A warning: forms may score in steps. A proportional score is questioned only when it has two decimals
    (others are steps) and one slip explains it. Targets in words or in another unit than the actual, and rows without
    weight, are left alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from audit.model.fact import FactBase, ScoredRow
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.relation import Basis, Check, Observation, Operand, Relation, RelationKind, Severity

_HUNDRED = Decimal(100)
#: units of things of which more is better
_COUNTED = frozenset(["次", "场", "人", "人次", "户", "家", "个", "项", "件", "所", "篇", "期", "批", "批次", "名"])


def run(base: FactBase) -> Iterator[Relation | Observation]:
    for form in base.forms:
        for row in form.rows:
            if row.target is None or row.actual is None or row.weight is None or row.score is None:
                continue
            if not _comparable(row.target, row.actual) or row.actual.qualifier is Qualifier.ABOUT:
                continue
            met = _met(row, row.target, row.actual)
            full = row.score.amount == row.weight.amount
            if met is not None and met is not full:
                if met and not _is_far(row.target, row.actual):
                    yield _observed(row, "marks-lost")
                elif full:
                    yield _observed(row, "full-marks")
            if met is False and not full and row.score.decimals > 1 and row.target.amount and row.actual.amount:
                yield _proportional(row, row.target, row.actual)


def _comparable(target: Figure, actual: Figure) -> bool:
    """Amounts have one base whatever their unit; 场 and 人次 have not."""
    return target.kind is actual.kind and (target.kind is FigureKind.AMOUNT or target.unit == actual.unit)


def _met(row: ScoredRow, target: Figure, actual: Figure) -> bool | None:
    """Whether the target is met; None when the form does not say which way it is meant, or only rounding decides."""
    below = target.qualifier is Qualifier.AT_MOST
    if not below and target.qualifier is not Qualifier.AT_LEAST:
        # without a sign, more is better of things that are counted, and of a rate that is to be 100 %
        counted = target.kind is FigureKind.COUNT and target.unit in _COUNTED
        whole = target.kind is FigureKind.PERCENT and target.value == _HUNDRED
        if target.qualifier is not None or row.fewer or not (counted or whole):
            return None
    if actual.amount <= target.amount if below else actual.amount >= target.amount:
        return True
    place = Decimal(1).scaleb(-target.decimals)
    near = replace(actual, value=actual.value.quantize(place, ROUND_HALF_UP))
    return None if near.amount == target.amount else False


def _is_far(target: Figure, actual: Figure) -> bool:
    """Whether the target was exceeded by so much that it was set too low, for which the rule takes marks off."""
    if target.qualifier is Qualifier.AT_MOST:
        return actual.amount * 10 <= target.amount * 7
    return actual.amount * 10 >= target.amount * 13


def _operands(row: ScoredRow) -> tuple[Operand, ...]:
    figures = (("stated", row.score), ("weight", row.weight), ("target", row.target), ("actual", row.actual))
    return tuple(Operand(figure, role, row.name) for role, figure in figures if figure is not None)


def _observed(row: ScoredRow, topic: str) -> Observation:
    assert row.score is not None
    return Observation("PRF004", topic, Severity.WARNING, (row.score.span,), _operands(row), (row.name,))


def _proportional(row: ScoredRow, target: Figure, actual: Figure) -> Relation:
    assert row.score is not None
    assert row.weight is not None
    top, bottom = (target, actual) if target.qualifier is Qualifier.AT_MOST else (actual, target)
    operands = (
        Operand(row.score, "stated", row.name),
        Operand(row.weight, "term", row.name),
        Operand(top, "term", row.name),
        Operand(bottom, "term", row.name),
    )
    return Relation(
        "PRF004",
        RelationKind.FORMULA,
        operands,
        Basis.INFERRED,
        expression="{0}*{1}/{2}",
        tentative=True,
        hint="score-rule",
        ceiling=Severity.WARNING,
    )


CHECK = Check(id="PRF004", name="score-rule", run=run, doc=__doc__)
