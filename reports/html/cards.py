"""Findings as cards: what, the equation, the suspect, the sentence; each leads to its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from audit.model.finding import Finding, TablePlace
from audit.model.relation import Check, Severity
from audit.model.span import Span
from reports import layout, pages, phrasing
from reports.html.equation import equation
from reports.html.marks import Marks
from reports.html.markup import Markup, tag

_QUOTATION = 220
#: lines of the wording that the equation shows already
_DRAWN = frozenset({"stated", "recomputed"})


def card(
    number: int,
    finding: Finding,
    cells: Mapping[Span, TablePlace],
    marks: Marks,
    prefix: str,
    checks: Mapping[str, Check],
    lang: str,
) -> Markup:
    """One finding; its check's id leads to the check's page, where that is among `checks`."""
    wording = phrasing.describe(finding, lang, cells)
    mark = marks.at(finding.place)
    place = layout.clean(wording.where)
    where = tag("a", place, class_="place", href=f"#{mark.id}") if mark else tag("span", place, class_="place")
    page = f"#{page_id(prefix, finding.check)}" if finding.check in checks else None
    about = tag("a", finding.check, class_="id", href=page, title=finding.name)
    severity = phrasing.phrase("severity", str(finding.severity), lang)
    trail = " › ".join(layout.clean(title) for title in phrasing.trail(finding, cells))
    return tag(
        "article",
        tag("header", badge(finding.severity, severity), about, where),
        tag("h3", layout.clean(wording.what)),
        tag("p", trail, class_="trail") if trail else "",
        equation(finding.evidence[0], _doubted(finding), marks, lang) if finding.evidence else "",
        _lines(finding, wording, lang),
        _quotation(finding),
        _evidence(finding, marks, lang),
        id=f"{prefix}k{number}",
        class_="card" if finding.is_live else "card accepted",
        tabindex="-1",
        data_k=number,
        data_severity=str(finding.severity),
        data_family=finding.check[:3],
        data_accepted=None if finding.is_live else "yes",
    )


def page_id(prefix: str, check: str) -> str:
    return f"{prefix}c{check}"


def explanations(findings: Iterable[Finding], prefix: str, checks: Mapping[str, Check], lang: str) -> Iterator[Markup]:
    """The pages of the checks that found something, closed until someone asks."""
    for id_ in sorted({finding.check for finding in findings} & checks.keys()):
        found = pages.in_either(checks[id_], lang)
        rows = [part for name, text in found.items() for part in (tag("dt", name), tag("dd", text))]
        head = tag("summary", f"{id_} {pages.title(checks[id_], lang)}")
        yield tag("details", head, tag("dl", *rows), id=page_id(prefix, id_), class_="page-of")


def badge(severity: Severity, told: str) -> Markup:
    return tag("span", told, class_=f"badge {severity}")


def _lines(finding: Finding, wording: phrasing.Wording, lang: str) -> Markup:
    """The named lines that the equation does not show, and why a finding was accepted."""
    kind = str(finding.evidence[0].relation.kind) if finding.evidence else ""
    drawn = {phrasing.line_name(part, kind, lang) for part in _DRAWN}
    lines = [(name, text) for name, text in wording.lines if name not in drawn]
    if finding.suppression is not None:
        lines.append((phrasing.word("suppressed", lang), phrasing.suppression(finding.suppression, lang)))
    rows = [part for name, text in lines for part in (tag("dt", name), tag("dd", layout.clean(text)))]
    return tag("dl", *rows) if rows else Markup("")


def _quotation(finding: Finding) -> Markup:
    """The sentence, with the figure marked."""
    if not finding.quotation:
        return Markup("")
    before, figure, after = layout.quoted(finding.quotation, finding.place.text, finding.quoted_at, _QUOTATION)
    return tag("blockquote", before, tag("mark", figure) if figure else "", after)


def _doubted(finding: Finding) -> Span:
    """The figure that stands out in the equations: the suspect, else the stated one."""
    return finding.suspect.figure.span if finding.suspect is not None else finding.operands[0].figure.span


def _evidence(finding: Finding, marks: Marks, lang: str) -> Markup:
    """The relations beside the first, closed until someone asks."""
    parts = []
    for evaluation in finding.evidence[1:]:
        claim = f"{evaluation.relation.check} {layout.clean(phrasing.claim(evaluation, lang))}"
        parts.append(tag("div", tag("p", claim), equation(evaluation, _doubted(finding), marks, lang)))
    if not parts:
        return Markup("")
    return tag("details", tag("summary", f"{phrasing.phrase('page', 'more', lang)} {len(parts)}"), *parts)
