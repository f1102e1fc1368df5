"""Whole reports of small documents, kept as JSON: what a change of the engine changes is seen here in full.

`python -m tests.golden.update` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import audit

FOLDER = Path(__file__).parent
#: the keys of the schema that are compared; the sentences have tests of their own
DOCUMENT = ("path", "format", "kind", "year", "entity", "unit", "findings")
FINDING = ("check", "name", "severity", "figures", "evidence", "suspect", "fingerprint")
FIGURE = ("text", "value", "unit", "role", "label", "line", "column")
EVIDENCE = ("check", "kind", "verdict", "stated", "recomputed", "difference")
SUSPECT = ("text", "line", "column", "suggestion", "operation", "confidence")


def documents() -> list[Path]:
    return sorted(FOLDER.glob("*.txt"))


def golden(file: Path) -> dict[str, Any]:
    """The report on a document, cut down to what is compared."""
    report = audit.audit_bytes(file.read_bytes(), file.name).to_dict()
    (document,) = report["documents"]
    cut: dict[str, Any] = _pick(document, DOCUMENT)
    cut["findings"] = [_finding(finding) for finding in document["findings"]]
    summary = _pick(report["summary"], ("error", "warning", "rounding", "note"))
    return {"schema": report["schema"], "summary": summary, "document": cut}


def _finding(finding: dict[str, Any]) -> dict[str, Any]:
    cut = _pick(finding, FINDING)
    cut["figures"] = [_pick(figure, FIGURE) for figure in finding["figures"]]
    cut["evidence"] = [_pick(evidence, EVIDENCE) for evidence in finding["evidence"]]
    cut["suspect"] = _pick(finding["suspect"], SUSPECT) if finding["suspect"] else None
    return cut


def _pick(entry: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: entry[key] for key in keys}
