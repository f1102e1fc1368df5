"""Bases 基数: what a share that names no base is a share of, once every list is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from audit.extract.lookup import Index
from audit.model.fact import Completeness, Decomposition, Fact, Share

#: what is named with its share of the whole expenditure, wherever that stands
_NATURES = ("expenditure.basic", "expenditure.project")
#: what the three public funds are
_THREE = ("threepublic.abroad", "threepublic.vehicle", "threepublic.reception")
#: so many shares are not of one base by chance
_FEWEST = 2


def based(shares: Iterable[Share], lists: Iterable[Decomposition], index: Index) -> Iterator[Share]:
    """The shares; one that names no base is of the list that its part is in, or of the expenditure by nature."""
    wholes: dict[int, Fact] = {}
    for listed in lists:
        if not listed.signs and (listed.closes or listed.completeness is Completeness.DECLARED):
            for part in listed.parts:
                wholes.setdefault(id(part.figure), listed.whole)
    known = list(shares)
    bare = [s for s in known if _is_bare(s) and s.part and id(s.part.figure) not in wholes]
    classes = _of_classes(bare, index) | _of_three(bare, index)
    for share in known:
        if share.part is None or not _is_bare(share):
            yield share
        else:
            own = wholes.get(id(share.part.figure)) or classes.get(id(share.rate))
            yield replace(share, base=own or _of_nature(share.part, index))


def _is_bare(share: Share) -> bool:
    return share.base is None and not share.base_label


def _of_classes(shares: list[Share], index: Index) -> dict[int, Fact]:
    """教育支出（类）80万元，占80%；… under a heading of its own: of the expenditure stated before, when most are of it.
    By the rates, by identity."""
    sections: dict[int, list[Share]] = defaultdict(list)
    for share in shares:
        if share.part is not None and share.part.concept.item.startswith("function:") and not share.part.concept.within:
            sections[share.part.section].append(share)
    found: dict[int, Fact] = {}
    for listed in sections.values():
        for base in _totals_before(listed[0].part, index):
            fitting = sum(_fits(share, base) for share in listed)
            if fitting >= _FEWEST and 2 * fitting > len(listed):
                found.update((id(share.rate), base) for share in listed)
                break
    return found


def _of_three(shares: list[Share], index: Index) -> dict[int, Fact]:
    """“三公”经费16万元，出国费0万元，占0%；公车12万元，占75%；接待费4万元，占25%: of the total before, when half of the
    shares are. By the rates, by identity."""
    sections: dict[int, list[Share]] = defaultdict(list)
    for share in shares:
        if share.part is not None and share.part.concept.item in _THREE:
            sections[share.part.section].append(share)
    found: dict[int, Fact] = {}
    for listed in sections.values():
        part = listed[0].part
        assert part is not None
        place = (part.section, part.block)
        base = index.base("threepublic.total", part.concept.fund, part.concept.stage, part, place)
        if base is None or base.section != part.section or len(listed) < _FEWEST:
            continue
        if 2 * sum(_fits(share, base) for share in listed) >= len(listed):
            found.update((id(share.rate), base) for share in listed)
    return found


def _totals_before(part: Fact | None, index: Index) -> Iterator[Fact]:
    """The expenditure, or the appropriation (一般公共预算当年拨款), that was stated last before a part."""
    if part is None:
        return
    concept = part.concept
    for item in ("expenditure.year", f"label:{concept.fund.value if concept.fund is not None else ''}"):
        base = index.base(item, concept.fund, concept.stage, part, (part.section, part.block))
        if base is not None and base.block < part.block and base.concept.year == concept.year:
            yield base


def _fits(share: Share, base: Fact) -> bool:
    if share.part is None or not base.figure.amount:
        return False
    return share.rate.interval.contains(share.part.figure.amount * 100 / base.figure.amount)


def _of_nature(part: Fact, index: Index) -> Fact | None:
    concept = part.concept
    if concept.item not in _NATURES or concept.within:
        return None
    base = index.base("expenditure.year", concept.fund, concept.stage, part, (part.section, part.block))
    return base if base is not None and base.section == part.section and base.concept.year == concept.year else None
