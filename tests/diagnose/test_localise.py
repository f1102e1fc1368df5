"""Localisation: which figure is to blame, from all relations that it stands in."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from audit.diagnose.confidence import TABLE, confidence
from audit.diagnose.graph import Graph
from audit.diagnose.localise import Cause, root_causes
from audit.evaluate import evaluate
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Operand, Relation, RelationKind
from tests.support import figure

D = Decimal


def op(text: str, role: str, line: int, unit: str = "万元", coefficient: int = 1) -> Operand:
    return Operand(figure(text, unit, line), role, role, D(coefficient))


def relation(kind: RelationKind, *operands: Operand, **more: object) -> Relation:
    settings: dict[str, object] = {"basis": Basis.DECLARED, **more}
    return Relation("ZZZ001", kind, operands, **settings)  # type: ignore[arg-type]


def causes(*relations: Relation) -> list[Cause]:
    return root_causes(Graph([evaluate(r) for r in relations]))


def blamed(cause: Cause) -> tuple[int | None, str, str] | None:
    suspect = cause.suspect
    return suspect and (suspect.figure.span.line, suspect.suggestion, suspect.operation)


def equal(one: str, line: int, other: str, other_line: int) -> Relation:
    operands = (op(one, "stated", line), op(other, "other", other_line))
    return relation(RelationKind.EQUAL, *operands, basis=Basis.RESTATED)


def total(*figures: tuple[str, int], **more: object) -> Relation:
    first, *rest = figures
    return relation(RelationKind.SUM, op(first[0], "whole", first[1]), *(op(t, "part", n) for t, n in rest), **more)


def test_nothing_broken_nothing_blamed() -> None:
    assert causes(equal("9.47", 2, "9.47", 1), total(("100.00", 1), ("60.00", 2), ("40.00", 3))) == []


def test_the_odd_one_of_five() -> None:
    (cause,) = causes(
        *(equal(text, line, "9.47", 1) for line, text in ((2, "9.47"), (3, "9.74"), (4, "9.47"), (5, "9.47")))
    )
    assert blamed(cause) == (3, "9.47", "swap")
    assert cause.suspect is not None
    assert cause.suspect.confidence > D("0.9")
    assert cause.also == ()


def test_one_against_one_is_a_tie_and_said_so() -> None:
    (cause,) = causes(equal("9.74", 2, "9.47", 1))
    named = {cause.suspect.figure.span.line} if cause.suspect else set()
    assert named | {s.figure.span.line for s in cause.also} == {1, 2}
    assert cause.suspect is None or cause.suspect.confidence == D("0.50")


def test_a_tie_without_a_slip_blames_nobody() -> None:
    (cause,) = causes(equal("187.30", 2, "470.91", 1))
    assert cause.suspect is None
    assert {(s.figure.span.line, s.suggestion) for s in cause.also} == {(1, "187.30"), (2, "470.91")}


def test_the_sum_and_the_share_agree_on_one() -> None:
    share = relation(
        RelationKind.SHARE, op("34.24", "stated", 4, "%"), op("682.20", "part", 3), op("1834.50", "base", 1)
    )
    (cause,) = causes(total(("1834.50", 1), ("1206.30", 2), ("682.20", 3)), share)
    assert blamed(cause) == (3, "628.20", "swap")
    assert len(cause.evidence) == 2


def test_a_relation_that_holds_protects_its_figures() -> None:
    """The total could be 105 or the part 40; the share of the part holds, so the total is to blame."""
    share = relation(RelationKind.SHARE, op("75.00", "stated", 4, "%"), op("45.00", "part", 3), op("60.00", "base", 2))
    (cause,) = causes(total(("100.00", 1), ("60.00", 2), ("45.00", 3)), share)
    assert blamed(cause) == (1, "105.00", "digit")


def test_two_causes_are_two() -> None:
    found = causes(
        total(("100.00", 1), ("60.00", 2), ("45.00", 3)),
        *(equal(text, line, "9.47", 11) for line, text in ((12, "9.47"), (13, "9.74"))),
    )
    assert len(found) == 2
    assert sorted((blamed(c) or (0, "", ""))[1] for c in found if blamed(c))[-1] == "9.47"


def test_one_figure_that_breaks_three_relations_is_one_cause() -> None:
    relations = [total(("105.00", 1), (f"{50 + n}.00", 10 + n), (f"{50 - n}.00", 20 + n)) for n in (7, 11, 13)]
    (cause,) = causes(*relations)
    assert blamed(cause) == (1, "100.00", "digit")
    assert len(cause.evidence) == 3


def test_the_direction_was_turned() -> None:
    """减少 is printed as 增加: with the other direction both the rate and the difference hold as printed."""
    rate = relation(
        RelationKind.CHANGE_RATE,
        op("8.68", "stated", 3, "%"),
        op("0.90", "amount", 2),
        op("9.47", "current", 1),
        direction=1,
    )
    parts = relation(
        RelationKind.SUM,
        op("0.90", "whole", 2),
        op("0.28", "part", 4, coefficient=-1),
        op("0.62", "part", 5, coefficient=-1),
        direction=1,
    )
    (cause,) = causes(rate, parts)
    assert blamed(cause) == (2, "-0.90", "sign")


def test_a_part_printed_as_its_whole() -> None:
    whole, part, rest = op("1274.09", "whole", 1), op("1274.09", "part", 2), op("118.46", "part", 3)
    (cause,) = causes(relation(RelationKind.SUM, whole, part, rest, hint="overlap", hint_operands=(part,)))
    assert blamed(cause) == (2, "1155.63", "copy")


def test_a_share_of_the_wrong_base_is_a_wrong_share() -> None:
    operands = (op("22.89", "stated", 4, "%"), op("420.00", "part", 3), op("1500.00", "base", 1))
    (cause,) = causes(relation(RelationKind.SHARE, *operands, hint="wrong-denominator"))
    assert blamed(cause) == (4, "28.00", "rate")


def test_a_count_is_corrected_to_its_list() -> None:
    (cause,) = causes(relation(RelationKind.COUNT, op("5", "stated", 1, "个"), listed=4))
    assert blamed(cause) == (1, "4", "digit")


def test_a_unit_slip_is_told() -> None:
    operands = (
        Operand(figure("1.75", "元", 3), "amount"),
        op("1.85", "current", 2, coefficient=-1),
        op("3.60", "prior", 1),
    )
    (cause,) = causes(relation(RelationKind.DIFFERENCE, *operands, direction=-1))
    assert blamed(cause) == (3, "1.75万元", "unit")


def test_a_doubtful_figure_takes_no_part() -> None:
    doubtful = replace(figure("45.00", line=3), doubtful=True)
    assert (
        causes(relation(RelationKind.SUM, op("100.00", "whole", 1), op("60.00", "part", 2), Operand(doubtful, "part")))
        == []
    )


def test_confidence_is_that_of_the_table_or_of_the_tie() -> None:
    found = causes(
        total(("100.00", 1), ("60.00", 2), ("45.00", 3)),
        equal("9.74", 12, "9.47", 11),
        relation(RelationKind.COUNT, op("5", "stated", 21, "个"), listed=4),
    )
    for cause in found:
        if cause.suspect is not None:
            tied = 1 + len(cause.also)
            assert cause.suspect.confidence in {share for _, share in TABLE} | {(1 / D(tied)).quantize(D("0.01"))}
            assert cause.suspect.confidence + sum(other.confidence for other in cause.also) <= D("1.01")


def test_confidence_grows_with_the_margin() -> None:
    shares = [confidence(D(margin) / 100) for margin in range(300)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


def test_the_order_of_the_relations_changes_nothing() -> None:
    relations = [
        total(("1834.50", 1), ("1206.30", 2), ("682.20", 3)),
        relation(RelationKind.SHARE, op("34.24", "stated", 4, "%"), op("682.20", "part", 3), op("1834.50", "base", 1)),
        equal("9.74", 12, "9.47", 11),
    ]
    one, other = causes(*relations), causes(*reversed(relations))
    assert sorted(map(str, map(blamed, one))) == sorted(map(str, map(blamed, other)))


def test_a_value_that_stands_elsewhere_is_seldom_the_wrong_one() -> None:
    """One digit in any of the three closes the sum; two of them are printed again, in no relation."""
    broken = evaluate(total(("100.00", 1), ("68.00", 2), ("35.00", 3)))
    elsewhere = [figure("100.00", line=8), figure("68.00", line=9)]
    (cause,) = root_causes(Graph([broken], elsewhere))
    assert blamed(cause) == (3, "32.00", "digit")
    assert root_causes(Graph([broken]))[0].also


def test_a_value_is_believed_that_stands_elsewhere() -> None:
    broken = evaluate(equal("9.74", 2, "9.47", 1))
    (cause,) = root_causes(Graph([broken], [figure("9.47", line=7)]))
    assert blamed(cause) == (2, "9.47", "swap")


def test_the_usual_unit_is_believed() -> None:
    odd = op("5290.38", "other", 2, unit="元")
    broken = evaluate(relation(RelationKind.EQUAL, op("5290.38", "stated", 1), odd))
    (cause,) = root_causes(Graph([broken], [figure("7.00", line=9)]))
    assert blamed(cause) == (2, "5290.38万元", "unit")


def test_two_errors_in_one_sum_are_two_causes_and_the_sum_is_evidence() -> None:
    """Each part is restated once; with both parts mended the sum holds."""
    whole = total(("100.00", 1), ("61.00", 2), ("47.00", 3))
    found = causes(whole, equal("61.00", 2, "60.00", 8), equal("60.00", 9, "60.00", 8), equal("47.00", 3, "40.00", 7))
    assert {blamed(cause) for cause in found} == {(2, "60.00", "digit"), (3, "40.00", "digit")}
    assert sum(len(cause.evidence) for cause in found) == 3


def test_what_a_mended_figure_leaves_unexplained_is_its_evidence() -> None:
    """The rate was computed on other figures as well: it does not hold with the right amount either."""
    rate = relation(
        RelationKind.SHARE, op("77.00", "rate", 4, unit="%"), op("61.00", "part", 2), op("100.00", "base", 1)
    )
    sums = (total(("100.00", 1), ("61.00", 2), ("40.00", 3)), equal("61.00", 2, "60.00", 8))
    (cause,) = causes(*sums, rate)
    assert blamed(cause) == (2, "60.00", "digit")
    assert len(cause.evidence) == 3


def test_a_rate_is_mended_to_the_print_of_its_quotient() -> None:
    """38.11 / 50.00 is 76.22, to the place: not a number between two others, but the one that is printed."""
    (cause,) = causes(
        relation(RelationKind.SHARE, op("76.27", "rate", 4, unit="%"), op("381100", "part", 2), op("500000", "base", 1))
    )
    named = {blamed(cause)} | {(other.figure.span.line, other.suggestion, other.operation) for other in cause.also}
    assert (4, "76.22", "digit") in named


def test_an_arbitrary_value_needs_more_than_one_sum() -> None:
    (cause,) = causes(total(("100.00", 1), ("22.22", 2), ("33.33", 3)))
    assert cause.suspect is None
    assert len(cause.also) == 3


def test_that_two_parts_are_equal_is_no_evidence() -> None:
    """The wrong part happens to be what another part is; that does not make it right."""
    broken = evaluate(total(("500.00", 1), ("230.00", 2), ("230.00", 3), ("70.00", 4)))
    (cause,) = root_causes(Graph([broken], [figure("500.00", line=8), figure("70.00", line=9)]))
    named = {blamed(cause), *((s.figure.span.line, s.suggestion, s.operation) for s in cause.also)}
    assert {(2, "200.00", "digit"), (3, "200.00", "digit")} <= named


def points(whole: str, *parts: str) -> Relation:
    operands = [
        op(text, "part" if line > 1 else "whole", line, unit="分") for line, text in enumerate((whole, *parts), 1)
    ]
    scores = [replace(o, figure=replace(o.figure, kind=FigureKind.SCORE)) for o in operands]
    return relation(RelationKind.SUM, *scores)


def test_points_come_in_runs() -> None:
    """One point too few: of the many that could have lost one, the odd one of its run."""
    (cause,) = causes(points("66", "20", "4", "4", "4", "4", "5", "5", "5", "4", "5", "5"))
    assert blamed(cause) == (10, "5", "digit")
    assert cause.suspect is not None
    assert cause.suspect.confidence > D("0.5")


def test_points_in_no_order_are_no_runs() -> None:
    (cause,) = causes(points("70", "20", "4", "7", "3", "9", "5", "8", "2", "4", "6", "1"))
    assert len(cause.also) == 4
