"""Diagnosis 诊断: across all relations, which figures are probably wrong; one finding for each root cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from audit.diagnose.cells import cells
from audit.diagnose.coverage import coverage
from audit.diagnose.disorder import without_disorder
from audit.diagnose.fingerprint import fingerprint, numbered
from audit.diagnose.graph import Graph
from audit.diagnose.localise import Cause, mendable, root_causes
from audit.diagnose.naming import named
from audit.diagnose.observed import blamed, remarked
from audit.diagnose.quotation import Quotations
from audit.diagnose.severity import is_broken, severity
from audit.model.evaluation import Evaluation, Verdict
from audit.model.fact import FactBase
from audit.model.finding import Finding
from audit.model.relation import Basis, Check, Observation, Operand, RelationKind, Severity
from audit.model.span import Span

__all__ = ["cells", "coverage", "diagnose", "named", "settled", "without_disorder"]

_BASIS_RANK = {Basis.STATUTORY: 0, Basis.DECLARED: 1, Basis.RESTATED: 1, Basis.INFERRED: 2}
#: an exact relation says more about a figure than a rounded rate does
_KIND_RANK = {RelationKind.EQUAL: 0, RelationKind.SUM: 1, RelationKind.DIFFERENCE: 2}


def settled(evaluations: Iterable[Evaluation]) -> tuple[Evaluation, ...]:
    """Tentative relations that no single edit mends are none: the list was partial, the scopes differ."""
    return tuple(_settled(evaluation) for evaluation in evaluations)


def diagnose(
    base: FactBase,
    evaluations: tuple[Evaluation, ...],
    observations: tuple[Observation, ...],
    checks: Mapping[str, Check],
) -> tuple[Finding, ...]:
    """The findings of one document, in the order of their places. The evaluations are `settled`."""
    graph = Graph(evaluations, [*base.figures, *(fact.figure for fact in base.facts)])
    causes = root_causes(graph)
    explained = {id(e) for cause in causes for e in cause.evidence}
    causes += [Cause((e,), None, ()) for e in evaluations if _is_rounding(e) and id(e) not in explained]
    quotations = Quotations(base.document, base.tables)
    findings = [_finding(cause, checks, quotations) for cause in causes]
    turned = {c.suspect.figure.span for c in causes if c.suspect is not None and c.suspect.operation == "sign"}
    findings, left = remarked(findings, (o for o in observations if not _is_told(o, turned)))
    findings += [_observed(o, graph, checks, quotations) for o in left]
    return numbered(sorted(findings, key=_order))


def _is_told(observation: Observation, turned: set[Span]) -> bool:
    """Words of opposite directions, where the arithmetic already says which of them is wrong."""
    return observation.topic == "contrary-words" and not turned.isdisjoint(observation.spans)


def _is_rounding(evaluation: Evaluation) -> bool:
    """A 尾差 that is worth a line."""
    return (
        evaluation.verdict is Verdict.ROUNDING and not is_broken(evaluation) and not evaluation.relation.rounds_freely
    )


def _settled(evaluation: Evaluation) -> Evaluation:
    if evaluation.relation.tentative and is_broken(evaluation) and not mendable(evaluation):
        return replace(evaluation, verdict=Verdict.NOT_EVALUABLE, reason="partial")
    return evaluation


def _order(finding: Finding) -> tuple[tuple[int, str, int, int], int, str, str]:
    place = finding.place.order if finding.operands or finding.observation else (0, "", 0, 0)
    return (place, finding.severity.rank, finding.check, fingerprint(finding))


def _finding(cause: Cause, checks: Mapping[str, Check], quotations: Quotations) -> Finding:
    evidence = tuple(sorted(cause.evidence, key=_strength))
    strongest = evidence[0].relation
    worst = min((s for s in map(severity, evidence) if s is not None), key=lambda s: s.rank, default=Severity.NOTE)
    finding = Finding(
        check=strongest.check,
        name=_name(checks, strongest.check),
        severity=worst,
        operands=_operands(evidence),
        evidence=evidence,
        suspect=cause.suspect,
        also=cause.also,
    )
    place = finding.place
    return replace(
        finding,
        quotation=quotations.quote(place),
        path=quotations.path(place),
    )


def _strength(evaluation: Evaluation) -> tuple[int, int, int, str]:
    relation = evaluation.relation
    found = severity(evaluation) or Severity.NOTE
    overlap = 0 if relation.hint == "overlap" else 1
    return (found.rank, overlap, _BASIS_RANK[relation.basis] * 10 + _KIND_RANK.get(relation.kind, 3), relation.check)


def _operands(evidence: Iterable[Evaluation]) -> tuple[Operand, ...]:
    """All figures that take part, each once, the stated one of the strongest relation first."""
    found: dict[object, Operand] = {}
    for evaluation in evidence:
        for operand in (*evaluation.relation.operands, *evaluation.relation.hint_operands):
            found.setdefault(operand.figure.span, operand)
    return tuple(found.values())


def _observed(observation: Observation, graph: Graph, checks: Mapping[str, Check], quotations: Quotations) -> Finding:
    place = observation.spans[0] if observation.spans else None
    return Finding(
        check=observation.check,
        name=_name(checks, observation.check),
        severity=observation.severity,
        operands=observation.operands,
        observation=observation,
        suspect=blamed(observation, graph),
        quotation=quotations.quote(place) if place is not None else "",
        path=quotations.path(place) if place is not None else (),
    )


def _name(checks: Mapping[str, Check], check: str) -> str:
    return checks[check].name if check in checks else check
