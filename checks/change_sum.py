"""增减额分解 · parts of a change

What
    When a change of a total is taken apart (比上年减少 20 万元，其中：A 减少 25 万元，B 增加 5 万元), the
    signed parts add up to it.

Why
    The changes of the parts are copied from another table than that of the total.

Consistent
    比上年增加 0.12 万元，其中：出国费增加 0.00 万元，接待费增加 0.12 万元。

Inconsistent
    比上年增加 0.12 万元，其中：出国费增加 0.00 万元，接待费增加 0.21 万元。

Rounding
    As for every sum.

Limits
    Reasons (主要原因是人员增加 20 万元) need not add up to the change and are not summed. Where the changes of accounts
    exceed that of the total, an account that ended last year may be missing: then only a single misprint counts.

核对内容
    把合计的增减额拆开说明（比上年减少 20 万元，其中：A 减少 25 万元，B 增加 5 万元）时，各分项带符号相加等于该增减额。

理由
    分项的增减额与合计的增减额抄自不同的表。

尾差
    与各项合计相同。

局限
    原因说明（主要原因是人员增加 20 万元）不必凑足增减额，不作合计。各科目增减额之和大于合计的增减额时，可能是上年有而本
    年没有的科目未列，只有一个数字之误能解释时才判断。
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.model.fact import Against, Change, Completeness, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind

#: items of lists to which others may have belonged last year
_OPEN = ("function:", "label:")


def run(base: FactBase) -> Iterator[Relation]:
    yield from _listed(base)
    yield from _side_by_side(base)


def _side_by_side(base: FactBase) -> Iterator[Relation]:
    """Every part of a complete list states its own change against the base of the whole's: they add up too."""
    changes = {c.current.figure.span: c for c in base.changes if c.current is not None and _is_amount(c)}
    for decomposition in base.decompositions:
        whole = changes.get(decomposition.whole.figure.span)
        parts = [changes.get(part.figure.span) for part in decomposition.parts]
        silent = [part for part, change in zip(decomposition.parts, parts, strict=True) if change is None]
        if whole is None or whole.amount is None or len(parts) < 2:
            continue
        if decomposition.completeness is not Completeness.DECLARED:
            continue
        against = _compared_with(base, whole)
        stated = [p for p in parts if p is not None and _compared_with(base, p) == against]
        if len(stated) + len(silent) < len(parts) or not stated or any(part.figure.amount for part in silent):
            continue  # of nothing there is, as a rule, no change
        sign = whole.direction or 1
        operands = [Operand(whole.amount, "whole", whole.label)]
        operands += [Operand(p.amount, "part", p.label, Decimal(p.direction * sign)) for p in stated if p.amount]
        # 较2030年预算 and 较上年 name one year, though perhaps not one stage of it
        unlike = any(p.base_year != whole.base_year for p in stated)
        gone = bool(silent) or unlike or _may_have_ended(whole, stated)
        yield _relation(operands, Basis.DECLARED, sign, tentative=gone)


def _compared_with(base: FactBase, change: Change) -> tuple[Against, int | None]:
    """Whether with a budget or an earlier year, and with which; 上年 is the one before the document's."""
    year = change.base_year
    if year is None and change.against is Against.PRIOR and base.year is not None:
        year = base.year - 1
    return change.against, year


def _may_have_ended(whole: Change, parts: list[Change]) -> bool:
    """Whether the total falls behind its parts, and an account of last year that is not listed any more would explain
    it; the members of a closed set are all listed."""
    if not all(part.concept.item.startswith(_OPEN) for part in parts):
        return False
    listed = sum(part.amount.amount * part.direction for part in parts if part.amount is not None)
    return whole.amount is not None and whole.amount.amount * whole.direction < listed


def _is_amount(change: Change) -> bool:
    return change.amount is not None and change.amount.kind is FigureKind.AMOUNT


def _listed(base: FactBase) -> Iterator[Relation]:
    directions = {change.amount.span: change.direction for change in base.changes if change.amount is not None}
    for decomposition in base.decompositions:
        if not decomposition.signs or len(decomposition.parts) < 2:
            continue
        whole = decomposition.whole
        direction = directions.get(whole.figure.span, 1) or 1
        operands = [Operand(whole.figure, "whole", whole.label)]
        operands += [
            Operand(part.figure, "part", part.label, Decimal(sign * direction))
            for part, sign in zip(decomposition.parts, decomposition.signs, strict=True)
        ]
        declared = decomposition.completeness is Completeness.DECLARED
        basis = Basis.DECLARED if declared else Basis.INFERRED
        yield _relation(operands, basis, direction, tentative=not declared)


def _relation(operands: Sequence[Operand], basis: Basis, direction: int, *, tentative: bool) -> Relation:
    """The change of a whole is the sum of those of its parts, each with its sign; the report calls them changes."""
    return Relation(
        "SUM003",
        RelationKind.SUM,
        tuple(operands),
        basis,
        direction=direction,
        hint="changes",
        tentative=tentative,
    )


CHECK = Check(id="SUM003", name="change-decomposition", run=run, doc=__doc__)
