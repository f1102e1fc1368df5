"""Linear relations: sums, differences, restated facts, order, counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from audit.evaluate.verdicts import judged
from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import FigureKind
from audit.model.interval import Interval
from audit.model.relation import Operand, Relation, RelationKind

_ZERO = Decimal(0)
#: the standard deviation of one rounding is grain/√12; 999 of 1000 sums stay within 3.29 of theirs
_TAIL_SQUARED = Decimal("3.29") ** 2 / 12
#: fewer roundings than that may well all fall on one side
_FEWEST = 4


def linear(relation: Relation) -> Evaluation:
    """stated = Σ coefficient · operand. Of a restated fact the coarser print counts as the stated one."""
    if relation.kind is RelationKind.EQUAL and len(relation.operands) == 2:
        first, second = relation.operands
        if second.figure.grain > first.figure.grain and second.coefficient == 1:
            relation = replace(relation, operands=(second, first))
    stated, others = relation.stated.figure, relation.operands[1:]
    recomputed = sum([o.coefficient * o.figure.amount for o in others], relation.constant)
    amount = stated.amount
    if recomputed == amount and stated.is_point:  # as nearly all are: no rounding has to be weighed
        return Evaluation(relation, Verdict.CONSISTENT, recomputed, amount - recomputed)
    return judged(relation, recomputed, lambda: _interval(relation.constant, others), _probable)


def _interval(constant: Decimal, operands: Iterable[Operand]) -> Interval:
    """What a constant and some figures may add up to, given their rounding."""
    return Interval.weighted(constant, ((o.coefficient, o.figure.interval) for o in operands))


def _probable(relation: Relation) -> Decimal | None:
    """What n independent roundings add up to in 999 of 1000 cases; None for exact or too few figures."""
    return most_likely(*rounded(relation.operands))


def rounded(operands: Iterable[Operand]) -> tuple[int, Decimal]:
    """How many of some figures were rounded, and the sum of the squares of their last places."""
    found = [o for o in operands if o.figure.interval.low != o.figure.interval.high and o.figure.is_point]
    return len(found), sum(((o.coefficient * o.figure.grain) ** 2 for o in found), _ZERO)


def most_likely(count: int, squares: Decimal) -> Decimal | None:
    """What so many independent roundings add up to in 999 of 1000 cases; None for too few."""
    return (squares * _TAIL_SQUARED).sqrt() if count >= _FEWEST else None


def at_most(relation: Relation) -> Evaluation:
    """Σ of the part side ≤ Σ of the whole side: operands carry +1 (part) and −1 (whole) as coefficients."""
    gap = sum((o.coefficient * o.figure.amount for o in relation.operands), _ZERO)
    stated = relation.stated.figure.amount
    if gap <= _ZERO:
        verdict = Verdict.CONSISTENT
    else:
        least = _interval(_ZERO, relation.operands).low
        verdict = Verdict.ROUNDING if least is None or least <= _ZERO else Verdict.INCONSISTENT
    return Evaluation(relation, verdict, stated - gap, gap)


def direction(relation: Relation) -> Evaluation:
    """The sign of current − prior against what the words say (+1, 0, −1). 基本持平 is not asserted."""
    current, prior = _operand(relation, "current"), _operand(relation, "prior")
    gap = current.figure.amount - prior.figure.amount
    sign = (gap > 0) - (gap < 0)
    if sign == relation.direction:
        verdict = Verdict.CONSISTENT
    elif current.figure.interval.meets(prior.figure.interval) and current.figure.grain != prior.figure.grain:
        verdict = Verdict.ROUNDING
    else:
        verdict = Verdict.INCONSISTENT
    return Evaluation(relation, verdict, prior.figure.amount, gap)


def count(relation: Relation) -> Evaluation:
    """A stated number of things against the list that follows."""
    stated = relation.stated.figure
    listed = Decimal(relation.listed)
    if stated.kind is not FigureKind.COUNT and stated.kind is not FigureKind.NUMBER:
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="not-a-count")
    return judged(relation, listed, lambda: Interval.exact(listed))


def _operand(relation: Relation, role: str) -> Operand:
    operand = relation.role(role)
    if operand is None:
        raise ValueError(f"a {relation.kind.value} relation needs a {role} operand")
    return operand
