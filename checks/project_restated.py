"""项目一致性 · what a paragraph says of a form's project

What
    The budget, the execution and the score that a paragraph gives a project are those of the project's form.

Why
    The form is corrected and the summary is not.

Consistent
    1.改善办学条件项目：全年预算数为260.00万元，执行数为258.81万元… 年度资金总额 260.00 258.81

Inconsistent
    1.改善办学条件项目：全年预算数为260.00万元，执行数为255.81万元… 年度资金总额 260.00 258.81

Rounding
    Amounts are compared at the coarser print; scores are exact.

Limits
    A warning: scopes may differ. Only paragraphs that name the project at their beginning, under the name that its form
    has; an initial budget is not compared with that of the whole year.

核对内容
    文字所述某项目的预算数、执行数和得分，与该项目自评表相同。

理由
    改了表，没有改综述。

尾差
    金额按较粗的位数比较；得分是精确的。

局限
    口径可能不同，只作警告。只看开头写明项目名称且与表中名称相同的段落；年初预算数不与全年预算数比较。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity


def run(base: FactBase) -> Iterator[Relation]:
    for told in base.told:
        form = base.forms[told.form]
        pairs = (
            (told.budget, form.budget, "预算数"),
            (told.executed, form.executed, "执行数"),
            (told.score, form.total, "得分"),
        )
        for stated, written, what in pairs:
            if stated is not None and written is not None:
                operands = (Operand(stated, "stated", f"{told.name}{what}"), Operand(written, "other", form.title))
                yield Relation("PRF013", RelationKind.EQUAL, operands, Basis.RESTATED, ceiling=Severity.WARNING)


CHECK = Check(id="PRF013", name="project-restated", run=run, doc=__doc__)
