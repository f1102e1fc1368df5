"""单位缺失 · an amount without its unit

What
    较上年增加 90.42，增长 30.67%: a change is printed without 万元 although every amount around it has its unit.

Why
    A reader must guess; a machine reads a count.

Consistent
    支出 385.20 万元，较上年增加 90.42 万元。

Inconsistent
    支出 385.20 万元，较上年增加 90.42。

Rounding
    None: nothing is computed.

Limits
    A note, and only for the amounts of changes.

核对内容
    较上年增加 90.42，增长 30.67%：周围金额都有单位，增减额却没有写万元。

理由
    读者只能猜，机器会当成数量。

尾差
    没有尾差：不作计算。

局限
    作提示，且只核对增减额。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for change in base.changes:
        amount = change.amount
        if amount is not None and not amount.unit_printed:
            yield Observation(
                "UNI002",
                "unit-missing",
                Severity.NOTE,
                (amount.span,),
                (Operand(amount, "amount", change.label),),
                (change.label, amount.text, amount.unit),
            )


CHECK = Check(id="UNI002", name="unit-missing", run=run, doc=__doc__)
