"""Accounts 功能分类科目: the long 类/款/项 lists, whose items add up to their classes and to the section's total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from audit.model.concept import Fund, Stage
from audit.model.document import Document
from audit.model.fact import Completeness, Decomposition, Fact, total
from audit.model.figure import FigureKind

_TOTALS = ("expenditure.year", "expenditure.grand")
_PREFIX = "function:"


def account_lists(document: Document, facts: Iterable[Fact], listed: frozenset[int]) -> tuple[Decomposition, ...]:
    """One decomposition for each stage of each list of accounts; `listed` are figures that a list of the text
    has already taken as parts (by identity)."""
    facts = list(facts)
    groups: dict[tuple[int, Stage | None], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        concept = fact.concept
        if (
            concept.item.startswith(_PREFIX)
            and not concept.within
            and id(fact.figure) not in listed
            and fact.figure.kind is FigureKind.AMOUNT
        ):
            groups[fact.section, concept.stage].setdefault(concept.item, fact)
    found: dict[int, list[Decomposition]] = defaultdict(list)
    for (section, stage), items in groups.items():
        if len(items) >= 3 and stage is not None:
            found[section] += _list(document, facts, section, stage, items)
    return tuple(d for lists in found.values() for d in _complete(lists))


def _complete(lists: list[Decomposition]) -> Iterable[Decomposition]:
    """A list of accounts is complete when it closes at one stage: then it must close at the others too."""
    if any(_closes(d) for d in lists if not d.whole.concept.item.startswith(_PREFIX)):
        return (replace(d, completeness=Completeness.DECLARED) for d in lists)
    return lists


def _closes(decomposition: Decomposition) -> bool:
    """Whether the parts make up the whole within their rounding."""
    gap = abs(total(decomposition.parts) - decomposition.whole.figure.amount)
    return gap * 2 <= decomposition.whole.figure.grain * (len(decomposition.parts) + 1)


def _list(
    document: Document, facts: list[Fact], section: int, stage: Stage, items: dict[str, Fact]
) -> Iterable[Decomposition]:
    children: dict[str, list[Fact]] = defaultdict(list)
    roots: list[Fact] = []
    for item, fact in items.items():
        parent = _parent(item, items)
        (children[parent] if parent else roots).append(fact)
    whole = _whole(document, facts, section, stage, roots[0])
    if whole is not None:
        yield Decomposition(whole, tuple(roots), Completeness.LISTED, origin="accounts")
    for parent, parts in children.items():
        yield Decomposition(items[parent], tuple(parts), Completeness.LISTED, origin="accounts")
    yield from _classes(facts, stage, items)


def _parent(item: str, items: dict[str, Fact]) -> str:
    """The nearest account above one that is listed too."""
    path = item
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in items:
            return path
    return ""


def _whole(document: Document, facts: list[Fact], section: int, stage: Stage, like: Fact) -> Fact | None:
    """The total that the list takes apart: of its section, else of one above it, before it."""
    for above in document.ancestors(section):
        candidates = [
            f
            for f in facts
            if f.section == above
            and f.concept.item in _TOTALS
            and f.concept.stage is stage
            and f.block <= like.block
            and f.concept.fund is like.concept.fund
        ]
        if candidates:
            return candidates[-1]
    return None


def _classes(facts: list[Fact], stage: Stage, items: dict[str, Fact]) -> Iterable[Decomposition]:
    """Class totals printed elsewhere (（二）结构情况) against the items of the class."""
    by_class: dict[str, list[Fact]] = defaultdict(list)
    for item, fact in items.items():
        if "/" in item:
            by_class[item.partition("/")[0]].append(fact)
    for name, parts in by_class.items():
        whole = next(
            (
                f
                for f in facts
                if f.concept.item == name
                and f.concept.stage is stage
                and not f.concept.within
                and _same_fund(f.concept.fund, parts[0].concept.fund)
                and f not in parts
                and name not in items
            ),
            None,
        )
        if whole is not None:
            yield Decomposition(whole, tuple(parts), Completeness.LISTED, origin="accounts")


def _same_fund(one: Fund | None, other: Fund | None) -> bool:
    return one is other or one is None or other is None
