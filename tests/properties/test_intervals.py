"""Interval arithmetic holds what the true values do: no rounding of ours may hide or invent a difference."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from audit.model.interval import Interval

VALUES = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=6)
POSITIVE = st.decimals(min_value="0.000001", max_value=10**9, allow_nan=False, places=6)


@st.composite
def inside(draw: st.DrawFn, values: st.SearchStrategy[Decimal] = VALUES) -> tuple[Interval, Decimal]:
    """An interval and a value in it."""
    low, value, high = sorted(draw(st.tuples(values, values, values)))
    return Interval(low, high), value


def holds(interval: Interval, value: Fraction) -> bool:
    assert interval.low is not None
    assert interval.high is not None
    return Fraction(interval.low) <= value <= Fraction(interval.high)


@given(inside(), inside())
def test_sums_differences_and_products_hold_the_true_one(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = one, other
    assert holds(a + b, Fraction(x) + Fraction(y))
    assert holds(a - b, Fraction(x) - Fraction(y))
    assert holds(a * b, Fraction(x) * Fraction(y))
    assert holds(-a, -Fraction(x))


@given(inside(), inside(POSITIVE), st.sampled_from([1, -1]))
def test_quotients_hold_the_true_one(one: tuple[Interval, Decimal], other: tuple[Interval, Decimal], sign: int) -> None:
    (a, x), (b, y) = one, other
    assert holds(a / b.scaled(Decimal(sign)), Fraction(x) / (Fraction(y) * sign))


@given(inside(), VALUES)
def test_scaling_holds_the_true_one(one: tuple[Interval, Decimal], factor: Decimal) -> None:
    interval, value = one
    assert holds(interval.scaled(factor), Fraction(value) * Fraction(factor))


@given(inside(), inside(), inside())
def test_the_laws_of_addition(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal], c: tuple[Interval, Decimal]
) -> None:
    assert a[0] + b[0] == b[0] + a[0]
    assert (a[0] + b[0]) + c[0] == a[0] + (b[0] + c[0])
    assert a[0] + Interval.exact(Decimal(0)) == a[0]
    assert a[0].scaled(Decimal(-1)) == -a[0]
    assert (a[0] - b[0]) == -(b[0] - a[0])


@given(inside(), inside())
def test_meeting_is_mutual_and_means_a_common_value(a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]) -> None:
    assert a[0].meets(b[0]) == b[0].meets(a[0])
    assert a[0].meets(a[0])
    if a[0].contains(b[1]):
        assert a[0].meets(b[0])


@given(VALUES, st.integers(min_value=0, max_value=5))
def test_a_print_stands_for_the_value_that_was_rounded_to_it(value: Decimal, decimals: int) -> None:
    printed = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert Interval.printed(printed, decimals).contains(value)


@given(st.lists(st.tuples(VALUES, st.integers(min_value=0, max_value=3)), min_size=1, max_size=12))
def test_a_sum_of_prints_meets_the_print_of_the_sum(values: list[tuple[Decimal, int]]) -> None:
    """However its terms were rounded, a true sum is never inconsistent."""
    total = Interval.exact(Decimal(0))
    for value, decimals in values:
        printed = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        total = total + Interval.printed(printed, decimals)
    truth = sum((value for value, _ in values), Decimal(0))
    stated = truth.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert Interval.printed(stated, 2).meets(total)
