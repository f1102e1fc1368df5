"""文字分项合计 · decomposition in the text

What
    A whole and the parts that the text lists under it (其中：…, 主要用于以下方面：…, 具体情况如下：…, the 人员、车辆
    by kind) must agree: whole = Σ parts.

Why
    A part that was edited after its total, or the other way round, is the commonest slip of a disclosure.

Consistent
    支出合计 100.00 万元。其中：基本支出 60.00 万元；项目支出 40.00 万元。

Inconsistent
    支出合计 100.00 万元。其中：基本支出 60.00 万元；项目支出 45.00 万元。

Rounding
    n parts and a total, each rounded by itself, may differ by (n + 1) / 2 last places; a difference that
    n independent roundings reach in fewer than one of a thousand cases is improbable.

Limits
    A list that does not say that it is complete (其中重点…, 主要包括…) is judged only when it closes, or when one
    wrong digit keeps it from closing; 人员经费 and 公用经费 belong to OVL001.

核对内容
    文字所列整体与其分项（其中：…；主要用于以下方面：…；具体情况如下：…；按类别列出的人员、车辆）必须相符：整体 = 各分
    项之和。

理由
    改了合计没有改分项，或改了分项没有改合计，是公开文本最常见的差错。

尾差
    n 个分项和一个合计各自四舍五入，相差可达末位的 (n + 1) ÷ 2；n 次独立舍入在千次中不到一次能达到的差额，视为不像四舍
    五入所致。

局限
    没有说明完整列示的清单（其中重点…、主要包括…），只有在恰好相符、或一个数字之误使其不符时才判断；人员经费与公用经费
    归 OVL001。
"""

from collections.abc import Iterator

from audit.model.fact import Completeness, Decomposition, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind

#: A list of fewer parts that claims nothing says nothing about its whole.
_MIN_PARTS = 2
#: A list that may be incomplete is judged by single wrong digits, so its figures need enough of them.
_MIN_DIGITS = 4
_OVERLAP = {"expenditure.personnel", "expenditure.public"}


def run(base: FactBase) -> Iterator[Relation]:
    for decomposition in base.decompositions:
        if decomposition.origin == "list" and not decomposition.signs and not is_overlap(decomposition):
            relation = asserted("SUM001", decomposition)
            if relation is not None:
                yield relation


def is_overlap(decomposition: Decomposition) -> bool:
    """人员经费 + 公用经费 = 基本支出, which OVL001 asserts."""
    return {p.concept.item for p in decomposition.parts} == _OVERLAP


def asserted(check: str, decomposition: Decomposition) -> Relation | None:
    """The sum that a list states; None when it states none."""
    whole, parts = decomposition.whole, decomposition.parts
    declared = decomposition.completeness is Completeness.DECLARED
    if len(parts) < _MIN_PARTS:
        return None
    counted = whole.figure.kind is FigureKind.COUNT
    tentative = not declared
    short = decomposition.completeness is not Completeness.USUAL
    if tentative and short and len(whole.figure.text.replace(".", "").replace(",", "")) < _MIN_DIGITS:
        listed = sum(p.figure.amount for p in parts)
        # parts of money that exceed their whole are no list that leaves something out
        if listed < whole.figure.amount or (counted and listed != whole.figure.amount):
            return None
    operands = [Operand(whole.figure, "whole", whole.label)]
    operands += [Operand(part.figure, "part", part.label) for part in parts]
    basis = Basis.DECLARED if declared else Basis.INFERRED
    return Relation(check, RelationKind.SUM, tuple(operands), basis, tentative=tentative)


CHECK = Check(id="SUM001", name="text-decomposition", run=run, doc=__doc__)
