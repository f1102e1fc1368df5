"""What `check`, `baseline` and `compare` do with the paths that they are given: list, audit, mark what is accepted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

import audit
from audit import config as settings
from audit.commands import common
from audit.model.finding import DocumentReport
from audit.model.relation import Check

if TYPE_CHECKING:
    from audit.acceptance.marking import Acceptance
    from audit.batch import Audited, Options
    from audit.batch.cache import Cache


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
    files: Sequence[Path],
    checks: Sequence[Check],
    config: settings.Config,
    verbose: int = 0,
    *,
    whole: bool = False,
    options: Options | None = None,
) -> tuple[DocumentReport, ...]:
    """The reports of the files, in their order; what cannot be read is told on stderr too.

    A `whole` report keeps the document itself. Without `options` the usual ones hold: as many processes as the files
    are worth, the usual cache.
    """
    from audit import batch

    job = batch.Job(tuple(checks), config, whole)
    options = options or batch.Options(cache=cache_in(None, len(files), checks, config))
    named = [(file, common.name(file)) for file in files]
    with _progress(len(files)) as step:

        def done(number: int, found: batch.Audited) -> None:
            step()
            if verbose:
                _log(named[number][1], found)

        outcomes = batch.audited(named, job, options, done)
    documents = tuple(report for outcome in outcomes for report in outcome.reports)
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


def cache_in(folder: Path | None, files: int, checks: Sequence[Check], config: settings.Config) -> Cache | None:
    """The cache in a folder, or the platform's usual one; that serves runs of several files only, as one file is
    checked about as fast as it is looked up."""
    if folder is None and files < 2:
        return None
    from audit.batch import cache

    folder = folder or cache.default_folder()
    stamp = cache.stamp(audit.__version__, checks, config)
    return None if folder is None or stamp is None else cache.Cache(folder, stamp)


def acceptance(config: settings.Config) -> Acceptance | None:
    """What the settings and the baseline accept; None for nothing. Raises UsageError for a baseline that is none."""
    if not config.suppress and not config.baseline:
        return None
    from audit.acceptance import marking

    return marking.acceptance(config)


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


@contextmanager
def _progress(count: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr that is told of each file; none for a single file, or where stderr is no terminal."""
    if count < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=count, file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)


def _log(name: str, found: Audited) -> None:
    from loguru import logger

    figures, relations = sum(r.coverage.total for r in found.reports), sum(r.relations for r in found.reports)
    took = "cached" if found.seconds is None else f"{found.seconds * 1000:.0f} ms"
    logger.info("{}: {} figures, {} relations, {}", name, figures, relations, took)


def _tell_unreadable(document: DocumentReport, lang: str) -> None:
    from reports import phrasing

    if document.unreadable:
        click.echo(f"gouji: {document.path}: {phrasing.unreadable(document, lang)}", err=True)
