"""零基数 · growth from nothing

What
    An amount that grew by all of itself had a base of 0, and growth from 0 has no rate; yet a rate is printed.

Why
    增长 100% is what a spreadsheet's guard prints for a division by zero.

Consistent
    接待费 0.50 万元，比上年增加 0.50 万元，上年无此项支出。

Inconsistent
    接待费 0.50 万元，比上年增加 0.50 万元，增长 100%。

Rounding
    None: amount and increase are the same print.

Limits
    A base below half a last place prints as 0 too; the finding is a warning.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    seen = set()
    for change in base.changes:
        current, amount, rate = change.current, change.amount, change.rate
        if current is None or amount is None or rate is None or change.direction != 1 or rate.span in seen:
            continue
        if amount.amount > 0 and current.figure.amount == amount.amount and rate.value > 0:
            seen.add(rate.span)
            operands = (
                Operand(rate, "stated", change.label),
                Operand(amount, "amount", change.label),
                Operand(current.figure, "current", current.label),
            )
            yield Observation(
                "CHG005", "zero-base", Severity.WARNING, (rate.span,), operands, (current.label, change.base)
            )


CHECK = Check(id="CHG005", name="zero-base", run=run, doc=__doc__)
