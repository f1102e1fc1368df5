"""Solving: what one figure of a relation would have to be, given the others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit.diagnose.solve import solve
from audit.model.interval import Interval
from audit.model.relation import Basis, Operand, Relation, RelationKind
from tests.support import figure

D = Decimal


def op(text: str, role: str, unit: str = "万元", coefficient: int = 1) -> Operand:
    return Operand(figure(text, unit), role, coefficient=D(coefficient))


def solved(index: int, kind: RelationKind, *operands: Operand, **more: object) -> Interval | None:
    return solve(Relation("ZZZ001", kind, operands, Basis.DECLARED, **more), index)  # type: ignore[arg-type]


def wan(low: str, high: str) -> Interval:
    return Interval(D(low) * 10_000, D(high) * 10_000)


@pytest.mark.parametrize(
    ("index", "low", "high"), [(0, "104.99", "105.01"), (1, "54.99", "55.01"), (2, "39.99", "40.01")]
)
def test_a_sum(index: int, low: str, high: str) -> None:
    operands = (op("100.00", "whole"), op("60.00", "part"), op("45.00", "part"))
    assert solved(index, RelationKind.SUM, *operands) == wan(low, high)


@pytest.mark.parametrize(("index", "low", "high"), [(1, "54.99", "55.01"), (2, "-5.01", "-4.99")])
def test_a_difference_has_signs(index: int, low: str, high: str) -> None:
    operands = (op("50.00", "whole"), op("45.00", "part"), op("5.00", "part", coefficient=-1))
    found = solved(index, RelationKind.SUM, *operands)
    assert found == wan(low, high)


def test_a_restated_fact() -> None:
    operands = (op("9.74", "stated"), op("9.47", "other"))
    assert solved(0, RelationKind.EQUAL, *operands) == wan("9.465", "9.475")
    assert solved(1, RelationKind.EQUAL, *operands) == wan("9.735", "9.745")


@pytest.mark.parametrize(("index", "value"), [(0, "25"), (1, "500000"), (2, "2000000")])
def test_a_share(index: int, value: str) -> None:
    operands = (op("50.00", "stated", "%"), op("50.00", "part"), op("100.00", "base"))
    if index == 0:
        operands = (operands[0], op("25.00", "part"), operands[2])
    if index == 2:
        operands = (operands[0], op("100.00", "part"), op("150.00", "base"))
    found = solved(index, RelationKind.SHARE, *operands)
    assert found is not None
    assert found.contains(D(value))


@pytest.mark.parametrize(
    ("roles", "index", "value"),
    [
        (("amount", "current"), 0, "25"),
        (("amount", "current"), 1, "20"),
        (("amount", "current"), 2, "100"),
        (("amount", "prior"), 1, "20"),
        (("amount", "prior"), 2, "80"),
        (("current", "prior"), 1, "100"),
        (("current", "prior"), 2, "80"),
    ],
)
def test_a_change_rate(roles: tuple[str, str], index: int, value: str) -> None:
    right = {"amount": "20.00", "current": "100.00", "prior": "80.00"}
    operands = (op("25.00", "stated", "%"), *(op(right[role], role) for role in roles))
    found = solved(index, RelationKind.CHANGE_RATE, *operands, direction=1)
    assert found is not None
    assert found.contains(D(value) * (1 if index == 0 else 10_000))
    assert not found.contains(D(value) * (1 if index == 0 else 10_000) * D("1.1"))


@pytest.mark.parametrize(
    ("roles", "index", "value"),
    [
        (("amount", "current"), 1, "20"),
        (("amount", "current"), 2, "80"),
        (("amount", "prior"), 1, "20"),
        (("current", "prior"), 1, "80"),
        (("current", "prior"), 2, "100"),
    ],
)
def test_a_rate_of_decline(roles: tuple[str, str], index: int, value: str) -> None:
    right = {"amount": "20.00", "current": "80.00", "prior": "100.00"}
    operands = (op("20.00", "stated", "%"), *(op(right[role], role) for role in roles))
    found = solved(index, RelationKind.CHANGE_RATE, *operands, direction=-1)
    assert found is not None
    assert found.contains(D(value) * 10_000)
    assert not found.contains(D(value) * 11_000)


@pytest.mark.parametrize(("index", "value"), [(0, "51.388"), (1, "18500"), (2, "17500")])
def test_a_completion_of_an_implied_budget(index: int, value: str) -> None:
    operands = (op("51.39", "stated", "%"), op("1.85", "actual"), op("1.75", "amount", coefficient=-1))
    found = solved(index, RelationKind.COMPLETION, *operands, direction=-1)
    assert found is not None
    assert found.contains(D(value))


def test_at_most() -> None:
    operands = (op("130.00", "part"), op("120.00", "whole", coefficient=-1))
    assert solved(0, RelationKind.AT_MOST, *operands) == Interval(None, D(1_200_050))
    assert solved(1, RelationKind.AT_MOST, *operands) == Interval(D(1_299_950), None)


def test_a_count_and_a_formula_are_solved_for_what_is_stated() -> None:
    assert solved(0, RelationKind.COUNT, op("5", "stated", "个"), listed=4) == Interval.exact(D(4))
    operands = (op("89.0", "stated", "%"), op("95", "term", "个"), op("100", "term", "个"))
    found = solved(0, RelationKind.FORMULA, *operands, expression="{0}/{1}")
    assert found is not None
    assert found.contains(D(95))
    assert solved(1, RelationKind.FORMULA, *operands, expression="{0}/{1}") is None


def test_what_cannot_be_divided_is_not_solved() -> None:
    operands = (op("50.00", "stated", "%"), op("1.00", "part"), op("0.00", "base"))
    assert solved(0, RelationKind.SHARE, *operands) is None
    assert solved(0, RelationKind.DIRECTION, op("1.00", "current"), op("2.00", "prior"), direction=1) is None


@pytest.mark.parametrize(("index", "value"), [(0, "300_000"), (1, "200_000"), (2, "50"), (3, "400_000"), (4, "50")])
def test_a_weighted_sum(index: int, value: str) -> None:
    """20 at 50 % and 40 at 50 % are 30."""
    operands = [op("30.00", "stated")]
    for part in ("20.00", "40.00"):
        operands += [op(part, "part"), op("50.00", "rate", "%")]
    operands[index] = op("71.30", operands[index].role, operands[index].figure.unit)
    found = solved(index, RelationKind.WEIGHTED, *operands)
    assert found is not None
    assert found.contains(D(value))
    assert not found.contains(D(value) * D("1.01"))


@pytest.mark.parametrize(
    ("index", "value"), [(0, "126_000"), (1, "68_400"), (2, "76.00"), (3, "18_500"), (4, "17_500"), (5, "0")]
)
@pytest.mark.parametrize("direction", [0, 1])
def test_a_sum_of_implied_budgets(index: int, value: str, direction: int) -> None:
    """6.84 at 76.00 %, 1.85 that falls short by 1.75, and nothing make 12.60; where more may be missing, at least."""
    operands = [op("12.60", "stated"), op("6.84", "actual"), op("76.00", "rate", "%"), op("1.85", "actual")]
    operands += [op("1.75", "amount", coefficient=-1), op("0.00", "part")]
    wrong = operands[index]
    operands[index] = op("91.30", wrong.role, wrong.figure.unit, int(wrong.coefficient))
    found = solved(index, RelationKind.WEIGHTED, *operands, direction=direction)
    assert found is not None
    assert found.contains(D(value))
    assert not (found.contains(D(value) - 10_000) and found.contains(D(value) + 10_000))
