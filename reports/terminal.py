"""The terminal report: a summary line, one block for each finding, and a table of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from audit.model.finding import DocumentReport, Finding, TablePlace
from audit.model.relation import Severity
from audit.model.span import Span
from reports import layout, phrasing, places
from reports.layout import DEFAULT_WIDTH

_QUOTATION = 160
_EVIDENCE = 4
#: columns that a file's name keeps in the table of documents, however narrow the terminal
_NAME = 16
#: columns of that table that a narrow terminal does without, the first ones first
_SPARE = (("figures", "checked"), ("kind",), ("year",))

_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.ROUNDING: "\x1b[36m",
    Severity.NOTE: "\x1b[2m",
}
_MARKED, _BOLD, _DIM, _GREEN, _RESET = "\x1b[1;7m", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[0m"


def render(
    documents: Sequence[DocumentReport], lang: str, *, width: int = DEFAULT_WIDTH, colour: bool = False
) -> bytes:
    """The report as UTF-8. `width` is the terminal's; `colour` only for a terminal."""
    lines = layout.joined(_summary(documents, lang, colour), width)
    for document in documents:
        lines += ["", *_document(document, lang, width, colour)]
    if len(documents) > 1:
        lines += ["", _table(documents, lang, width)]
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def grid(rows: Iterable[Sequence[str]], head: Sequence[str]) -> str:
    """A table whose columns align under Chinese heads; cells are printed as they are, never as numbers."""
    from tabulate import tabulate

    cells = [[layout.clean(cell) for cell in row] for row in rows]
    return tabulate(cells, headers=[*head], disable_numparse=True, tablefmt="simple")


def _summary(documents: Sequence[DocumentReport], lang: str, colour: bool) -> list[str]:
    found = Counter(finding.severity for document in documents for finding in document.live)
    parts = []
    for severity in Severity:
        told = f"{phrasing.phrase('severity', str(severity), lang)} {found[severity]}"
        parts.append(_tinted(told, _COLOURS[severity] if found[severity] else _DIM, colour))
    unread = sum(1 for document in documents if document.unreadable)
    if unread:
        parts.append(_tinted(f"{phrasing.word('unreadable', lang)} {unread}", _COLOURS[Severity.ERROR], colour))
    suppressed = sum(len(document.findings) - len(document.live) for document in documents)
    if suppressed:
        parts.append(f"{phrasing.word('suppressed', lang)} {suppressed}")
    parts.append(f"{phrasing.word('file', lang)} {len(documents)}")
    return parts


def _tinted(text: str, tint: str, colour: bool) -> str:
    return f"{tint}{text}{_RESET}" if colour else text


def _document(document: DocumentReport, lang: str, width: int, colour: bool) -> list[str]:
    path = layout.clean(document.path)
    if document.unreadable:
        why = layout.wrap(layout.clean(f"{path}: {phrasing.unreadable(document, lang)}"), width)
        return [why[0].replace(path, _tinted(path, _BOLD, colour), 1), *why[1:]]
    kind = phrasing.phrase("document-kind", str(document.kind), lang)
    about = " ".join(part for part in (kind, str(document.year or ""), layout.clean(document.entity)) if part)
    counts = (
        ("figures", str(document.coverage.total)),
        ("checked", f"{document.coverage.checked} ({phrasing.coverage(document.coverage, 1)})"),
        ("once", str(document.coverage.once)),
        ("relations", str(document.relations)),
    )
    head, *more = layout.wrap(f"{path}  {about}", width)
    lines = [head.replace(path, _tinted(path, _BOLD, colour), 1), *more]
    lines += layout.joined([f"{phrasing.word(key, lang)} {count}" for key, count in counts], width)
    for notice in document.notices:
        lines += layout.wrap(layout.clean(phrasing.notice(notice, lang)), width)
    if not document.findings:
        tint = _GREEN if document.coverage.total else _DIM
        return [*lines, _tinted(phrasing.nothing(document, lang), tint, colour)]
    for finding in document.findings:
        lines += ["", *_block(finding, document.cells, lang, width, colour)]
    return lines


