"""Localisation 定位: the smallest edits that repair the broken relations and break none that hold."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from audit.diagnose.candidates import Candidate, Pool, printable
from audit.diagnose.confidence import ALONE, ONE, TIE, confidence, shared
from audit.diagnose.edits import Edit, single_edits
from audit.diagnose.foresight import foreseen
from audit.diagnose.graph import Graph, edited
from audit.diagnose.severity import is_broken
from audit.diagnose.solve import solve
from audit.evaluate import evaluate
from audit.evaluate.trial import Trial
from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import Figure
from audit.model.finding import Suspect
from audit.model.relation import Relation, RelationKind
from audit.model.span import Span

#: that a figure fits to the last digit in the other direction is as good as an edit that no other is near
_TURNED = Decimal("0.20")
#: figures whose edit is nearly as good are told too
_CLOSE = Decimal("0.20")
#: who breaks two relations where he mends one, or one by an arbitrary value, has not found the wrong figure
_WORSE = Decimal("-0.7")
#: so many of them, the suspect included
_MOST_ALSO = 5
#: so many last places of a sum are no accident
_WEIGHTY = 100
#: operations that fit any figure to anything
_ARBITRARY = frozenset({"value", "rate"})


class Cause(Struct, frozen=True):
    """A root cause: the broken evaluations that one edit explains, with its suspect or the tie. `margin` is how much
    better the suspect's edit is than that of any other figure."""

    evidence: tuple[Evaluation, ...]
    suspect: Suspect | None
    also: tuple[Suspect, ...]
    margin: Decimal = Decimal(0)


def mendable(evaluation: Evaluation) -> bool:
    """Whether one edit of one figure, other than an arbitrary value, keeps the relation."""
    relation = evaluation.relation
    trial = Trial.of(relation)
    for index, operand in enumerate(relation.operands):
        wanted = solve(relation, index, trial)
        if wanted is None or not wanted.bounded:
            continue
        edits = single_edits(operand.figure, printable(wanted, operand.figure))
        if any(edit.operation != "unit" or _is_weighty(relation, operand.figure, edit) for edit in edits):
            return True
    return False


def _is_weighty(relation: Relation, figure: Figure, edit: Edit) -> bool:
    """Whether a figure in another unit still counts: one that made nearly nothing of a part would mend any list."""
    grain = max(operand.figure.grain for operand in relation.operands if operand.figure is not figure)
    return relation.kind is not RelationKind.SUM or abs(edit.value) * figure.scale >= _WEIGHTY * grain


def root_causes(graph: Graph) -> list[Cause]:
    """Explain every broken relation, the best explanation first.

    An edit that is accepted counts as made: what still does not hold is explained by the edits of other figures, and
    what nothing explains and has a mended figure in it is evidence of that figure's cause.
    """
    causes: list[Cause] = []
    pool = Pool(graph)
    while graph.broken and (best := pool.best()) is not None:
        best, totals = foreseen(graph, pool, best)
        if (first := _follows(graph, best)) is not None:
            causes[first] = _with(causes[first], graph, best.repaired)
            changed = list(best.repaired)
            graph.settle(changed)
        else:
            cause, changed = _cause(graph, best, pool.rivals(best), totals, len(causes))
            causes.append(cause)
        pool.refresh(changed)
    for index in tuple(graph.broken):
        first = _mended_in(graph, index)
        if first is not None:
            causes[first] = _with(causes[first], graph, (index,))
        else:
            causes.append(Cause((graph.printed[index],), _turned(graph, [index]), ()))
    return _turned_once(causes)


def _follows(graph: Graph, best: Candidate) -> int | None:
    """The cause that a candidate only adds to: an arbitrary value for one relation with a mended figure in it."""
    if best.edit.operation not in _ARBITRARY or len(best.repaired) > 1:
        return None
    return _mended_in(graph, next(iter(best.repaired)))


def _mended_in(graph: Graph, index: int) -> int | None:
    figures = graph.printed[index].relation.figures
    return next((graph.mended[f.span] for f in figures if f.span in graph.mended), None)


