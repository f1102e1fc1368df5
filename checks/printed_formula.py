"""文中算式 · arithmetic printed in the text

What
    An equation that the text prints, such as （95×5+5×3）÷（100×5）×100%=98%, is worked out.

Why
    The counts are corrected and the percentage stays.

Consistent
    满意度为（95×5+5×3）÷（100×5）×100%=98.0%。

Inconsistent
    满意度为（95×5+5×3）÷（100×5）×100%=89.0%。

Rounding
    The terms are taken as exact; the result is rounded half up, or truncated, to the printed place.

Limits
    Only + − × ÷ and brackets, on one line of text.

核对内容
    文中印出的算式，如（95×5+5×3）÷（100×5）×100%=98%，重算一遍。

理由
    改了人数，没有改百分比。

尾差
    各项视为精确；结果按披露位数四舍五入或截尾。

局限
    只读加减乘除和括号，且在一行文字之内。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    for equation in base.equations:
        operands = (Operand(equation.stated, "stated"), *(Operand(term, "term") for term in equation.terms))
        yield Relation("IDN002", RelationKind.FORMULA, operands, Basis.DECLARED, expression=equation.template)


CHECK = Check(id="IDN002", name="printed-formula", run=run, doc=__doc__)
