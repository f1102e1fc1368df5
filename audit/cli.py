"""The command `gouji`: check, checks, explain, inspect. It knows everyone and decides nothing about figures."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any, NoReturn

import click

import audit
from audit import config as settings
from audit.errors import GoujiError, ReadError, UsageError
from audit.model.finding import DocumentReport
from audit.model.relation import Check

#: exit codes: nothing at or above --fail-on; findings; wrong use; something could not be read
CLEAN, FOUND, MISUSED, UNREAD = 0, 1, 2, 3


class _Group(click.Group):
    """Turns errors into one line on stderr and an exit code that is not the one of findings."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GoujiError as error:
            _fail(str(error), MISUSED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # Python's exit code 1 would say that a document has findings
            from loguru import logger

            logger.opt(exception=error).info("internal error")
            _fail(f"internal error: {type(error).__name__}: {error} (-v shows where)", UNREAD)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(audit.__version__, prog_name="gouji")
def main() -> None:
    """勾稽 gouji: find the figures of a financial disclosure that do not agree."""
    # Documents are Chinese whatever the locale, and a file name that is no UTF-8 must not end the run.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


_format = click.option(
    "--format", "format_", type=click.Choice(settings.FORMATS), help="Format on stdout (default terminal)."
)
_lang = click.option("--lang", type=click.Choice(settings.LANGUAGES), help="Language of the report (default zh).")
_config = click.option("--config", "config_file", type=click.Path(), help="Settings file, instead of the one found.")
_verbose = click.option("-v", "--verbose", count=True, help="Log to stderr; -vv logs more.")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path())
@_format
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report to a file, not to stdout.")
@click.option("--select", metavar="IDS", help="Only these checks: ids or prefixes with commas (SUM,TIE001).")
@click.option("--ignore", metavar="IDS", help="All checks but these.")
@click.option(
    "--fail-on", type=click.Choice(settings.FAIL_ON), help="Mildest severity with exit code 1 (default error)."
)
@_lang
@_config
@_verbose
def check(paths: tuple[str, ...], output: str | None, config_file: str | None, verbose: int, **options: Any) -> None:
    """Check files, and the PDF, Word, Excel, HTML and text files of folders.

    Exit code: 0 nothing at or above --fail-on; 1 findings; 2 wrong use; 3 something could not be read.
    """
    _log_to_stderr(verbose)
    config = _configured(paths[0], config_file, options)
    checks = audit.selected_checks(config)
    files, code = _files(paths, config.lang)
    documents = [_checked(file, checks, config, verbose) for file in files]
    if any(_tell_unreadable(document, config.lang) for document in documents):
        code = code or UNREAD
    if documents:
        _write(_rendered(documents, config, for_file=output is not None), output)
    found = any(config.fails(finding.severity) for document in documents for finding in document.findings)
    sys.exit(code or (FOUND if found else CLEAN))


@main.command(name="checks")
@_lang
def list_checks(lang: str | None) -> None:
    """List the checks."""
    from reports import phrasing
    from reports.terminal import grid

    head = [phrasing.word(key, lang or "zh") for key in ("check-id", "check-name", "check-term")]
    rows = [(found.id, found.name, found.title) for found in audit.all_checks()]
    _emit((grid(rows, head) + "\n").encode("utf-8"))


@main.command()
@click.argument("check_id", metavar="ID")
def explain(check_id: str) -> None:
    """Print the page of a check."""
    from inspect import cleandoc

    from audit import registry

    found = registry.find(audit.all_checks(), check_id)
    _emit(f"{found.id} {found.name}\n\n{cleandoc(found.doc)}\n".encode())


@main.command()
@click.argument("path", metavar="PATH", type=click.Path())
@click.option("--tables", is_flag=True, help="Only the recovered tables, as grids.")
@_format
@_lang
@_config
@_verbose
def inspect(path: str, tables: bool, config_file: str | None, verbose: int, **options: Any) -> None:
    """Show what was read: outline, facts, and every figure with how often it was checked."""
    from audit import pipeline
    from reports import inspection, phrasing

    _log_to_stderr(verbose)
    config = _configured(path, config_file, options)
    name = _name(Path(path))
    try:
        seen = pipeline.audit(pipeline.load(Path(path), config), name, audit.selected_checks(config), config)
    except ReadError as error:
        reason = phrasing.unreadable(pipeline.unreadable(name, error), config.lang)
        _fail(f"{name}: {reason}", UNREAD)
    if config.format == "json":
        _emit(inspection.render_json(name, seen.base, seen.evaluations))
    else:
        _emit(inspection.render(name, seen.base, seen.evaluations, config.lang, tables=tables))


