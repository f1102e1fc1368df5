"""横向合计 · cross-footing of a table's rows

What
    In every row of an official table a column that sums others (合计, 小计, 本年支出合计) is their sum: 合计 =
    基本支出 + 项目支出, 基本支出 = 人员经费 + 公用经费, “三公”经费 = 出国 + 车辆 + 接待.

Why
    Rows are typed by hand or cut from a larger sheet; a value that slid into the next column breaks its row.

Consistent
    合计 100.00, 基本支出 60.00, 项目支出 40.00.

Inconsistent
    合计 100.00, 基本支出 60.00, 项目支出 46.00.

Rounding
    Every amount is rounded in its last place: 60.01 beside 41.28 + 18.72 is a rounding difference (尾差).

Limits
    Only the columns of the official forms are known to be sums. An empty cell counts as zero. A row with an
    amount whose column could not be decided is not evaluable. A sum for which the table prints a formula
    (1栏＝…) is left to that check.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Relation, RelationKind
from audit.model.table import Axis


def run(base: FactBase) -> Iterator[Relation]:
    for table in base.tables:
        printed = {formula.whole - 1 for formula in table.formulas if formula.axis is Axis.COLUMN}
        basis = Basis.STATUTORY if table.form else Basis.INFERRED
        for at in range(len(table.rows)):
            for whole, column in enumerate(table.columns):
                if not column.parts or whole in printed:
                    continue
                operands = table.sum_operands((at, whole), ((at, part, 1) for part in column.parts))
                if operands:
                    yield Relation("SUM011", RelationKind.SUM, operands, basis, tentative=not column.known)


CHECK = Check(id="SUM011", name="table-cross-footing", run=run, doc=__doc__)
