"""未完成指标数 · number of missed indicators against the form

What
    The number of indicators that a report says were missed (有 2 项绩效目标未完成) is that of the rows of its form
    whose result does not reach the target; the number set is that of its rows.

Why
    The conclusion is written before the last rows are filled in, or leaves one out.

Consistent
    1个绩效指标未完成 … 演出场次 ≥60场 55场 8 覆盖乡镇 ≥12个 12个 10

Inconsistent
    1个绩效指标未完成 … 演出场次 ≥60场 55场 8 覆盖乡镇 ≥12个 11个 9

Rounding
    None: counts are exact.

Limits
    A warning. A sentence belongs to the only form of the document, to the form that it stands right behind, or to the
    next one of its part of the document when that has as many rows as the report says were set. Rows whose target is
    in words, or whose direction is not said, may be missed or not.

核对内容
    报告所述未完成指标数（有 2 项绩效目标未完成），等于自评表中完成值未达到目标值的行数；设置数等于行数。

理由
    结论写在最后几行填好之前，或漏了一行。

尾差
    没有尾差：数目是精确的。

局限
    作警告。句子对应文件中唯一的自评表，或紧邻其前的表，或同一部分中行数等于所述设置数的下一张表。目标为文字、或方向不
    明的行，可能完成也可能未完成。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.form import Form, Outcome, ScoredRow
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

#: paragraphs between a form and the explanations behind it, and between sentences of one report
_NEAR = 15
_MIN_ROWS = 3


def run(base: FactBase) -> Iterator[Relation]:
    forms = [form for form in base.forms if len(_indicators(form)) >= _MIN_ROWS and not form.loose]
    for outcome in base.outcomes:
        form = _form(base, forms, outcome)
        if form is None:
            continue
        rows = _indicators(form)
        stated = outcome.figure.amount
        if outcome.kind == "set":
            if form is _only(base) and form.is_read and stated != len(rows) + 1:
                yield _count(outcome, len(rows), ())
            continue
        missed = [row for row in rows if row.met is False]
        doubtful = sum(1 for row in rows if row.met is None and not _is_full(row))
        if stated < len(missed) or not doubtful:
            yield _count(outcome, len(missed), tuple(missed))


def _indicators(form: Form) -> list[ScoredRow]:
    return [row for row in form.rows if row.rate is None]


def _is_full(row: ScoredRow) -> bool:
    return row.weight is not None and row.score is not None and row.score.amount == row.weight.amount


def _only(base: FactBase) -> Form | None:
    return base.forms[0] if len(base.forms) == 1 else None


def _form(base: FactBase, forms: list[Form], outcome: Outcome) -> Form | None:
    """The form that a sentence is about."""
    if (only := _only(base)) is not None:
        return only if only in forms else None
    behind = [form for form in base.forms if form.rows and form.rows[-1].block < outcome.block]
    after = [form for form in base.forms if form.rows and form.rows[0].block > outcome.block]
    if (
        behind
        and outcome.block - behind[-1].rows[-1].block <= _NEAR
        and _part(base, behind[-1].section) == _part(base, outcome.section)
    ):
        return behind[-1] if behind[-1] in forms else None
    if not after or after[0] not in forms or _part(base, after[0].section) != _part(base, outcome.section):
        return None
    numbers = [o.figure.amount for o in base.outcomes if o.kind == "set" and abs(o.block - outcome.block) <= _NEAR]
    return after[0] if len(_indicators(after[0])) in numbers else None


def _part(base: FactBase, section: int) -> int:
    """The outermost section that a section stands in."""
    chain = base.document.ancestors(section)
    return chain[-2] if len(chain) > 1 else chain[-1]


def _count(outcome: Outcome, listed: int, rows: tuple[ScoredRow, ...]) -> Relation:
    label = "设置的指标" if outcome.kind == "set" else "未完成的指标"
    shown = tuple(Operand(row.actual, "actual", row.name) for row in rows if row.actual is not None)
    return Relation(
        "CNT003",
        RelationKind.COUNT,
        (Operand(outcome.figure, "stated", label),),
        Basis.INFERRED,
        listed=listed,
        ceiling=Severity.WARNING,
        hint="missed-rows" if shown else "",
        hint_operands=shown,
    )


CHECK = Check(id="CNT003", name="indicator-outcome", run=run, doc=__doc__)
