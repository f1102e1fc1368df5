"""Where broken relations hang together, and relations that say less: limits, what is not evaluable, what was closed."""

from __future__ import annotations

from decimal import Decimal

from audit.diagnose import settled
from audit.diagnose.candidates import candidates_for
from audit.diagnose.edits import Edit
from audit.diagnose.graph import Graph
from audit.diagnose.localise import Cause, root_causes
from audit.evaluate import evaluate
from audit.model.evaluation import Verdict
from audit.model.relation import Basis, Relation, RelationKind
from tests.diagnose.test_localise import blamed, causes, equal, op, relation, total

D = Decimal


def share(rate: str, part: tuple[str, int], base: tuple[str, int], line: int) -> Relation:
    operands = (op(rate, "stated", line, "%"), op(part[0], "part", part[1]), op(base[0], "base", base[1]))
    return relation(RelationKind.SHARE, *operands)


def listed(*figures: tuple[str, int]) -> Relation:
    return total(*figures, basis=Basis.INFERRED, tentative=True)


def settled_causes(*relations: Relation) -> list[Cause]:
    return root_causes(Graph(settled(evaluate(r) for r in relations)))


def test_a_limit_says_less_than_an_equation() -> None:
    """The right amount, one digit more, is above a limit that holds as printed."""
    rate = relation(
        RelationKind.SHARE, op("46.0", "stated", 4, "%"), op("5302.40", "part", 3), op("113700.00", "base", 1)
    )
    limit = relation(RelationKind.AT_MOST, op("5302.40", "part", 3), op("9000.00", "whole", 2, coefficient=-1))
    (cause,) = causes(rate, limit, equal("113700.00", 5, "113700.00", 1))
    assert blamed(cause) == (3, "52302.40", "drop")


def test_a_rate_of_another_order_is_no_likelier_than_any_amount() -> None:
    (cause,) = causes(share("44.62", ("118.70", 2), ("7.61", 1), 3))
    assert cause.suspect is None
    assert {s.figure.span.line for s in cause.also} >= {1, 3}


def test_a_list_that_does_not_add_up_speaks_for_the_value_that_closes_it() -> None:
    """No single slip closes the list; one of the values that keep the share does."""
    relations = (
        share("167.0", ("61.74", 3), ("50.00", 5), 4),
        listed(("300.02", 1), ("120.00", 2), ("61.74", 3), ("96.50", 6)),
    )
    assert settled(evaluate(r) for r in relations)[1].verdict is Verdict.NOT_EVALUABLE
    (cause,) = settled_causes(*relations)
    assert blamed(cause) == (3, "83.52", "value")
    assert len(cause.evidence) == 1
    (alone,) = settled_causes(relations[0])
    assert blamed(alone) != (3, "83.52", "value")


def test_a_share_of_nothing_speaks_for_the_part_that_is_nothing() -> None:
    """None of none is none: with 80 in its place, no share can be told."""
    relations = (total(("0", 1), ("80", 2), ("0", 3)), share("0", ("80", 2), ("0", 1), 4))
    assert evaluate(relations[1]).verdict is Verdict.NOT_EVALUABLE
    (cause,) = causes(*relations)
    assert blamed(cause) == (2, "0", "insert")
    assert blamed(causes(relations[0])[0]) != (2, "0", "insert")


def test_what_a_value_was_worked_out_from_says_nothing_of_its_other_figures() -> None:
    graph = Graph(
        [evaluate(total(("900.00", 1), ("471.35", 2), ("118.60", 3))), evaluate(equal("118.60", 3, "118.46", 4))]
    )
    part, slipped = (graph.current[0].relation.operands[at].figure for at in (1, 2))
    graph.mend(part, Edit(D("781.40"), "781.40", "value"), 0)
    back = [c for c in candidates_for(graph, slipped.span) if c.edit.text == "118.46"]
    assert [c.repaired.keys() for c in back] == [{1}]
    assert back[0].burden < 1


def test_a_value_is_worked_out_from_the_mended_figures() -> None:
    """A part printed as its whole, beside a part with a slip: the copy closes the sum with either."""
    whole, part, rest = op("1274.09", "whole", 1), op("1274.09", "part", 2), op("118.6", "part", 3)
    found = causes(
        relation(RelationKind.SUM, whole, part, rest, hint="overlap", hint_operands=(part,)),
        relation(RelationKind.EQUAL, op("118.46", "stated", 4), op("118.6", "other", 3), basis=Basis.INFERRED),
    )
    assert {blamed(cause) for cause in found} == {(3, "118.46", "drop"), (2, "1155.63", "copy")}


def test_two_errors_are_believed_before_three() -> None:
    """One digit of the budget would close its rate; it takes one more error in the list, where one was explained."""
    found = causes(
        listed(("8928.40", 1), ("6800.00", 2), ("128.40", 3), ("2500.00", 4)),
        equal("6800.00", 2, "6300.00", 6),
        share("99.3", ("117.60", 5), ("128.40", 3), 7),
    )
    assert (2, "6300.00", "digit") in {blamed(cause) for cause in found}
    assert all(cause.suspect is None or cause.suspect.figure.span.line != 3 for cause in found)


def test_the_first_edit_is_the_one_that_lets_the_others_be_slips() -> None:
    """One digit makes either print the other; with one of them a digit closes the sum as well."""
    found = causes(
        equal("118.90", 3, "118.60", 4),
        total(("700.00", 1), ("118.60", 4), ("541.10", 5)),
    )
    assert {blamed(cause) for cause in found} == {(4, "118.90", "digit"), (5, "581.10", "digit")}
    assert all(cause.suspect is not None and cause.suspect.confidence > D("0.8") for cause in found)


def test_an_arbitrary_value_that_breaks_what_holds_is_not_named() -> None:
    """The parts are restated once more often than the whole."""
    parts = (("548.71", 2), ("999.28", 3))
    held = [equal(text, line, text, line + more) for text, line in parts for more in (20, 30, 40)]
    (cause,) = causes(
        total(("1574.49", 1), *parts), equal("1574.49", 1, "1574.49", 11), equal("1574.49", 1, "1574.49", 12), *held
    )
    assert cause.suspect is None
    assert cause.also == ()


def test_what_rounding_explains_speaks_against_the_greater_difference() -> None:
    """A digit of the rate or of its base; the base stands in a sum of coarse parts, which either value keeps."""
    coarse = total(("4236.69", 1), ("236.67", 2), ("1500", 5), ("1000", 6), ("1500", 7))
    (cause,) = causes(share("87.5", ("206.20", 3), ("236.67", 2), 4), coarse, equal("206.20", 8, "206.20", 3))
    assert blamed(cause) == (4, "87.1", "digit")
    (other,) = causes(share("87.5", ("206.20", 3), ("236.67", 2), 4), equal("206.20", 8, "206.20", 3))
    assert blamed(other) == (2, "235.67", "digit")
