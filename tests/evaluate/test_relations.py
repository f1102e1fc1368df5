"""Every kind of relation at the limits of what its printed figures allow."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from audit.evaluate import evaluate
from audit.model.evaluation import Evaluation
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.relation import Basis, Operand, Relation, RelationKind
from tests.support import figure

D = Decimal


def op(text: str, role: str, unit: str = "万元", coefficient: int = 1) -> Operand:
    return Operand(figure(text, unit), role, coefficient=D(coefficient))


def relation(kind: RelationKind, *operands: Operand, **more: object) -> Relation:
    return Relation("ZZZ001", kind, operands, Basis.DECLARED, **more)  # type: ignore[arg-type]


def verdict(kind: RelationKind, *operands: Operand, **more: object) -> str:
    return evaluated(kind, *operands, **more).verdict.value


def evaluated(kind: RelationKind, *operands: Operand, **more: object) -> Evaluation:
    return evaluate(relation(kind, *operands, **more))


def sum_of(whole: str, *parts: str, unit: str = "万元") -> str:
    return verdict(RelationKind.SUM, op(whole, "whole", unit), *(op(p, "part", unit) for p in parts))


class TestSum:
    @pytest.mark.parametrize(
        ("figures", "expected"),
        [
            (("100.00", "60.00", "40.00"), "consistent"),
            (("100.01", "60.00", "40.00"), "rounding"),
            (("100.02", "60.00", "40.00"), "inconsistent"),
            (("99.99", "60.00", "40.00"), "rounding"),
            (("99.98", "60.00", "40.00"), "inconsistent"),
            (("100.02", "60.00", "30.00", "10.00"), "improbable"),
            (("100.03", "60.00", "30.00", "10.00"), "inconsistent"),
            (("100.01", "60.00", "30.00", "10.00"), "rounding"),
            (("100", "60.4", "39.4"), "consistent"),
            (("99", "60.4", "39.4"), "inconsistent"),
            (("100.0", "60.04", "39.93"), "consistent"),
        ],
    )
    def test_in_rounded_units(self, figures: tuple[str, ...], expected: str) -> None:
        assert sum_of(*figures) == expected

    @pytest.mark.parametrize(
        ("figures", "expected"),
        [(("100.00", "60.00", "40.00"), "consistent"), (("100.01", "60.00", "40.00"), "inconsistent")],
    )
    def test_to_the_cent_in_yuan(self, figures: tuple[str, ...], expected: str) -> None:
        assert sum_of(*figures, unit="元") == expected

    def test_heads_are_exact(self) -> None:
        assert sum_of("78", "36", "42", unit="人") == "consistent"
        assert sum_of("79", "36", "42", unit="人") == "inconsistent"

    def test_the_worst_case_of_many_roundings_is_improbable(self) -> None:
        parts = ["10.00"] * 30
        assert sum_of("300.05", *parts) == "rounding"
        assert sum_of("300.06", *parts) == "improbable"
        assert sum_of("300.15", *parts) == "improbable"
        assert sum_of("300.16", *parts) == "inconsistent"

    def test_units_mix(self) -> None:
        whole, one, two = op("2.35", "whole", "亿元"), op("1.20", "part", "亿元"), op("11500", "part")
        assert verdict(RelationKind.SUM, whole, one, two) == "consistent"

    def test_a_constant_and_signs(self) -> None:
        shares = (op("84.06", "stated", "%"), op("15.94", "part", "%", -1))
        assert verdict(RelationKind.SUM, *shares, constant=D(100)) == "consistent"
        assert verdict(RelationKind.SUM, op("84.06", "stated", "%"), op("19.62", "part", "%", -1), constant=D(100)) == (
            "inconsistent"
        )

    def test_recomputed_and_difference(self) -> None:
        found = evaluated(RelationKind.SUM, op("105.00", "whole"), op("60.00", "part"), op("40.00", "part"))
        assert (found.recomputed, found.difference) == (D(1_000_000), D(50_000))


class TestEqual:
    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            (("118.46", "万元"), ("118.46", "万元"), "consistent"),
            (("118.46", "万元"), ("118.47", "万元"), "rounding"),
            (("118.46", "万元"), ("118.48", "万元"), "inconsistent"),
            (("118.46", "万元"), ("118.5", "万元"), "consistent"),
            (("118.5", "万元"), ("118.46", "万元"), "consistent"),
            (("118.46", "万元"), ("118.4", "万元"), "inconsistent"),
            (("118.46", "万元"), ("1184600.00", "元"), "consistent"),
            (("118.46", "万元"), ("1184650.01", "元"), "inconsistent"),
            (("2.35", "亿元"), ("23500", "万元"), "consistent"),
        ],
    )
    def test_prints_of_one_fact(self, one: tuple[str, str], other: tuple[str, str], expected: str) -> None:
        assert verdict(RelationKind.EQUAL, op(one[0], "stated", one[1]), op(other[0], "other", other[1])) == expected

    def test_an_estimate_agrees_with_anything(self) -> None:
        about = Operand(replace(figure("120"), qualifier=Qualifier.ABOUT), "stated")
        assert verdict(RelationKind.EQUAL, about, op("118.46", "other")) == "consistent"

    def test_a_bound_agrees_with_what_it_allows(self) -> None:
        bound = replace(figure("2500", "人"), qualifier=Qualifier.AT_LEAST)
        assert verdict(RelationKind.EQUAL, Operand(bound, "stated"), op("2600", "other", "人")) == "consistent"
        assert verdict(RelationKind.EQUAL, Operand(bound, "stated"), op("2400", "other", "人")) == "inconsistent"


class TestDifference:
    @pytest.mark.parametrize(
        ("amount", "expected"),
        [("1.75", "consistent"), ("1.76", "rounding"), ("1.77", "inconsistent"), ("1.57", "inconsistent")],
    )
    def test_current_less_prior(self, amount: str, expected: str) -> None:
        operands = (op(amount, "amount"), op("1.85", "current", coefficient=-1), op("3.60", "prior"))
        assert verdict(RelationKind.DIFFERENCE, *operands, direction=-1) == expected


class TestShare:
    @pytest.mark.parametrize(
        ("rate", "part", "base", "expected"),
        [
            ("65.76", "1206.30", "1834.50", "consistent"),
            ("65.75", "1206.30", "1834.50", "rounding"),
            ("65.77", "1206.30", "1834.50", "inconsistent"),
            ("65.74", "1206.30", "1834.50", "inconsistent"),
            ("66", "1206.30", "1834.50", "consistent"),
            ("65", "1206.30", "1834.50", "rounding"),
            ("33.56", "1.00", "3.00", "rounding"),
            ("33.57", "1.00", "3.00", "inconsistent"),
            ("0", "0.00", "100.00", "consistent"),
            ("100.00", "100.00", "100.00", "consistent"),
            ("150.00", "150.00", "100.00", "consistent"),
            ("0.00", "0.00", "0.00", "consistent"),
            ("100.00", "0.00", "0.00", "consistent"),
            ("50.00", "0.00", "0.00", "inconsistent"),
            ("50.00", "1.00", "0.00", "not-evaluable"),
        ],
    )
    def test_limits(self, rate: str, part: str, base: str, expected: str) -> None:
        assert verdict(RelationKind.SHARE, op(rate, "stated", "%"), op(part, "part"), op(base, "base")) == expected

    def test_a_missing_base_is_not_a_pass(self) -> None:
        found = evaluated(RelationKind.SHARE, op("50.00", "stated", "%"), op("50.00", "part"))
        assert (found.verdict.value, found.reason) == ("not-evaluable", "missing")

    def test_a_bound_is_no_base(self) -> None:
        about = Operand(replace(figure("200"), qualifier=Qualifier.ABOUT), "base")
        found = evaluated(RelationKind.SHARE, op("50.00", "stated", "%"), op("50.00", "part"), about)
        assert (found.verdict.value, found.reason) in {("not-evaluable", "bound"), ("not-evaluable", "zero-base")}

    def test_units_of_part_and_base_mix(self) -> None:
        operands = (op("34.33", "stated", "%"), op("6282.00", "part"), op("1.83", "base", "亿元"))
        assert verdict(RelationKind.SHARE, *operands) == "consistent"


class TestCompletion:
    @pytest.mark.parametrize(
        ("rate", "expected"), [("75.16", "consistent"), ("75.15", "rounding"), ("71.56", "inconsistent")]
    )
    def test_of_a_printed_budget(self, rate: str, expected: str) -> None:
        operands = (op(rate, "stated", "%"), op("9.47", "actual"), op("12.60", "budget"))
        assert verdict(RelationKind.COMPLETION, *operands) == expected

    @pytest.mark.parametrize(("rate", "expected"), [("51.39", "consistent"), ("53.19", "inconsistent")])
    def test_of_a_budget_implied_by_the_difference(self, rate: str, expected: str) -> None:
        operands = (op(rate, "stated", "%"), op("1.85", "actual"), op("1.75", "amount", coefficient=-1))
        assert verdict(RelationKind.COMPLETION, *operands, direction=-1) == expected

    def test_an_implied_budget_of_nothing(self) -> None:
        operands = (op("100", "stated", "%"), op("1.75", "actual"), op("1.75", "amount"))
        found = evaluated(RelationKind.COMPLETION, *operands, direction=1)
        assert (found.verdict.value, found.reason) == ("not-evaluable", "zero-base")

    @pytest.mark.parametrize(("rate", "expected"), [("0", "consistent"), ("100", "consistent"), ("40", "inconsistent")])
    def test_of_nothing_spent_without_a_printed_budget(self, rate: str, expected: str) -> None:
        assert verdict(RelationKind.COMPLETION, op(rate, "stated", "%"), op("0.00", "actual")) == expected

    @pytest.mark.parametrize(
        ("rate", "expected"), [("0", "consistent"), ("100", "consistent"), ("40", "not-evaluable")]
    )
    def test_of_nothing_spent_of_nothing(self, rate: str, expected: str) -> None:
        operands = (op(rate, "stated", "%"), op("0.00", "actual"), op("0.00", "budget"))
        assert verdict(RelationKind.COMPLETION, *operands) == expected


class TestChangeRate:
    @pytest.mark.parametrize(
        ("rate", "amount", "current", "direction", "expected"),
        [
            ("25.00", "20.00", "100.00", 1, "consistent"),
            ("20.00", "20.00", "100.00", 1, "inconsistent"),
            ("20.00", "20.00", "80.00", -1, "consistent"),
            ("25.00", "20.00", "80.00", -1, "inconsistent"),
            ("9.28", "82.30", "969.05", 1, "consistent"),
            ("9.29", "82.30", "969.05", 1, "inconsistent"),
            ("9.2", "82.30", "969.05", 1, "rounding"),
            ("3.44", "0.03", "0.90", 1, "rounding"),
            ("33.56", "1.00", "4.00", 1, "rounding"),
            ("20.10", "1.00", "4.00", -1, "rounding"),
            ("20.12", "1.00", "4.00", -1, "inconsistent"),
        ],
    )
    def test_from_the_amount_and_this_year(
        self, rate: str, amount: str, current: str, direction: int, expected: str
    ) -> None:
        operands = (op(rate, "stated", "%"), op(amount, "amount"), op(current, "current"))
        assert verdict(RelationKind.CHANGE_RATE, *operands, direction=direction) == expected

    def test_from_the_amount_and_last_year(self) -> None:
        operands = (op("12", "stated", "%"), op("34", "amount"), op("285", "prior"), op("251", "current"))
        assert verdict(RelationKind.CHANGE_RATE, *operands, direction=-1) == "consistent"

    def test_from_both_years(self) -> None:
        operands = (op("14.40", "stated", "%"), op("97.24", "current"), op("85.00", "prior"))
        assert verdict(RelationKind.CHANGE_RATE, *operands, direction=1) == "consistent"
        assert verdict(RelationKind.CHANGE_RATE, *operands, direction=-1) == "inconsistent"

    @pytest.mark.parametrize(
        "operands",
        [
            (op("100", "stated", "%"), op("0.50", "amount"), op("0.50", "current")),
            (op("100", "stated", "%"), op("0.50", "amount"), op("0.00", "prior")),
            (op("100", "stated", "%"), op("0.50", "current"), op("0", "prior")),
        ],
    )
    def test_a_base_of_nothing(self, operands: tuple[Operand, ...]) -> None:
        found = evaluated(RelationKind.CHANGE_RATE, *operands, direction=1)
        assert (found.verdict.value, found.reason) == ("not-evaluable", "zero-base")

    def test_two_are_needed(self) -> None:
        found = evaluated(RelationKind.CHANGE_RATE, op("8", "stated", "%"), op("80.00", "current"), direction=-1)
        assert (found.verdict.value, found.reason) == ("not-evaluable", "missing")

    def test_each_figure_stands_once_so_the_interval_is_no_wider_than_it_must_be(self) -> None:
        """From 97.235 / 85.005 − 1 = 14.3874 % to 97.245 / 84.995 − 1 = 14.4126 %."""
        amounts = (op("97.24", "current"), op("85.00", "prior"))
        for rate, expected in (
            ("14.386", "inconsistent"),
            ("14.387", "rounding"),
            ("14.413", "rounding"),
            ("14.414", "inconsistent"),
        ):
            assert verdict(RelationKind.CHANGE_RATE, op(rate, "stated", "%"), *amounts, direction=1) == expected


class TestDirection:
    @pytest.mark.parametrize(
        ("current", "prior", "direction", "expected"),
        [
            ("100.00", "80.00", 1, "consistent"),
            ("80.00", "100.00", 1, "inconsistent"),
            ("80.00", "80.00", 0, "consistent"),
            ("80.01", "80.00", 0, "inconsistent"),
            ("80.04", "80", 0, "rounding"),
            ("80.00", "80.00", -1, "inconsistent"),
        ],
    )
    def test_words_against_two_amounts(self, current: str, prior: str, direction: int, expected: str) -> None:
        operands = (op(current, "current"), op(prior, "prior"))
        assert verdict(RelationKind.DIRECTION, *operands, direction=direction) == expected

    def test_a_role_that_is_missing_is_the_check_s_fault(self) -> None:
        with pytest.raises(ValueError, match="needs a prior operand"):
            evaluated(RelationKind.DIRECTION, op("1.00", "current"), direction=1)


class TestAtMost:
    @pytest.mark.parametrize(
        ("part", "expected"),
        [("110.00", "consistent"), ("120.00", "consistent"), ("120.01", "rounding"), ("120.02", "inconsistent")],
    )
    def test_part_and_whole(self, part: str, expected: str) -> None:
        operands = (op(part, "part"), op("120.00", "whole", coefficient=-1))
        assert verdict(RelationKind.AT_MOST, *operands) == expected


class TestCount:
    @pytest.mark.parametrize(("stated", "listed", "expected"), [("4", 4, "consistent"), ("5", 4, "inconsistent")])
    def test_against_a_list(self, stated: str, listed: int, expected: str) -> None:
        assert verdict(RelationKind.COUNT, op(stated, "stated", "个"), listed=listed) == expected

    def test_an_amount_is_no_count(self) -> None:
        assert verdict(RelationKind.COUNT, op("4.00", "stated"), listed=4) == "not-evaluable"


class TestScore:
    @pytest.mark.parametrize(
        ("points", "weight", "rate", "expected"),
        [
            ("19.89", "20", "99.45", "consistent"),
            ("19.98", "20", "99.45", "inconsistent"),
            ("20", "20", "120.00", "consistent"),
        ],
    )
    def test_weight_by_rate(self, points: str, weight: str, rate: str, expected: str) -> None:
        operands = (self.points(points, "stated"), self.points(weight, "weight"), op(rate, "rate", "%"))
        assert verdict(RelationKind.SCORE, *operands) == expected

    def test_a_weight_is_needed(self) -> None:
        assert verdict(RelationKind.SCORE, self.points("10", "stated"), op("99.45", "rate", "%")) == "not-evaluable"

    @staticmethod
    def points(text: str, role: str) -> Operand:
        made = figure(text, "分")
        return Operand(replace(made, kind=FigureKind.SCORE), role)


class TestFormula:
    EXPRESSION = "({0}*{1}+{2}*{3})/({4}*{5})*{6}/100"

    def worked_out(self, stated: str, *terms: str, expression: str = EXPRESSION) -> str:
        operands = (op(stated, "stated", "%"), *(Operand(self.number(t), "term") for t in terms))
        return verdict(RelationKind.FORMULA, *operands, expression=expression)

    @staticmethod
    def number(text: str) -> Figure:
        return replace(figure(text, "个"), kind=FigureKind.NUMBER, unit="")

    @pytest.mark.parametrize(
        ("stated", "expected"), [("99.8", "consistent"), ("99.9", "inconsistent"), ("98.8", "inconsistent")]
    )
    def test_the_printed_result(self, stated: str, expected: str) -> None:
        assert self.worked_out(stated, "1559", "5", "6", "3", "1565", "5", "100") == expected

    def test_a_result_that_was_cut_off(self) -> None:
        assert self.worked_out("66.6", "2", "3", expression="{0}/{1}") == "rounding"

    @pytest.mark.parametrize("expression", ["{0}/({1}-{1})", "{0}+", "({0}", "{0})", "{9}", "", "{0} {1}"])
    def test_what_cannot_be_worked_out_is_not_evaluable(self, expression: str) -> None:
        assert self.worked_out("50.0", "1", "2", expression=expression) == "not-evaluable"

    def test_precedence_and_brackets(self) -> None:
        assert self.worked_out("700", "1", "2", "3", expression="{0}+{1}*{2}") == "consistent"
        assert self.worked_out("900", "1", "2", "3", expression="({0}+{1})*{2}") == "consistent"
        assert self.worked_out("-400", "1", "2", "3", expression="{0}-{1}-{2}") == "consistent"


@pytest.mark.parametrize("kind", list(RelationKind))
def test_a_doubtful_figure_is_never_a_pass_and_never_an_error(kind: RelationKind) -> None:
    doubtful = Operand(replace(figure("100.00"), doubtful=True), "whole")
    found = evaluate(relation(kind, doubtful, op("60.00", "part"), op("40.00", "part")))
    assert (found.verdict.value, found.reason) == ("not-evaluable", "doubtful")
