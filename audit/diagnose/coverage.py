"""Coverage 核对覆盖率: for every figure that states a quantity, how many relations fix its value, or why none does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import astuple

from audit.diagnose.headings import Headings
from audit.model.coverage import Coverage, Covered, Gap
from audit.model.document import BlockKind, Document
from audit.model.evaluation import Evaluation, Verdict
from audit.model.fact import FactBase
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.form import ScoredRow
from audit.model.relation import Operand, RelationKind
from audit.model.span import Span

_STATING = frozenset({FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.COUNT, FigureKind.SCORE})
_WEIGHTED = RelationKind.WEIGHTED
#: what says that one figure is less than another gives the value of neither
_BOUNDS = frozenset({RelationKind.AT_MOST, RelationKind.DIRECTION})


def coverage(base: FactBase, evaluations: Sequence[Evaluation]) -> Coverage:
    """The coverage of one document. Linear: what the checks found is counted, nothing is evaluated."""
    places = _places(base, evaluations)
    sections = _Sections(base)
    doubtful = {figure.span for table in base.tables for figure in table.doubtful}
    found = []
    for span, place in sorted(places.items(), key=lambda item: item[0].order):
        if place.figure.kind in _STATING:
            place.doubtful = place.figure.doubtful or (bool(doubtful) and span in doubtful)
            gap = place.gap
            times = 0 if gap is not None else place.times
            found.append(Covered(place.figure, times, sections.path(span), place.label, gap))
    return Coverage.of(found)


class _Place(Struct, gc=False):
    """What is known of one printed number: `times` counts the different relations that fix its value, `bounded` says
    that one only limits it, `undecided` that one could not be evaluated."""

    figure: Figure
    label: str = ""
    times: int = 0
    bounded: bool = False
    undecided: bool = False
    doubtful: bool = False

    @property
    def gap(self) -> Gap | None:
        """Why nothing checks it: the reason that is nearest to a check; None when something does."""
        if self.figure.qualifier is Qualifier.ABOUT:
            return Gap.HEDGED
        if self.times:
            return None
        if self.doubtful:
            return Gap.DOUBTFUL
        if self.undecided:
            return Gap.UNDECIDED
        if self.bounded:
            return Gap.BOUNDED
        return Gap.ALONE if self.label else Gap.UNNAMED


def _places(base: FactBase, evaluations: Sequence[Evaluation]) -> dict[Span, _Place]:
    """Every number by its place: of the text, of the forms, and what else the relations are about."""
    places = _Places()
    for figure in base.figures:
        places.of(figure)
    for row in (row for form in base.forms for row in form.rows):
        for figure in _printed(row):
            places.of(figure).label = row.name
    for fact in base.facts:
        place = places.of(fact.figure)
        place.label = place.label or fact.label
    told: set[frozenset[int]] = set()
    for evaluation in evaluations:
        _count(evaluation, places.of_all(evaluation.relation.operands), told)
    return places.by_span


class _Places:
    """The places by their spans, and by the figures themselves, most of which come again and again."""

    def __init__(self) -> None:
        self.by_span: dict[Span, _Place] = {}
        self._by_figure: dict[int, _Place] = {}

    def of(self, figure: Figure, label: str = "") -> _Place:
        """The place of a figure; a new one has the label."""
        place = self._by_figure.get(id(figure))
        if place is None:
            place = self.by_span.setdefault(figure.span, _Place(figure, label))
            self._by_figure[id(figure)] = place
        return place

    def of_all(self, operands: Iterable[Operand]) -> list[_Place]:
        """The places of a relation's figures, nearly all of which are known by now."""
        known = self._by_figure
        return [known.get(id(o.figure)) or self.of(o.figure, o.label) for o in operands]


def _count(evaluation: Evaluation, here: list[_Place], told: set[frozenset[int]]) -> None:
    """A relation counts for its places, unless another one has already compared the same figures."""
    if evaluation.verdict is Verdict.NOT_EVALUABLE:
        for place in here:
            place.undecided = True
        return
    if evaluation.relation.kind in _BOUNDS or (evaluation.relation.kind is _WEIGHTED and evaluation.relation.direction):
        for place in here:
            place.bounded = True
        return
    if evaluation.relation.kind is _WEIGHTED:
        # at nearly equal rates one part makes up for another: only the total and the rates are fixed
        here = [place for place, o in zip(here, evaluation.relation.operands, strict=True) if o.role != "part"]
    if (key := frozenset(map(id, here))) not in told:
        told.add(key)
        for place in here if len(key) == len(here) else {id(place): place for place in here}.values():
            place.times += 1


class _Sections:
    """Headings by place: the section of the last piece of text that begins at or before it."""

    def __init__(self, base: FactBase) -> None:
        self._headings = Headings(base.document, base.tables)
        starts = sorted(_starts(base.document))
        # only where another section begins
        turns = [at for at, start in enumerate(starts) if not at or start[3] != starts[at - 1][3]]
        self._places = [starts[at][:3] for at in turns]
        self._sections = [starts[at][3] for at in turns]

    def path(self, span: Span) -> tuple[str, ...]:
        at = bisect_right(self._places, (span.page or 0, span.line or 0, span.column or 0)) - 1
        if at < 0:
            return ()
        return self._headings.path(span, self._sections[at])


def _starts(document: Document) -> Iterator[tuple[int, int, int, int]]:
    """Where each line of each block begins: page, line, column and section."""
    for block in document.blocks:
        before = 0
        for anchor in block.anchors[:1] if block.kind is BlockKind.ROW else block.anchors:
            if anchor.line != before:
                before = anchor.line
                yield anchor.page or 0, before, anchor.column, block.section


def _printed(row: ScoredRow) -> Iterator[Figure]:
    """The figures of a form's row."""
    yield from (value for value in astuple(row) if isinstance(value, Figure))
