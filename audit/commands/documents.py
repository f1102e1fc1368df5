"""What `check`, `baseline` and `compare` do with the paths that they are given: list, audit, mark what is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from audit import config as settings
from audit.commands import common
from audit.errors import ReadError
from audit.model.finding import DocumentReport
from audit.model.relation import Check

if TYPE_CHECKING:
    from audit.acceptance.marking import Acceptance


def listed(paths: Sequence[str], lang: str) -> tuple[tuple[Path, ...], int]:
    """The files to check, and the exit code that a missing path or a folder with nothing to check calls for."""
    from audit.files import gather

    listing = gather(Path(path) for path in paths)
    for folder, suffixes in listing.skipped.items():
        kinds = ", ".join(f"{suffix} × {count}" for suffix, count in sorted(suffixes.items()))
        common.tell(folder, "skipped", lang, detail=kinds)
    for folder in listing.barren:
        common.tell(folder, "barren", lang)
    for path in listing.missing:
        common.tell(path, "missing", lang)
    return listing.files, common.MISUSED if listing.missing else common.UNREAD if listing.barren else common.CLEAN


def audited(
    files: Sequence[Path], checks: Sequence[Check], config: settings.Config, verbose: int = 0, *, whole: bool = False
) -> tuple[DocumentReport, ...]:
    """The reports of the files, in their order; what cannot be read is told on stderr too."""
    documents = tuple(found for file in files for found in _audited(file, checks, config, verbose, whole=whole))
    for document in documents:
        _tell_unreadable(document, config.lang)
    return documents


def audited_as_one(
    files: Sequence[Path], checks: Sequence[Check], config: settings.Config, *, whole: bool = False
) -> tuple[DocumentReport, ...]:
    """The report of the files as one disclosure; before it, those of files that cannot be read."""
    from audit import pipeline

    documents = pipeline.as_one(
        pipeline.opened(((common.name(file), file) for file in files), config), checks, config, whole=whole
    )
    for document in documents:
        _tell_unreadable(document, config.lang)
    return documents


def acceptance(config: settings.Config) -> Acceptance | None:
    """What the settings and the baseline accept; None for nothing. Raises UsageError for a baseline that is none."""
    if not config.suppress and not config.baseline:
        return None
    from audit.acceptance import baseline
    from audit.acceptance.marking import Acceptance

    file = Path(config.baseline)
    return Acceptance(config.suppress, config.folder or Path.cwd(), baseline.load(file) if config.baseline else None)


def marked(
    documents: Sequence[DocumentReport], accepted: Acceptance | None, config: settings.Config
) -> tuple[DocumentReport, ...]:
    """The documents with what is accepted marked; entries that accept nothing any more are told on stderr."""
    if accepted is None:
        return tuple(documents)
    from audit.acceptance.marking import mark
    from reports import phrasing

    found = mark(documents, accepted, date.today())
    for document in found.documents:
        for lapsed in document.lapsed:
            click.echo(f"gouji: {document.path}: {phrasing.lapsed(lapsed, config.lang)}", err=True)
    for entry in found.orphans:
        click.echo(f"gouji: {config.baseline}: {phrasing.orphan(entry, config.lang)}", err=True)
    return found.documents


def _audited(
    file: Path, checks: Sequence[Check], config: settings.Config, verbose: int, *, whole: bool
) -> tuple[DocumentReport, ...]:
    from audit import pipeline

    name = common.name(file)
    start = perf_counter()
    try:
        found = pipeline.reports(pipeline.load(file, config), name, checks, config, whole=whole)
    except ReadError as error:
        found = (pipeline.unreadable(name, error),)
    if verbose:
        from loguru import logger

        took = f"{(perf_counter() - start) * 1000:.0f} ms"
        figures, relations = sum(r.coverage.total for r in found), sum(r.relations for r in found)
        logger.info("{}: {} figures, {} relations, {}", name, figures, relations, took)
    return found


def _tell_unreadable(document: DocumentReport, lang: str) -> None:
    from reports import phrasing

    if document.unreadable:
        click.echo(f"gouji: {document.path}: {phrasing.unreadable(document, lang)}", err=True)
