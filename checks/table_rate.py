"""表内比率 · the rates in a table's columns

What
    In a table whose headings name an amount and its rate, the rate is what the row's amounts make: 增减% =
    (本年 − 上年) ÷ 上年, 执行率 = 支出 ÷ 预算. A column of percentages beside an amount and its total: 占比 = 金额 ÷
    合计.

Why
    The rates are computed in a sheet and the amounts corrected in the page, or a digit is lost.

Consistent
    上年 80.00, 本年 92.00, 增减% 15.00.

Inconsistent
    上年 80.00, 本年 92.00, 增减% 51.00.

Rounding
    Amounts and rate are each rounded in their last place; a truncated rate is a rounding difference.

Limits
    A rate is bound only where nearly all rows of the table show how it is computed, and a break counts only when
    one misprint would explain it. A base of zero has no rate. Rates printed without their sign are left alone.

核对内容
    表头写明金额及其比率的，各行的比率等于由该行金额算出的值：增减% =（本年 − 上年）÷ 上年，执行率 = 支出 ÷ 预算；金额
    及其合计旁的百分比列：占比 = 金额 ÷ 合计。

理由
    比率在表格软件里算好，金额却在页面上改过；或漏了一位数字。

相符
    上年 80.00，本年 92.00，增减% 15.00。

不符
    上年 80.00，本年 92.00，增减% 51.00。

尾差
    金额与比率各在末位四舍五入；截尾的比率属尾差。

局限
    只有表中几乎每行都显示出同一算法时才核对，且只有一处笔误即可解释时才视为不符。基数为零没有比率。没有写正负号的比率
    不核对。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind
from audit.model.table import Bond, Table


def run(base: FactBase) -> Iterator[Relation]:
    for table in base.tables:
        for bond in table.bonds:
            if bond.kind is RelationKind.SHARE:
                yield from _shares(table, bond)
            elif bond.kind is not RelationKind.SUM:
                for at in range(len(table.rows)):
                    operands = _operands(table, bond, at)
                    if operands:
                        sign = bond.parts[1][1]
                        yield Relation("RAT007", bond.kind, operands, Basis.DECLARED, direction=sign, tentative=True)


def _shares(table: Table, bond: Bond) -> Iterator[Relation]:
    """Every row's percentage as its share in the table's total."""
    ((part, _),) = bond.parts
    total = next(at for at, row in enumerate(table.rows) if row.total)
    base = table.operand(total, part, "base")
    for at in range(len(table.rows)):
        stated, amount = table.operand(at, bond.whole, "stated"), table.operand(at, part, "part")
        if stated is not None and amount is not None and base is not None:
            yield Relation("RAT007", bond.kind, (stated, amount, base), Basis.DECLARED, tentative=True)


def _operands(table: Table, bond: Bond, at: int) -> tuple[Operand, ...]:
    """The rate of a row and what makes it; nothing where a cell is empty."""
    roles = ("current", "prior")
    if bond.kind is RelationKind.COMPLETION:
        roles = ("actual", "budget" if bond.parts[1][1] > 0 else "amount")
    found = [
        table.operand(at, bond.whole, "stated"),
        *(table.operand(at, part, role, sign) for role, (part, sign) in zip(roles, bond.parts, strict=True)),
    ]
    return tuple(operand for operand in found if operand is not None) if all(found) else ()


CHECK = Check(id="RAT007", name="table-rate", run=run, doc=__doc__)
