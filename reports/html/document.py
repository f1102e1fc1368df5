"""One document on a page: its head, its sections with their coverage, its text, its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from audit.model.coverage import Coverage, SectionCoverage, Standing
from audit.model.finding import DocumentReport
from audit.model.relation import Check, Severity
from reports import layout, phrasing
from reports.html import cards
from reports.html.marks import SUSPECT, Marks
from reports.html.markup import Markup, join, tag
from reports.html.text import text

#: the width of a coverage bar in its own units
_WIDTH = 1000


def view(document: DocumentReport, number: int, checks: Mapping[str, Check], lang: str) -> Markup:
    """Everything about one document; without a reading, all but its text."""
    prefix = f"d{number}"
    if document.unreadable:
        return tag(
            "div", _head(document, lang), tag("p", phrasing.unreadable(document, lang), class_="unread"), class_="doc"
        )
    marks = Marks(document, prefix, lang)
    cells = document.cells
    found = [
        cards.card(at, finding, cells, marks, prefix, checks, lang) for at, finding in enumerate(document.findings)
    ]
    shown, headings = text(document.reading, marks, prefix, lang) if document.reading else (Markup(""), {})
    outline = join([_legend(marks, lang), _outline(document.coverage, headings, marks, lang)])
    explained = [*cards.explanations(document.findings, prefix, checks, lang)]
    if explained:
        found += [tag("section", tag("h2", _say("explained", lang)), *explained, class_="explained")]
    nothing = tag("p", phrasing.nothing(document, lang), class_="clean")
    columns = [
        tag("nav", outline, class_="outline", aria_label=_say("outline", lang)),
        tag("section", shown, class_="text", lang="zh-CN", tabindex="0", aria_label=_say("text", lang)),
        tag("aside", _filters(document, lang), *(found or [nothing]), id=f"{prefix}x", tabindex="-1"),
    ]
    return tag(
        "div",
        tag("a", _say("skip", lang), href=f"#{prefix}x", class_="skip"),
        _head(document, lang),
        *(tag("p", layout.clean(phrasing.notice(notice, lang)), class_="notice") for notice in document.notices),
        _views(lang),
        tag("div", *columns, class_="columns"),
        class_="doc",
        id=prefix,
        data_view="findings",
    )


def bar(coverage: Coverage | SectionCoverage, lang: str) -> Markup:
    """Proved, checked once and unchecked figures as shares of a bar."""
    total = coverage.total
    counts = {Standing.PROVED: coverage.proved, Standing.ONCE: coverage.once}
    told = " · ".join(f"{phrasing.phrase('standing', str(s), lang)} {count}" for s, count in counts.items())
    unchecked = f"{phrasing.phrase('standing', str(Standing.UNCHECKED), lang)} {total - coverage.checked}"
    parts, left = [], 0
    for standing, count in counts.items():
        width = _WIDTH * count // total if total else 0
        parts.append(tag("rect", x=left, width=width, height=8, class_=str(standing)))
        left += width
    return tag(
        "svg",
        tag("title", f"{told} · {unchecked}"),
        *parts,
        viewBox=f"0 0 {_WIDTH} 8",
        preserveAspectRatio="none",
        role="img",
        class_="bar",
    )


def counts(documents: Iterable[DocumentReport], lang: str) -> Iterator[Markup]:
    """The live findings of each severity."""
    found = Counter(finding.severity for document in documents for finding in document.live)
    for severity in Severity:
        told = f"{phrasing.phrase('severity', str(severity), lang)} {found[severity]}"
        yield tag("span", told, class_=f"badge {severity}" if found[severity] else "badge none")


def _head(document: DocumentReport, lang: str) -> Markup:
    path = layout.clean(document.path)
    entity = layout.clean(document.entity)
    kind = phrasing.phrase("document-kind", str(document.kind), lang)
    about = [kind, str(document.year or ""), path if entity else ""]
    if document.unreadable:
        return tag("header", tag("h1", path), class_="head")
    coverage = document.coverage
    told = phrasing.phrase(
        "page", "coverage", lang,
        share=phrasing.coverage(coverage, 1), checked=str(coverage.checked), total=str(coverage.total),
        relations=str(document.relations),
    )  # fmt: skip
    return tag(
        "header",
        tag("div", tag("h1", entity or path), tag("p", " · ".join(part for part in about if part))),
        tag("div", tag("p", *counts((document,), lang)), class_="counts"),
        tag("div", bar(coverage, lang), tag("p", told), class_="coverage"),
        class_="head",
    )


def _views(lang: str) -> Markup:
    """On a narrow screen one of the three columns is shown."""
    names = ("outline", "text", "findings")
    buttons = [tag("button", _say(name, lang), type="button", data_view=name) for name in names]
    return tag("div", *buttons, class_="views", role="group")


def _legend(marks: Marks, lang: str) -> Markup:
    """What the colours say; each can be switched off."""
    found = Counter(mark.standing for mark in marks)
    rows = []
    for standing in (SUSPECT, *map(str, reversed(Standing))):
        name = phrasing.phrase("standing", standing, lang)
        box = tag("input", type="checkbox", checked=True, data_standing=standing)
        rows.append(tag("label", box, tag("span", name, class_=f"f {standing}"), tag("small", str(found[standing]))))
    return tag("div", tag("h2", _say("legend", lang)), *rows, class_="legend")


def _outline(coverage: Coverage, headings: Mapping[tuple[str, ...], str], marks: Marks, lang: str) -> Markup:
    """The sections that have figures, each with its share of checked ones; a link to its heading, or first figure."""
    rows = []
    for section in coverage.sections:
        target = headings.get(section.path)
        if target is None and section.figures:
            mark = marks.at(section.figures[0].figure.span)
            target = mark.id if mark is not None else None
        name = layout.clean(section.path[-1]) if section.path else _say("top", lang)
        link = tag("a", name, href=f"#{target}" if target else None)
        share = tag("small", f"{section.checked}/{section.total}")
        rows.append(tag("li", link, share, bar(section, lang), data_depth=min(len(section.path), 4)))
    return join([tag("h2", _say("outline", lang)), tag("ol", *rows)])


def _filters(document: DocumentReport, lang: str) -> Markup:
    """Switches for severities and families, with how many findings each has."""
    severities = Counter(str(finding.severity) for finding in document.findings)
    families = Counter(finding.check[:3] for finding in document.findings)
    accepted = Counter("yes" for finding in document.findings if not finding.is_live)
    rows = [
        _switches("severity", [(str(s), phrasing.phrase("severity", str(s), lang)) for s in Severity], severities),
        _switches("family", [(name, _family(name, lang)) for name in sorted(families)], families),
        _switches("accepted", [("yes", phrasing.word("suppressed", lang))], accepted) if accepted["yes"] else "",
        tag(
            "p",
            tag("output", str(len(document.findings))),
            f" / {len(document.findings)} · ",
            _say("keys", lang),
            class_="keys",
        ),
    ]
    head = tag("h2", _say("findings", lang))
    return tag("div", head, *rows, class_="filters", role="group", aria_label=_say("filter", lang))


def _switches(kind: str, names: list[tuple[str, str]], found: Counter[str]) -> Markup:
    labels = []
    for key, name in names:
        if found[key]:
            box = tag("input", type="checkbox", checked=True, **{f"data_{kind}": key})
            labels.append(tag("label", box, tag("span", f"{name} {found[key]}"), class_=f"switch {key}"))
    return tag("div", *labels, class_="switches")


def _family(name: str, lang: str) -> str:
    return phrasing.phrase("family", name, lang) if phrasing.knows("family", name) else name


def _say(key: str, lang: str) -> str:
    return phrasing.phrase("page", key, lang)
