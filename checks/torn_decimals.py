"""小数缺位 · a decimal point without its decimals

What
    97.%: between a decimal point and the percent sign or the unit there is a digit at least.

Why
    A digit was lost when the figure was typed or corrected; what is left looks like another, plausible figure.

Consistent
    支出 1002.78 万元，完成年初预算的 97.6%。

Inconsistent
    支出 1002.78 万元，完成年初预算的 97.%。

Rounding
    In the other checks the figure stands for all from 97 to 98.

Limits
    A warning. Only before %, 万元 and 亿元, where the point can be no numbering.

核对内容
    97.%：小数点与百分号或单位之间，至少应有一位数字。

理由
    录入或修改时漏了一位，剩下的看上去像另一个合理的数。

尾差
    在其他核对中，该数可以是 97 至 98 之间的任何值。

局限
    作警告。只核对百分号、万元、亿元之前的小数点，这里不可能是编号。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for figure in base.figures:
        if figure.is_torn:
            operands = (Operand(figure, "stated", ""),)
            yield Observation("UNI004", "torn-decimals", Severity.WARNING, (figure.span,), operands, (figure.text,))


CHECK = Check(id="UNI004", name="torn-decimals", run=run, doc=__doc__)
