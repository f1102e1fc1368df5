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
    A warning: forms may score in steps. A proportional score is questioned when it has two decimals (others are steps),
    or one where two other rows are in proportion, and one slip explains it; and when the notes print the rule (得分 =
    权重 × B/A). Targets in words or in another unit than the actual are left alone,
    and rows without weight, unless the form's indicators have all the points that there are, and marks lost by a row
    that says why.

核对内容
    未完成却得满分，已完成却扣分，以及按比例得分不等于权重 × 实际值 ÷ 目标值（越少越好的指标为权重 × 目标值 ÷ 实际值）。

理由
    只有规则留有余地时得分才是判断；数对数没有余地。

尾差
    按比例得分四舍五入到披露位数，或截尾。

局限
    作警告：可能按档计分。按比例的得分有两位小数（其余视为分档），或表中另有两行按比例计分而它有
    一位小数，且一处笔误即可解释时才提示；表注写明规则（得分＝权重×B/A）的均提示。目标为文字、或与实际值单
    位不同的不核对；没有权重的行，除非各指标合计已是全部分值，也不核对；写明原因的扣分也不提示。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.figure import Figure, Qualifier
from audit.model.form import Form, ScoredRow
from audit.model.relation import Basis, Check, Observation, Operand, Relation, RelationKind, Severity

#: target, actual and weight
_TERMS = 3


def run(base: FactBase) -> Iterator[Relation | Observation]:
    for form in base.forms:
        places = 1 if form.by_rule or _is_obeyed(form) else 2
        for row in form.rows:
            weight = row.weight or (row.score if form.is_full and row.rate is None else None)
            if row.target is None or row.actual is None or weight is None or row.score is None or row.met is None:
                continue
            full = row.score.amount == weight.amount
            if row.met and not full and not row.explained and not _is_far(row.target, row.actual):
                yield _observed(row, weight, "marks-lost")
            if not row.met and full:
                yield _observed(row, weight, "full-marks")
            if not row.met and not full and row.score.decimals >= places and _has_ratio(row):
                yield _proportional(row, row.target, row.actual, form.by_rule)


def _has_ratio(row: ScoredRow) -> bool:
    values = [figure.amount for figure in (row.target, row.actual, row.weight) if figure is not None]
    return len(values) == _TERMS and all(values) and not row.also


def _is_obeyed(form: Form) -> bool:
    """Whether some row of the form is scored in proportion, to a part of a point."""
    return sum(1 for row in form.rows if row.met is False and _has_ratio(row) and _in_proportion(row)) > 1


def _in_proportion(row: ScoredRow) -> bool:
    if row.score is None or row.weight is None or row.target is None or row.actual is None or not row.score.value % 1:
        return False
    top, bottom = _ratio(row.target, row.actual)
    exact = row.weight.amount * top.amount / bottom.amount
    return row.score.interval.contains(exact) or abs(row.score.amount - exact) * 2 <= row.score.grain


def _ratio(target: Figure, actual: Figure) -> tuple[Figure, Figure]:
    return (target, actual) if target.qualifier is Qualifier.AT_MOST else (actual, target)


def _is_far(target: Figure, actual: Figure) -> bool:
    """Whether the target was exceeded by so much that it was set too low, for which the rule takes marks off."""
    if target.qualifier is Qualifier.AT_MOST:
        return actual.amount * 10 <= target.amount * 7
    return actual.amount * 10 >= target.amount * 13


def _operands(row: ScoredRow, weight: Figure) -> tuple[Operand, ...]:
    figures = (("stated", row.score), ("weight", weight), ("target", row.target), ("actual", row.actual))
    return tuple(Operand(figure, role, row.name) for role, figure in figures if figure is not None)


def _observed(row: ScoredRow, weight: Figure, topic: str) -> Observation:
    assert row.score is not None
    return Observation("PRF004", topic, Severity.WARNING, (row.score.span,), _operands(row, weight), (row.name,))


def _proportional(row: ScoredRow, target: Figure, actual: Figure, by_rule: bool) -> Relation:
    assert row.score is not None
    assert row.weight is not None
    top, bottom = _ratio(target, actual)
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
        tentative=not by_rule,
        hint="score-rule",
        ceiling=Severity.WARNING,
    )


CHECK = Check(id="PRF004", name="score-rule", run=run, doc=__doc__)
