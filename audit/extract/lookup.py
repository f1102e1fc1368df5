"""Lookup: the facts found so far, by item and place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from msgspec.structs import replace

from audit.model.concept import Concept, Fund, Stage
from audit.model.fact import Fact

#: items that a document without carry-over uses for one another
NEAR = {
    "income.grand": "income.year",
    "income.year": "income.grand",
    "expenditure.grand": "expenditure.year",
    "expenditure.year": "expenditure.grand",
}

#: section and block
Place = tuple[int, int]
#: facts about one item that are looked through before giving up: keeps the search linear
_REACH = 200


class Index:
    """All facts in reading order, by item, and by item and section."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self._by_item: dict[str, list[Fact]] = defaultdict(list)
        self._by_place: dict[tuple[str, int], list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)
        self._by_item[fact.concept.item].append(fact)
        self._by_place[fact.concept.item, fact.section].append(fact)

    def rename(self, fact: Fact, item: str) -> None:
        """Give one of the last facts another item."""
        changed = replace(fact, concept=replace(fact.concept, item=item))
        for listed in (
            self.facts,
            self._by_item[fact.concept.item],
            self._by_place[fact.concept.item, fact.section],
        ):
            for position in range(len(listed) - 1, max(-1, len(listed) - _REACH), -1):
                if listed[position] is fact:
                    if listed is self.facts:
                        listed[position] = changed
                    else:
                        del listed[position]
                    break
        self._by_item[item].append(changed)
        self._by_place[item, fact.section].append(changed)

    def at(self, item: str, section: int) -> list[Fact]:
        """The facts about an item in one section."""
        return self._by_place.get((item, section), [])

    def latest(self, concept: Concept, section: int) -> Fact | None:
        """The last fact about a concept: in its section, else anywhere with the same fund."""
        for listed in (self._by_place.get((concept.item, section), []), self._by_item.get(concept.item, [])):
            for fact in reversed(listed[-_REACH:]):
                if _agrees(fact.concept, concept):
                    return fact
        return None

    def base(self, item: str, fund: Fund | None, stage: Stage | None, part: Fact | None, place: Place) -> Fact | None:
        """The fact that a share's named base means: the nearest before it, of its own section first, else the next."""

        def fits(fact: Fact) -> bool:
            return (
                (part is None or fact.figure is not part.figure)
                and (stage is None or fact.concept.stage in (stage, None))
                and not fact.concept.within
                and (fund is None or fact.concept.fund in (fund, None))
                and (part is None or fact.concept.item != part.concept.item or _is_broader(fact, part))
                and (part is None or fund is not None or fact.block != part.block or _is_of_all(fact))
            )

        section, block = place
        for key in (item, NEAR.get(item, "")):
            everywhere = self._by_item.get(key, [])
            after = bisect_right(everywhere, block, key=lambda f: f.block)
            near = [f for f in self._by_place.get((key, section), []) if f.block <= block]
            before, later = everywhere[max(0, after - _REACH) : after], everywhere[after : after + _REACH]
            for candidates in (near[::-1], before[::-1], later):
                found = next((f for f in candidates if fits(f)), None)
                if found is not None:
                    return found
        return None


def _is_of_all(fact: Fact) -> bool:
    """Whether an amount beside a part may be the base that names no fund: 财政拨款收入 is not 本年收入."""
    return fact.concept.fund in (None, Fund.ALL) or not fact.concept.item.startswith(("income.", "expenditure."))


def _is_broader(base: Fact, part: Fact) -> bool:
    """Whether one item's amount may be the base of another's: 财政拨款支出 is a share of 支出, not of itself."""
    whole, fund = base.concept.fund, part.concept.fund
    if whole is None or fund is None or fund is Fund.ALL:
        return whole in (None, Fund.ALL)
    return whole is not fund and fund in whole.contains


def _agrees(known: Concept, asked: Concept) -> bool:
    """Whether two concepts may be the same: every axis that both know is equal."""
    return (
        (known.fund is None or asked.fund is None or known.fund is asked.fund)
        and (asked.stage is None or known.stage is asked.stage)
        and (known.year is None or asked.year is None or known.year == asked.year)
        and known.within == asked.within
    )
