"""The Markdown report: for a mail, a merge request, a ticket. What a document says is text, never markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from audit.model.finding import DocumentReport, Finding, TablePlace
from audit.model.relation import Severity
from audit.model.span import Span
from reports import layout, phrasing

#: of a finding's further relations so many are told
_EVIDENCE = 4
_QUOTATION = 160
#: what Markdown, or a platform's dialect of it, reads as markup inside a line: emphasis, code, links, cells,
#: mathematics, the number of an issue, an address
_MARKUP = re.compile(r"[\\`*_\[\]|~$]|#(?=\d)|(?<=:)/(?=/)|(?<=www)\.")
#: what opens a heading, a list or a rule at the beginning of a line, and behind a number there
_OPENING, _ORDERED = frozenset("-+=#"), frozenset(".)")


def render(documents: Sequence[DocumentReport], lang: str) -> bytes:
    """The report as UTF-8."""
    lines = [f"# {phrasing.word('report-title', lang)}", "", _counts(documents, lang), ""]
    if len(documents) > 1:
        lines += [*_table(_rows(documents, lang)), ""]
    for document in documents:
        lines += _document(document, lang)
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")


def _counts(documents: Sequence[DocumentReport], lang: str) -> str:
    found = Counter(finding.severity for document in documents for finding in document.live)
    parts = [f"**{phrasing.phrase('severity', str(severity), lang)} {found[severity]}**" for severity in Severity]
    unread = sum(1 for document in documents if document.unreadable)
    if unread:
        parts.append(f"**{phrasing.word('unreadable', lang)} {unread}**")
    if suppressed := sum(len(document.findings) - len(document.live) for document in documents):
        parts.append(f"{phrasing.word('suppressed', lang)} {suppressed}")
    return " · ".join([*parts, f"{phrasing.word('file', lang)} {len(documents)}"])


def _rows(documents: Sequence[DocumentReport], lang: str) -> Iterable[Sequence[str]]:
    yield [
        *(phrasing.word(key, lang) for key in ("file", "kind", "year", "coverage")),
        *(phrasing.phrase("severity", str(severity), lang) for severity in Severity),
    ]
    for document in documents:
        found = Counter(finding.severity for finding in document.live)
        if document.unreadable:
            yield [_text(document.path), phrasing.word("unreadable", lang), *[""] * (2 + len(Severity))]
            continue
        kind = phrasing.phrase("document-kind", str(document.kind), lang)
        counts = [str(found[severity]) for severity in Severity]
        covered = phrasing.coverage(document.coverage, 1)
        yield [_text(document.path), kind, str(document.year or ""), covered, *counts]


def _table(rows: Iterable[Sequence[str]]) -> list[str]:
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    columns = head.count(" | ") + 1
    return [head, "|" + " --- |" * columns, *body]


def _document(document: DocumentReport, lang: str) -> list[str]:
    lines = [f"## {_text(document.path)}", ""]
    if document.unreadable:
        return [*lines, f"**{phrasing.word('unreadable', lang)}** {_text(phrasing.unreadable(document, lang))}", ""]
    kind = phrasing.phrase("document-kind", str(document.kind), lang)
    coverage = document.coverage
    about = [
        kind,
        str(document.year or ""),
        _text(document.entity),
        f"{phrasing.word('figures', lang)} {coverage.total}",
    ]
    about.append(f"{phrasing.word('checked', lang)} {coverage.checked} ({phrasing.coverage(coverage, 1)})")
    lines += [" · ".join(part for part in about if part), ""]
    for notice in document.notices:
        lines += [_text(phrasing.notice(notice, lang)), ""]
    if not document.findings:
        return [*lines, phrasing.nothing(document, lang), ""]
    for number, finding in enumerate(document.findings, start=1):
        lines += _finding(number, finding, document.cells, lang)
    return lines


def _finding(number: int, finding: Finding, cells: Mapping[Span, TablePlace], lang: str) -> list[str]:
    wording = phrasing.describe(finding, lang, cells)
    severity = phrasing.phrase("severity", str(finding.severity), lang)
    lines = [f"### {number}. {severity} {finding.check} {_text(wording.what)}", ""]
    trail = " › ".join(map(_text, phrasing.trail(finding, cells)))
    lines += [" · ".join([_text(wording.where), trail]).rstrip(" ·"), ""]
    if finding.quotation:
        lines += ["> " + _quotation(finding), ""]
    lines += [f"- {name} {_text(text)}" for name, text in wording.lines]
    others = finding.evidence[1:]
    name = phrasing.word("evidence", lang)
    lines += [f"- {name} {_text(phrasing.evidence(evaluation, lang))}" for evaluation in others[:_EVIDENCE]]
    if len(others) > _EVIDENCE:
        lines.append(f"- {name} … +{len(others) - _EVIDENCE}")
    if finding.suppression is not None:
        told = _text(phrasing.suppression(finding.suppression, lang))
        lines.append(f"- {phrasing.word('suppressed', lang)} {told}")
    return [*lines, ""] if lines[-1] else lines


def _quotation(finding: Finding) -> str:
    """The sentence with the figure marked as in the terminal report: bold marks would not close after a % sign."""
    return _line(layout.marked(finding.quotation, finding.place.text, finding.quoted_at, _QUOTATION))


def _line(text: str) -> str:
    """Text that opens a line."""
    told = _text(text)
    number = len(told) - len(told.lstrip("0123456789"))
    at = number if number and told[number : number + 1] in _ORDERED else 0
    return told[:at] + "\\" + told[at:] if at or told[:1] in _OPENING else told


def _text(text: str) -> str:
    """Text of a document, or about it: one line in which nothing is markup, an element, a link, or a mention."""
    flat = layout.clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(lambda found: "\\" + found.group(0), flat).replace("@", "&#64;")
