"""Lookup: the facts found so far, by item and place."""

from __future__ import annotations

from collections import defaultdict

from audit.model.concept import Concept, Fund, Stage
from audit.model.fact import Fact

#: items that a document without carry-over uses for one another
_NEAR = {
    "income.grand": "income.year",
    "income.year": "income.grand",
    "expenditure.grand": "expenditure.year",
    "expenditure.year": "expenditure.grand",
}


class Index:
    """All facts in reading order, and by item."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self._by_item: dict[str, list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)
        self._by_item[fact.concept.item].append(fact)

    def of(self, item: str) -> list[Fact]:
        return self._by_item.get(item, [])

    def latest(self, concept: Concept, section: int) -> Fact | None:
        """The last fact about a concept: in its section, else anywhere with the same fund."""
        same = [f for f in self.of(concept.item) if _agrees(f.concept, concept)]
        near = [f for f in same if f.section == section]
        if near:
            return near[-1]
        return same[-1] if same else None

    def base(
        self, item: str, fund: Fund | None, stage: Stage | None, part: Fact | None, section: int, block: int
    ) -> list[Fact]:
        """The facts that a share's named base may mean, the likeliest first."""
        found: list[Fact] = []
        for key in (item, _NEAR.get(item, "")):
            candidates = [
                f
                for f in self.of(key)
                if (part is None or f.figure is not part.figure)
                and (stage is None or f.concept.stage in (stage, None))
                and not f.concept.within
                and (fund is None or f.concept.fund in (fund, None))
            ]
            before = [f for f in candidates if f.block <= block]
            found += sorted(before, key=lambda f: (f.section != section, -f.block))
            found += [f for f in candidates if f.block > block]
        return found


def _agrees(known: Concept, asked: Concept) -> bool:
    """Whether two concepts may be the same: every axis that both know is equal."""
    return (
        (known.fund is None or asked.fund is None or known.fund is asked.fund)
        and (asked.stage is None or known.stage is asked.stage)
        and (known.year is None or asked.year is None or known.year == asked.year)
        and known.within == asked.within
    )
