"""横向合计 · cross-footing of a table's rows

What
    In every row of an official table a column that sums others (合计, 小计, 本年支出合计) is their sum: 合计 =
    基本支出 + 项目支出, 基本支出 = 人员经费 + 公用经费, “三公”经费 = 出国 + 车辆 + 接待. In other tables what the
    headings say: 增减额 = 本年 − 上年, 结余 = 年初预算 + 追加 − 支出.

Why
    Rows are typed by hand or cut from a larger sheet; a value that slid into the next column breaks its row.

Consistent
    合计 100.00, 基本支出 60.00, 项目支出 40.00.

Inconsistent
    合计 100.00, 基本支出 60.00, 项目支出 46.00.

Rounding
    Every amount is rounded in its last place: 60.01 beside 41.28 + 18.72 is a rounding difference (尾差).

Limits
    Columns are known to be sums from the official forms, or where headings name them (增减额, 年初预算, 追加,
    结余) and nearly all rows show it; there a break counts only when one misprint would explain it. An empty
    cell counts as zero. A row with an amount whose column could not be decided is not evaluable. A sum for
    which the table prints a formula (1栏＝…) is left to that check.

核对内容
    法定报表的每一行中，汇总列（合计、小计、本年支出合计）等于各分列之和：合计 = 基本支出 + 项目支出，基本支出 = 人员
    经费 + 公用经费，“三公”经费 = 出国 + 车辆 + 接待。其他表按表头所述：增减额 = 本年 − 上年，结余 = 年初预算 + 追加 −
    支出。

理由
    各行由手工录入或从更大的表格中截取，数值错到相邻一列，本行就对不上。

相符
    合计 100.00，基本支出 60.00，项目支出 40.00。

不符
    合计 100.00，基本支出 60.00，项目支出 46.00。

尾差
    每个金额在末位四舍五入：60.01 与 41.28 + 18.72 相差属尾差。

局限
    哪些列是汇总列，依据法定格式，或依据表头名称（增减额、年初预算、追加、结余）且几乎每行都如此；后一种情形只有一处笔
    误即可解释时才视为不符。空单元格按零计。金额所在列不能确定的行无法核对。表中已印有公式（1栏＝…）的，留给表注公式的
    检查。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Relation, RelationKind
from audit.model.table import Axis, Table


def run(base: FactBase) -> Iterator[Relation]:
    for table in base.tables:
        yield from _bound(table)
        printed = {formula.whole - 1 for formula in table.formulas if formula.axis is Axis.COLUMN}
        basis = Basis.STATUTORY if table.form else Basis.INFERRED
        for at in range(len(table.rows)):
            for whole, column in enumerate(table.columns):
                if not column.parts or whole in printed:
                    continue
                operands = table.sum_operands((at, whole), ((at, part, 1) for part in column.parts))
                if operands:
                    yield Relation("SUM011", RelationKind.SUM, operands, basis, tentative=not column.known)


def _bound(table: Table) -> Iterator[Relation]:
    """What the headings of an unofficial table bind."""
    for bond in table.bonds:
        for at in range(len(table.rows)):
            if bond.kind is RelationKind.SUM and not table.columns[bond.whole].parts:
                operands = table.sum_operands((at, bond.whole), ((at, part, sign) for part, sign in bond.parts))
                if operands:
                    yield Relation("SUM011", RelationKind.SUM, operands, Basis.DECLARED, tentative=True)


CHECK = Check(id="SUM011", name="table-cross-footing", run=run, doc=__doc__)
