"""Paired 文中成果与指标: what a paragraph says was brought about, and the row of the form that it probably tells of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from audit.extract.performance.facts import FORM
from audit.extract.performance.rows import Forms
from audit.extract.performance.scope import Said, is_narrowed, is_partial, is_planned
from audit.extract.performance.told import about, named
from audit.extract.performance.vocabulary import measure, thing
from audit.model.concept import Stage
from audit.model.document import BlockKind, Document
from audit.model.fact import Fact, Paired
from audit.model.figure import FigureKind
from audit.model.likeness import digits_of
from audit.model.once import once

_KINDS = frozenset({FigureKind.COUNT, FigureKind.PERCENT, FigureKind.AMOUNT})
#: a paragraph with so many results is about one form; shorter ones are taken together by their heading
_LONG = 3
#: the form that a text is about has so many of its results under their names, and more than any other form
_REPEATED = 3
#: how like two names must be, of a hundred, and how much more like than either is to any other
_ALIKE, _CLEAR = 60, 20
#: a name inside a longer one is a little less than the same name
_INSIDE = 90
_MIN_INSIDE = 4
#: few digits are one slip apart by chance: their names must be closer
_MIN_DIGITS, _CLOSE = 3, 75


class _Named(Struct, frozen=True, dict=True):
    """A result with what its name is compared by: the pairs of neighbouring characters."""

    fact: Fact
    name: str

    @classmethod
    def of(cls, fact: Fact) -> _Named:
        return cls(fact, thing(fact.label))

    @once
    def pairs(self) -> frozenset[str]:
        return _pairs(self.name)


def paired(
    document: Document, known: Iterable[Fact], indicators: Iterable[Fact], forms: Forms, year: int | None
) -> Iterator[Paired]:
    """Results of the text and the results of rows under like names, where a part of the text is about the form."""
    rows: dict[str, list[_Named]] = defaultdict(list)
    for fact in indicators:
        if fact.source == "form" and fact.concept.stage is Stage.FINAL and fact.concept.scope.startswith(FORM):
            rows[fact.concept.scope].append(_Named.of(fact))
    if not rows:
        return
    projects = named(document, forms)
    owners: dict[tuple[str, object], dict[str, None]] = defaultdict(dict)
    for scope, results in rows.items():
        for row in results:
            owners[row.name, row.fact.figure.amount][scope] = None
    for facts in _groups(fact for fact in known if _is_result(document, fact, year)):
        number = about(document.blocks[facts[0].block].text, projects)
        told = [_Named.of(fact) for fact in facts]
        scope = _most_repeated(told, owners) if number is None else f"{FORM}{number}"
        for pair in _matched(told, rows.get(scope, ())):
            if not _is_other(Said(document, pair.told), year):
                yield pair


def _is_result(document: Document, fact: Fact, year: int | None) -> bool:
    concept = fact.concept
    return (
        fact.source == "text"
        and concept.stage is Stage.FINAL
        and fact.figure.kind in _KINDS
        and fact.figure.is_point
        and concept.year in (None, year)
        and concept.item.startswith("label:")
        and concept.within not in ("change", "reason")
        and document.blocks[fact.block].kind is not BlockKind.ROW
    )


def _is_other(said: Said, year: int | None) -> bool:
    """Whether a sentence tells of a plan, or of a part of what the form's row counts."""
    return is_planned(said) or is_partial(said, year) or is_narrowed(said, (), year)


def _groups(told: Iterable[Fact]) -> Iterator[list[Fact]]:
    """The results of each long paragraph, and those of the short ones below each heading."""
    told = list(told)
    sizes = Counter(fact.block for fact in told)
    found: dict[tuple[bool, int], list[Fact]] = defaultdict(list)
    for fact in told:
        long = sizes[fact.block] >= _LONG
        found[long, fact.block if long else fact.section].append(fact)
    yield from found.values()


def _most_repeated(told: Iterable[_Named], owners: dict[tuple[str, object], dict[str, None]]) -> str:
    """The form of which a text repeats clearly the most, "" when there is none."""
    repeated = dict.fromkeys((one.name, one.fact.figure.amount) for one in told)
    votes = Counter(scope for one in repeated for scope in owners.get(one, ()))
    (best, most), (_, next_most) = (*votes.most_common(2), ("", 0), ("", 0))[:2]
    return best if most >= _REPEATED and most > next_most else ""


def _matched(told: Sequence[_Named], rows: Sequence[_Named]) -> Iterator[Paired]:
    """Those that are more like one another than either is like anything else."""
    alike: dict[tuple[int, int], int] = {}
    for at, one in enumerate(told):
        for to, row in enumerate(rows):
            if not one.pairs.isdisjoint(row.pairs) and _comparable(one.fact, row.fact):
                alike[at, to] = _likeness(one.pairs, row.pairs)
    firsts, seconds = _best(alike, 0), _best(alike, 1)
    for (at, to), found in alike.items():
        if firsts[at][0] == found == seconds[to][0] and found - max(firsts[at][1], seconds[to][1]) >= _CLEAR:
            fact, row_fact = told[at].fact, rows[to].fact
            few = min(digits_of(fact.figure.value), digits_of(row_fact.figure.value)) < _MIN_DIGITS
            if found >= (_CLOSE if few else _ALIKE):
                yield Paired(fact, row_fact)


def _comparable(fact: Fact, row: Fact) -> bool:
    one, other = fact.figure, row.figure
    return one.kind is other.kind and (not other.unit or measure(one.unit) == measure(other.unit))


def _best(alike: dict[tuple[int, int], int], side: int) -> dict[int, tuple[int, int]]:
    """The likeness of the best and of the next best partner, for each on one side."""
    found: dict[int, tuple[int, int]] = {}
    for pair, value in alike.items():
        first, second = found.get(pair[side], (0, 0))
        found[pair[side]] = (max(first, value), max(min(first, value), second))
    return found


def likeness(one: str, other: str) -> int:
    """How like two names are, from 0 to 100: by the pairs of neighbouring characters that they share."""
    return _likeness(_pairs(one), _pairs(other))


def _pairs(name: str) -> frozenset[str]:
    return frozenset([name[at : at + 2] for at in range(len(name) - 1)])


def _likeness(one: frozenset[str], other: frozenset[str]) -> int:
    if one == other:
        return 100
    shared, sizes = len(one & other), (len(one), len(other))
    inside = shared * _INSIDE // min(sizes) if min(sizes) >= _MIN_INSIDE - 1 else 0
    return max(200 * shared // sum(sizes), inside)
