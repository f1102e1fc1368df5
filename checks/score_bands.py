"""分值区间 · bands of a scoring rule

What
    The bands of a qualitative score (100%-80%, 80%-50%, 50%-0%) follow one another without gap, and the bounds
    repeated in brackets are those of the band. Three bands or more begin at 100% and end at 0%.

Why
    The rule decides scores; a slip in it is copied into every form.

Consistent
    分别按照 100%-80%（含80%）、80%-50%（含50%）、50%-0% 确定分值。

Inconsistent
    分别按照 100%-80%（含80%）、80%-60%（含50%）、50%-0% 确定分值。

Rounding
    None: bounds are exact.

Limits
    A warning, and only where one digit mends it: a rule may leave a gap on purpose, and its last band may end at 10%
    or above.

核对内容
    定性评分的分值区间（100%-80%、80%-50%、50%-0%）首尾相接，括号中重复的界限与区间一致；三个以上的区间，起于
    100%，止于 0%。

理由
    得分依据这一规则，规则写错会抄进每一张表。

尾差
    没有尾差：界限是精确的。

局限
    作警告，且只有改一个数字即可接上时才提示：规则可以有意留出空档，最后一个区间也可以止于 10%
    或更高。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import Figure
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

#: so many bands are all there are
_ALL = 3
_HUNDRED = Decimal(100)
#: a last band may end above 0%, at 20% or 10%
_LOWEST = Decimal(10)


def run(base: FactBase) -> Iterator[Relation]:
    for run_of_bands in base.bands:
        for index, band in enumerate(run_of_bands):
            if band.bound is not None and band.low is not None:
                yield _equal(band.bound, band.low)
            if band.limit is not None and band.high is not None:
                yield _equal(band.limit, band.high)
            if index and band.high is not None and (above := run_of_bands[index - 1].low) is not None:
                yield _equal(band.high, above)
        if len(run_of_bands) >= _ALL:
            yield from _ends(run_of_bands[0].high, run_of_bands[-1].low)


def _ends(high: Figure | None, low: Figure | None) -> Iterator[Relation]:
    if high is not None:
        yield _is(high, _HUNDRED)
    if low is not None and low.value < _LOWEST:
        yield _is(low, Decimal(0))


def _is(figure: Figure, value: Decimal) -> Relation:
    return Relation(
        "PRF001",
        RelationKind.SUM,
        (Operand(figure, "stated"),),
        Basis.INFERRED,
        constant=value,
        tentative=True,
        ceiling=Severity.WARNING,
        hint="band-ends",
    )


def _equal(one: Figure, other: Figure) -> Relation:
    return Relation(
        "PRF001",
        RelationKind.EQUAL,
        (Operand(one, "stated"), Operand(other, "other")),
        Basis.INFERRED,
        tentative=True,
        ceiling=Severity.WARNING,
    )


CHECK = Check(id="PRF001", name="score-bands", run=run, doc=__doc__)
