"""Intervals: what a printed number may stand for, and closed-interval arithmetic on exact decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from audit.model.interval import Interval

D = Decimal


def interval(low: str | None, high: str | None) -> Interval:
    return Interval(None if low is None else D(low), None if high is None else D(high))


@pytest.mark.parametrize(
    ("value", "decimals", "low", "high"),
    [
        ("10.30", 2, "10.295", "10.305"),
        ("7", 0, "6.5", "7.5"),
        ("0.00", 2, "-0.005", "0.005"),
        ("-3.2", 1, "-3.25", "-3.15"),
    ],
)
def test_a_print_is_half_a_last_place_to_either_side(value: str, decimals: int, low: str, high: str) -> None:
    assert Interval.printed(D(value), decimals) == interval(low, high)


def test_bounds_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="exceeds"):
        interval("2", "1")


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (("1", "2"), ("2", "3"), True),
        (("1", "2"), ("2.001", "3"), False),
        (("1", None), ("0", "1"), True),
        (("1", None), ("0", "0.999"), False),
        ((None, None), ("5", "5"), True),
        ((None, "4"), ("5", "5"), False),
    ],
)
def test_closed_intervals_meet_at_their_ends(one: tuple[str, str], other: tuple[str, str], meets: bool) -> None:
    assert interval(*one).meets(interval(*other)) is meets
    assert interval(*other).meets(interval(*one)) is meets


def test_sums_and_differences() -> None:
    assert interval("1", "2") + interval("10", "20") == interval("11", "22")
    assert interval("1", "2") - interval("10", "20") == interval("-19", "-8")
    assert interval("1", None) + interval("10", "20") == interval("11", None)
    assert -interval("1", None) == interval(None, "-1")


def test_scaling_turns_the_ends_round_for_a_negative_factor() -> None:
    assert interval("1", "2").scaled(D(-3)) == interval("-6", "-3")
    assert interval(None, "2").scaled(D(-3)) == interval("-6", None)


def test_products_and_quotients_take_the_worst_corners() -> None:
    assert interval("-1", "2") * interval("-3", "4") == interval("-6", "8")
    assert interval("1", "2") / interval("4", "8") == interval("0.125", "0.5")
    assert interval("-1", "2") / interval("-8", "-4") == interval("-0.5", "0.25")


@pytest.mark.parametrize("divisor", [("-1", "1"), ("0", "1"), ("-1", "0"), ("0", "0"), (None, "1")])
def test_a_divisor_that_may_be_zero_is_refused(divisor: tuple[str | None, str]) -> None:
    with pytest.raises(ValueError, match="zero"):
        interval("1", "2") / interval(*divisor)


def test_an_unbounded_operand_has_no_quotient_or_product() -> None:
    with pytest.raises(ValueError, match="unbounded"):
        interval("1", None) / interval("1", "2")
    with pytest.raises(ValueError, match="unbounded"):
        interval("1", None) * interval("1", "2")


def test_a_quotient_is_rounded_outwards() -> None:
    third = Interval.exact(D(1)) / Interval.exact(D(3))
    assert third.low is not None
    assert third.high is not None
    assert Fraction(third.low) < Fraction(1, 3) < Fraction(third.high)
    assert third.high - third.low < D("1e-38")
