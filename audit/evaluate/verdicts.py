"""From a stated and a recomputed value to a verdict."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import Figure, FigureKind
from audit.model.interval import Interval
from audit.model.relation import Relation, RelationKind


def rounded(value: Decimal, figure: Figure) -> Decimal:
    """A value of the figure's base unit, rounded half up to the place that the figure prints."""
    return (value / figure.scale).quantize(Decimal(1).scaleb(-figure.decimals), rounding=ROUND_HALF_UP) * figure.scale


def truncated(relation: Relation, recomputed: Decimal) -> bool:
    """Whether a rate, a score or the result of a printed formula is the recomputed one, cut off at its last place."""
    stated = relation.stated.figure
    if stated.kind is not FigureKind.PERCENT and relation.kind not in (RelationKind.FORMULA, RelationKind.SCORE):
        return False
    cut = (recomputed / stated.scale).quantize(Decimal(1).scaleb(-stated.decimals), rounding=ROUND_DOWN)
    return stated.is_point and cut * stated.scale == stated.amount


def judged(
    relation: Relation,
    recomputed: Decimal,
    interval: Callable[[], Interval],
    probable: Callable[[Relation], Decimal | None] = lambda relation: None,
) -> Evaluation:
    """The verdict on the relation's stated figure.

    `interval` works out, where it matters, what the stated value may be, given the others' rounding; `probable` the
    difference that independent roundings stay within in 999 of 1000 cases, when there are enough of them to tell.
    """
    stated = relation.stated.figure
    difference = stated.amount - recomputed
    if stated.is_point and rounded(recomputed, stated) == stated.amount:
        verdict = Verdict.CONSISTENT
    elif not _may_be(relation).meets(interval()):
        verdict = Verdict.ROUNDING if truncated(relation, recomputed) else Verdict.INCONSISTENT
    elif stated.is_point and (most := probable(relation)) is not None and abs(difference) > most:
        verdict = Verdict.IMPROBABLE
    else:
        verdict = Verdict.ROUNDING if stated.is_point else Verdict.CONSISTENT
    return Evaluation(relation, verdict, recomputed, difference)


def _may_be(relation: Relation) -> Interval:
    """What the stated value may stand for. Points are exact when they are added up; points worked out from a rate
    are rounded to the printed place."""
    stated = relation.stated.figure
    if stated.kind is FigureKind.SCORE and relation.kind is not RelationKind.SUM:
        return Interval.printed(stated.value, stated.decimals)
    return stated.interval
