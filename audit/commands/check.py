"""`gouji check`: files and folders through the engine, their report, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import click

import audit
from audit import config as settings
from audit.commands import common, reporting
from audit.errors import ReadError
from audit.model.finding import DocumentReport
from audit.model.relation import Check


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path())
@common.format_option(*settings.FORMATS)
@common.output_option
@reporting.report_option
@click.option("--select", metavar="IDS", help="Only these checks: ids or prefixes with commas (SUM,TIE001).")
@click.option("--ignore", metavar="IDS", help="All checks but these.")
@click.option(
    "--fail-on", type=click.Choice(settings.FAIL_ON), help="Mildest severity with exit code 1 (default error)."
)
@click.option("--min-coverage", metavar="SHARE", help="Exit code 1 when fewer of the figures are checked (0.85).")
@common.lang_option
@common.config_option
@common.verbose_option
def check(
    paths: tuple[str, ...],
    output: str | None,
    further: reporting.Further,
    config_file: str | None,
    verbose: int,
    **options: Any,
) -> None:
    """Check files, and the PDF, Word, Excel, HTML and text files of folders.

    Exit code: 0 nothing at or above --fail-on; 1 findings, or too few figures checked; 2 wrong use; 3 something could
    not be read.
    """
    common.log_to_stderr(verbose)
    config = common.configured(paths[0], config_file, options)
    checks = audit.selected_checks(config)
    files, code = _files(paths, config.lang)
    whole = reporting.shows_documents(config, further)
    documents = [found for file in files for found in _checked(file, checks, config, verbose, whole=whole)]
    if any(_tell_unreadable(document, config.lang) for document in documents):
        code = code or common.UNREAD
    if documents:
        reporting.write(documents, config, checks, output, further)
    found = any(config.fails(finding.severity) for document in documents for finding in document.live)
    for document in documents:
        found = _tell_uncovered(document, config) or found
    sys.exit(code or (common.FOUND if found else common.CLEAN))


def _files(paths: Sequence[str], lang: str) -> tuple[tuple[Path, ...], int]:
    """The files to check, and the exit code that a missing path or a folder with nothing to check calls for."""
    from audit.files import gather

    listing = gather(Path(path) for path in paths)
    for folder, suffixes in listing.skipped.items():
        kinds = ", ".join(f"{suffix} × {count}" for suffix, count in sorted(suffixes.items()))
        common.tell(folder, "skipped", lang, kinds)
    for folder in listing.barren:
        common.tell(folder, "barren", lang)
    for path in listing.missing:
        common.tell(path, "missing", lang)
    return listing.files, common.MISUSED if listing.missing else common.UNREAD if listing.barren else common.CLEAN


def _checked(
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


def _tell_unreadable(document: DocumentReport, lang: str) -> bool:
    from reports import phrasing

    if document.unreadable:
        click.echo(f"gouji: {document.path}: {phrasing.unreadable(document, lang)}", err=True)
    return bool(document.unreadable)


def _tell_uncovered(document: DocumentReport, config: settings.Config) -> bool:
    """Whether fewer of a document's figures are checked than --min-coverage asks for."""
    from reports import phrasing

    coverage = document.coverage
    if document.unreadable or not config.min_coverage or coverage.reaches(config.min_coverage):
        return False
    told = phrasing.too_low(coverage, config.min_coverage, config.lang)
    click.echo(f"gouji: {document.path}: {told}", err=True)
    return True
