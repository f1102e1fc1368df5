"""空表未说明 · an empty table without a statement

What
    An official table without any amount should say so: a note under it, or a sentence of the document, that
    there was no such money (无, 没有, 未使用).

Why
    An empty table without a word may be one whose figures were lost; the disclosure rules ask for the
    statement.

Consistent
    国有资本经营预算支出表 is empty, and below it stands 备注：本单位没有使用国有资本经营预算拨款安排的支出。

Inconsistent
    国有资本经营预算支出表 is empty and nothing in the document says that there was no such expenditure.

Rounding
    Not applicable: nothing is computed here.

Limits
    The statement is looked for by its words, within one sentence: a negation and the name of the money, or an
    amount of zero behind it. Whether the statement is true is for the checks that tie text to tables. A table
    that lists 项 of the functional classification is not empty: its figures could not be read.

核对内容
    没有任何金额的法定报表应当说明：表下注明，或文中有一句，没有该项资金（无、没有、未使用）。

理由
    没有说明的空表，可能是数丢了；公开规定要求说明。

相符
    国有资本经营预算支出表为空，其下有：备注：本单位没有使用国有资本经营预算拨款安排的支出。

不符
    国有资本经营预算支出表为空，全文没有说明没有该项支出。

尾差
    不适用：不作计算。

局限
    按用词在一句之内寻找说明：否定词加资金名称，或其后的金额为零。说明是否属实，由文表核对的检查判断。列有功能分类项级科目的表
    不是空表，只是数未能读出。
"""

import re
from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity
from audit.model.table import Table

_MONEY = {
    "government": "政府性基金",
    "capital": "国有资本经营",
    "threepublic": "三公",
    "project": "项目支出",
    "fiscal": "财政拨款",
    "general": "一般公共预算",
    "basic": "基本支出",
    "income": "收入",
    "expenditure": "支出",
    "summary": "收",
}
_NONE = r"(?:没有|无|未|不涉及|空表)"
#: a table without money has none of them, or leaves one from a template
_FEWEST = 3
_ZERO = r"0(?:\.0+)?(?:万|亿)?元"


def run(base: FactBase) -> Iterator[Observation]:
    for table in base.tables:
        if table.form and table.is_empty and not _lists_items(table) and not _explained(table, base):
            yield Observation("DOC011", "empty-table", Severity.NOTE, (table.span,), words=(table.title,))


def _lists_items(table: Table) -> bool:
    return sum(1 for row in table.rows if row.code.startswith("2") and len(row.code) == len("2010301")) >= _FEWEST


def _explained(table: Table, base: FactBase) -> bool:
    if re.search(_NONE, table.note):
        return True
    money = _MONEY.get(table.form)
    if money is None:
        return True
    said = re.compile(rf"{_NONE}[^。；]{{0,24}}{money}|{money}[^。；]{{0,40}}?(?:{_NONE}|{_ZERO})")
    return any(money in block.text and said.search(block.text) for block in base.document.blocks)


CHECK = Check(id="DOC011", name="empty-table", run=run, doc=__doc__)
