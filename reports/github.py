"""The GitHub report: workflow commands that put findings beside the lines of a change, within the platform's limits.

Source: GitHub, Workflow commands for GitHub Actions, and the limits on annotations of a step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from audit.model.finding import DocumentReport, Finding
from audit.model.relation import Severity
from reports import layout, phrasing

#: of each level the platform shows so many for a step, and drops the rest without a word
MOST = 10
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ROUNDING: "notice", Severity.NOTE: "notice"}
#: formats whose lines are those of the file; of the others a line counts in the text that was made of them
_LINED = frozenset({"text"})


def render(documents: Sequence[DocumentReport], lang: str) -> bytes:
    """Annotations as UTF-8: unreadable files first, then live findings, worst first; and how many were cut."""
    commands = [("error", _unreadable(document, lang)) for document in documents if document.unreadable]
    found = [(document, finding) for document in documents for finding in document.live]
    found.sort(key=lambda pair: pair[1].severity.rank)
    commands += [(_LEVELS[finding.severity], _annotation(*pair, lang)) for pair in found for finding in pair[1:]]
    shown: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    lines = []
    for level, command in commands:
        if shown[level] < MOST:
            shown[level] += 1
            lines.append(command)
        else:
            cut[level] += 1
    lines.append(_summary(documents, found, cut, lang))
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def _summary(
    documents: Sequence[DocumentReport],
    found: Iterable[tuple[DocumentReport, Finding]],
    cut: Counter[str],
    lang: str,
) -> str:
    counts = Counter(finding.severity for _, finding in found)
    told = [f"{phrasing.phrase('severity', str(s), lang)} {counts[s]}" for s in Severity]
    if suppressed := sum(len(document.findings) - len(document.live) for document in documents):
        told.append(f"{phrasing.word('suppressed', lang)} {suppressed}")
    told.append(f"{phrasing.word('file', lang)} {len(documents)}")
    line = "gouji: " + " · ".join(told)
    if cut:
        levels = ", ".join(f"{level} {cut[level]}" for level in ("error", "warning", "notice") if cut[level])
        line += " · " + phrasing.phrase("github", "cut", lang, count=str(cut.total()), levels=levels)
    return line


def _unreadable(document: DocumentReport, lang: str) -> str:
    return _command("error", {"file": document.path}, phrasing.unreadable(document, lang))


def _annotation(document: DocumentReport, finding: Finding, lang: str) -> str:
    place = finding.place
    known = {"file": place.file or document.path}
    if document.format in _LINED and place.own_line is not None:
        column = place.column or 1
        known |= {"line": str(place.own_line), "col": str(column), "endColumn": str(column + max(1, len(place.text)))}
    known["title"] = f"{finding.check} {finding.name}"
    return _command(_LEVELS[finding.severity], known, phrasing.message(finding, lang, document.cells))


def _command(level: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{level} {told}::{_data(layout.clean(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
