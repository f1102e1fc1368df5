"""Confidence 置信度: how often a suspect with such a margin is the wrong figure.

Measured on errors injected into the samples: `python -m tests.benchmarks.calibration` prints the table. Of figures that
are equally good each is as likely as the others.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import ROUND_HALF_UP, Decimal

#: margin over the next figure, from so much on -> the share of suspects that were right
TABLE = (
    (Decimal("0.01"), Decimal("0.55")),
    (Decimal("0.10"), Decimal("0.84")),
    (Decimal("0.80"), Decimal("0.97")),
)
#: a smaller margin is none
TIE = TABLE[0][0]
ONE = Decimal(1)
#: no other figure could be wrong
ALONE = Decimal(1)
_FROM = [margin for margin, _ in TABLE]


def confidence(margin: Decimal) -> Decimal:
    """The share of right suspects, with two decimals."""
    return TABLE[max(0, bisect_right(_FROM, margin) - 1)][1]


def shared(rest: Decimal, figures: int) -> Decimal:
    """What is left for each of so many figures, with two decimals."""
    return (rest / figures).quantize(Decimal("0.01"), ROUND_HALF_UP)
