"""The JSON report, schema 1 (see README): plain dicts, lists and strings; every number of a document is a string."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from json.encoder import encode_basestring
from typing import Any

from audit.model.evaluation import Evaluation, Verdict
from audit.model.finding import DocumentReport, Finding, Suspect, TablePlace
from audit.model.relation import Operand, Severity
from audit.model.span import Seat, Span
from audit.model.suppression import LapsedEntry, Suppression
from reports import amounts, phrasing
from reports import coverage as of_coverage

SCHEMA = 1


def render(documents: Sequence[DocumentReport], lang: str, version: str) -> bytes:
    """The report as UTF-8; the same documents give the same bytes."""
    return (pretty(build(documents, lang, version)) + "\n").encode("utf-8", "backslashreplace")


def pretty(value: Any, margin: str = "\n") -> str:
    """What `json.dumps(value, ensure_ascii=False, indent=1)` gives, in a fraction of the time: reports are long."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    if value == []:
        return "[]"
    inner = margin + " "
    if isinstance(value, dict) and value:
        parts = [f"{encode_basestring(key)}: {pretty(found, inner)}" for key, found in value.items()]
        return "{" + inner + ("," + inner).join(parts) + margin + "}"
    if isinstance(value, list):
        return "[" + inner + ("," + inner).join([pretty(found, inner) for found in value]) + margin + "]"
    return json.dumps(value)


def build(documents: Sequence[DocumentReport], lang: str, version: str) -> dict[str, Any]:
    """The report object. Keys may be added to it in a later version, never removed."""
    severities = Counter(finding.severity for document in documents for finding in document.live)
    return {
        "schema": SCHEMA,
        "tool": {"name": "gouji", "version": version},
        "documents": [_document(document, lang) for document in documents],
        "summary": {
            "documents": len(documents),
            **{str(severity): severities[severity] for severity in Severity},
            "unreadable": sum(1 for document in documents if document.unreadable),
            "suppressed": sum(len(document.findings) - len(document.live) for document in documents),
        },
    }


def _document(document: DocumentReport, lang: str) -> dict[str, Any]:
    coverage = document.coverage
    verdicts = dict(document.verdicts)
    return {
        "path": document.path,
        "format": document.format,
        "kind": str(document.kind),
        "year": document.year,
        "entity": document.entity,
        "unit": document.unit,
        "unreadable": (
            {"reason": document.unreadable, "message": phrasing.unreadable(document, lang)}
            if document.unreadable
            else None
        ),
        "notices": [
            {"topic": n.topic, "words": list(n.words), "message": phrasing.notice(n, lang)} for n in document.notices
        ],
        "figures": {
            **of_coverage.counts(coverage),
            "coverage": _share(coverage.checked, coverage.total),
            "unchecked": of_coverage.gaps(coverage),
        },
        "sections": [{"section": list(part.path), **of_coverage.counts(part)} for part in coverage.sections],
        "relations": {
            "total": document.relations,
            **{str(verdict).replace("-", "_"): verdicts.get(verdict, 0) for verdict in Verdict},
        },
        "findings": [_finding(finding, document.cells, lang) for finding in document.findings],
        "lapsed": [_lapsed(lapsed) for lapsed in document.lapsed],
    }


def _finding(finding: Finding, cells: Mapping[Span, TablePlace], lang: str) -> dict[str, Any]:
    return {
        "check": finding.check,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": phrasing.message(finding, lang, cells),
        "fingerprint": finding.fingerprint,
        "topic": finding.observation.topic if finding.observation is not None else None,
        "section": list(finding.path),
        "quotation": finding.quotation,
        "figures": _figures(finding),
        "evidence": [_evidence(evaluation) for evaluation in finding.evidence],
        "suspect": _suspect(finding.suspect) if finding.suspect is not None else None,
        "also": [_suspect(suspect) for suspect in finding.also],
        "remarks": [
            {"check": remark.check, "topic": remark.topic, "message": phrasing.observation(remark, lang)}
            for remark in finding.remarks
        ],
        "suppression": _suppression(finding.suppression) if finding.suppression is not None else None,
        "baseline": None if finding.baseline is None else str(finding.baseline),
    }


def _suppression(suppression: Suppression) -> dict[str, Any]:
    return {
        "source": str(suppression.source),
        "reason": suppression.reason,
        "expires": _day(suppression.expires),
    }


def _lapsed(lapsed: LapsedEntry) -> dict[str, Any]:
    entry = lapsed.entry
    return {
        "lapse": str(lapsed.lapse),
        "fingerprint": entry.fingerprint,
        "check": entry.check,
        "about": entry.about,
        "reason": entry.reason,
        "expires": _day(entry.expires),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _figures(finding: Finding) -> list[dict[str, Any]]:
    """The figures that take part, each once; of an observation also the words that it is about, without a value."""
    first = {operand.figure: operand for operand in reversed(finding.operands)}
    rows = [_operand(first[figure]) for figure in dict.fromkeys(o.figure for o in finding.operands)]
    if finding.observation is not None:
        shown = {operand.figure.span for operand in finding.operands}
        words = [span for span in finding.observation.spans if span.text and span not in shown]
        rows.extend(
            {"text": s.text, "value": None, "unit": "", "role": "words", "label": "", **_place(s)} for s in words
        )
    return rows


def _operand(operand: Operand) -> dict[str, Any]:
    figure = operand.figure
    return {
        "text": figure.text,
        "value": amounts.plain(figure.value),
        "unit": figure.unit,
        "role": operand.role,
        "label": operand.label,
        **_place(figure.span),
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file,
        "page": span.page,
        "line": span.own_line,
        "column": span.column,
        "sheet": span.sheet,
        "cell": span.cell,
        "seat": None if span.seat is None else _seat(span.seat),
        "box": None if span.box is None else list(span.box),
    }


def _seat(seat: Seat) -> dict[str, int]:
    """The paragraph, or the table with row and column."""
    told = {"paragraph": seat.paragraph, "table": seat.table, "row": seat.row, "column": seat.column}
    return {name: number for name, number in told.items() if number is not None}


def _evidence(evaluation: Evaluation) -> dict[str, Any]:
    relation = evaluation.relation
    value, difference = amounts.recomputed(evaluation), amounts.difference(evaluation)
    return {
        "check": relation.check,
        "kind": str(relation.kind),
        "basis": str(relation.basis),
        "verdict": str(evaluation.verdict),
        "stated": amounts.plain(relation.stated.figure.value),
        "recomputed": None if value is None else amounts.plain(value),
        "difference": None if difference is None else amounts.plain(difference),
        "expression": amounts.expression(evaluation),
        "hint": relation.hint or None,
        "reason": evaluation.reason or None,
    }


def _suspect(suspect: Suspect) -> dict[str, Any]:
    return {
        "text": suspect.figure.text,
        **_place(suspect.figure.span),
        "label": suspect.label,
        "suggestion": suspect.suggestion,
        "operation": suspect.operation,
        "confidence": str(suspect.confidence.quantize(Decimal("0.01"), ROUND_HALF_UP)),
    }


def _share(part: int, whole: int) -> str:
    """Three decimals, half up; nothing of nothing is 0.000."""
    return str((Decimal(part) / (whole or 1)).quantize(Decimal("0.001"), ROUND_HALF_UP))
