"""Parts 分项: whether parts make up a whole: the closed sets of the field, and what takes apart another part."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from audit.extract.concepts import catalogue
from audit.model.concept import Fund
from audit.model.fact import Completeness, Decomposition, Fact
from audit.model.figure import FigureKind

#: how the amount of what was counted is named
COST = "金额"
#: so many parts do not add up by chance
_ENOUGH = 3
_NAMELESS = ("", "支出", "收入", "拨款", "资金")
_FUNDS = {Fund.GENERAL, Fund.GOVERNMENT, Fund.CAPITAL}
#: nor does one part have more details than this
_DETAILS = 12


def complete(stages: list[Decomposition]) -> list[Decomposition]:
    """A list that closes at one stage (the budgets) is complete: it must close at the others (the outturns) too."""
    if not any(d.closes and len(d.parts) >= _ENOUGH and d.completeness is Completeness.LISTED for d in stages):
        return stages
    longest = max(len(d.parts) for d in stages)
    return [replace(d, completeness=Completeness.DECLARED) if len(d.parts) == longest else d for d in stages]


def level_of(label: str) -> str:
    """The level of the functional classification that a name ends with: （类）, （款） or （项）; "" without one."""
    return next((level for level in catalogue()["levels"] if label.endswith(level)), "")


def _without_inner(parts: list[Fact]) -> list[Fact]:
    """The parts without those of a kind that is part of another's among them."""
    labels = [part.label for part in parts]
    inner = [entry["part"] for entry in catalogue()["inner"] if any(entry["of"] in label for label in labels)]
    return [part for part in parts if not any(word in part.label for word in inner)]


def proper(parts: list[Fact], whole: Fact) -> list[Fact]:
    """The parts that are the whole's own, all of them where each has its place in a closed set of the field."""
    parts = _without_inner(parts)
    items = [part.concept.item for part in parts]
    if len(set(items)) == len(items) and is_closed(whole.concept.item, items):
        return parts
    if kinds_of([part.label for part in parts], whole.figure.unit, "kinds", flat=True):
        return parts
    return without_details(parts, whole.figure.amount)


def without_details(parts: list[Fact], whole: Decimal, signs: dict[int, int] | None = None) -> list[Fact]:
    """The parts without those that take apart another part (基本支出80，包括人员70和公用10), and without what follows
    the last; all of them when that does not make up the whole either.

    `signs` are those of the parts, by identity; a whole that is a change counts by its size.
    """
    values = [p.figure.amount * (signs[id(p)] if signs else 1) for p in parts]
    if abs(sum(values)) == whole:
        return parts
    kept: list[int] = []
    index = 0
    while index < len(values):
        kept.append(index)
        if len(kept) > 1 and abs(sum(values[i] for i in kept)) == whole:
            return parts if _has_sources(parts[index + 1 :]) else [parts[i] for i in kept]
        index = _behind_details(values, index)
    return parts


def _has_sources(parts: list[Fact]) -> bool:
    """Whether there is an amount of income among some parts that takes no other income apart."""
    return any(part.figure.amount and part.concept.item in catalogue()["sources"] for part in parts)


def _behind_details(values: list[Decimal], index: int) -> int:
    """Where the next part stands: behind those, two or more, that add up to this one."""
    total = Decimal(0)
    for end in range(index + 1, min(len(values), index + 1 + _DETAILS)):
        total += values[end]
        if end > index + 1 and total == values[index]:
            return end + 1
    return index + 1


def same_measure(part: Fact, whole: Fact) -> bool:
    if part.figure.kind is not whole.figure.kind or not part.figure.is_point:
        return False
    return part.figure.kind is not FigureKind.COUNT or part.figure.unit == whole.figure.unit


def is_cost(fact: Fact) -> bool:
    """Whether an amount is what something counted costs."""
    return fact.figure.kind is FigureKind.AMOUNT and fact.label.endswith(COST)


def same_closed_set(items: list[str], item: str) -> bool:
    return bool(items) and item not in items and in_closed_set([*items, item])


def in_closed_set(items: list[str]) -> bool:
    """Whether some closed set of the field holds all the items."""
    return any(all(i in entry["parts"] for i in items) for entry in catalogue()["closed"])


def kinds_of(labels: list[str], unit: str, key: str, *, flat: bool = False) -> bool:
    """Whether every label is one of a set of kinds (vehicles, staff, running costs), and enough of them are there."""
    return any(
        unit == entry["unit"]
        and (not flat or "flat" in entry)
        and len(labels) >= int(entry["needs"])
        and all(any(name in label for name in entry["names"]) for label in labels)
        for entry in catalogue()[key]
    )


def is_closed(whole: str, items: list[str]) -> bool:
    """Whether the items are, by the vocabulary of the field, all parts of the whole."""
    return any(
        whole in entry["whole"] and all(i in entry["parts"] for i in items) and all(n in items for n in entry["needs"])
        for entry in catalogue()["closed"]
    )


def _by_fund(decomposition: Decomposition) -> bool:
    """支出3万元（其中：一般公共预算3万元；政府性基金预算0万元；国有资本经营预算0万元）: there is no other."""
    item, parts = decomposition.whole.concept.item, decomposition.parts
    same = all(part.concept.item == item or part.label in _NAMELESS for part in parts)
    return same and len(parts) == len(_FUNDS) and {part.concept.fund for part in parts} == _FUNDS


def completeness(decomposition: Decomposition) -> Completeness:
    """What the opener says, raised where the parts are a closed set of the field."""
    labels = [part.label for part in decomposition.parts]
    items = [part.concept.item for part in decomposition.parts]
    unit = decomposition.whole.figure.unit
    if is_closed(decomposition.whole.concept.item, items) or kinds_of(labels, unit, "kinds") or _by_fund(decomposition):
        return Completeness.DECLARED
    scored = decomposition.whole.figure.kind is FigureKind.SCORE and len(labels) >= _ENOUGH
    if decomposition.completeness is not Completeness.DECLARED and (scored or kinds_of(labels, unit, "usual_kinds")):
        return Completeness.USUAL
    return decomposition.completeness
