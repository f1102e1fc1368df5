"""增减用词 · the words of amount and rate

What
    减少 20 万元，下降 25%: the word before the amount and the word before the rate say the same direction.

Why
    One of the two words is left over from last year's text; the arithmetic of the sizes still holds.

Consistent
    支出合计 60.00 万元，比上年减少 20.00 万元，下降 25.00%。

Inconsistent
    支出合计 60.00 万元，比上年减少 20.00 万元，增长 25.00%。

Rounding
    None: words are compared.

Limits
    A negative print (减少 20 万元，增长 -25%) says the direction itself; changes of zero have none.

核对内容
    减少 20 万元，下降 25%：增减额前的用词与增减率前的用词方向一致。

理由
    其中一个词是上年文本留下的；数值大小仍然相符。

尾差
    没有尾差：比较的是用词。

局限
    写作负数的（减少 20 万元，增长 -25%）本身已表明方向；增减为零没有方向。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for change in base.changes:
        amount, rate = change.amount, change.rate
        if change.contrary and amount is not None and rate is not None and amount.value * rate.value > 0:
            operands = (Operand(rate, "rate", change.label), Operand(amount, "amount", change.label))
            spans = (rate.span, amount.span)
            yield Observation("CHG006", "contrary-words", Severity.ERROR, spans, operands, (change.label,))


CHECK = Check(id="CHG006", name="contrary-words", run=run, doc=__doc__)