def _with(cause: Cause, graph: Graph, indices: Iterable[int]) -> Cause:
    return replace(cause, evidence=(*cause.evidence, *(graph.printed[index] for index in indices)))


def _cause(
    graph: Graph, best: Candidate, rivals: list[Candidate], totals: dict[int, Decimal], number: int
) -> tuple[Cause, list[int]]:
    """The cause that the best candidate is, and the relations that change when it is accepted. `totals` are what some
    candidates explain with those that would follow them."""
    evidence = [graph.printed[i] for i in best.repaired]
    if best.edit.operation in _ARBITRARY and (turned := _turned(graph, list(best.repaired))) is not None:
        graph.settle(best.repaired)
        return Cause(tuple(evidence), turned, ()), list(best.repaired)
    others: dict[Span, Candidate] = {}
    for rival in rivals:
        if rival.figure.span != best.figure.span:
            others.setdefault(rival.figure.span, rival)
    gaps = {span: _gap(best, rival, totals) for span, rival in others.items()}
    margin = min(gaps.values(), default=ALONE)
    close = [others[span] for span in sorted(gaps, key=gaps.__getitem__) if gaps[span] <= _CLOSE]
    worse = best.score < _WORSE
    if worse or (close and (best.score < 0 or best.edit.operation == "value")):
        graph.settle(best.repaired)
        named = [best, *close][:_MOST_ALSO] if close else []
        tied = tuple(_suspect(c, shared(ONE, 1 + len(close))) for c in named)
        return Cause(tuple(evidence), None, tied), list(best.repaired)
    evidence += _rounded_away(graph, best)
    equal = sum(1 for gap in gaps.values() if gap < TIE)
    sure = shared(ONE, 1 + equal) if equal else confidence(margin)
    also = tuple(_suspect(c, shared(ONE - sure, len(close))) for c in close[: _MOST_ALSO - 1])
    cause = Cause(tuple(evidence), _suspect(best, sure), also, margin)
    return cause, graph.mend(best.figure, best.edit, number)


def _gap(best: Candidate, rival: Candidate, totals: dict[int, Decimal]) -> Decimal:
    """How much worse a rival explains what is broken."""
    if id(best) in totals and id(rival) in totals:
        return totals[id(best)] - totals[id(rival)]
    return best.score - rival.score


def _rounded_away(graph: Graph, best: Candidate) -> list[Evaluation]:
    """The 尾差 that the edit removes: they are evidence, not findings of their own."""
    found = []
    changed = edited(best.figure, best.edit)
    for index in graph.around[best.figure.span]:
        evaluation = graph.current[index]
        if evaluation.verdict is not Verdict.ROUNDING or index in best.repaired:
            continue
        if graph.with_figure(index, changed).verdict is Verdict.CONSISTENT:
            found.append(graph.printed[index])
    return found


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


def _turned(graph: Graph, explained: list[int]) -> Suspect | None:
    """增加 for 减少: with the other direction, every relation of the cause holds as printed."""
    relations = [graph.current[i].relation for i in explained]
    if any(not r.direction or is_broken(evaluate(_reversed(r))) for r in relations):
        return None
    if all(r.kind is RelationKind.DIRECTION for r in relations):
        return None  # the words are wrong, no figure is
    operand = relations[0].role("amount") or relations[0].stated
    return Suspect(operand.figure, f"-{operand.figure.text}", "sign", confidence(_TURNED), operand.label)


def _reversed(relation: Relation) -> Relation:
    """The relation, had the change gone the other way."""
    operands = relation.operands
    if relation.kind in (RelationKind.SUM, RelationKind.DIFFERENCE):
        operands = (operands[0], *(replace(o, coefficient=-o.coefficient) for o in operands[1:]))
    return replace(relation, operands=operands, direction=-relation.direction)


def _suspect(candidate: Candidate, sure: Decimal) -> Suspect:
    return Suspect(candidate.figure, candidate.edit.text, candidate.edit.operation, sure, candidate.label)
