"""Figures: value, scale, grain and the interval that follows from how they were printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.interval import Interval
from tests.support import figure

D = Decimal


def between(low: str | None, high: str | None) -> Interval:
    return Interval(None if low is None else D(low), None if high is None else D(high))


@pytest.mark.parametrize(
    ("text", "unit", "amount", "grain", "low", "high"),
    [
        ("1,241.38", "万元", "12413800", "100", "12413750", "12413850"),
        ("1072.070", "万元", "10720700", "10", "10720695", "10720705"),
        ("18976.8", "万元", "189768000", "1000", "189767500", "189768500"),
        ("2.35", "亿元", "235000000", "1000000", "234500000", "235500000"),
        ("905709.06", "元", "905709.06", "0.01", "905709.06", "905709.06"),
        ("905709", "元", "905709", "1", "905708.5", "905709.5"),
        ("24.37", "%", "24.37", "0.01", "24.365", "24.375"),
        ("78", "人", "78", "1", "78", "78"),
        ("0", "万元", "0", "10000", "0", "0"),
        ("0.00", "万元", "0", "100", "-50", "50"),
    ],
)
def test_amount_grain_and_interval(text: str, unit: str, amount: str, grain: str, low: str, high: str) -> None:
    printed = figure(text, unit)
    assert printed.amount == D(amount)
    assert printed.grain == D(grain)
    assert printed.interval == between(low, high)


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [(Qualifier.AT_LEAST, "500000", None), (Qualifier.AT_MOST, None, "500000"), (Qualifier.ABOUT, None, None)],
)
def test_hedges_bound_on_one_side(qualifier: Qualifier, low: str | None, high: str | None) -> None:
    printed = replace(figure("50"), qualifier=qualifier)
    assert printed.interval == between(low, high)
    assert not printed.is_point


def test_a_range_is_what_it_says() -> None:
    assert replace(figure("2"), qualifier=Qualifier.RANGE, upper=D(3)).interval == between("20000", "30000")
    assert replace(figure("5"), qualifier=Qualifier.RANGE, upper=D(3)).interval == between("30000", "50000")


def test_a_changed_copy_has_an_interval_of_its_own() -> None:
    printed = figure("100.00", "%")
    assert printed.interval.contains(D(100))
    assert not replace(printed, value=D(50)).interval.contains(D(100))


def test_what_states_a_quantity() -> None:
    stating = {kind for kind in FigureKind if kind.states_quantity}
    assert stating == {
        FigureKind.AMOUNT,
        FigureKind.PERCENT,
        FigureKind.POINTS,
        FigureKind.COUNT,
        FigureKind.SCORE,
        FigureKind.NUMBER,
    }


def test_equality_ignores_what_was_worked_out() -> None:
    one, other = figure("1.00"), figure("1.00")
    assert one.interval
    assert one == other
    assert isinstance(one, Figure)
