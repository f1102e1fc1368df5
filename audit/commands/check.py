"""`gouji check`: files and folders through the engine, their report, and the exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import audit
from audit import config as settings
from audit.commands import common, reporting
from audit.commands import documents as documents_of
from audit.model.finding import DocumentReport


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
@click.option("--baseline", type=click.Path(dir_okay=False), help="File of accepted findings (gouji baseline).")
@click.option("--as-one", "one", is_flag=True, help="The files are one disclosure: text.docx tables.xlsx --as-one.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes (default: by the files and the processors).")
@click.option("--timeout", type=click.IntRange(min=1), metavar="SECONDS", help="For one file (default 120).")
@click.option(
    "--cache-dir", type=click.Path(file_okay=False), help="Where outcomes are kept (default: the platform's)."
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep outcomes.")
@common.lang_option
@common.config_option
@common.verbose_option
def check(
    paths: tuple[str, ...],
    output: str | None,
    further: reporting.Further,
    one: bool,
    jobs: int | None,
    timeout: int | None,
    cache_dir: str | None,
    no_cache: bool,
    config_file: str | None,
    verbose: int,
    **options: Any,
) -> None:
    """Check files, and the PDF, Word, Excel, HTML and text files of folders.

    Exit code: 0 nothing at or above --fail-on; 1 findings, or too few figures checked; 2 wrong use; 3 something could
    not be read.
    """
    from audit import batch

    common.log_to_stderr(verbose)
    config = common.configured(paths[0], config_file, options)
    checks = audit.selected_checks(config)
    accepted = documents_of.acceptance(config)
    files, code = documents_of.listed(paths, config.lang)
    whole = reporting.shows_documents(config, further)
    if one:
        documents = documents_of.audited_as_one(files, checks, config, whole=whole)
    else:
        folder = None if cache_dir is None else Path(cache_dir)
        cache = None if no_cache else documents_of.cache_in(folder, len(files), checks, config)
        running = batch.Options(jobs or 0, timeout or batch.TIMEOUT, cache)
        documents = documents_of.audited(files, checks, config, verbose, whole=whole, options=running)
    documents = documents_of.marked(documents, accepted, config)
    if any(document.unreadable for document in documents):
        code = code or common.UNREAD
    if documents:
        reporting.write(documents, config, checks, output, further)
    found = any(config.fails(finding.severity) for document in documents for finding in document.live)
    for document in documents:
        found = _tell_uncovered(document, config) or found
    sys.exit(code or (common.FOUND if found else common.CLEAN))


def _tell_uncovered(document: DocumentReport, config: settings.Config) -> bool:
    """Whether fewer of a document's figures are checked than --min-coverage asks for."""
    from reports import phrasing

    coverage = document.coverage
    if document.unreadable or not config.min_coverage or coverage.reaches(config.min_coverage):
        return False
    told = phrasing.too_low(coverage, config.min_coverage, config.lang)
    click.echo(f"gouji: {document.path}: {told}", err=True)
    return True
