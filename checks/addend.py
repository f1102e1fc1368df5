"""其中误用 · an addend printed as a part

What
    财政拨款收入 80 万元，其中政府性基金 20 万元, under a total of 100 万元: 80 + 20 is the total, so the 20 are
    not part of the 80 although 其中 says so; either the 80 leaves the fund out, or the word is wrong.

Why
    The amount of one fund is printed under the name of all.

Consistent
    本年收入 100.00 万元，具体情况如下：1.财政拨款收入 100.00 万元，其中政府性基金 20.00 万元。

Inconsistent
    本年收入 100.00 万元，具体情况如下：1.财政拨款收入 80.00 万元，其中政府性基金 20.00 万元。

Rounding
    The two must add up to the total within the rounding of three figures.

Limits
    Only a list of a single item, whose own 其中 closes the gap to the total.

核对内容
    合计 100 万元，其下为财政拨款收入 80 万元，其中政府性基金 20 万元：80 + 20 才等于合计，可见 20 并不在 80 之内，尽
    管写的是“其中”；要么 80 漏了该资金，要么用词有误。

理由
    把一种资金的金额写在了全部资金的名下。

尾差
    两项相加与合计之差在三个数的舍入范围内。

局限
    只核对仅有一项的清单，且其“其中”恰好补足与合计的差额。
"""

from collections.abc import Iterator

from audit.model.fact import Completeness, Fact, FactBase
from audit.model.interval import Interval
from audit.model.relation import Check, Observation, Operand, Severity


def run(base: FactBase) -> Iterator[Observation]:
    nested = {d.whole.figure.span: d.parts for d in base.decompositions if len(d.parts) == 1 and not d.signs}
    for decomposition in base.decompositions:
        if decomposition.completeness is not Completeness.DECLARED or len(decomposition.parts) != 1:
            continue
        whole, part = decomposition.whole, decomposition.parts[0]
        inner = nested.get(part.figure.span)
        if inner is None or part.figure.amount == whole.figure.amount or not _closes(whole, part, inner[0]):
            continue
        operands = (
            Operand(part.figure, "part", part.label),
            Operand(inner[0].figure, "part", inner[0].label),
            Operand(whole.figure, "whole", whole.label),
        )
        yield Observation(
            "OVL002", "addend", Severity.ERROR, (part.figure.span,), operands, (inner[0].label, part.label, whole.label)
        )


def _closes(whole: Fact, part: Fact, inner: Fact) -> bool:
    total: Interval = part.figure.interval + inner.figure.interval
    return inner.figure.amount != 0 and whole.figure.interval.meets(total)


CHECK = Check(id="OVL002", name="addend", run=run, doc=__doc__)
