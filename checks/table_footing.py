"""竖向合计 · footing of a table's columns

What
    In every column of an official table the total row (合计, 总计, 本年收入合计, 人员经费合计) is the sum of
    the rows that it covers: the classes of a functional table, the rows of one half of a summary table, the
    items of a list.

Why
    A total is copied into the narrative and into other tables; a wrong row or a wrong total is found only by
    adding.

Consistent
    合计 100.00; 教育支出 60.00; 卫生健康支出 40.00.

Inconsistent
    合计 100.00; 教育支出 60.00; 卫生健康支出 46.00.

Rounding
    Every amount in 万元 is rounded in its last place: n rows may differ from their total by half of it each.
    Amounts in 元 with two decimals are exact.

Limits
    An empty cell counts as zero. Where the column of an amount could not be decided the sum is not evaluable.
    A total for which the table prints a formula (27行＝…) is left to the check of printed formulas. A
    column that no official form has may hold something that does not add up (a price, a rate): a break counts
    there only when one misprint would explain it.

核对内容
    法定报表的每一列中，合计行（合计、总计、本年收入合计、人员经费合计）等于它所涵盖各行之和：功能分类表的各类、总表一
    侧的各行、清单的各项。

理由
    合计会被抄进文字和其他表；某一行或合计写错，只有加一遍才能发现。

相符
    合计 100.00；教育支出 60.00；卫生健康支出 40.00。

不符
    合计 100.00；教育支出 60.00；卫生健康支出 46.00。

尾差
    以万元为单位的金额在末位四舍五入：n 行与其合计，每个数可差末位的一半。以元为单位、两位小数的金额是精确的。

局限
    空单元格按零计。金额所在列不能确定的，该合计无法核对。表中已印有公式（27行＝…）的合计，留给表注公式的检查。法定格
    式之外的列可能不能相加（单价、比率），只有一处笔误即可解释时才视为不符。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Relation, RelationKind
from audit.model.table import Axis


def run(base: FactBase) -> Iterator[Relation]:
    for table in base.tables:
        printed = {formula.whole for formula in table.formulas if formula.axis is Axis.ROW}
        for at, row in enumerate(table.rows):
            if not row.total or not row.parts or row.number in printed:
                continue
            for place, column in enumerate(table.columns):
                operands = table.sum_operands((at, place), ((part, place, 1) for part in row.parts))
                if operands and column.additive:
                    tentative = not column.known or row.assumed
                    yield Relation("SUM010", RelationKind.SUM, operands, Basis.DECLARED, tentative=tentative)


CHECK = Check(id="SUM010", name="table-footing", run=run, doc=__doc__)
