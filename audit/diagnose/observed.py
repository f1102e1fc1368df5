"""Observations 所见: those that follow from a figure which is already blamed; the figure that one blames by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from audit.diagnose.confidence import ALONE, confidence
from audit.diagnose.edits import single_edits
from audit.diagnose.graph import Graph
from audit.model.finding import Finding, Suspect
from audit.model.interval import Interval
from audit.model.relation import Observation
from audit.model.span import Span

#: what is said of figures that are wrong, and falls away with the right ones
_FOLLOWS = frozenset({"over-hundred", "full-marks", "marks-lost"})
_HUNDRED = Interval(None, Decimal(100))


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
        if first is None or seen.topic not in _FOLLOWS:
            left.append(seen)
        else:
            found[first] = replace(found[first], remarks=(*found[first].remarks, seen))
    return found, left


def blamed(seen: Observation, graph: Graph) -> Suspect | None:
    """The figure that an observation blames: a rate that cannot exceed 100 % and does."""
    if seen.topic != "over-hundred":
        return None
    operand = seen.operands[0]
    edits = single_edits(operand.figure, _HUNDRED)
    best = max(edits, key=lambda edit: graph.prints.support(operand.figure, edit) - edit.cost, default=None)
    if best is None:
        return Suspect(operand.figure, "", "value", confidence(ALONE), operand.label)
    return Suspect(operand.figure, best.text, best.operation, confidence(ALONE), operand.label)
