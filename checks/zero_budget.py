"""零预算完成率 · completion of a budget of nothing

What
    年初预算为 0 万元，支出决算为 12 万元，完成年初预算的 100%: there is no rate of a budget of 0.

Why
    The template asks for a rate and gets one.

Consistent
    年初预算为 0.00 万元，支出决算为 12.00 万元，年中追加。

Inconsistent
    年初预算为 0.00 万元，支出决算为 12.00 万元，完成年初预算的 100%。

Rounding
    None: 0 is printed as 0.

Limits
    A warning. 0 of 0 printed as 0% or 100% is let pass as custom.

核对内容
    年初预算为 0 万元，支出决算为 12 万元，完成年初预算的 100%：预算为 0 就没有完成率。

理由
    模板要求填一个比率，于是就填了一个。

尾差
    没有尾差：0 就是 0。

局限
    作警告。预算与决算均为 0 而写 0% 或 100% 的，按惯例不作发现。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for completion in base.completions:
        actual, budget = completion.actual, completion.budget
        if actual is None or budget is None or budget.figure.amount or not actual.figure.amount:
            continue
        operands = (
            Operand(completion.rate, "stated", actual.label),
            Operand(budget.figure, "budget", budget.label),
            Operand(actual.figure, "actual", actual.label),
        )
        yield Observation("RAT005", "zero-budget", Severity.WARNING, (completion.rate.span,), operands, (actual.label,))


CHECK = Check(id="RAT005", name="zero-budget", run=run, doc=__doc__)
