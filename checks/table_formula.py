"""表注公式 · the formulas printed under a table

What
    A formula in the note of a table holds: 27行＝（1＋2＋3）行 for its line numbers (行次),
    1栏各行＝（2＋3）栏各行 for its column numbers (栏次), 58行＝（32＋33＋…＋57）行 with the lines in between,
    6栏＝（1＋2－3）栏 with a minus.

Why
    The form itself declares these sums; a break is an error whatever else may explain it.

Consistent
    1栏各行＝（2＋3）栏各行, and a row 100.00, 60.00, 40.00.

Inconsistent
    The same formula, and a row 100.00, 60.00, 46.00.

Rounding
    Every printed amount is rounded in its last place, as for any sum.

Limits
    A formula that names a line or a column which was not recovered is not evaluated. Empty cells count as
    zero. Only sums and differences are read.

核对内容
    表注所印的公式成立：27行＝（1＋2＋3）行按行次，1栏各行＝（2＋3）栏各行按栏次，58行＝（32＋33＋…＋57）行包括其间各
    行，6栏＝（1＋2－3）栏带减号。

理由
    这些合计是报表自身声明的，不论其他解释如何，不符即为差错。

相符
    1栏各行＝（2＋3）栏各行，某行为 100.00、60.00、40.00。

不符
    公式相同，某行为 100.00、60.00、46.00。

尾差
    与各项合计相同：每个金额在末位四舍五入。

局限
    公式所指的行或栏没有识别出来的，不核对。空单元格按零计。只读加减式。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind
from audit.model.table import Axis, Formula, Table


def run(base: FactBase) -> Iterator[Relation]:
    for table in base.tables:
        for formula in table.formulas:
            by_axis = _rows(table, formula) if formula.axis is Axis.ROW else _columns(table, formula)
            for operands in by_axis:
                if operands:
                    yield Relation("SUM013", RelationKind.SUM, operands, Basis.DECLARED)


def _rows(table: Table, formula: Formula) -> Iterator[tuple[Operand, ...]]:
    """A formula of lines holds in every column."""
    places = {row.number: at for at, row in enumerate(table.rows) if row.number is not None}
    if formula.whole not in places or any(number not in places for number, _ in formula.parts):
        return
    if len({table.rows[places[number]].side for number, _ in formula.parts}) > 1:
        return  # a line that was taken for one of the other half
    for column in range(len(table.columns)):
        parts = ((places[number], column, sign) for number, sign in formula.parts)
        yield table.sum_operands((places[formula.whole], column), parts)


def _columns(table: Table, formula: Formula) -> Iterator[tuple[Operand, ...]]:
    """A formula of columns holds in every row."""
    width = len(table.columns)
    if not 1 <= formula.whole <= width or any(not 1 <= number <= width for number, _ in formula.parts):
        return
    for row in range(len(table.rows)):
        parts = ((row, number - 1, sign) for number, sign in formula.parts)
        yield table.sum_operands((row, formula.whole - 1), parts)


CHECK = Check(id="SUM013", name="table-formula", run=run, doc=__doc__)
