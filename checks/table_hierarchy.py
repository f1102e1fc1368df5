"""科目层级合计 · the code hierarchy of a table

What
    In every column a class is the sum of its divisions and a division the sum of its items: 类 = 款, 款 = 项,
    301 = 30101 + 30102 + …, a department = its units, a heading 一、 = its rows （一）（二）, what was carried over =
    that of its funds.

Why
    The total of a table can be right while two items below are wrong; the levels show which branch the error
    is in.

Consistent
    206 科学技术支出 100.00; 20601 科学技术管理事务 60.00; 20604 技术研究与开发 40.00.

Inconsistent
    206 科学技术支出 100.00; 20601 科学技术管理事务 60.00; 20604 技术研究与开发 46.00.

Rounding
    As for every sum: each printed amount is rounded in its last place.

Limits
    Parents and children are told by the codes alone, so a table without codes has levels only where its own
    sums show them; a break there is a warning. Empty cells count as zero; amounts whose column is doubtful are
    not evaluable.

核对内容
    每一列中，类等于其下各款之和，款等于其下各项之和，301 = 30101 + 30102 + …，部门等于所属各单位之和，一、等于其下
    （一）（二）之和，结转和结余等于其各项资金之和。

理由
    表的合计可以正确，而其下两项同时写错；逐级核对可知差错在哪一支。

相符
    206 科学技术支出 100.00；20601 科学技术管理事务 60.00；20604 技术研究与开发 40.00。

不符
    206 科学技术支出 100.00；20601 科学技术管理事务 60.00；20604 技术研究与开发 46.00。

尾差
    与各项合计相同：每个金额在末位四舍五入。

局限
    上下级仅凭编码判断；没有编码的表，只有其自身的合计显示出层级时才核对，不符只作警告。空单元格按零计；所在列存疑的金
    额无法核对。
"""

import re
from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Relation, RelationKind, Severity

#: what was carried over has no rows below it but those of its funds; a total in torn letters may stand there
_CARRIED = re.compile(r"结转|结余")


def run(base: FactBase) -> Iterator[Relation]:
    for table in base.tables:
        for at, row in enumerate(table.rows):
            if row.total or not row.parts:
                continue
            carried = _CARRIED.search(row.name) is not None
            if carried and not all(table.rows[part].fund and table.rows[part].item == row.item for part in row.parts):
                continue
            # levels that nothing prints were read from the sums of another column
            inferred = not row.code and not row.side
            basis = Basis.INFERRED if inferred else Basis.DECLARED
            ceiling = Severity.WARNING if inferred else None
            for place, column in enumerate(table.columns):
                operands = table.sum_operands((at, place), ((part, place, 1) for part in row.parts))
                if operands and column.additive:
                    # a fund that is not printed may have been left out
                    tentative = not column.known or row.assumed or (carried and len(operands) <= len(row.parts))
                    yield Relation("SUM012", RelationKind.SUM, operands, basis, ceiling=ceiling, tentative=tentative)


CHECK = Check(id="SUM012", name="table-hierarchy", run=run, doc=__doc__)
