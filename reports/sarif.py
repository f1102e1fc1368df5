"""The SARIF report (2.1.0): findings with all their figures and places, for platforms that show them and gate on them.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from audit.model.finding import DocumentReport, Finding, TablePlace
from audit.model.relation import Check, Severity
from audit.model.span import Span
from reports import amounts, layout, pages, phrasing, places

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: a platform refuses a run with more results
MOST_RESULTS = 25_000
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ROUNDING: "note", Severity.NOTE: "note"}
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_MIME_TYPES = {
    "pdf": "application/pdf",
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "text": "text/plain",
}
_Found = tuple[DocumentReport, Finding]


def render(
    documents: Sequence[DocumentReport],
    lang: str,
    version: str,
    checks: Sequence[Check] = (),
    most: int = MOST_RESULTS,
) -> bytes:
    """The log as UTF-8. Results come worst first; more than `most` of them go on in further runs."""
    log = build(documents, lang, version, checks, most)
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def build(
    documents: Sequence[DocumentReport], lang: str, version: str, checks: Sequence[Check], most: int = MOST_RESULTS
) -> dict[str, Any]:
    """The log as plain dicts, lists and strings; every number of a document is a string."""
    found = [(document, finding) for document in documents for finding in document.findings]
    found.sort(key=lambda pair: pair[1].severity.rank)  # stable: equals stay in the order of their places
    parts = [found[start : start + most] for start in range(0, len(found), most)] or [[]]
    runs = [_run(number, part, documents, lang, version, checks) for number, part in enumerate(parts, start=1)]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": runs}


def _run(
    number: int,
    found: Sequence[_Found],
    documents: Sequence[DocumentReport],
    lang: str,
    version: str,
    checks: Sequence[Check],
) -> dict[str, Any]:
    known = {check.id: check for check in checks}
    ids = sorted({*known, *(finding.check for _, finding in found)})
    names = {finding.check: finding.name for _, finding in found}
    rules = [_rule(known[id_], lang) if id_ in known else {"id": id_, "name": _pascal(names[id_])} for id_ in ids]
    index = {id_: at for at, id_ in enumerate(ids)}
    artifacts = {id(document): at for at, document in enumerate(documents)}
    return {
        "tool": {"driver": {"name": "gouji", "version": version or "0", "rules": rules}},
        "automationDetails": {"id": f"gouji/{number}"},
        "language": _LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(documents, lang)],
        "artifacts": [_artifact(document) for document in documents],
        "results": [_result(pair, artifacts[id(pair[0])], index, lang) for pair in found],
    }


def _rule(check: Check, lang: str) -> dict[str, Any]:
    what = next(iter(pages.in_either(check, lang).values()), check.title)
    return {
        "id": check.id,
        "name": _pascal(check.name),
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": what},
        "help": {
            "text": "\n".join(pages.page(check, other) for other in pages.languages(lang)),
            "markdown": "\n".join(pages.markdown(check, other) for other in pages.languages(lang)),
        },
        "properties": {"tags": [check.family], "slug": check.name},
    }


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _invocation(documents: Sequence[DocumentReport], lang: str) -> dict[str, Any]:
    """A run in which a file could not be read was no success: its silence about that file means nothing.

    What a reader settled on its own, and what of a baseline lapsed, is told too.
    """
    told: list[dict[str, Any]] = []
    for at, document in enumerate(documents):
        where = [{"physicalLocation": {"artifactLocation": {"uri": _uri(document.path), "index": at}}}]
        said = [("error", document.unreadable, phrasing.unreadable(document, lang))] if document.unreadable else []
        said += [("note", notice.topic, phrasing.notice(notice, lang)) for notice in document.notices]
        said += [("note", f"baseline-{lapsed.lapse}", phrasing.lapsed(lapsed, lang)) for lapsed in document.lapsed]
        told += [
            {"level": level, "descriptor": {"id": topic}, "message": {"text": text}, "locations": where}
            for level, topic, text in said
        ]
    successful = not any(document.unreadable for document in documents)
    return {"executionSuccessful": successful, "toolExecutionNotifications": told}


def _artifact(document: DocumentReport) -> dict[str, Any]:
    artifact: dict[str, Any] = {
        "location": {"uri": _uri(document.path)},
        "roles": ["analysisTarget"],
        "properties": {
            "kind": str(document.kind),
            "year": document.year,
            "entity": document.entity,
            "figures": document.coverage.total,
            "checked": document.coverage.checked,
        },
    }
    if document.format in _MIME_TYPES:
        artifact["mimeType"] = _MIME_TYPES[document.format]
    return artifact


def _uri(path: str) -> str:
    """A path as a URI reference: a file URI where it is absolute."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _result(pair: _Found, artifact: int, rules: dict[str, int], lang: str) -> dict[str, Any]:
    document, finding = pair
    place = finding.place

    def location(span: Span) -> dict[str, Any]:
        return _location(document, artifact, span)

    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": rules[finding.check],
        "level": _LEVELS[finding.severity],
        "message": {"text": phrasing.message(finding, lang, document.cells)},
        "locations": [{**location(place), "logicalLocations": _logical(finding, document.cells.get(place))}],
        "relatedLocations": [
            {"id": number, **location(span), "message": {"text": text}}
            for number, (span, text) in enumerate(_related(finding, lang), start=1)
        ],
        "partialFingerprints": {"gouji/v1": finding.fingerprint},
        "properties": _properties(finding),
    }
    if finding.suppression is not None:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": phrasing.suppression(finding.suppression, lang),
            }
        ]
    if finding.baseline is not None:
        result["baselineState"] = str(finding.baseline)
    if not result["locations"][0]["logicalLocations"]:
        del result["locations"][0]["logicalLocations"]
    return result


