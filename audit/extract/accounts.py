"""Accounts 功能分类科目: the long 类/款/项 lists, whose items add up to their classes and to the section's total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from audit.extract.lookup import Index
from audit.model.concept import Concept, Stage
from audit.model.document import Document
from audit.model.fact import Completeness, Decomposition, Fact
from audit.model.figure import FigureKind

_TOTALS = ("expenditure.year", "expenditure.grand")
_PREFIX = "function:"
#: fewer accounts are no list
_MIN_ITEMS = 3


def account_lists(document: Document, index: Index, listed: frozenset[int]) -> tuple[Decomposition, ...]:
    """One decomposition for each stage of each list of accounts; `listed` are figures that a list of the text
    has already taken as parts (by identity)."""
    groups: dict[tuple[int, Stage], dict[str, Fact]] = defaultdict(dict)
    for fact in index.facts:
        concept = fact.concept
        if (
            concept.item.startswith(_PREFIX)
            and not concept.within
            and concept.stage is not None
            and id(fact.figure) not in listed
            and fact.figure.kind is FigureKind.AMOUNT
        ):
            groups[fact.section, concept.stage].setdefault(concept.item, fact)
    found: dict[int, list[Decomposition]] = defaultdict(list)
    for (section, stage), items in groups.items():
        if len(items) >= _MIN_ITEMS:
            found[section] += _list(document, index, (section, stage), items)
    return tuple(d for lists in found.values() for d in _complete(lists))


def _complete(lists: list[Decomposition]) -> Iterable[Decomposition]:
    """A list of accounts is complete when it closes at one stage: then it must close at the others too."""
    if any(d.closes for d in lists if not d.whole.concept.item.startswith(_PREFIX)):
        return (replace(d, completeness=Completeness.DECLARED) for d in lists)
    return lists


def _list(
    document: Document, index: Index, place: tuple[int, Stage], items: dict[str, Fact]
) -> Iterable[Decomposition]:
    children: dict[str, list[Fact]] = defaultdict(list)
    roots: list[Fact] = []
    for item, fact in items.items():
        parent = _parent(item, items)
        (children[parent] if parent else roots).append(fact)
    whole = _whole(document, index, place, roots[0])
    if whole is not None:
        yield Decomposition(whole, tuple(roots), Completeness.LISTED, origin="accounts")
    for parent, parts in children.items():
        yield Decomposition(items[parent], tuple(parts), Completeness.LISTED, origin="accounts")
    yield from _classes(index, place, items)


def _parent(item: str, items: dict[str, Fact]) -> str:
    """The nearest account above one that is listed too."""
    path = item
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in items:
            return path
    return ""


def _whole(document: Document, index: Index, place: tuple[int, Stage], like: Fact) -> Fact | None:
    """The total that the list takes apart: of its section, else of one above it, before it, else the last of all."""
    section, stage = place
    for above in document.ancestors(section):
        fitting = [f for item in _TOTALS for f in index.at(item, above) if _is_before(f, like, stage)]
        if fitting:
            return max(fitting, key=lambda f: f.block)
    last = (f for f in reversed(index.facts) if f.concept.item in _TOTALS and _is_before(f, like, stage))
    return next((f for f in last if f.concept.year == like.concept.year), None) if like.concept.fund else None


def _is_before(total: Fact, like: Fact, stage: Stage) -> bool:
    concept = total.concept
    return concept.stage is stage and total.block <= like.block and concept.fund is like.concept.fund


def _classes(index: Index, place: tuple[int, Stage], items: dict[str, Fact]) -> Iterable[Decomposition]:
    """Class totals printed elsewhere (（二）结构情况) against the items of the class."""
    by_class: dict[str, list[Fact]] = defaultdict(list)
    for item, fact in items.items():
        if "/" in item:
            by_class[item.partition("/")[0]].append(fact)
    for name, parts in by_class.items():
        if name in items:
            continue
        like = parts[0].concept
        whole = index.latest(Concept(name, like.fund, place[1], like.year), place[0])
        if whole is not None:
            yield Decomposition(whole, tuple(parts), Completeness.LISTED, origin="accounts")
