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
