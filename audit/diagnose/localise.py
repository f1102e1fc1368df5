"""Localisation 定位: the smallest edits that repair the broken relations and break none that hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from audit.diagnose.edits import Edit, any_value, single_edits
from audit.diagnose.prints import Prints
from audit.diagnose.severity import is_broken
from audit.diagnose.solve import solve
from audit.evaluate import evaluate
from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import Figure, FigureKind
from audit.model.finding import Suspect
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
#: readings that say that the rate itself was computed on something else
_RATE_IS_WRONG = frozenset({"wrong-denominator", "wrong-base-stage"})
#: that a figure fits to the last digit in the other direction is hardly chance
_SIGN_CONFIDENCE = Decimal("0.90")
#: figures whose edit is nearly as good are told too
_CLOSE = Decimal("0.25")
#: more edits of one print than this are not worth weighing
_MAX_EDITS = 6
#: nor are more values of one figure, however many relations ask for another one
_MAX_VALUES = 24


@dataclass(slots=True)
class _Candidate:
    """One value for one figure: the broken relations that it repairs, with the weight of each, and `burden`, what
    it breaks elsewhere and what the edit costs. `asked` are the relations that ask for just this value."""

    figure: Figure
    edit: Edit
    label: str
    asked: set[int] = field(default_factory=set)
    repaired: dict[int, Decimal] = field(default_factory=dict)
    burden: Decimal = Decimal(0)

    @property
    def score(self) -> Decimal:
        return sum(self.repaired.values(), -self.burden)

    @property
    def rank(self) -> tuple[Decimal, Decimal, tuple[int, str, int, int]]:
        return (-self.score, self.edit.cost, self.figure.span.order)


@dataclass(frozen=True, slots=True)
class Cause:
    """A root cause: the broken evaluations that one edit explains, with its suspect or the tie."""

    evidence: tuple[Evaluation, ...]
    suspect: Suspect | None
    also: tuple[Suspect, ...]


class Graph:
    """Figures and the relations that they stand in, holding ones included."""

    def __init__(self, evaluations: Sequence[Evaluation], figures: Iterable[Figure] = ()) -> None:
        self.evaluations = list(evaluations)
        self._figures = figures
        self.around: dict[Span, list[int]] = defaultdict(list)
        for index, evaluation in enumerate(self.evaluations):
            if evaluation.verdict is not Verdict.NOT_EVALUABLE:
                for span in dict.fromkeys(f.span for f in evaluation.relation.figures):
                    self.around[span].append(index)

    @cached_property
    def prints(self) -> Prints:
        """What the document prints: counted when something is broken."""
        return Prints((*self._figures, *(f for e in self.evaluations for f in e.relation.figures)))

    def with_figure(self, index: int, changed: Figure) -> Evaluation:
        """The evaluation of a relation, were the figure at that place the changed one."""
        relation = self.evaluations[index].relation
        operands = tuple(replace(o, figure=changed) if o.figure.span == changed.span else o for o in relation.operands)
        return evaluate(replace(relation, operands=operands))


def _edited(figure: Figure, edit: Edit) -> Figure:
    """The figure, were it printed with the edit's value."""
    return replace(figure, value=edit.value, decimals=max(figure.decimals, -_exponent(edit.value)))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def mendable(evaluation: Evaluation) -> bool:
    """Whether one edit of one figure, other than an arbitrary value, keeps the relation."""
    relation = evaluation.relation
    for index, operand in enumerate(relation.operands):
        wanted = solve(relation, index)
        if wanted is None or not wanted.bounded:
            continue
        if operand.figure.kind is FigureKind.PERCENT:  # the rate as it would be printed, rounded
            wanted = wanted + Interval.printed(Decimal(0), operand.figure.decimals)
        # another unit would make nearly nothing of a part, and so mend any list
        if any(edit.operation != "unit" for edit in single_edits(operand.figure, wanted)):
            return True
    return False


