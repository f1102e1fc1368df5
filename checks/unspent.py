"""未执行数 · what a project left unspent against the whole

What
    What a project's form leaves unspent (budget less execution) is no more than what the form of the whole body leaves.

Why
    The whole is reported as fully executed, against the budget as it was adjusted to the expenditure; the project keeps
    the budget that it had.

Consistent
    部门整体支出总额 9700.00 9650.00 … 年度资金总额 7170.00 7130.00

Inconsistent
    部门整体支出总额 9700.00 9700.00 … 年度资金总额 7170.00 7130.00

Rounding
    The amounts are intervals.

Limits
    A warning: the two budgets may be of different stages. Only where one form's title names the whole body (部门整体),
    another's does not, and the project's budget is no more than the whole's.

核对内容
    项目自评表的未执行数（预算数减执行数）不大于部门整体自评表的未执行数。

理由
    整体按调整到与支出相等的预算报称全部执行，项目仍用原来的预算。

尾差
    金额按区间比较。

局限
    两个预算数的口径可能不同，只作警告。只在一张表的标题写明部门整体、另一张不是，且项目预算不大于整体预算时比较。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.form import Form
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_WHOLE = re.compile(r"整体|部门（单位）支出")


def run(base: FactBase) -> Iterator[Relation]:
    forms = [form for form in base.forms if form.budget is not None and form.executed is not None and form.title]
    wholes = [form for form in forms if _is_whole(form)]
    if len(wholes) != 1:
        return
    for form in forms:
        if not _is_whole(form):
            yield from _left(form, wholes[0])


def _is_whole(form: Form) -> bool:
    money = next((row.name for row in form.rows if row.rate is not None), "")
    return _WHOLE.search(form.title) is not None or _WHOLE.search(money) is not None


def _left(project: Form, whole: Form) -> Iterator[Relation]:
    assert project.budget is not None
    assert project.executed is not None
    assert whole.budget is not None
    assert whole.executed is not None
    if project.budget.amount > whole.budget.amount:
        return
    minus = Decimal(-1)
    operands = (
        Operand(project.budget, "part", "项目预算数"),
        Operand(project.executed, "part", "项目执行数", minus),
        Operand(whole.budget, "whole", "整体预算数", minus),
        Operand(whole.executed, "whole", "整体执行数"),
    )
    yield Relation("PRF011", RelationKind.AT_MOST, operands, Basis.INFERRED, ceiling=Severity.WARNING, hint="unspent")


CHECK = Check(id="PRF011", name="unspent", run=run, doc=__doc__)
