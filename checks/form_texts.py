"""自评表填写 · results that repeat the target, rows without an indicator

What
    In the form of an evaluation the result is a measured value, not the bound of the target once more (≥95%, ≥95%), and
    every row names its indicator: not its class (经济效益指标) nor a span of time (1年).

Why
    A result that is copied from the target was not measured, and a row without a name measures nothing.

Consistent
    服务对象满意度 ≥95% 97.5%

Inconsistent
    服务对象满意度 ≥95% ≥95%

Rounding
    Not applicable: nothing is computed here.

Limits
    A note, the repeated bounds of a document together. Budgets, whose forms set targets for several years, are let
    pass. A class stands for a name only where tabs or cells tell them apart.

核对内容
    自评表的完成值应是实测值，不是把目标的界限再写一遍（≥95%，≥95%）；每行写明指标名称，而不是其类别（经济效益指标）或
    时间段（1年）。

理由
    照抄目标的完成值没有经过测量；没有名称的行没有衡量任何事。

尾差
    不适用：不作计算。

局限
    作提示，一份文件中照抄的界限合并为一条。为多个年度设定目标的预算表不作发现。只有制表符或单元格能把类别与名称分开时，
    才认定以类别代替名称。
"""

from collections.abc import Iterator

from audit.model.document import DocumentKind
from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity


def run(base: FactBase) -> Iterator[Observation]:
    if base.kind is DocumentKind.BUDGET:
        return
    again = [fault for fault in base.faults if fault.kind == "target-again"]
    if again:
        listed = "、".join(dict.fromkeys(word for fault in again for word in fault.words))
        spans = tuple(fault.span for fault in again)
        yield Observation("DOC024", "target-again", Severity.NOTE, spans, words=(listed, str(len(again))))
    for fault in base.faults:
        if fault.kind == "nameless-row":
            yield Observation("DOC024", "nameless-row", Severity.NOTE, (fault.span,), words=fault.words)


CHECK = Check(id="DOC024", name="form-texts", run=run, doc=__doc__)
