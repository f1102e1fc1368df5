"""Edit operations: how a right figure turns into a wrong print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit.diagnose.edits import COSTS, any_value, single_edits, styled
from audit.model.interval import Interval
from tests.support import figure

D = Decimal


def exactly(value: str, scale: str = "10000") -> Interval:
    return Interval.exact(D(value) * D(scale))


def edits(printed: str, right: str, unit: str = "万元") -> list[tuple[str, str]]:
    scale = {"元": "1", "万元": "10000", "亿元": "100000000", "%": "1", "人": "1"}[unit]
    return [(e.operation, e.text) for e in single_edits(figure(printed, unit), exactly(right, scale))]


@pytest.mark.parametrize(
    ("printed", "right", "operation"),
    [
        ("1241.38", "1246.38", "digit"),
        ("118.70", "118.07", "swap"),
        ("682.20", "628.20", "swap"),
        ("53.28", "52.38", "swap"),
        ("12.50", "125.50", "drop"),
        ("125.50", "12.50", "insert"),
        ("1250.00", "125.00", "insert"),
        ("12.34", "123.4", "shift"),
        ("12.34", "1234", "shift"),
        ("123.40", "12.34", "shift"),
        ("123", "1.23", "shift"),
        ("7", "70", "drop"),
    ],
)
def test_each_operation_is_found(printed: str, right: str, operation: str) -> None:
    assert operation in [found for found, _ in edits(printed, right)]


def test_units_slip() -> None:
    found = single_edits(figure("1.75", "元"), Interval.exact(D(17500)))
    assert ("unit", "1.75万元") in [(e.operation, e.text) for e in found]
    found = single_edits(figure("2.35", "万元"), Interval.exact(D(235_000_000)))
    assert ("unit", "2.35亿元") in [(e.operation, e.text) for e in found]


def test_a_percentage_has_no_unit_to_slip() -> None:
    assert not [e for e in single_edits(figure("24.80", "%"), Interval.exact(D(248_000))) if e.operation == "unit"]


def test_two_digits_wrong_are_no_single_edit() -> None:
    assert edits("1234.56", "1298.56") == []


def test_neighbours_far_apart_are_not_swapped() -> None:
    assert edits("1432.00", "1234.00") == []


def test_the_cheapest_comes_first() -> None:
    found = single_edits(figure("118.70"), Interval(D(1_180_000), D(1_190_000)))
    assert [e.cost for e in found] == sorted(e.cost for e in found)
    assert found[0].operation == "digit"


def test_separators_are_kept() -> None:
    assert edits("1,241.38", "1246.38") == [("digit", "1,246.38")]
    assert styled("12345.60", figure("1,241.38")) == "12,345.60"
    assert styled("12345.60", figure("1241.38")) == "12345.60"


def test_full_width_digits_are_edited_as_numbers() -> None:
    from msgspec.structs import replace

    from audit.model.span import Span

    printed = replace(figure("24.80", "%"), span=Span("２４．８０", 1, 1))
    assert [e.text for e in single_edits(printed, Interval.exact(D("24.08")))] == ["24.08"]


@pytest.mark.parametrize(
    ("printed", "unit"), [("1241.38", "万元"), ("0.50", "万元"), ("5", "人"), ("0", "万元"), ("99.9", "%")]
)
def test_no_edit_leaves_the_figure_as_it_is(printed: str, unit: str) -> None:
    everything = Interval(D(0), D(10) ** 14)
    made = figure(printed, unit)
    for edit in single_edits(made, everything):
        assert edit.value != made.value
        assert edit.value >= 0
        assert not edit.text.startswith((".", "00"))


def test_no_print_grows_a_third_decimal() -> None:
    everything = Interval(D(0), D(10) ** 14)
    drops = [e.text for e in single_edits(figure("12.34"), everything) if e.operation == "drop"]
    assert {"112.34", "123.34", "125.34"} <= set(drops)
    assert all(len(text.partition(".")[2]) == 2 for text in drops)
    assert "12.345" not in drops


def test_a_number_without_decimals_may_have_lost_any_digit() -> None:
    everything = Interval(D(0), D(10) ** 14)
    drops = [e.text for e in single_edits(figure("12"), everything) if e.operation == "drop"]
    assert {"112", "132", "124"} <= set(drops)


def test_nothing_has_no_other_unit() -> None:
    assert not [e for e in single_edits(figure("0"), Interval(D(0), D(0))) if e.operation == "unit"]


def test_any_value_is_printed_with_the_figure_s_decimals() -> None:
    edit = any_value(figure("1,274.09"), exactly("1155.63"))
    assert edit is not None
    assert (edit.text, edit.operation) == ("1,155.63", "value")
    rate = any_value(figure("8.49", "%"), Interval(D("9.2805"), D("9.2815")))
    assert rate is not None
    assert (rate.text, rate.operation) == ("9.28", "rate")


def test_any_value_needs_something_to_ask_for_it() -> None:
    assert any_value(figure("5.00"), Interval(None, D(100))) is None
    assert any_value(figure("5.00"), exactly("5.00")) is None
    assert any_value(figure("5.00"), Interval(None, None), D(70_000)) is not None


def test_an_arbitrary_value_costs_more_than_any_slip() -> None:
    slips = {"digit", "swap", "drop", "insert", "shift", "unit", "copy"}
    assert max(COSTS[s] for s in slips) < min(COSTS["rate"], COSTS["value"])


def test_nobody_counts_a_part_of_one() -> None:
    assert {e.text for e in single_edits(figure("12", "人"), Interval(D(1), D(2)))} == {"1", "2"}
    assert "1.2" in {e.text for e in single_edits(figure("12", "万元"), Interval(D(10000), D(20000)))}


def test_no_value_is_left_of_an_amount_that_its_unit_makes_nothing_of() -> None:
    assert any_value(figure("420.15", "亿元"), exactly("42.00")) is None
    assert any_value(figure("420.15", "亿元"), exactly("0")) is not None


def test_another_unit_does_not_make_nothing_of_an_amount() -> None:
    nothing = Interval(D(-5000), D(5000))
    assert not [e for e in single_edits(figure("4.42"), nothing) if e.operation == "unit"]
    assert [e.text for e in single_edits(figure("4.42"), Interval(D(4), D(5))) if e.operation == "unit"] == ["4.42元"]
