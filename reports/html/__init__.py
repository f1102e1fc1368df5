"""The HTML report: one self-contained page for people; of several documents an index with a row for each.

No network: style and script are in the page, and its policy lets nothing else run, whatever a document holds.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from audit.model.finding import DocumentReport
from audit.model.relation import Check, Severity
from reports import layout, phrasing
from reports.html.document import bar, view
from reports.html.markup import Markup, join, tag

_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def render(documents: Sequence[DocumentReport], lang: str, version: str, checks: Sequence[Check] = ()) -> bytes:
    """The page as UTF-8. Documents without a reading are shown without their text."""
    titles = {check.id: check.title for check in checks}
    title = phrasing.word("report-title", lang)
    if len(documents) == 1:
        body = view(documents[0], 0, titles, lang)
        title = f"{layout.clean(documents[0].entity or documents[0].path)} · {title}"
    else:
        body = _index(documents, titles, lang)
    page = _page(title, body, lang, version)
    return ("<!doctype html>\n" + page + "\n").encode("utf-8", "backslashreplace")


def _page(title: str, body: Markup, lang: str, version: str) -> Markup:
    style, script = _file("page.css"), _file("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content=f"gouji {version}"),
        tag("title", title),
        tag("style", style),
    )
    return tag("html", head, tag("body", body, tag("script", script)), lang=_LANGUAGES[lang])


def _file(name: str) -> Markup:
    return Markup(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _index(documents: Sequence[DocumentReport], titles: dict[str, str], lang: str) -> Markup:
    """A row for each document; a document is put on the page when someone asks for it."""
    head = [phrasing.word(key, lang) for key in ("file", "kind", "year", "coverage")]
    head += [phrasing.phrase("severity", str(severity), lang) for severity in Severity]
    rows = [_row(document, number, lang) for number, document in enumerate(documents)]
    table = tag("table", tag("thead", tag("tr", *(tag("th", name, scope="col") for name in head))), tag("tbody", *rows))
    index = tag("main", tag("h1", phrasing.word("report-title", lang)), table, class_="index", id="index")
    back = tag("a", phrasing.phrase("page", "back", lang), href="#index", class_="back")
    views = [tag("template", view(document, at, titles, lang), data_d=at) for at, document in enumerate(documents)]
    stage = tag("div", back, tag("div", id="stage"), class_="one", hidden=True)
    return join([index, stage, *views])


def _row(document: DocumentReport, number: int, lang: str) -> Markup:
    entity = tag("small", layout.clean(document.entity)) if document.entity else ""
    name = tag("th", tag("a", layout.clean(document.path), href=f"#d{number}"), entity, scope="row")
    if document.unreadable:
        why = tag("td", phrasing.unreadable(document, lang), colspan=3 + len(Severity), class_="unread")
        return tag("tr", name, why)
    kind = phrasing.phrase("document-kind", str(document.kind), lang)
    found = [sum(1 for finding in document.live if finding.severity is severity) for severity in Severity]
    return tag(
        "tr",
        name,
        tag("td", kind),
        tag("td", str(document.year or "")),
        tag("td", bar(document.coverage, lang), phrasing.coverage(document.coverage, 1), class_="covered"),
        *(tag("td", str(n), class_=f"count {s}" if n else "count") for s, n in zip(Severity, found, strict=True)),
    )
