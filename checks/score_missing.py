"""得分未填 · an empty column of scores

What
    A form with a column of scores and a total has scores.

Why
    The total then rests on nothing that a reader could follow.

Consistent
    … 实际完成值 得分 … 培训人数 ≥100人次 120人次 5 … 总分 95

Inconsistent
    … 实际完成值 得分 … 培训人数 ≥100人次 120人次 … 总分 95

Rounding
    None: there is nothing to compute.

Limits
    A warning; only where hardly any row has a score. What the indicators would have to score follows from the total
    and the points for the execution of the budget.

核对内容
    有得分列和总分的自评表，应当填有得分。

理由
    否则总分没有读者可以依据的来源。

尾差
    没有尾差：不作计算。

局限
    作警告；只有几乎所有行都没有得分时才提示。各指标应得多少，由总分和预算执行得分推出。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for form in base.forms:
        if not form.unscored or form.total is None:
            continue
        money = [row.score for row in form.rows if row.rate is not None and row.score is not None]
        rest = form.total.amount - sum(score.amount for score in money)
        operands = (Operand(form.total, "stated"), *(Operand(score, "points") for score in money))
        count = str(sum(1 for row in form.rows if row.rate is None))
        yield Observation(
            "PRF008", "scores-missing", Severity.WARNING, (form.total.span,), operands, (count, f"{rest:f}")
        )


CHECK = Check(id="PRF008", name="score-missing", run=run, doc=__doc__)
