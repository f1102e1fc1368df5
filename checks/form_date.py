"""填报日期 · a form dated before the work ended

What
    The form of a self-evaluation (填报日期) is not older than the end of the self-evaluation that the report
    around it states (自评时间从…至…).

Why
    Final scores cannot have been filled in while the evaluation still went on.

Consistent
    填报日期：2023年11月3日; 本次自评时间从2023年10月26日至2023年11月1日.

Inconsistent
    填报日期：2023年10月26日; 本次自评时间从2023年10月26日至2023年11月1日.

Rounding
    None: days are exact, and the last day of the work itself is let pass.

Limits
    A warning. A form is tied to the period of the same annex only where the order of forms and periods in the
    document leaves no doubt; forms that set targets or follow the year (目标申报表, 监控表) are left out, and so is
    the date of a report that is no form.

核对内容
    自评表的填报日期，不早于所在报告所述自评工作结束之日（自评时间从…至…）。

理由
    评价还在进行，最终得分不可能已经填好。

相符
    填报日期：2023年11月3日；本次自评时间从2023年10月26日至2023年11月1日。

不符
    填报日期：2023年10月26日；本次自评时间从2023年10月26日至2023年11月1日。

尾差
    没有尾差：日期是精确的，填报于结束当日的不作发现。

局限
    作警告。只有表与时段的先后顺序没有疑义时，才把同一附件中的二者对应；设定目标或跟踪执行的表（目标申报表、监控表）除
    外，不是自评表的报告日期除外。
"""

from collections.abc import Iterator
from itertools import groupby

from audit.model.dates import Dated
from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for forms, period in _pairs(base.dates.forms, base.dates.evaluations):
        if all(form.day < period.day for form in forms):
            form = forms[-1]
            yield Observation(
                "DAT002",
                "form-date",
                Severity.WARNING,
                (form.span, period.span),
                (),
                (form.day.isoformat(), period.day.isoformat()),
            )


def _pairs(forms: tuple[Dated, ...], periods: tuple[Dated, ...]) -> Iterator[tuple[list[Dated], Dated]]:
    """Forms and the one period of their annex: either the forms always come first, or the period does.

    Nothing is paired when a form or a period is left over, or when two periods follow one another with different ends.
    """
    marked = [(form, True) for form in forms] + [(period, False) for period in periods]
    marked.sort(key=lambda pair: pair[0].span.order)
    runs = [(is_form, [dated for dated, _ in run]) for is_form, run in groupby(marked, key=lambda pair: pair[1])]
    if len(runs) % 2 or any(not is_form and len({dated.day for dated in run}) > 1 for is_form, run in runs):
        return
    for (first_is_form, first), (_, second) in zip(runs[::2], runs[1::2], strict=False):
        yield (first, second[0]) if first_is_form else (second, first[0])


CHECK = Check(id="DAT002", name="form-date", run=run, doc=__doc__)
