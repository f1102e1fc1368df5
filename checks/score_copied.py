"""得分重复 · a whole scored as one of its projects

What
    The score that a report states for the whole body (整体绩效自评得分) is its own, not that of a project's form whose
    indicators the report repeats.

Why
    The report of the whole is written from the form of its largest project.

Consistent
    本级整体绩效自评得分 96.40 分 … 科技研发资金项目自评表 … 总分 91.20

Inconsistent
    本级整体绩效自评得分 91.20 分 … 科技研发资金项目自评表 … 总分 91.20

Rounding
    None: scores are compared as they are printed.

Limits
    A warning, and only where the report gives at least four of the project's results as its own, no form has the whole
    in its title, and the score is no whole number: equal scores alone are chance.

核对内容
    报告所述整体得分（整体绩效自评得分）是整体自己的得分，而不是指标与之相同的某个项目自评表的总分。

理由
    整体报告照最大项目的自评表写成。

尾差
    没有尾差：得分按所印比较。

局限
    只作警告。报告至少把该项目的四个实际值当作自己的，没有标题为整体的自评表，且得分不是整数时才提出：仅得分相同可能是巧合。
"""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter

from audit.model.concept import INDICATOR, Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.form import Form
from audit.model.relation import Check, Observation, Operand, Severity

_MIN_SHARED = 4
#: paragraphs that a report's statement of its score may stand before its results
_REACH = 60
_BLOCK = attrgetter("block")


def run(base: FactBase) -> Iterator[Observation]:
    if any("整体" in form.title for form in base.forms):
        return
    scores = [fact for fact in base.facts if fact.figure.kind is FigureKind.SCORE and "整体" in fact.label]
    results = sorted((fact for fact in base.facts if _is_result(fact)), key=_BLOCK) if scores else []
    for fact in scores:
        if not fact.figure.value % 1:
            continue
        first, last = (bisect_left(results, fact.block + reach, key=_BLOCK) for reach in (0, _REACH + 1))
        told = {(other.concept.item.removeprefix(INDICATOR), other.figure.amount) for other in results[first:last]}
        for form in base.forms:
            if form.total is not None and form.total.amount == fact.figure.amount and _shares(told, form):
                operands = (Operand(fact.figure, "stated", fact.label), Operand(form.total, "other", form.title))
                words = (fact.label, form.title)
                yield Observation("PRF012", "score-copied", Severity.WARNING, (fact.figure.span,), operands, words)


def _is_result(fact: Fact) -> bool:
    """Whether the text says what an indicator came to."""
    return fact.source == "text" and fact.concept.stage is Stage.FINAL and fact.concept.item.startswith(INDICATOR)


def _shares(told: set[tuple[str, Decimal]], form: Form) -> bool:
    results = {(row.key, row.actual.amount) for row in form.rows if row.actual is not None}
    return len(results & told) >= _MIN_SHARED


CHECK = Check(id="PRF012", name="score-copied", run=run, doc=__doc__)
