"""Candidates 候选: values for one figure that keep a broken relation, weighed over all relations of the figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from heapq import heapify, heappop, heappush
from itertools import count

from msgspec import Struct, field
from msgspec.structs import replace

from audit.diagnose.edits import Edit, any_value, single_edits
from audit.diagnose.graph import Graph, edited
from audit.diagnose.prints import Beside
from audit.diagnose.runs import in_run
from audit.diagnose.solve import solve
from audit.evaluate.trial import Trial
from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import Figure
from audit.model.interval import Interval
from audit.model.relation import Basis, Relation, RelationKind
from audit.model.span import Span

#: what repairing, or breaking, a relation weighs
_WEIGHT = {
    Basis.DECLARED: Decimal(1),
    Basis.STATUTORY: Decimal(1),
    Basis.RESTATED: Decimal(1),
    Basis.INFERRED: Decimal("0.6"),
}
_BREAKING = Decimal("1.2")
#: what a limit says of a figure, of what an equation says: half of all values keep it
_LIMIT = Decimal("0.5")
_LIMITS = frozenset({RelationKind.AT_MOST, RelationKind.DIRECTION})
#: how far an arbitrary value lies from the print, as the spread of the logarithm: a rate that was worked out on other
#: figures is of the same order. Far ones happen (Student's t with three degrees of freedom).
_SPREAD = {"rate": Decimal("0.7"), "value": Decimal("2.3")}
_FREEDOM = 3
_TENTH = Decimal("0.1")
_ROUGHLY = Context(prec=6)
#: what a repair weighs that leaves a 尾差
_NEARLY = Decimal("0.85")
#: readings that say that the rate itself was computed on something else
_RATE_IS_WRONG = frozenset({"wrong-denominator", "wrong-base-stage"})
#: more edits of one print than this are not worth weighing
_MAX_EDITS = 6
#: nor are more values of one figure, however many relations ask for another one
_MAX_VALUES = 24
#: nor is a part of a sum of more figures, when nothing else speaks against it
_CROWD = 400


class Candidate(Struct, eq=False):
    """One value for one figure: the broken relations that it repairs, with the weight of each, and `burden`, what
    it breaks elsewhere and what the edit costs, less what the other prints of the document say for it."""

    figure: Figure
    edit: Edit
    label: str
    repaired: dict[int, Decimal] = field(default_factory=dict)
    burden: Decimal = Decimal(0)
    stale: bool = False

    @property
    def score(self) -> Decimal:
        return sum(self.repaired.values(), -self.burden)

    @property
    def rank(self) -> tuple[Decimal, Decimal, tuple[int, str, int, int]]:
        return (-self.score, self.edit.cost, self.figure.span.order)


class Pool:
    """The candidates for all figures of the broken relations, the best of them first."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._by_span: dict[Span, list[Candidate]] = {}
        self._heap: list[tuple[tuple[Decimal, Decimal, tuple[int, str, int, int]], int, Candidate]] = []
        self._numbers = count()
        for span in spans_of(graph, graph.broken):
            self._add(span)
        heapify(self._heap)

    def best(self) -> Candidate | None:
        """The best candidate of all; None when nothing repairs anything any more."""
        while self._heap:
            candidate = self._heap[0][2]
            if not candidate.stale:
                return candidate
            heappop(self._heap)
        return None

    def of(self, span: Span) -> list[Candidate]:
        """The candidates for one figure."""
        return self._by_span.get(span, [])

    def rivals(self, best: Candidate) -> list[Candidate]:
        """The candidates that repair one of the relations that the best one repairs, itself included; best first."""
        found = [c for span in spans_of(self._graph, best.repaired) for c in self._by_span.get(span, ())]
        return sorted((c for c in found if best.repaired.keys() & c.repaired.keys()), key=lambda c: c.rank)

    def refresh(self, changed: Iterable[int]) -> None:
        """Weigh anew what stands in relations that have changed."""
        for span in spans_of(self._graph, changed):
            for candidate in self._by_span.pop(span, ()):
                candidate.stale = True
            self._add(span)

    def _add(self, span: Span) -> None:
        found = candidates_for(self._graph, span)
        if found:
            self._by_span[span] = found
            for candidate in found:
                heappush(self._heap, (candidate.rank, next(self._numbers), candidate))


def spans_of(graph: Graph, indices: Iterable[int]) -> list[Span]:
    """The places in some relations, each once."""
    return list(dict.fromkeys(f.span for index in indices for f in graph.current[index].relation.figures))


