"""Openings 引出: what a list that the text announces takes apart: 其中：, 项目支出主要用于, 按用途划分."""

from __future__ import annotations

from msgspec.structs import replace

from audit.extract.events import Opening
from audit.extract.here import Here, Wholes
from audit.extract.labels import Label
from audit.extract.lists import Lists
from audit.extract.lookup import NEAR, Index
from audit.extract.naming import Naming
from audit.model.concept import Concept
from audit.model.fact import Fact

_FLOWS = ("income", "expenditure")


class Openings:
    """Finds the wholes of lists among what the walk has said so far."""

    def __init__(self, naming: Naming, lists: Lists, index: Index) -> None:
        self._naming = naming
        self._lists = lists
        self._index = index

    def wholes(self, here: Here, event: Opening) -> Wholes:
        """What an opener takes apart: the item that it names (项目支出主要用于), the section's total when it names a
        classification, else what was just spoken of."""
        if event.label.text:
            concept = self._naming.concept(here, event.label, self._lists.top)
            fact = self._index.latest(concept, here.block.section) if concept is not None else None
            strange = event.classified and event.label.fund is not None
            if fact is not None and not (strange and fact.concept.fund is not event.label.fund):
                return {fact.concept.stage: fact}
            if concept is not None and (flow := self._of_paragraph(here, concept)) is not None:
                return {flow.concept.stage: flow}
            if strange:
                return {}  # 财政拨款支出按功能分类：, of which nothing was said
        if event.classified:
            return self._classified(here, "收入" if event.label.text.startswith("收") else "支出")
        if here.earlier is not None and here.said and here.said[-1] is here.earlier:
            return {here.earlier.concept.stage: here.earlier}  # 上年支出15万元，其中：…
        return {} if event.named else dict(here.wholes)

    @staticmethod
    def _of_paragraph(here: Here, concept: Concept) -> Fact | None:
        """收支总预算100万元。收入包括：拨款90万元、上年结转10万元；支出包括：…: not what was carried over."""
        last = next(reversed(here.wholes.values()), None)
        side = concept.item.partition(".")[0]
        if side not in _FLOWS or last is None or last.concept.item.startswith(f"{side}."):
            return None
        items = (concept.item, NEAR.get(concept.item))
        return next((fact for fact in reversed(here.said) if fact.concept.item in items), None)

    def _classified(self, here: Here, side: str) -> Wholes:
        """按用途划分: the section's total of that side."""
        concept = self._naming.concept(here, Label(side, stage=self._naming.default), self._lists.top)
        if concept is None:
            return {}
        near = replace(concept, item=NEAR.get(concept.item, ""))
        fact = self._index.latest(concept, here.block.section) or self._index.latest(near, here.block.section)
        return {} if fact is None else {fact.concept.stage: fact}
