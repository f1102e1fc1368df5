"""Severity 严重程度: from a verdict and its basis."""

from __future__ import annotations

from audit.model.evaluation import Evaluation, Verdict
from audit.model.relation import Basis, RelationKind, Severity

_LINEAR = (RelationKind.EQUAL, RelationKind.SUM, RelationKind.DIFFERENCE)


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
    """Two prints of one number at one precision that differ: rounding cannot make one number two. A sum with a single
    addend other than zero prints its number twice as well."""
    relation = evaluation.relation
    if evaluation.verdict is not Verdict.ROUNDING or relation.kind not in _LINEAR or relation.constant:
        return False
    stated, *others = relation.operands
    addends = [o for o in others if o.figure.amount]
    return len(addends) == 1 and addends[0].coefficient == 1 and addends[0].figure.grain == stated.figure.grain


def is_broken(evaluation: Evaluation) -> bool:
    """Whether the relation needs a suspect."""
    return evaluation.verdict.breaks or is_reprint(evaluation)
