"""完成结论 · what a report concludes of an indicator

What
    未完成目标 and 完成目标 behind an indicator's target and its result are what the two values say.

Why
    The result is corrected and the sentence stays.

Consistent
    目标值为≥60场，实际举办 55 场，未完成目标。

Inconsistent
    目标值为≥60场，实际举办 55 场，完成目标。

Rounding
    A result that reaches the target when it is rounded to the target's place is left alone.

Limits
    A warning. Only paragraphs that give one target and one result of an indicator of a form, the conclusion behind
    them, and only where it is plain that more, or less, is better.

核对内容
    指标的目标值与实际值之后所写的“未完成目标”“完成目标”，与这两个值相符。

理由
    改了实际值，没有改结论。

尾差
    按目标值的位数四舍五入后达到目标的，不作判断。

局限
    只作警告。只看给出一个目标值和一个实际值、其后写有结论的段落，而且越多越好还是越少越好须是明确的。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for told in base.conclusions:
        if told.said is not told.met:
            operands = (Operand(told.target, "target", told.name), Operand(told.actual, "actual", told.name))
            topic = "said-met" if told.said else "said-missed"
            yield Observation("PRF010", topic, Severity.WARNING, (told.actual.span,), operands, (told.name,))


CHECK = Check(id="PRF010", name="stated-outcome", run=run, doc=__doc__)