def _related(finding: Finding, lang: str) -> list[tuple[Span, str]]:
    """Every figure that takes part, each once, and the words that an observation is about."""
    found: dict[Span, str] = {}
    for operand in finding.operands:
        text = f"{phrasing.label(operand, lang)} {amounts.printed(operand.figure)}"
        found.setdefault(operand.figure.span, text)
    for span in finding.observation.spans if finding.observation is not None else ():
        found.setdefault(span, layout.clean(span.text) or places.place(span, lang))
    return list(found.items())


def _location(document: DocumentReport, artifact: int, span: Span) -> dict[str, Any]:
    """Where a span is: the file, the region of its lines, and what else its format tells of the place."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(document.path), "index": artifact}}
    if span.file is not None:  # one of several files that are one document
        physical["artifactLocation"] = {"uri": _uri(span.file)}
    if span.line is not None:
        column = span.column or 1
        physical["region"] = {"startLine": span.own_line, "startColumn": column}
        if span.text and "\n" not in span.text:
            physical["region"] |= {"endColumn": column + len(span.text), "snippet": {"text": span.text}}
    cell = document.cells.get(span)
    known = {
        "page": span.page,
        "box": list(span.box) if span.box is not None else None,
        "sheet": span.sheet,
        "cell": span.cell,
        "table": cell.table if cell is not None else None,
        "row": cell.row if cell is not None else None,
        "column": cell.column if cell is not None else None,
    }
    place = {"physicalLocation": physical}
    told = {key: value for key, value in known.items() if value}
    return {**place, "properties": told} if told else place


def _logical(finding: Finding, cell: TablePlace | None) -> list[dict[str, str]]:
    """The headings above a finding, then its table, row and column; and its page and box, or its sheet and cell."""
    path, place = finding.path, finding.place
    steps = [(title, "section") for title in path]
    if cell is not None:
        steps = steps[:-1] if path and path[-1] == cell.table else steps
        steps += [(cell.table, "table"), (cell.row, "row"), (cell.column, "column")]
    box = ", ".join(place.box) if place.box is not None else ""
    printed = [(f"{place.page}" if place.page is not None else "", "page"), (box, "box")]
    return [*_chain(steps), *_chain(printed), *_chain([(place.sheet or "", "sheet"), (place.cell or "", "cell")])]


def _chain(steps: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Names and kinds, each within the one before it; what has no name is none."""
    names: list[str] = []
    found = []
    for name, kind in steps:
        if name:
            names.append(name)
            found.append({"name": name, "kind": kind, "fullyQualifiedName": " › ".join(names)})
    return found


def _properties(finding: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {"severity": str(finding.severity)}
    if finding.quotation:
        told["quotation"] = finding.quotation
    if finding.evidence:
        told["evidence"] = [f"{e.relation.check} {e.verdict}: {amounts.expression(e)}" for e in finding.evidence]
    if finding.suspect is not None:
        suspect = finding.suspect
        told["suspect"] = {
            "text": suspect.figure.text,
            "suggestion": suspect.suggestion,
            "operation": suspect.operation,
            "confidence": str(suspect.confidence.quantize(Decimal("0.01"), ROUND_HALF_UP)),
        }
    return told
