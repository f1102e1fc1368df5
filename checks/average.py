"""平均数 · averages for each vehicle or head

What
    车均运行维护费 and 人均接待费: what the section says that it cost, by what it says that there were.

Why
    An average is worked out once, and stays when the amount or the count is corrected.

Consistent
    公务用车运行维护费 13.11 万元，公务用车保有量 4 辆，车均运行维护费 3.28 万元。

Inconsistent
    公务用车运行维护费 13.11 万元，公务用车保有量 4 辆，车均运行维护费 3.82 万元。

Rounding
    The amount and the average are each rounded in their last place; the count is exact.

Limits
    At most a warning, and only where a single slip explains the difference: an average may be of the vehicles of the
    whole year, or of other visitors. Without a count, or with none, nothing is said.

核对内容
    车均运行维护费、人均接待费：等于同一部分所述的费用除以所述的数量。

理由
    平均数只算一次，金额或数量改了，平均数没有跟着改。

尾差
    金额与平均数各在末位四舍五入；数量是精确的。

局限
    最多作警告，且只有一处误写即可解释时才报告：平均数可能按全年车辆数或其他口径的人数计算。没有数量或数量为零的不核对。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity


def run(base: FactBase) -> Iterator[Relation]:
    for average in base.averages:
        operands = (
            Operand(average.stated, "stated", average.label),
            Operand(average.cost.figure, "term", average.cost.label),
            Operand(average.count.figure, "term", average.count.label),
        )
        yield Relation(
            "RAT010",
            RelationKind.FORMULA,
            operands,
            Basis.DECLARED,
            expression="{0} / {1}",
            tentative=True,
            ceiling=Severity.WARNING,
            hint="average",
            rounds_freely=True,
        )


CHECK = Check(id="RAT010", name="average", run=run, doc=__doc__)
