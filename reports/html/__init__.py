"""The HTML report: one self-contained page for people; of several documents an index with a row for each.

No network: style and script are in the page, and its policy lets nothing else run, whatever a document holds.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from audit.model.finding import DocumentReport
from audit.model.relation import Check, Severity
from reports import layout, phrasing
from reports.html.document import bar, counts, view
from reports.html.markup import Markup, join, tag

_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def render(documents: Sequence[DocumentReport], lang: str, version: str, checks: Sequence[Check] = ()) -> bytes:
    """The page as UTF-8. Documents without a reading are shown without their text."""
    known = {check.id: check for check in checks}
    if len(documents) == 1:
        return _single(documents[0], known, lang, version)
    names = [f"#d{number}" for number in range(len(documents))]
    body = join([_index(documents, names, lang), *_kept(documents, known, lang)])
    return _page(phrasing.word("report-title", lang), body, lang, version)


def folder(
    documents: Sequence[DocumentReport], lang: str, version: str, checks: Sequence[Check] = ()
) -> Iterator[tuple[str, bytes]]:
    """The names and contents of a folder's files: index.html, and a page for each document."""
    known = {check.id: check for check in checks}
    digits = len(str(len(documents)))
    names = [f"{number:0{digits}}.html" for number in range(1, len(documents) + 1)]
    yield "index.html", _page(phrasing.word("report-title", lang), _index(documents, names, lang), lang, version)
    for name, document in zip(names, documents, strict=True):
        yield name, _single(document, known, lang, version, back="index.html")


def _single(document: DocumentReport, checks: Mapping[str, Check], lang: str, version: str, back: str = "") -> bytes:
    """The page of one document, with a way back to the index that it belongs to."""
    shown = view(document, 0, checks, lang)
    body = tag("div", _back(back, lang), tag("div", shown, class_="stage"), class_="one") if back else shown
    title = f"{layout.clean(document.entity or document.path)} · {phrasing.word('report-title', lang)}"
    return _page(title, body, lang, version)


def _page(title: str, body: Markup, lang: str, version: str) -> bytes:
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
    page = tag("html", head, tag("body", body, tag("script", script)), lang=_LANGUAGES[lang])
    return ("<!doctype html>\n" + page + "\n").encode("utf-8", "backslashreplace")


def _file(name: str) -> Markup:
    return Markup(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _index(documents: Sequence[DocumentReport], pages: Sequence[str], lang: str) -> Markup:
    """A row for each document, which leads to its page."""
    head = [phrasing.word(key, lang) for key in ("file", "kind", "year", "coverage")]
    head += [phrasing.phrase("severity", str(severity), lang) for severity in Severity]
    rows = [_row(document, page, lang) for document, page in zip(documents, pages, strict=True)]
    table = tag("table", tag("thead", tag("tr", *(tag("th", name, scope="col") for name in head))), tag("tbody", *rows))
    totals = tag("div", tag("p", *counts(documents, lang), tag("span", _files(documents, lang))), class_="counts")
    return tag("main", tag("h1", phrasing.word("report-title", lang)), totals, table, class_="index", id="index")


def _files(documents: Sequence[DocumentReport], lang: str) -> str:
    """How many documents there are, and how many of them could not be read."""
    told = f"{phrasing.word('file', lang)} {len(documents)}"
    unread = sum(1 for document in documents if document.unreadable)
    return f"{told} · {phrasing.word('unreadable', lang)} {unread}" if unread else told


def _kept(documents: Sequence[DocumentReport], checks: Mapping[str, Check], lang: str) -> Iterator[Markup]:
    """The documents that stand in the page behind their index; each is shown when someone asks for it."""
    yield tag("div", _back("#index", lang), tag("div", class_="stage"), class_="one", hidden=True)
    for number, document in enumerate(documents):
        yield tag("template", view(document, number, checks, lang), data_d=number)


def _back(target: str, lang: str) -> Markup:
    return tag("a", phrasing.phrase("page", "back", lang), href=target, class_="back")


def _row(document: DocumentReport, page: str, lang: str) -> Markup:
    entity = tag("small", layout.clean(document.entity)) if document.entity else ""
    name = tag("th", tag("a", layout.clean(document.path), href=page), entity, scope="row")
    if document.unreadable:
        why = tag("td", phrasing.unreadable(document, lang), colspan=3 + len(Severity), class_="unread")
        return tag("tr", name, why)
    kind = phrasing.phrase("document-kind", str(document.kind), lang)
    share = phrasing.coverage(document.coverage, 1)
    found = [sum(1 for finding in document.live if finding.severity is severity) for severity in Severity]
    return tag(
        "tr",
        name,
        tag("td", kind),
        tag("td", str(document.year or "")),
        tag("td", tag("div", bar(document.coverage, lang), tag("span", share)), class_="covered"),
        *(_count(severity, number, lang) for severity, number in zip(Severity, found, strict=True)),
    )


def _count(severity: Severity, number: int, lang: str) -> Markup:
    """A cell; where the table has no room for its head, its severity is told in it."""
    name = phrasing.phrase("severity", str(severity), lang)
    return tag("td", str(number), class_=f"count {severity}" if number else "count", data_name=name)
