"""Comparison 版本对照: which findings of two versions of one document are new, fixed, unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from audit.model.finding import DocumentReport, Finding, TablePlace
from audit.model.span import Span
from reports import json as report_json
from reports import layout, phrasing
from reports.layout import DEFAULT_WIDTH

GROUPS = ("new", "fixed", "unchanged")


class Comparison(Struct, frozen=True):
    """Two versions; what is `unchanged` is given as it stands in the newer one."""

    before: DocumentReport
    after: DocumentReport
    new: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]

    def group(self, name: str) -> tuple[Finding, ...]:
        return {"new": self.new, "fixed": self.fixed, "unchanged": self.unchanged}[name]


def compare(before: DocumentReport, after: DocumentReport) -> Comparison:
    """Findings with one fingerprint are the same."""
    old = {finding.fingerprint for finding in before.findings}
    now = {finding.fingerprint for finding in after.findings}
    return Comparison(
        before,
        after,
        tuple(finding for finding in after.findings if finding.fingerprint not in old),
        tuple(finding for finding in before.findings if finding.fingerprint not in now),
        tuple(finding for finding in after.findings if finding.fingerprint in old),
    )


def render(comparison: Comparison, lang: str, width: int = DEFAULT_WIDTH) -> bytes:
    """For a terminal: how many of each, then one paragraph for each finding, the new ones first."""
    counts = " · ".join(f"{phrasing.word(name, lang)} {len(comparison.group(name))}" for name in GROUPS)
    paths = " → ".join(layout.clean(document.path) for document in (comparison.before, comparison.after))
    lines = [counts, paths]
    for name in GROUPS:
        if comparison.group(name):
            lines += ["", phrasing.word(name, lang)]
            cells = (comparison.before if name == "fixed" else comparison.after).cells
            lines += [line for finding in comparison.group(name) for line in _paragraph(finding, cells, lang, width)]
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def _paragraph(finding: Finding, cells: Mapping[Span, TablePlace], lang: str, width: int) -> Iterator[str]:
    mark = phrasing.word("suppressed", lang) + " " if not finding.is_live else ""
    severity = phrasing.phrase("severity", str(finding.severity), lang)
    text = f"{mark}{severity} {finding.check} {phrasing.message(finding, lang, cells)}"
    for number, line in enumerate(layout.wrap(layout.clean(text), max(20, width - 4))):
        yield ("    " if number else "  ") + line


def render_json(comparison: Comparison, lang: str, version: str) -> bytes:
    """The same as JSON: both documents without their findings, and the findings in their groups."""
    built = report_json.build((comparison.before, comparison.after), lang, version)
    before, after = built["documents"]
    old, now = _named(before), _named(after)
    found: dict[str, Any] = {
        "schema": built["schema"],
        "tool": built["tool"],
        "old": before,
        "new": after,
        "findings": {
            "new": [finding for name, finding in now.items() if name not in old],
            "fixed": [finding for name, finding in old.items() if name not in now],
            "unchanged": [finding for name, finding in now.items() if name in old],
        },
        "summary": {name: len(comparison.group(name)) for name in GROUPS},
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _named(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A document's findings by fingerprint, taken out of it."""
    return {finding["fingerprint"]: finding for finding in document.pop("findings")}
