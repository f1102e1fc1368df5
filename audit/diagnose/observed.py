"""Observations 所见: those that follow from a figure which is already blamed; the figure that one blames by itself."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from audit.diagnose.confidence import ALONE, confidence
from audit.diagnose.edits import single_edits
from audit.diagnose.graph import Graph
from audit.model.figure import Figure
from audit.model.finding import Finding, Suspect
from audit.model.interval import Interval
from audit.model.relation import Observation, Operand
from audit.model.span import Span

#: prints that lost a digit for all to see
_TORN = frozenset({"torn-decimals", "torn-thousands"})
#: what is said of figures that are wrong, and falls away with the right ones
_FOLLOWS = frozenset({"full-marks", "marks-lost", "evaluation-not-all"}) | _TORN
_TENTH = Decimal("0.1")


def remarked(
    findings: Iterable[Finding], observations: Iterable[Observation]
) -> tuple[list[Finding], list[Observation]]:
    """The findings with the observations that follow from their suspects, and the observations that are left."""
    found = list(findings)
    at: dict[Span, int] = {}
    for number, finding in enumerate(found):
        if finding.suspect is not None:
            at.setdefault(finding.suspect.figure.span, number)
    left = []
    for seen in observations:
        first = next((at[o.figure.span] for o in seen.operands if o.figure.span in at), None)
        if first is None or not (seen.wanted or seen.topic in _FOLLOWS):
            left.append(seen)
        else:
            found[first] = replace(found[first], remarks=(*found[first].remarks, seen))
    return found, left


def blamed(seen: Observation, graph: Graph) -> Suspect | None:
    """The figure that an observation blames: one without its last digits, or the one that a slip parts from what is
    wanted."""
    operand = seen.operands[0] if seen.operands else None
    if operand is None:
        return None
    if seen.topic in _TORN:
        return Suspect(operand.figure, _whole(operand.figure, graph), "drop", confidence(ALONE), operand.label)
    slipped = _slipped(list(zip(seen.operands, seen.wanted, strict=False)), graph)
    if slipped is None and len(seen.wanted) == 1:
        return Suspect(operand.figure, "", "value", confidence(ALONE), operand.label)
    return slipped


def _slipped(wanted: Iterable[tuple[Operand, Interval]], graph: Graph) -> Suspect | None:
    """The likeliest single slip by which one of some figures lost a value that was wanted."""
    found = [(operand, edit) for operand, interval in wanted for edit in single_edits(operand.figure, interval)]
    if not found:
        return None
    scores = [graph.prints.support(operand.figure, edit) - edit.cost for operand, edit in found]
    best = max(scores)
    operand, edit = found[scores.index(best)]
    others = (score for score, (other, _) in zip(scores, found, strict=True) if other is not operand)
    margin = min((best - score for score in others), default=ALONE)
    return Suspect(operand.figure, edit.text, edit.operation, confidence(margin), operand.label)


def _whole(figure: Figure, graph: Graph) -> str:
    """A torn print with the digit that a relation gives it; "" where none does."""
    for evaluation in graph.current:
        if evaluation.relation.operands[0].figure.span == figure.span and evaluation.recomputed is not None:
            text = f"{(evaluation.recomputed / figure.scale).quantize(_TENTH, rounding=ROUND_HALF_UP):f}"
            if text.startswith(figure.text.replace(",", "")):
                return text
    return ""
