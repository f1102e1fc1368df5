"""Severity 严重程度: from a verdict and its basis."""

from __future__ import annotations

from audit.model.evaluation import Evaluation, Verdict
from audit.model.relation import Basis, RelationKind, Severity


def severity(evaluation: Evaluation) -> Severity | None:
    """How grave a broken relation is; None when it holds or cannot be evaluated."""
    relation = evaluation.relation
    found: Severity | None = None
    if evaluation.verdict is Verdict.INCONSISTENT:
        found = Severity.WARNING if relation.basis is Basis.INFERRED else Severity.ERROR
    elif evaluation.verdict is Verdict.IMPROBABLE or is_reprint(evaluation):
        found = Severity.WARNING
    elif evaluation.verdict is Verdict.ROUNDING:
        found = Severity.ROUNDING
    if found is not None and relation.ceiling is not None and relation.ceiling.rank > found.rank:
        found = relation.ceiling
    return found


def is_reprint(evaluation: Evaluation) -> bool:
    """Two prints of one fact at one precision that differ: rounding cannot make one number two."""
    relation = evaluation.relation
    if (
        evaluation.verdict is not Verdict.ROUNDING
        or relation.kind is not RelationKind.EQUAL
        or len(relation.operands) != 2
    ):
        return False
    one, other = relation.figures
    return one.grain == other.grain


def is_broken(evaluation: Evaluation) -> bool:
    """Whether the relation needs a suspect."""
    return evaluation.verdict.breaks or is_reprint(evaluation)
