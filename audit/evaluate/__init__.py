"""Evaluation 核对: what the printed precision of its figures says about a relation."""

from __future__ import annotations

from collections.abc import Callable

from audit.evaluate.formula import formula
from audit.evaluate.linear import at_most, count, direction, linear
from audit.evaluate.ratio import change_rate, completion, score, share
from audit.evaluate.weighted import weighted
from audit.model.evaluation import Evaluation, Verdict
from audit.model.relation import Relation, RelationKind

__all__ = ["evaluate"]

_BY_KIND: dict[RelationKind, Callable[[Relation], Evaluation]] = {
    RelationKind.SUM: linear,
    RelationKind.EQUAL: linear,
    RelationKind.DIFFERENCE: linear,
    RelationKind.SHARE: share,
    RelationKind.COMPLETION: completion,
    RelationKind.CHANGE_RATE: change_rate,
    RelationKind.SCORE: score,
    RelationKind.DIRECTION: direction,
    RelationKind.AT_MOST: at_most,
    RelationKind.COUNT: count,
    RelationKind.WEIGHTED: weighted,
    RelationKind.FORMULA: formula,
}


def evaluate(relation: Relation) -> Evaluation:
    """The verdict on one relation. A doubtful figure makes it not evaluable: never a pass, never an error."""
    for operand in relation.operands:
        if operand.figure.doubtful:
            return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="doubtful")
    return _BY_KIND[relation.kind](relation)