def candidates_for(graph: Graph, span: Span) -> list[Candidate]:
    """Every edit of one figure, not mended yet, that keeps one of its broken relations."""
    broken = [index for index in graph.around[span] if index in graph.broken]
    if not broken or span in graph.mended or _is_one_of_many(graph, span, broken):
        return []
    found: dict[Decimal, Candidate] = {}
    beside = _beside(graph, span, broken)
    for index in (*broken, *graph.witnesses(span)):
        evaluation = graph.current[index]
        for position in graph.positions(index, span):
            operand = evaluation.relation.operands[position]
            if len(found) >= _MAX_VALUES:
                continue
            if position and evaluation.relation.hint in _RATE_IS_WRONG:
                continue
            for edit in _edits(graph, evaluation, position, graph.trial(index), beside):
                found.setdefault(edit.value, Candidate(operand.figure, edit, operand.label))
    alike = in_run(graph, span, broken)
    for candidate in found.values():
        _weigh(graph, candidate, beside)
        candidate.burden -= alike(candidate.edit.value)
    return [candidate for candidate in found.values() if candidate.repaired]


def _is_one_of_many(graph: Graph, span: Span, broken: Sequence[int]) -> bool:
    """Whether all that speaks against a figure is one sum of so many parts that some of them mend it by chance."""
    relations = [graph.current[index].relation for index in broken]
    return len(relations) == 1 and len(relations[0].operands) > _CROWD and relations[0].stated.figure.span != span


def _beside(graph: Graph, span: Span, broken: Iterable[int]) -> Beside:
    """How many of the amounts that one is added to in the broken sums are a given one."""
    sums = [graph.amounts(index) for index in broken if graph.current[index].relation.kind is RelationKind.SUM]

    def beside(amount: Decimal) -> int:
        places: set[Span] = set()
        return len(places.union(*(amounts.get(amount, ()) for amounts in sums)) - {span})

    return beside


def _weigh(graph: Graph, candidate: Candidate, beside: Beside) -> None:
    """What a candidate repairs and what it breaks, over all relations of its figure."""
    figure, edit = candidate.figure, candidate.edit
    candidate.burden = edit.cost + _distance(figure, edit) - graph.prints.support(figure, edit, beside)
    changed = edited(figure, edit)
    for index in graph.around[figure.span]:
        before = graph.current[index]
        after, breaks = graph.tried(index, changed)
        weight = _weight(before.relation)
        if graph.breaks(index):
            if not breaks and index in graph.broken:
                nearly = after is Verdict.ROUNDING and not before.relation.rounds_freely
                candidate.repaired[index] = weight * _NEARLY if nearly else weight
        elif before.verdict is Verdict.NOT_EVALUABLE:
            if after is Verdict.CONSISTENT:  # it may be no relation; to hold by chance it is the less likely
                candidate.burden -= weight
        elif breaks:
            candidate.burden += Decimal(0) if graph.is_closed(index) else weight * _BREAKING
        elif after is not before.verdict:
            better = after is Verdict.CONSISTENT and before.verdict is Verdict.ROUNDING
            candidate.burden += -weight / 4 if better else weight / 4
        elif after is Verdict.ROUNDING:
            candidate.burden += weight / 4 * graph.strain(index, changed)


def _weight(relation: Relation) -> Decimal:
    weight = _WEIGHT[relation.basis]
    return weight * _LIMIT if relation.kind in _LIMITS else weight


def _distance(figure: Figure, edit: Edit) -> Decimal:
    """What an arbitrary value costs for being far from the print."""
    spread = _SPREAD.get(edit.operation)
    if spread is None or not figure.value:
        return Decimal(0)
    value = edit.value or figure.grain / figure.scale / 2  # what is printed as nothing may be so much
    apart = abs(value / figure.value).ln(_ROUGHLY) / spread
    return _TENTH * (_FREEDOM + 1) / 2 * (1 + apart * apart / _FREEDOM).ln(_ROUGHLY)


def _edits(graph: Graph, evaluation: Evaluation, position: int, trial: Trial | None, beside: Beside) -> list[Edit]:
    """The most likely edits of one operand that make the relation hold."""
    relation = evaluation.relation
    figure = relation.operands[position].figure
    wanted = solve(relation, position, trial)
    if wanted is None:
        return []
    wanted = printable(wanted, figure)
    edits = single_edits(figure, wanted) if wanted.low is not None or wanted.high is not None else []
    if len(edits) > _MAX_EDITS:
        edits = sorted(edits, key=lambda edit: edit.cost - graph.prints.support(figure, edit, beside))[:_MAX_EDITS]
    exact = any_value(figure, wanted, evaluation.recomputed if position == 0 else None)
    if exact is not None and relation.hint == "overlap" and figure in (o.figure for o in relation.hint_operands):
        exact = replace(exact, operation="copy")
    if exact is not None and (exact.value >= 0 or figure.value < 0) and all(e.value != exact.value for e in edits):
        edits.append(exact)
    return edits


def printable(wanted: Interval, figure: Figure) -> Interval:
    """The printed values that stand for a wanted one: an interval narrower than the print's last place holds none."""
    if wanted.low is None or wanted.high is None or wanted.high - wanted.low >= figure.grain:
        return wanted
    return wanted + Interval.printed(Decimal(0), figure.decimals).scaled(figure.scale)