def _configured(path: str, config_file: str | None, options: dict[str, Any]) -> settings.Config:
    """The settings found from the first path, else from the working directory upward; options replace them."""
    found = settings.load(Path(config_file)) if config_file else settings.find(Path(path), Path.cwd())
    given = {name.rstrip("_"): value for name, value in options.items() if value is not None}
    for name in ("select", "ignore"):
        if name in given:
            given[name] = settings.prefixes(given[name])
    if "fail_on" in given:
        given["fail_on"] = settings.severity(given["fail_on"])
    return replace(found, **given)


def _files(paths: Sequence[str], lang: str) -> tuple[tuple[Path, ...], int]:
    """The files to check, and the exit code that a missing path or a folder with nothing to check calls for."""
    from audit.files import gather

    listing = gather(Path(path) for path in paths)
    for folder, suffixes in listing.skipped.items():
        kinds = ", ".join(f"{suffix} × {count}" for suffix, count in sorted(suffixes.items()))
        _tell(folder, "skipped", lang, kinds)
    for folder in listing.barren:
        _tell(folder, "barren", lang)
    for path in listing.missing:
        _tell(path, "missing", lang)
    return listing.files, MISUSED if listing.missing else UNREAD if listing.barren else CLEAN


def _checked(file: Path, checks: Sequence[Check], config: settings.Config, verbose: int) -> DocumentReport:
    from audit import pipeline

    start = perf_counter()
    try:
        report = pipeline.report(pipeline.load(file, config), _name(file), checks, config)
    except ReadError as error:
        report = pipeline.unreadable(_name(file), error)
    if verbose:
        from loguru import logger

        took = f"{(perf_counter() - start) * 1000:.0f} ms"
        logger.info(
            "{}: {} figures, {} relations, {}", _name(file), report.coverage.total, len(report.evaluations), took
        )
    return report


def _name(path: Path) -> str:
    """A path as UTF-8 text, also where the locale cannot say what its bytes mean."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _rendered(documents: Sequence[DocumentReport], config: settings.Config, *, for_file: bool) -> bytes:
    if config.format == "json":
        from reports import json

        return json.render(documents, config.lang, audit.__version__)
    from reports import terminal

    if for_file or not sys.stdout.isatty():
        return terminal.render(documents, config.lang)
    width = shutil.get_terminal_size((terminal.DEFAULT_WIDTH, 24)).columns
    return terminal.render(documents, config.lang, width=width, colour="NO_COLOR" not in os.environ)


def _tell_unreadable(document: DocumentReport, lang: str) -> bool:
    from reports import phrasing

    if document.unreadable:
        click.echo(f"gouji: {document.path}: {phrasing.unreadable(document, lang)}", err=True)
    return bool(document.unreadable)


def _tell(path: Path, key: str, lang: str, detail: str = "") -> None:
    from reports import phrasing

    click.echo(f"gouji: {_name(path)}: {phrasing.phrase('files', key, lang, detail=detail)}", err=True)


def _write(report: bytes, output: str | None) -> None:
    if output is None:
        _emit(report)
        return
    try:
        Path(output).write_bytes(report)
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror or error}") from error


def _emit(report: bytes) -> None:
    """Bytes to stdout: UTF-8 whatever the locale says."""
    click.echo(report, nl=False)


def _fail(text: str, code: int) -> NoReturn:
    click.echo(f"gouji: {text}", err=True)
    sys.exit(code)


def _log_to_stderr(verbose: int) -> None:
    """Warnings only, unless asked. loguru is imported for a log that someone reads, and costs a quiet run nothing."""
    os.environ["LOGURU_LEVEL"] = "WARNING"
    if not verbose and "loguru" not in sys.modules:
        return
    from loguru import logger

    logger.remove()
    logger.add(sys.stderr, level=("WARNING", "INFO", "DEBUG")[min(verbose, 2)], format="{level} {message}")
