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
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind


def run(base: FactBase) -> Iterator[Relation]:
    for equation in base.equations:
        operands = (Operand(equation.stated, "stated"), *(Operand(term, "term") for term in equation.terms))
        yield Relation("IDN002", RelationKind.FORMULA, operands, Basis.DECLARED, expression=equation.template)


CHECK = Check(id="IDN002", name="printed-formula", run=run, doc=__doc__)
