"""Weighted sums: amounts, of each of which a rate is printed, added up: 86万元的82%，加上513万元的89%."""

from __future__ import annotations

from decimal import Decimal

from audit.evaluate.verdicts import judged
from audit.model.evaluation import Evaluation, Verdict
from audit.model.interval import Interval
from audit.model.relation import Operand, Relation

_HUNDREDTH = Decimal("0.01")


def weighted(relation: Relation) -> Evaluation:
    """stated = Σ part · rate / 100."""
    if not all(o.figure.interval.bounded for o in relation.operands[1:]):
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="bound")
    recomputed = sum((p.figure.amount * r.figure.amount for p, r in terms(relation)), Decimal(0)) * _HUNDREDTH
    return judged(relation, recomputed, lambda: added(terms(relation)))


def terms(relation: Relation) -> list[tuple[Operand, Operand]]:
    """Each part with its rate."""
    others = relation.operands[1:]
    return list(zip(others[::2], others[1::2], strict=True))


def added(pairs: list[tuple[Operand, Operand]]) -> Interval:
    """What some parts at their rates may come to."""
    found = Interval.exact(Decimal(0))
    for part, rate in pairs:
        found = found + part.figure.interval * rate.figure.interval.scaled(_HUNDREDTH)
    return found
