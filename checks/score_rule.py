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
    A warning: forms may score in steps. A proportional score is questioned only when it has decimals (whole points
    are steps) and one slip explains it. Targets in words or in another unit than the actual, and rows without
    weight, are left alone.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase, ScoredRow
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.relation import Basis, Check, Observation, Operand, Relation, RelationKind, Severity


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
                if met:
                    yield _observed(row, "marks-lost")
                elif full:
                    yield _observed(row, "full-marks")
            if met is False and not full and row.score.decimals and row.target.amount and row.actual.amount:
                yield _proportional(row, row.target, row.actual)


def _comparable(target: Figure, actual: Figure) -> bool:
    """Amounts have one base whatever their unit; 场 and 人次 have not."""
    return target.kind is actual.kind and (target.kind is FigureKind.AMOUNT or target.unit == actual.unit)


def _met(row: ScoredRow, target: Figure, actual: Figure) -> bool | None:
    """Whether the target is met; None when the form does not say which way it is meant."""
    if row.fewer and target.qualifier is None:
        return None
    if target.qualifier is Qualifier.AT_MOST:
        return actual.amount <= target.amount
    if target.qualifier in (None, Qualifier.AT_LEAST):
        return actual.amount >= target.amount
    return None


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
