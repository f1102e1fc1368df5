"""Whatever the true amounts are: rounding them for print never makes a relation inconsistent, and solving undoes it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from audit.diagnose.solve import solve
from audit.evaluate import evaluate
from audit.model.evaluation import Verdict
from audit.model.figure import Figure, FigureKind
from audit.model.relation import Basis, Operand, Relation, RelationKind
from audit.model.span import Span

WAN = Decimal(10_000)
HUNDRED = Decimal(100)
#: true amounts in 元, to the cent
AMOUNTS = st.decimals(min_value=0, max_value=10**10, allow_nan=False, places=2)
LARGE = st.decimals(min_value=10**6, max_value=10**10, allow_nan=False, places=2)
PLACES = st.integers(min_value=0, max_value=4)


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def amount(value: Decimal, places: int) -> Figure:
    """A true amount in 元 as it is printed in 万元. A bare 0 says that there was nothing: it is no rounded amount."""
    printed = rounded(value / WAN, places)
    assume(printed or places or not value)
    return Figure(Span(str(printed), 1, 1), FigureKind.AMOUNT, printed, places, "万元", WAN)


def rate(value: Decimal, places: int) -> Figure:
    printed = rounded(value, places)
    return Figure(Span(str(printed), 1, 1), FigureKind.PERCENT, printed, places, "%")


def relation(kind: RelationKind, *operands: Operand, direction: int = 0) -> Relation:
    return Relation("ZZZ001", kind, operands, Basis.DECLARED, direction=direction)


def holds(made: Relation) -> None:
    verdict = evaluate(made).verdict
    assert verdict is not Verdict.INCONSISTENT


@given(st.lists(AMOUNTS, min_size=1, max_size=15), PLACES, PLACES)
def test_a_true_sum(parts: list[Decimal], places: int, of_whole: int) -> None:
    whole = Operand(amount(sum(parts, Decimal(0)), of_whole), "whole")
    holds(relation(RelationKind.SUM, whole, *(Operand(amount(p, places), "part") for p in parts)))


@given(AMOUNTS, PLACES, PLACES)
def test_one_fact_printed_twice(value: Decimal, one: int, other: int) -> None:
    operands = (Operand(amount(value, one), "stated"), Operand(amount(value, other), "other"))
    holds(relation(RelationKind.EQUAL, *operands))


@given(AMOUNTS, AMOUNTS, PLACES)
def test_a_true_difference(current: Decimal, prior: Decimal, places: int) -> None:
    sign = 1 if current >= prior else -1
    operands = (
        Operand(amount(abs(current - prior), places), "amount"),
        Operand(amount(current, places), "current", coefficient=Decimal(sign)),
        Operand(amount(prior, places), "prior", coefficient=Decimal(-sign)),
    )
    holds(relation(RelationKind.DIFFERENCE, *operands, direction=sign))


@given(AMOUNTS, LARGE, PLACES, PLACES)
def test_a_true_share_and_completion(part: Decimal, base: Decimal, places: int, of_rate: int) -> None:
    stated = rate(part / base * HUNDRED, of_rate)
    top, bottom = amount(part, places), amount(base, places)
    share = (Operand(stated, "stated"), Operand(top, "part"), Operand(bottom, "base"))
    holds(relation(RelationKind.SHARE, *share))
    completion = (Operand(stated, "stated"), Operand(top, "actual"), Operand(bottom, "budget"))
    holds(relation(RelationKind.COMPLETION, *completion))


@given(LARGE, LARGE, PLACES, PLACES, st.sets(st.sampled_from(["amount", "current", "prior"]), min_size=2))
def test_a_true_change_rate(current: Decimal, prior: Decimal, places: int, of_rate: int, known: set[str]) -> None:
    sign = 1 if current >= prior else -1
    figures = {
        "amount": amount(abs(current - prior), places),
        "current": amount(current, places),
        "prior": amount(prior, places),
    }
    stated = rate(abs(current - prior) / prior * HUNDRED, of_rate)
    operands = (Operand(figures[role], role) for role in ("amount", "prior", "current") if role in known)
    holds(relation(RelationKind.CHANGE_RATE, Operand(stated, "stated"), *operands, direction=sign))


@given(AMOUNTS, AMOUNTS, PLACES, PLACES)
def test_a_part_is_never_more_than_its_whole(one: Decimal, other: Decimal, of_part: int, of_whole: int) -> None:
    part, whole = sorted((one, other))
    operands = (Operand(amount(part, of_part), "part"), Operand(amount(whole, of_whole), "whole", "", Decimal(-1)))
    holds(relation(RelationKind.AT_MOST, *operands))


FORMS = [
    (RelationKind.SUM, ("whole", "part", "part"), 0),
    (RelationKind.EQUAL, ("stated", "other"), 0),
    (RelationKind.SHARE, ("stated", "part", "base"), 0),
    (RelationKind.COMPLETION, ("stated", "actual", "budget"), 0),
    *(
        (RelationKind.CHANGE_RATE, ("stated", *roles), direction)
        for roles in (("amount", "current"), ("amount", "prior"), ("prior", "current"))
        for direction in (1, -1)
    ),
]
CASES = [(*form, index) for form in FORMS for index in range(len(form[1]))]


@pytest.mark.parametrize(("kind", "roles", "direction", "index"), CASES)
@settings(max_examples=20)
@given(amounts=st.lists(LARGE, min_size=3, max_size=3), percent=st.integers(min_value=50, max_value=30_000))
def test_a_solved_value_makes_the_relation_hold(
    kind: RelationKind, roles: tuple[str, ...], direction: int, index: int, amounts: list[Decimal], percent: int
) -> None:
    """Among figures that need not agree: the value that solving asks of one of them is one that agrees."""
    figures = [amount(value, 2) for value in amounts]
    if kind not in (RelationKind.SUM, RelationKind.EQUAL):
        figures[0] = rate(Decimal(percent) / (100 if direction >= 0 else 400), 2)
    operands = [Operand(figure, role) for figure, role in zip(figures, roles, strict=False)]
    wanted = solve(relation(kind, *operands, direction=direction), index)
    assume(wanted is not None and wanted.bounded)
    assert wanted is not None
    assert wanted.low is not None
    assert wanted.high is not None
    figure = operands[index].figure
    value = rounded((wanted.low + wanted.high) / 2 / figure.scale, 12)
    assume(value > 0)
    operands[index] = replace(operands[index], figure=replace(figure, value=value, decimals=12))
    evaluation = evaluate(relation(kind, *operands, direction=direction))
    assume(evaluation.verdict is not Verdict.NOT_EVALUABLE)
    assert evaluation.verdict in (Verdict.CONSISTENT, Verdict.ROUNDING), (wanted, evaluation)


@given(st.lists(LARGE, min_size=2, max_size=8), PLACES, st.data())
def test_what_holds_is_among_the_solutions(parts: list[Decimal], places: int, data: st.DataObject) -> None:
    whole = Operand(amount(sum(parts, Decimal(0)), places), "whole")
    made = relation(RelationKind.SUM, whole, *(Operand(amount(p, places), "part") for p in parts))
    index = data.draw(st.integers(0, len(parts)))
    wanted = solve(made, index)
    assert wanted is not None
    assert wanted.meets(made.operands[index].figure.interval)


@given(LARGE, LARGE, PLACES, st.integers(0, 2))
def test_what_holds_of_a_share_is_among_the_solutions(part: Decimal, base: Decimal, places: int, index: int) -> None:
    stated = rate(part / base * HUNDRED, 2)
    assume(stated.value > 1)
    operands = (
        Operand(stated, "stated"),
        Operand(amount(part, places), "part"),
        Operand(amount(base, places), "base"),
    )
    wanted = solve(relation(RelationKind.SHARE, *operands), index)
    assert wanted is not None
    assert wanted.meets(operands[index].figure.interval)