def root_causes(graph: Graph) -> list[Cause]:
    """Explain every broken relation, the best explanation first; relations that no candidate joins are apart."""
    broken = [i for i, e in enumerate(graph.evaluations) if is_broken(e)]
    candidates = _candidates(graph, broken)
    causes: list[Cause] = []
    for group, members in _groups(broken, candidates):
        causes += _explained(graph, group, members)
    return _turned_once(causes)


def _turned_once(causes: list[Cause]) -> list[Cause]:
    """A direction that several relations want turned, each by itself, is one cause."""
    kept: list[Cause] = []
    at: dict[Span, int] = {}
    for cause in causes:
        suspect = cause.suspect
        if suspect is None or suspect.operation != "sign":
            kept.append(cause)
        elif suspect.figure.span in at:
            first = kept[at[suspect.figure.span]]
            kept[at[suspect.figure.span]] = replace(first, evidence=first.evidence + cause.evidence)
        else:
            at[suspect.figure.span] = len(kept)
            kept.append(cause)
    return kept


def _groups(broken: list[int], candidates: list[_Candidate]) -> Iterable[tuple[set[int], list[_Candidate]]]:
    """The broken relations, parted so that no candidate repairs relations of two groups."""
    root = {index: index for index in broken}

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for candidate in candidates:
        first, *rest = candidate.repaired
        for index in rest:
            root[find(index)] = find(first)
    groups: dict[int, tuple[set[int], list[_Candidate]]] = {}
    for index in broken:
        groups.setdefault(find(index), (set(), []))[0].add(index)
    for candidate in candidates:
        groups[find(next(iter(candidate.repaired)))][1].append(candidate)
    return groups.values()


def _explained(graph: Graph, remaining: set[int], candidates: list[_Candidate]) -> Iterable[Cause]:
    """Causes for one group, until every relation of it has one."""
    while remaining:
        candidates = [c for c in candidates if c.repaired and not c.asked.isdisjoint(remaining)]
        if not candidates:
            for index in sorted(remaining):
                yield Cause((graph.evaluations[index],), _turned(graph, [index]), ())
            return
        candidates.sort(key=lambda c: c.rank)
        best = candidates[0]
        explained = set(best.repaired)
        yield _cause(graph, best, [c for c in candidates if explained & c.repaired.keys()])
        remaining -= explained
        for candidate in candidates:
            candidate.repaired = {i: w for i, w in candidate.repaired.items() if i in remaining}


def _candidates(graph: Graph, broken: Iterable[int]) -> list[_Candidate]:
    """Every edit of every figure in a broken relation that keeps that relation."""
    found: dict[Span, dict[Decimal, _Candidate]] = defaultdict(dict)
    for index in broken:
        evaluation = graph.evaluations[index]
        relation = evaluation.relation
        for position, operand in enumerate(relation.operands):
            if position and relation.hint in _RATE_IS_WRONG:
                break
            known = found[operand.figure.span]
            wanted = solve(relation, position) if len(known) < _MAX_VALUES else None
            if wanted is None:
                continue
            for edit in _edits(graph, evaluation, position, wanted):
                known.setdefault(edit.value, _Candidate(operand.figure, edit, operand.label)).asked.add(index)
    candidates = [c for known in found.values() for c in known.values()]
    for candidate in candidates:
        _weigh(graph, candidate)
    return [c for c in candidates if c.repaired]


def _weigh(graph: Graph, candidate: _Candidate) -> None:
    """What a candidate repairs and what it breaks, over all relations of its figure."""
    candidate.burden = candidate.edit.cost - graph.prints.support(candidate.figure, candidate.edit)
    changed = _edited(candidate.figure, candidate.edit)
    for index in graph.around[candidate.figure.span]:
        before = graph.evaluations[index]
        after = graph.with_figure(index, changed)
        weight = _WEIGHT[before.relation.basis]
        if is_broken(before):
            if not is_broken(after):
                candidate.repaired[index] = weight
        elif is_broken(after):
            candidate.burden += weight * _BREAKING
        elif after.verdict is not before.verdict:
            better = after.verdict is Verdict.CONSISTENT and before.verdict is Verdict.ROUNDING
            candidate.burden += -weight / 4 if better else weight / 4


