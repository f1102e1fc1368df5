"""自评得分一致性 · the score that the text states

What
    A self-evaluation's score in the text (自评综合得分为 97.89 分) is the total of a form of the document.

Why
    A form is scored again, and the report's first sentence keeps the old score.

Consistent
    绩效自评得分为97.89分。… 总分 97.89

Inconsistent
    绩效自评得分为98.79分。… 总分 97.89

Rounding
    None: a score is printed as it is; 99.5 and 99.50 are one score.

Limits
    Scores and totals that are equal belong together, and the score of the whole body (整体) and the total of its form.
    Of the rest a contradiction is seen only when one score and one total are left over and a single slip explains the
    difference: forms of other projects may stand elsewhere.

核对内容
    文字所述自评得分（自评综合得分为 97.89 分）等于文件中某张自评表的总分。

理由
    表重新打了分，报告第一句仍是旧分。

尾差
    没有尾差：分数照写；99.5 与 99.50 相同。

局限
    相等的得分与总分彼此对应，整体得分与整体自评表的总分对应。其余只有剩下一个得分和一个总分、
    且一处笔误即可解释时才视为矛盾：其他项目的表可能在别处。
"""

from collections.abc import Iterator

from audit.model.fact import Fact, FactBase
from audit.model.figure import Figure, FigureKind
from audit.model.patterns import late
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_SCORE = late(r"(?:自评|综合|评价|绩效)(?:自评|综合|评价)*(?:得分|总分|评分|分数|分值)$")

_WHOLE = "整体"
_PART = late(r"平均|执行|指标|过程|产出|效益|满意度|情况")


def run(base: FactBase) -> Iterator[Relation]:
    totals = [form.total for form in base.forms if form.total is not None]
    stated = [fact for fact in base.facts if _is_whole(fact, base.year)]
    rest: list[Fact] = []
    for fact in stated:
        total = next((t for t in totals if t.amount == fact.figure.amount), None)
        if total is None:
            rest.append(fact)
        else:
            yield _equal(fact, total)
    whole = [form.total for form in base.forms if _WHOLE in form.title and form.total is not None]
    for fact in [fact for fact in rest if _WHOLE in fact.label] if len(whole) == 1 else []:
        rest.remove(fact)
        yield _equal(fact, whole[0])
    claimed = {fact.figure.amount for fact in stated}
    free = [total for total in totals if total.amount not in claimed]
    if len(free) == 1 and len({fact.figure.amount for fact in rest}) == 1:
        for fact in rest:
            yield _equal(fact, free[0])


def _is_whole(fact: Fact, year: int | None) -> bool:
    """Whether a fact of the text is a whole evaluation's score of this year: no average, no part of it."""
    if fact.figure.kind is not FigureKind.SCORE or fact.source != "text" or fact.concept.year not in (None, year):
        return False
    return _SCORE.search(fact.label) is not None and not _PART.search(fact.label)


def _equal(fact: Fact, total: Figure) -> Relation:
    operands = (Operand(fact.figure, "stated", fact.label), Operand(total, "other", "总分"))
    return Relation("PRF006", RelationKind.EQUAL, operands, Basis.RESTATED, tentative=True, ceiling=Severity.WARNING)


CHECK = Check(id="PRF006", name="score-restated", run=run, doc=__doc__)
