"""评价等级 · grades of evaluations against their scores

What
    The grade beside a score is the score's (90 and more 优, 80 and more 良, 60 and more 中, less 差); the grades that a
    summary counts are all its projects, and those of the forms' totals; the average is that of the totals.

Why
    A form is scored again, and the sentence about it keeps the old grade, number or average.

Consistent
    3个项目平均得分93.5分，其中优2个，良1个。… 自评得分95.2分，评价等级为“优”。

Inconsistent
    自评得分85.2分，评价等级为“优”。

Rounding
    The average is rounded to its printed place.

Limits
    Warnings only. Nothing is compared in a document that gives other thresholds. Totals are compared with a summary
    only when there are as many forms with a total as it says projects; the numbers of the grades with that of the
    projects only where one slip explains the difference.

核对内容
    得分旁的评价等级与得分相符（90 分及以上为优，80 分及以上为良，60 分及以上为中，其余为差）；汇总所列各等级项目数之和
    等于项目总数，并与各自评表总分的等级相符；平均得分等于各表总分的平均数。

理由
    表重新打了分，文字仍是旧的等级、个数或平均分。

尾差
    平均分按披露位数四舍五入。

局限
    只作警告。文件另有等级标准的，不核对。有总分的自评表张数与所述项目数相同时，才与汇总比较；各等级个数之和与项目数不
    符的，一处笔误可以解释时才提示。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import Figure
from audit.model.form import Form, Summary
from audit.model.relation import Basis, Check, Observation, Operand, Relation, RelationKind, Severity

_BOUNDS = (Decimal(90), Decimal(80), Decimal(60))
_NAMES = ("优", "良", "中", "差")
_WHOLE = "整体"


def run(base: FactBase) -> Iterator[Relation | Observation]:
    for grade in base.grades.beside:
        right = _rank(grade.score)
        if right != grade.rank:
            operands = (Operand(grade.score, "stated", "得分"),)
            words = (grade.word, _NAMES[right])
            yield Observation("PRF015", "other-grade", Severity.WARNING, (grade.score.span,), operands, words)
    forms = [form for form in base.forms if form.total is not None and _WHOLE not in form.title]
    for summary in base.grades.summaries:
        if summary.count is not None and len(summary.graded) > 1:
            yield _listed(summary.count, summary)
        if summary.count is not None and summary.count.amount == len(forms) == len(base.forms) > 1:
            yield from _against(summary, forms)


def _rank(score: Figure) -> int:
    return sum(1 for bound in _BOUNDS if score.amount < bound)


def _listed(count: Figure, summary: Summary) -> Relation:
    parts = (Operand(figure, "part", _NAMES[rank]) for rank, figure in summary.graded)
    operands = (Operand(count, "whole", "项目"), *parts)
    return Relation("PRF015", RelationKind.SUM, operands, Basis.INFERRED, tentative=True, ceiling=Severity.WARNING)


def _against(summary: Summary, forms: list[Form]) -> Iterator[Relation]:
    totals = [form.total for form in forms if form.total is not None]
    for rank, figure in summary.graded:
        stated = (Operand(figure, "stated", _NAMES[rank]),)
        listed = sum(1 for total in totals if _rank(total) == rank)
        yield Relation("PRF015", RelationKind.COUNT, stated, Basis.INFERRED, listed=listed, ceiling=Severity.WARNING)
    if summary.average is not None:
        operands = (
            Operand(summary.average, "stated", "平均得分"),
            *(Operand(total, "term", form.project or "总分") for total, form in zip(totals, forms, strict=True)),
        )
        expression = f"({'+'.join(f'{{{at}}}' for at in range(len(totals)))})/{len(totals)}"
        kind = RelationKind.FORMULA
        yield Relation("PRF015", kind, operands, Basis.INFERRED, expression=expression, ceiling=Severity.WARNING)


CHECK = Check(id="PRF015", name="grades", run=run, doc=__doc__)
