"""指标单位 · one row, two units

What
    The target and the result of an indicator, and its values of earlier years, count the same kind of thing: things
    (家, 个, 项), people (人, 人次), or events (次, 场, 期).

Why
    A unit is typed for the row above; then the values cannot be compared.

Consistent
    成果转化项目落地数 4个 6个 ≥3个

Inconsistent
    成果转化项目落地数 4个 6个 ≥3次

Rounding
    None: units are no figures.

Limits
    A note. 家 and 个, 人 and 人次, 次 and 场 pass for one another; bare numbers and words are left alone.

核对内容
    同一指标的目标值、实际值和以前年度的值，所数的是同一类：事物（家、个、项）、人（人、人次）或活动（次、场、期）。

理由
    单位误抄自另一行，两个值便无法比较。

尾差
    没有尾差：单位不是数值。

局限
    只作提示。“家”与“个”、“人”与“人次”、“次”与“场”视为同类；没有单位的数和文字不比较。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for mixed in base.mixed_units:
        operands = tuple(Operand(figure, "value", mixed.name) for figure in mixed.figures)
        units = tuple(f"{figure.text}{figure.unit}" for figure in mixed.figures)
        yield Observation(
            "UNI003", "indicator-unit", Severity.NOTE, (mixed.figures[-1].span,), operands, (mixed.name, *units)
        )


CHECK = Check(id="UNI003", name="indicator-unit", run=run, doc=__doc__)
