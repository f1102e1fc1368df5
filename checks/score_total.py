"""自评总分 · scores and weights of a form

What
    The scores of a form add up to its total and to the subtotals of its groups, and its weights to the whole (100).

Why
    One score is changed after the total was written.

Consistent
    … 20.00 … 5 … 10 … 总分 35.00

Inconsistent
    … 20.00 … 5 … 10 … 总分 36.00

Rounding
    Scores are exact.

Limits
    The sum must hold when every weight of the form was read and they add up to 100; at most a warning when every
    row was read, but not its weight. Otherwise rows may be missing from the text: a total is then questioned only when
    they cannot explain the difference (the scores that were read exceed it, or miss it by less than a point, or it
    exceeds 100) and one slip does. A form of goals has no total; its weights may leave 10 or 20 for the execution.

核对内容
    自评表各项得分之和等于总分和各组小计，权重之和等于满分（100）。

理由
    总分写好之后又改了一项得分。

尾差
    分数是精确的。

局限
    全部权重均已读到且合计为 100 时，得分之和必须相符；各行均已读到而缺权重的，最多作警告。否则文字中可能缺行，只有缺
    行不能解释（读到的得分超过总分、或相差不足一分、或总分超过 100）且一处笔误即可解释时才提示。绩效目标表没有总分，其
    权重可留 10 或 20 给执行率。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import Figure
from audit.model.form import Group
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind

_WHOLE = Decimal(100)
#: the weight of the execution of the budget is a multiple of it
_STEP = Decimal(10)
#: no indicator is worth less
_LEAST = Decimal(1)
#: a form of fewer rows was hardly read in full
_MIN_ROWS = 3


def run(base: FactBase) -> Iterator[Relation]:
    for form in base.forms:
        weights = [(row.name, row.weight) for row in form.rows if row.weight is not None]
        scores = [(row.name, row.score) for row in form.rows if row.score is not None]
        if form.total is not None:
            weighed = _total(weights) == _WHOLE and len(scores) == len(form.rows)
            yield from _sum(form.total, scores, Basis.DECLARED if weighed else Basis.INFERRED, weighed or form.is_read)
        for group in form.groups:
            yield from _group(group)
        complete = form.total is not None and not form.loose and _total(scores) == form.total.amount
        if form.weight is not None:
            yield from _sum(form.weight, weights, Basis.INFERRED, False)
        elif complete and len(weights) == len(scores) == len(form.rows):
            yield from _whole(weights)
        elif not form.loose and form.total is None and len(weights) == len(form.rows):
            cut = bool(scores) and _may_miss_rows(_total(weights), _WHOLE)
            yield from () if cut else _whole(weights)


def _total(parts: list[tuple[str, Figure]]) -> Decimal:
    return sum((figure.amount for _, figure in parts), Decimal(0))


def _sum(total: Figure, parts: list[tuple[str, Figure]], basis: Basis, complete: bool) -> Iterator[Relation]:
    if len(parts) < _MIN_ROWS or (not complete and _may_miss_rows(_total(parts), total.amount)):
        return
    operands = (Operand(total, "whole"), *(Operand(figure, "part", name) for name, figure in parts))
    yield Relation("PRF005", RelationKind.SUM, operands, basis, tentative=not complete)


def _group(group: Group) -> Iterator[Relation]:
    """The rows of a group make up its weight; where they do, their scores make up its score."""
    weights = [(row.name, row.weight) for row in group.rows if row.weight is not None]
    scores = [(row.name, row.score) for row in group.rows if row.score is not None]
    if group.weight is None or len(weights) < len(group.rows):
        return
    if _total(weights) != group.weight.amount:
        operands = (Operand(group.weight, "whole", group.name), *(Operand(f, "part", name) for name, f in weights))
        yield Relation("PRF005", RelationKind.SUM, operands, Basis.INFERRED, tentative=True)
    elif group.score is not None and len(scores) == len(group.rows):
        operands = (Operand(group.score, "whole", group.name), *(Operand(f, "part", name) for name, f in scores))
        yield Relation("PRF005", RelationKind.SUM, operands, Basis.DECLARED)


def _whole(weights: list[tuple[str, Figure]]) -> Iterator[Relation]:
    """The weights of a form of goals make up 100, or what the execution of the budget leaves of it."""
    total = _total(weights)
    if len(weights) < _MIN_ROWS or (total < _WHOLE and total % _STEP == 0):
        return
    (name, first), *others = weights
    operands = (
        Operand(first, "whole", name),
        *(Operand(figure, "part", label, Decimal(-1)) for label, figure in others),
    )
    basis = Basis.INFERRED
    yield Relation("PRF005", RelationKind.SUM, operands, basis, constant=_WHOLE, tentative=True, hint="weights")


def _may_miss_rows(listed: Decimal, total: Decimal) -> bool:
    """Whether rows that were not read may make up the rest: it is a point or more, and the total a possible one."""
    return listed + _LEAST <= total <= _WHOLE


CHECK = Check(id="PRF005", name="score-total", run=run, doc=__doc__)
