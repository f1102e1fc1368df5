"""得分上限 · a score above its weight

What
    No indicator of a self-evaluation form scores more than its weight, and no evaluation that a text tells of more than
    100 points.

Why
    The weight of the row above, or of last year's form, was scored.

Consistent
    培训人数（5分） ≥100人次 120人次 5

Inconsistent
    培训人数（3分） ≥100人次 120人次 5

Rounding
    None: points are exact.

Limits
    Only rows whose weight the form prints, in brackets or in a column. A merged cell that scores two indicators
    looks like a break: a warning. Scores in a text only where it names no full score, nor extra points, beyond 100.

核对内容
    自评表的任何指标，得分不超过其权重；文字所述的评价得分不超过 100 分。

理由
    按上一行、或上年表格的权重打了分。

尾差
    没有尾差：分数是精确的。

局限
    只核对表中印有权重（括号内或单列）的行。两个指标合并打分的单元格看似超过，故作警告。文字中的得分，只在未提及
    超过 100 分的满分或加分时核对。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import FigureKind
from audit.model.interval import Interval
from audit.model.relation import Basis, Check, Observation, Operand, Relation, RelationKind, Severity

_HUNDRED = Decimal(100)
_POSSIBLE = Interval(None, _HUNDRED)
_SCORE = re.compile(r"(?:得分|评分|总分)(?:为|是)?$")
_FULL = re.compile(r"满分|加分|附加|标准分|分值")


def run(base: FactBase) -> Iterator[Relation | Observation]:
    yield from _told(base)
    for form in base.forms:
        for row in form.rows:
            if row.weight is not None and row.score is not None:
                operands = (
                    Operand(row.score, "part", row.name),
                    Operand(row.weight, "whole", row.name, Decimal(-1)),
                )
                yield Relation(
                    "PRF003",
                    RelationKind.AT_MOST,
                    operands,
                    Basis.DECLARED,
                    ceiling=Severity.WARNING,
                    hint="score-limit",
                )


def _told(base: FactBase) -> Iterator[Observation]:
    """Scores of the text beyond what there is to score."""
    scores = [f for f in base.facts if f.source == "text" and f.figure.kind is FigureKind.SCORE]
    over = [f for f in scores if f.figure.value > _HUNDRED]
    if any(_FULL.search(f.label) for f in over):
        return
    for fact in over:
        if _SCORE.search(fact.label):
            operands = (Operand(fact.figure, "stated", fact.label),)
            words = (fact.label, fact.figure.text)
            yield Observation(
                "PRF003", "over-full", Severity.WARNING, (fact.figure.span,), operands, words, (_POSSIBLE,)
            )


CHECK = Check(id="PRF003", name="score-limit", run=run, doc=__doc__)
