"""占比合计 · shares of a complete list

What
    When the parts of a list make up its whole and each prints its share, the shares add up to 100 %.

Why
    A wrong share among right amounts; shares of two different bases in one list.

Consistent
    A 60.00 万元，占 60%；B 40.00 万元，占 40%。

Inconsistent
    A 60.00 万元，占 84%；B 40.00 万元，占 20%。

Rounding
    n shares, each rounded by itself, may miss 100 by n / 2 last places.

Limits
    Only lists that are complete: by their words, by the vocabulary of the field, or because their amounts close.
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Completeness, FactBase
from audit.model.figure import Figure, FigureKind
from audit.model.relation import Basis, Check, Observation, Operand, Severity

_HUNDRED = Decimal(100)


def run(base: FactBase) -> Iterator[Observation]:
    for decomposition in base.decompositions:
        shares = decomposition.shares
        if len(shares) < 2 or any(s.kind is not FigureKind.PERCENT for s in shares):
            continue
        closes = sum(p.figure.amount for p in decomposition.parts) == decomposition.whole.figure.amount
        if decomposition.completeness is not Completeness.DECLARED and not closes:
            continue
        if not _reaches_hundred(shares):
            total = sum((s.value for s in shares), Decimal(0))
            operands = tuple(
                Operand(share, "part", part.label) for share, part in zip(shares, decomposition.parts, strict=True)
            )
            yield Observation(
                "RAT003",
                "share-sum",
                Severity.WARNING,
                (shares[0].span,),
                operands,
                (decomposition.whole.label, f"{total}"),
            )


def _reaches_hundred(shares: tuple[Figure, ...]) -> bool:
    low = sum((s.interval.low for s in shares if s.interval.low is not None), Decimal(0))
    high = sum((s.interval.high for s in shares if s.interval.high is not None), Decimal(0))
    return low <= _HUNDRED <= high


CHECK = Check(id="RAT003", name="share-sum", run=run, doc=__doc__)
