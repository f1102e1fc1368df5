"""How many relations one value of an indicator gets that many parts of a document repeat."""

from __future__ import annotations

from audit.model.concept import Concept, Stage
from audit.model.fact import Fact
from checks import indicator_restated
from tests.support import figure


def ties(parts: int) -> int:
    """The relations among parts that all say the same of four indicators."""
    firsts = {}
    for part in range(parts):
        told = {}
        for at, name in enumerate(("培训人次", "示范面积", "推广品种", "服务主体")):
            key = (f"indicator:{name}", Stage.FINAL, 2031, "count")
            printed = figure(f"{1310 + 37 * at}", "人", line=10 * part + at + 1)
            told[key] = Fact(printed, Concept(key[0], None, Stage.FINAL, 2031), name, part, part)
        firsts[(part, "")] = told
    return sum(1 for _ in indicator_restated._between(firsts, {}))


def test_the_first_parts_are_compared_with_one_another() -> None:
    assert ties(2) == 4


def test_the_relations_grow_with_the_parts_and_not_with_their_pairs() -> None:
    assert ties(24) < 2.5 * ties(12)
    assert ties(12) < 3 * ties(6)