def _edits(graph: Graph, evaluation: Evaluation, position: int, wanted: Interval) -> list[Edit]:
    """The most likely edits of one operand that make the relation hold."""
    relation = evaluation.relation
    figure = relation.operands[position].figure
    wanted = _printable(wanted, figure)
    edits = single_edits(figure, wanted) if wanted.low is not None or wanted.high is not None else []
    if len(edits) > _MAX_EDITS:
        edits = sorted(edits, key=lambda edit: edit.cost - graph.prints.support(figure, edit))[:_MAX_EDITS]
    exact = any_value(figure, wanted, evaluation.recomputed if position == 0 else None)
    if exact is not None and relation.hint == "overlap" and figure in (o.figure for o in relation.hint_operands):
        exact = replace(exact, operation="copy")
    if exact is not None and (exact.value >= 0 or figure.value < 0) and all(e.value != exact.value for e in edits):
        edits.append(exact)
    return edits


def _printable(wanted: Interval, figure: Figure) -> Interval:
    """The printed values that stand for a wanted one: an interval narrower than the print's last place holds none."""
    if wanted.low is None or wanted.high is None or wanted.high - wanted.low >= figure.grain:
        return wanted
    return wanted + Interval.printed(Decimal(0), figure.decimals).scaled(figure.scale)


def _cause(graph: Graph, best: _Candidate, rivals: list[_Candidate]) -> Cause:
    evidence = [graph.evaluations[i] for i in best.repaired]
    for index in graph.around[best.figure.span]:
        evaluation = graph.evaluations[index]
        if evaluation.verdict is not Verdict.ROUNDING or index in best.repaired:
            continue
        if graph.with_figure(index, _edited(best.figure, best.edit)).verdict is Verdict.CONSISTENT:
            evidence.append(evaluation)
    others: dict[Span, _Candidate] = {}
    for rival in rivals:
        if rival.figure.span != best.figure.span:
            others.setdefault(rival.figure.span, rival)
    if best.edit.operation in ("value", "rate") and (turned := _turned(graph, list(best.repaired))) is not None:
        return Cause(tuple(evidence), turned, ())
    runner_up = min((c.rank for c in others.values()), default=None)
    margin = best.score + runner_up[0] if runner_up is not None else Decimal(1)
    tied = [c for c in others.values() if c.score == best.score]
    if tied and best.edit.operation == "value":
        return Cause(tuple(evidence), None, tuple(_suspect(c, Decimal(0)) for c in [best, *tied][:5]))
    close = sorted((c for c in others.values() if best.score - c.score <= _CLOSE), key=lambda c: c.rank)[:3]
    return Cause(tuple(evidence), _suspect(best, margin), tuple(_suspect(c, Decimal(0)) for c in close))


def _turned(graph: Graph, explained: list[int]) -> Suspect | None:
    """增加 for 减少: with the other direction, every relation of the cause holds as printed."""
    relations = [graph.evaluations[i].relation for i in explained]
    if any(not r.direction or is_broken(evaluate(_reversed(r))) for r in relations):
        return None
    if all(r.kind is RelationKind.DIRECTION for r in relations):
        return None  # the words are wrong, no figure is
    operand = relations[0].role("amount") or relations[0].stated
    return Suspect(operand.figure, f"-{operand.figure.text}", "sign", _SIGN_CONFIDENCE, operand.label)


def _reversed(relation: Relation) -> Relation:
    """The relation, had the change gone the other way."""
    operands = relation.operands
    if relation.kind in (RelationKind.SUM, RelationKind.DIFFERENCE):
        operands = (operands[0], *(replace(o, coefficient=-o.coefficient) for o in operands[1:]))
    return replace(relation, operands=operands, direction=-relation.direction)


def _suspect(candidate: _Candidate, margin: Decimal) -> Suspect:
    """Confidence grows with the margin over the next figure: 0.5 for a tie, towards 0.99."""
    confidence = Decimal("0.5") + min(Decimal("0.49"), max(Decimal(0), margin) / 2)
    return Suspect(
        candidate.figure,
        candidate.edit.text,
        candidate.edit.operation,
        confidence.quantize(Decimal("0.01")),
        candidate.label,
    )
