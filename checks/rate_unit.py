"""比率单位 · a rate in the unit of something else

What
    An indicator whose name is a rate (到位率, 合格率, 比例) has a target and a result in percent, not a number of
    people, things or an amount.

Why
    The values of another row were copied.

Consistent
    贷款风险补偿赔付率 ≤2% 1.3%

Inconsistent
    贷款风险补偿赔付率 400人 400人

Rounding
    None: there is nothing to compute.

Limits
    A warning. Bare numbers and words are let pass; so are names that only end like a rate (效率, 频率, 周转率) and
    rates that are counted by custom (发病率, 死亡率).

核对内容
    名称为比率的指标（到位率、合格率、比例），目标值和完成值以百分比表示，而不是人数、件数或金额。

理由
    抄了另一行的值。

尾差
    没有尾差：不作计算。

局限
    作警告。没有单位的数和文字不作发现；名称只是形似比率的（效率、频率、周转率），以及按惯例另计的（发病率、死亡率）也
    不作发现。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Check, Observation, Operand, Severity

_OTHER = (FigureKind.COUNT, FigureKind.AMOUNT)


def run(base: FactBase) -> Iterator[Observation]:
    for form in base.forms:
        for row in form.rows:
            if not row.is_rate:
                continue
            odd = [(figure, role) for figure, role in ((row.target, "target"), (row.actual, "actual")) if figure]
            if odd and all(figure.kind in _OTHER and figure.unit_printed for figure, _ in odd):
                operands = tuple(Operand(figure, role, row.name) for figure, role in odd)
                spans = tuple(figure.span for figure, _ in odd[:1])
                yield Observation("PRF009", "rate-unit", Severity.WARNING, spans, operands, (row.name, odd[0][0].unit))


CHECK = Check(id="PRF009", name="rate-unit", run=run, doc=__doc__)
