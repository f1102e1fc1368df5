"""Bases 基数: what a share that names no base is a share of, once every list is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.extract.lookup import Index
from audit.model.fact import Completeness, Decomposition, Fact, Share

#: what is named with its share of the whole expenditure, wherever that stands
_NATURES = ("expenditure.basic", "expenditure.project")


def based(shares: Iterable[Share], lists: Iterable[Decomposition], index: Index) -> Iterator[Share]:
    """The shares; one that names no base is of the list that its part is in, or of the expenditure by nature."""
    wholes: dict[int, Fact] = {}
    for listed in lists:
        if not listed.signs and (listed.closes or listed.completeness is Completeness.DECLARED):
            for part in listed.parts:
                wholes.setdefault(id(part.figure), listed.whole)
    for share in shares:
        if share.base is not None or share.base_label or share.part is None:
            yield share
        else:
            yield replace(share, base=wholes.get(id(share.part.figure)) or _of_nature(share.part, index))


def _of_nature(part: Fact, index: Index) -> Fact | None:
    concept = part.concept
    if concept.item not in _NATURES or concept.within:
        return None
    base = index.base("expenditure.year", concept.fund, concept.stage, part, (part.section, part.block))
    return base if base is not None and base.section == part.section and base.concept.year == concept.year else None
