"""分项得分 · points of the parts of an evaluation

What
    The points that an analysis gives part by part (产出指标：满分40分，得分38分) add up to those of the part that
    contains them, those of the whole to the score that the report states; none exceeds its full marks; and they are
    those of the form's rows and total. What is taken off (扣1.5分) is what is missing to the full marks.

Why
    The analysis follows the form row by row; a row that is scored again is mended in one of them.

Consistent
    （1）产出指标（满分30分，得分28分） ①数量指标：满分20分，得分18分 ②质量指标：满分10分，得分10分

Inconsistent
    （1）产出指标（满分30分，得分29分） ①数量指标：满分20分，得分18分 ②质量指标：满分10分，得分10分

Rounding
    None: points are exact.

Limits
    What contains what is read from the numbering. Where the full marks of the parts do not make up those of the whole,
    a part may be left out; where they exceed them, a slip in them is questioned, as a warning. A form belongs to an
    analysis when most of the parts that they share have the same full marks.

核对内容
    逐项分析所列得分（产出指标：满分40分，得分38分）之和等于其所属部分的得分，各部分之和等于报告所述总分；任何得分不超
    过满分；并与自评表的各行及总分相同；所扣的分等于满分与得分之差。

理由
    分析逐行依据自评表写成；某行重新打分后，只改了其中一处。

尾差
    没有尾差：分数是精确的。

局限
    上下级依据编号判断。各分项满分之和不足整体的，可能略去了一项；超过的，只作警告。分析与自评表共有的部分多数满分相同
    时，才视为同一对象。
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import Figure, FigureKind
from audit.model.form import Form, Mark
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_WHOLE = Decimal(100)
_SCORE = re.compile(r"(?:自评|综合|评价|绩效)(?:自评|综合|评价)*(?:得分|总分|评分|分数)$")
_PART = re.compile(r"平均|指标|满意度|情况")
#: parts that a form and an analysis must share
_MIN_SHARED = 3


def run(base: FactBase) -> Iterator[Relation]:
    scores = _scores(base) if base.marks else {}
    orders = sorted(scores)
    for report in base.marks:
        parts: dict[int | None, list[Mark]] = defaultdict(list)
        for mark in report.marks:
            parts[mark.parent].append(mark)
            yield _limit(mark)
            if mark.deducted is not None:
                yield _sum(mark.full, [(mark.name, mark.got), ("扣分", mark.deducted)], mark.name, tentative=True)
        for parent, children in parts.items():
            if parent is not None:
                yield from _made_up(report.marks[parent], children)
        roots = parts[None]
        if sum((mark.full.amount for mark in roots), Decimal(0)) == _WHOLE:
            before = bisect_left(orders, roots[0].full.span.order)
            if before:  # the score that the report states before its parts
                yield _sum(
                    scores[orders[before - 1]], [(mark.name, mark.got) for mark in roots], "自评得分", tentative=True
                )
        form = _form(base.forms, report.marks)
        if form is not None:
            yield from _against(form, report.marks, roots)


def _limit(mark: Mark) -> Relation:
    operands = (Operand(mark.got, "part", mark.name), Operand(mark.full, "whole", mark.name, Decimal(-1)))
    return Relation(
        "PRF007", RelationKind.AT_MOST, operands, Basis.DECLARED, ceiling=Severity.WARNING, hint="score-limit"
    )


def _made_up(whole: Mark, children: Sequence[Mark]) -> Iterator[Relation]:
    """The points, where the full marks show that no part is missing; else the full marks, if they are too many."""
    full = sum((mark.full.amount for mark in children), Decimal(0))
    if full == whole.full.amount:
        yield _sum(whole.got, [(mark.name, mark.got) for mark in children], label=whole.name)
    elif full > whole.full.amount and len(children) > 1:
        yield _sum(whole.full, [(mark.name, mark.full) for mark in children], label=whole.name, tentative=True)


def _sum(total: Figure, parts: Sequence[tuple[str, Figure]], label: str = "", tentative: bool = False) -> Relation:
    operands = (Operand(total, "whole", label), *(Operand(figure, "part", name) for name, figure in parts))
    basis = Basis.INFERRED if tentative else Basis.DECLARED
    return Relation("PRF007", RelationKind.SUM, operands, basis, tentative=tentative)


def _scores(base: FactBase) -> dict[tuple[int, str, int, int], Figure]:
    """The scores that the text states, by their places."""
    found: dict[tuple[int, str, int, int], Figure] = {}
    for fact in base.facts:
        told = fact.figure.kind is FigureKind.SCORE and fact.source == "text"
        if told and _SCORE.search(fact.label) and not _PART.search(fact.label):
            found.setdefault(fact.figure.span.order, fact.figure)
    return found


def _form(forms: Sequence[Form], marks: Sequence[Mark]) -> Form | None:
    """The form that the analysis is about, by the full marks that its rows share with it."""
    best, most = None, _MIN_SHARED - 1
    full = {mark.key: mark.full.amount for mark in marks}
    for form in forms:
        shared = [row for row in form.rows if row.weight is not None and row.key in full]
        equal = sum(1 for row in shared if row.weight is not None and row.weight.amount == full[row.key])
        if equal > most and equal * 10 >= len(shared) * 7:
            best, most = form, equal
    return best


def _against(form: Form, marks: Sequence[Mark], roots: Sequence[Mark]) -> Iterator[Relation]:
    rows = {row.key: row for row in form.rows}
    for mark in marks:
        row = rows.get(mark.key)
        if row is not None and row.weight is not None:
            yield _same(mark.full, row.weight, mark.name)
        if row is not None and row.score is not None:
            yield _same(mark.got, row.score, mark.name)
    whole = sum((mark.full.amount for mark in roots), Decimal(0))
    if form.total is not None and whole == _WHOLE:
        yield _sum(form.total, [(mark.name, mark.got) for mark in roots], "总分", tentative=True)


def _same(told: Figure, written: Figure, name: str) -> Relation:
    operands = (Operand(told, "stated", name), Operand(written, "other", name))
    return Relation("PRF007", RelationKind.EQUAL, operands, Basis.RESTATED, ceiling=Severity.WARNING)


CHECK = Check(id="PRF007", name="marks", run=run, doc=__doc__)
