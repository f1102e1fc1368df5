"""Formats 报告格式: the one place where the formats of the report are registered.

A module is imported when its format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from audit.model.finding import DocumentReport
from audit.model.relation import Check
from reports.layout import DEFAULT_WIDTH


class Run(Struct, frozen=True):
    """What a report may tell beside the documents: the language of its words, the tool's version, the checks that ran.

    `width` (columns) and `colour` are a terminal's; a file has neither.
    """

    lang: str = "zh"
    version: str = ""
    checks: tuple[Check, ...] = ()
    width: int = DEFAULT_WIDTH
    colour: bool = False


Renderer = Callable[[Sequence[DocumentReport], Run], bytes]


def render(name: str, documents: Sequence[DocumentReport], run: Run) -> bytes:
    """The report in a registered format; the same documents give the same bytes."""
    return FORMATS[name](documents, run)


def _terminal(documents: Sequence[DocumentReport], run: Run) -> bytes:
    from reports import terminal

    return terminal.render(documents, run.lang, width=run.width, colour=run.colour)


def _json(documents: Sequence[DocumentReport], run: Run) -> bytes:
    from reports import json

    return json.render(documents, run.lang, run.version)


def _checklist(documents: Sequence[DocumentReport], run: Run) -> bytes:
    from reports import checklist

    return checklist.render(documents, run.lang)


def _html(documents: Sequence[DocumentReport], run: Run) -> bytes:
    from reports import html

    return html.render(documents, run.lang, run.version, run.checks)


def _markdown(documents: Sequence[DocumentReport], run: Run) -> bytes:
    from reports import markdown

    return markdown.render(documents, run.lang)


def _sarif(documents: Sequence[DocumentReport], run: Run) -> bytes:
    from reports import sarif

    return sarif.render(documents, run.lang, run.version, run.checks)


def _junit(documents: Sequence[DocumentReport], run: Run) -> bytes:
    from reports import junit

    return junit.render(documents, run.lang, run.checks)


def _github(documents: Sequence[DocumentReport], run: Run) -> bytes:
    from reports import github

    return github.render(documents, run.lang)


def _html_folder(documents: Sequence[DocumentReport], run: Run) -> Iterator[tuple[str, bytes]]:
    from reports import html

    return html.folder(documents, run.lang, run.version, run.checks)


#: formats that may fill a folder, with the names and contents of its files
FOLDERS: Mapping[str, Callable[[Sequence[DocumentReport], Run], Iterator[tuple[str, bytes]]]] = {"html": _html_folder}

#: formats that show the documents themselves: they need reports with a reading
WHOLE = frozenset({"html"})

#: every name that --format and --report take
FORMATS: Mapping[str, Renderer] = {
    "terminal": _terminal,
    "html": _html,
    "markdown": _markdown,
    "checklist": _checklist,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
}
