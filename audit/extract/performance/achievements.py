"""Achievements 成果计数: what a narrative says was brought about, in counts: 举办培训班 18 场, 高新企业净增 160 家."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from audit.extract.numbers import numbers
from audit.extract.performance.facts import FORM
from audit.extract.performance.rows import Forms
from audit.extract.performance.scope import Said, is_partial
from audit.extract.performance.told import about, named
from audit.extract.performance.vocabulary import abbreviates, measure, pattern, thing
from audit.model.concept import Concept, Stage
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Fact
from audit.model.figure import FigureKind
from audit.model.patterns import late

#: a net increase has a name of its own: it is neither the stock nor what was newly added
_NET = late(r"(?P<name>[一-龥“”]{2,24}?)(?:预计|全年|本年|今年|当年|实际|已|共|累计|实现)*净增(?:加)? ?(?=\d)")
#: shorter things mean different ones in different chapters
_MIN_THING = 6


def achievements(
    document: Document, known: Iterable[Fact], forms: Forms, taken: frozenset[int], year: int | None
) -> Iterator[Fact]:
    """What was brought about in the document's year, under the name of the thing; its scope is the form whose project
    the paragraph tells of."""
    projects = named(document, forms)
    for fact in known:
        if _is_count(fact, year) and not is_partial(Said(document, fact), year):
            name = thing(fact.label)
            if len(name) >= _MIN_THING:
                form = about(document.blocks[fact.block].text, projects)
                scope = "" if form is None else f"{FORM}{form}"
                concept = Concept(f"achievement:{name}", None, Stage.FINAL, year, measure(fact.figure.unit), scope)
                yield replace(fact, concept=concept)
    yield from _net_increases(document, taken, year)


def _is_count(fact: Fact, year: int | None) -> bool:
    """Whether a fact of the text counts what was done in the year, and is no part of a list of parts."""
    concept = fact.concept
    return (
        fact.source == "text"
        and fact.figure.kind is FigureKind.COUNT
        and concept.stage is Stage.FINAL
        and concept.year in (None, year)
        and concept.item.startswith("label:")
        and concept.within not in ("change", "reason")
        and not concept.within.startswith("label:")
    )


def _net_increases(document: Document, taken: frozenset[int], year: int | None) -> Iterator[Fact]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.ROW or index in taken or "净增" not in block.text:
            continue
        # of a target and a result that stand side by side the result is the later
        for name, fact in dict(_of_block(block, index, year)).items():
            found[name].append(fact)
    for name, facts in found.items():
        item = f"achievement:净增/{_full(name, found)}"
        yield from (replace(fact, concept=replace(fact.concept, item=item)) for fact in facts)


def _of_block(block: Block, index: int, year: int | None) -> Iterator[tuple[str, Fact]]:
    known = list(numbers(block.text, block.span))
    figures = {number.start: number.figure for number in known}
    for match in _NET.finditer(block.text):
        begin = max((n.outer_end for n in known if n.start < match.start() < n.outer_end), default=match.start("name"))
        figure, name = figures.get(match.end()), thing(block.text[begin : match.end("name")])
        sentence = block.text[max(block.text.rfind(stop, 0, match.start()) for stop in "。；，") + 1 : match.start()]
        if figure is not None and figure.kind is FigureKind.COUNT and name and not pattern("meant").search(sentence):
            concept = Concept("", None, Stage.FINAL, year, measure(figure.unit))
            yield name, Fact(figure, concept, f"{name}净增", block.section, index)


def _full(name: str, names: Iterable[str]) -> str:
    """The one longer name that a name abbreviates: 高企 for 高新企业; else the name itself."""
    longer = [other for other in names if other != name and abbreviates(name, other)]
    return longer[0] if len(longer) == 1 else name