def _block(finding: Finding, cells: Mapping[Span, TablePlace], lang: str, width: int, colour: bool) -> list[str]:
    wording = phrasing.describe(finding, lang, cells)
    severity = phrasing.phrase("severity", str(finding.severity), lang)
    where = (layout.clean(places.place(finding.place, lang)), places.box(finding.place, lang))
    head = "  ".join(part for part in (f"{severity} {finding.check} {finding.name}", *where) if part)
    trail = " › ".join(layout.clean(title) for title in phrasing.trail(finding, cells))
    names = [name for name, _ in wording.lines] + [phrasing.word("quotation", lang), phrasing.word("evidence", lang)]
    room = max(layout.width(name) for name in names)
    lines = layout.wrap(head, width)
    lines[0] = _tinted(severity, _COLOURS[finding.severity], colour) + lines[0].removeprefix(severity)
    lines += [_tinted(line, _DIM, colour) for line in _line("", trail, width, 0)]
    lines += [_tinted(line, _BOLD, colour) for line in _line("", wording.what, width, 0)]
    lines += _quotation(finding, lang, width, room, colour)
    for name, text in wording.lines:
        lines += _line(name, text, width, room)
    return lines + _evidence(finding, lang, width, room) + _suppression(finding, lang, width, room)


def _suppression(finding: Finding, lang: str, width: int, room: int) -> list[str]:
    if finding.suppression is None:
        return []
    return _line(phrasing.word("suppressed", lang), phrasing.suppression(finding.suppression, lang), width, room)


def _quotation(finding: Finding, lang: str, width: int, room: int, colour: bool) -> list[str]:
    if not finding.quotation:
        return []
    sentence = layout.marked(finding.quotation, finding.place.text, finding.quoted_at, _QUOTATION)
    lines = _line(phrasing.word("quotation", lang), sentence, width, room)
    if not colour:
        return lines
    figure = layout.clean(finding.place.text)
    return [line.replace("【" + figure + "】", _MARKED + figure + _RESET) for line in lines]


def _evidence(finding: Finding, lang: str, width: int, room: int) -> list[str]:
    """The relations beside the first, which the block's own lines tell."""
    others = finding.evidence[1:]
    lines = []
    for evaluation in others[:_EVIDENCE]:
        text = f"{evaluation.relation.check} {phrasing.evidence(evaluation, lang)}"
        lines += _line(phrasing.word("evidence", lang), text, width, room)
    if len(others) > _EVIDENCE:
        lines += _line(phrasing.word("evidence", lang), f"… +{len(others) - _EVIDENCE}", width, room)
    return lines


def _line(name: str, text: str, width: int, room: int) -> list[str]:
    """A named line of a block, its name in `room` columns, wrapped under itself; nothing for an empty text."""
    if not text:
        return []
    lead = "  " + (layout.pad(name, room) + "  " if room else "")
    indent = " " * layout.width(lead)
    wrapped = layout.wrap(layout.clean(text), max(20, width - len(indent)))
    return [(lead if number == 0 else indent) + part for number, part in enumerate(wrapped)]


def _table(documents: Sequence[DocumentReport], lang: str, width: int) -> str:
    """A row for each document; where that is too wide paths are shortened in their middle, then columns left out."""
    rows = [_row(document, lang) for document in documents]
    table = ""
    for gone in range(len(_SPARE) + 1):
        table = _fitted(rows, [key for key in rows[0] if not any(key in left for left in _SPARE[:gone])], lang, width)
        if max(map(layout.width, table.splitlines())) <= width:
            break
    return table


def _fitted(rows: Sequence[Mapping[str, str]], keys: Sequence[str], lang: str, width: int) -> str:
    """Some columns as a table, the first one's cells shortened as far as need be and as may be."""
    head = [_heading(key, lang) for key in keys]
    cells = [[layout.clean(row[key]) for key in keys] for row in rows]
    table = grid(cells, head)
    over = max(map(layout.width, table.splitlines())) - width
    if over <= 0:
        return table
    room = max(max(layout.width(first) for first, *_ in cells) - over, _NAME)
    return grid([[layout.elide(first, room), *rest] for first, *rest in cells], head)


def _heading(key: str, lang: str) -> str:
    return phrasing.phrase("severity", key, lang) if key in {*Severity} else phrasing.word(key, lang)


def _row(document: DocumentReport, lang: str) -> dict[str, str]:
    """The cells of a document's row, by their columns."""
    found = Counter(finding.severity for finding in document.live)
    unread, coverage = document.unreadable, document.coverage
    kind = phrasing.phrase("document-kind", str(document.kind), lang)
    cells = {
        "kind": kind,
        "year": str(document.year or ""),
        "figures": str(coverage.total),
        "checked": str(coverage.checked),
        "coverage": phrasing.coverage(coverage, 1),
        **{str(severity): str(found[severity]) for severity in Severity},
    }
    if unread:
        cells = dict.fromkeys(cells, "") | {"coverage": phrasing.word("unreadable", lang)}
    return {"file": document.path, **cells}
