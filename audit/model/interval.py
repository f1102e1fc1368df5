"""Interval 区间: the values that a printed figure may stand for (XBRL Calculations 1.1, rounding mode).

Arithmetic is closed-interval arithmetic on exact decimals; a division rounds its bounds outwards.
A bound of None is unbounded (a figure printed as 不少于 38 has no upper bound).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from msgspec import Struct

_DOWN = Context(prec=40, rounding=ROUND_FLOOR)
_UP = Context(prec=40, rounding=ROUND_CEILING)
ZERO = Decimal(0)


class Interval(Struct, frozen=True, gc=False):
    """A closed interval `low <= x <= high` of exact decimals."""

    low: Decimal | None
    high: Decimal | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval's low bound {self.low} exceeds its high bound {self.high}")

    @classmethod
    def exact(cls, value: Decimal) -> Interval:
        return cls(value, value)

    @classmethod
    def printed(cls, value: Decimal, decimals: int) -> Interval:
        """What a value printed with so many decimals stands for: value ± ½·10^-decimals."""
        half = Decimal(5).scaleb(-decimals - 1)
        return cls(value - half, value + half)

    @property
    def bounded(self) -> bool:
        return self.low is not None and self.high is not None

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else _DOWN.add(self.low, other.low),
            None if self.high is None or other.high is None else _UP.add(self.high, other.high),
        )

    @classmethod
    def weighted(cls, constant: Decimal, terms: Iterable[tuple[Decimal, Interval]]) -> Interval:
        """constant + Σ factor · term, as by adding one scaled term after the other."""
        low: Decimal | None = constant
        high: Decimal | None = constant
        for factor, term in terms:
            if factor != 1:
                term = term.scaled(factor)
            low = None if low is None or term.low is None else _DOWN.add(low, term.low)
            high = None if high is None or term.high is None else _UP.add(high, term.high)
        return cls(low, high)

    def __neg__(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def scaled(self, factor: Decimal) -> Interval:
        """Every value multiplied by an exact factor."""
        if factor == 1:
            return self
        low = None if self.low is None else _DOWN.multiply(self.low, factor)
        high = None if self.high is None else _UP.multiply(self.high, factor)
        return Interval(low, high) if factor >= 0 else Interval(high, low)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotients; both operands bounded and `other` free of zero, else ValueError."""
        if other.spans_zero():
            raise ValueError("division by an interval that contains zero")
        if self.low is None or self.high is None or other.low is None or other.high is None:
            raise ValueError("division of an unbounded interval")
        tops, bottoms = (self.low, self.high), (other.low, other.high)
        return Interval(
            min(_DOWN.divide(a, b) for a in tops for b in bottoms),
            max(_UP.divide(a, b) for a in tops for b in bottoms),
        )

    def __mul__(self, other: Interval) -> Interval:
        """The products; both operands bounded, else ValueError."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            raise ValueError("multiplication of an unbounded interval")
        lows, highs = (self.low, self.high), (other.low, other.high)
        return Interval(
            min(_DOWN.multiply(a, b) for a in lows for b in highs),
            max(_UP.multiply(a, b) for a in lows for b in highs),
        )

    def spans_zero(self) -> bool:
        return (self.low is None or self.low <= ZERO) and (self.high is None or self.high >= ZERO)

    def contains(self, value: Decimal) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = other.high is not None and self.low is not None and other.high < self.low
        return not (below or above)
