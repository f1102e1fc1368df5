"""The check form 公开情况检查表 of finance bureaus in Markdown: items, whether they meet the requirements, problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from audit.model.finding import DocumentReport, Finding, TablePlace
from audit.model.inventory import Entry, EntryKind
from audit.model.relation import Severity
from audit.model.span import Span
from reports import layout, phrasing, places

_QUOTATION = 80
#: findings that say what an item says itself: that it is not there
_ABSENT = frozenset({"statement-missing", "table-missing", "table-unread"})
_SPECIAL = re.compile(r"([\\`*_\[\]|~])")


class Item(Struct):
    """A row of the form. `meets` is None where a person decides; `problems` are in words, without their numbers."""

    name: str
    entries: tuple[Entry, ...] = ()
    meets: bool | None = True
    problems: list[str] = field(default_factory=list)


def render(documents: Sequence[DocumentReport], lang: str) -> bytes:
    """The form of each document, one after the other, as UTF-8."""
    text = "\n".join(line for document in documents for line in _form(document, lang))
    return (text + "\n").encode("utf-8", "backslashreplace")


def items(document: DocumentReport, lang: str) -> list[Item]:
    """The rows of a document's form, each finding in the row of the narrowest thing that it stands in."""
    rows = list(_rows(document, lang))
    rest = Item(str(_definitions()[-1]["name"][lang]))
    for row in rows:
        for entry in row.entries:
            if not entry.is_there:
                row.meets = False
                row.problems.append(_absence(entry, lang))
    owners = {entry.key + entry.kind: row for row in rows for entry in row.entries}
    for finding in document.live:
        if finding.observation is not None and finding.observation.topic in _ABSENT:
            continue
        entry_of = _entry(finding, document.inventory)
        row = owners.get(entry_of.key + entry_of.kind, rest) if entry_of is not None else rest
        row.problems.append(_problem(finding, document.cells, lang))
        if finding.severity is not Severity.ROUNDING:
            row.meets = False
    return [*rows, rest] if rest.problems else rows


def _definitions() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phrasing.data("checklist.yaml")["items"]
    return found


def _rows(document: DocumentReport, lang: str) -> Iterator[Item]:
    known = {entry.key: entry for entry in document.inventory if entry.kind is not EntryKind.TABLE}
    tables = [entry for entry in document.inventory if entry.kind is EntryKind.TABLE]
    for definition in _definitions():
        name = str(definition["name"][lang])
        if definition.get("by") == "reviewer":
            yield Item(name, meets=None)
        elif definition.get("tables"):
            for entry in tables:
                yield Item(name.format(table=entry.name), (entry,))
        elif entries := tuple(known[key] for key in definition.get("entries", ()) if key in known):
            yield Item(name, entries)


def _entry(finding: Finding, inventory: tuple[Entry, ...]) -> Entry | None:
    """The narrowest thing of the inventory that a finding stands in."""
    holding = [
        (extent.size, number)
        for number, entry in enumerate(inventory)
        for extent in entry.extents
        if extent.holds(finding.place)
    ]
    return inventory[min(holding)[1]] if holding else None


def _absence(entry: Entry, lang: str) -> str:
    key = "named" if entry.kind is EntryKind.TABLE and entry.named is not None else "absent"
    where = places.place(entry.named, lang) if key == "named" and entry.named is not None else ""
    return phrasing.phrase("checklist", key, lang, name=entry.name, where=where)


def _problem(finding: Finding, cells: Mapping[Span, TablePlace], lang: str) -> str:
    """Severity, place and what is wrong, with the figures that show it and a quotation."""
    wording = phrasing.describe(finding, lang, cells)
    colon, stop = ("：", "；") if lang == "zh" else (": ", "; ")
    parts = [wording.what, *(name + colon + text for name, text in wording.lines)]
    if finding.quotation:
        quoted = layout.marked(finding.quotation, finding.place.text, finding.quoted_at, _QUOTATION)
        parts.append(phrasing.word("quotation", lang) + colon + quoted)
    severity = phrasing.phrase("severity", str(finding.severity), lang)
    return phrasing.phrase(
        "checklist", "problem", lang, severity=severity, check=finding.check, where=wording.where, what=stop.join(parts)
    )


def _form(document: DocumentReport, lang: str) -> Iterator[str]:
    """The lines of one document's form."""
    kind = phrasing.phrase("document-kind", str(document.kind), lang)
    yield f"# {phrasing.phrase('checklist', 'title', lang, kind=kind)}"
    yield ""
    if document.unreadable:
        yield f"{_text(document.path)}: {_text(phrasing.unreadable(document, lang))}"
        yield ""
        return
    about = {"file": _text(document.path), "body": _text(document.entity), "year": str(document.year or "")}
    yield phrasing.phrase("checklist", "about", lang, **about)
    yield ""
    head = [phrasing.word(key, lang) for key in ("item-number", "check-item", "meets", "problems")]
    yield "| " + " | ".join(head) + " |"
    yield "| ---: | --- | --- | --- |"
    number = 0
    for position, item in enumerate(items(document, lang), start=1):
        key = {None: "reviewer", True: "yes", False: "no"}[item.meets]
        told = [f"{n}. {_text(problem)}" for n, problem in enumerate(item.problems, start=number + 1)]
        number += len(told)
        cells = (str(position), _text(item.name), phrasing.phrase("checklist", key, lang), "<br>".join(told))
        yield "| " + " | ".join(cells).rstrip() + " |"
    yield ""
    coverage = document.coverage
    counts = {"total": str(coverage.total), "checked": str(coverage.checked), "share": phrasing.coverage(coverage, 1)}
    yield phrasing.phrase("checklist", "closing", lang, **counts)
    yield ""


def _text(text: str) -> str:
    """Text that Markdown prints as it is, in one line."""
    plain = layout.clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", plain)
