"""What the commands share: exit codes, options, settings, and the ways to stdout and stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
from msgspec.structs import replace

from audit import config as settings
from audit.errors import UsageError

#: exit codes: nothing at or above --fail-on; findings; wrong use; something could not be read
CLEAN, FOUND, MISUSED, UNREAD = 0, 1, 2, 3
INTERRUPTED = 130


def format_option(*names: str) -> Callable[[Any], Any]:
    return click.option("--format", "format_", type=click.Choice(names), help="Format on stdout (default terminal).")


lang_option = click.option("--lang", type=click.Choice(settings.LANGUAGES), help="Language of the report (default zh).")
config_option = click.option(
    "--config", "config_file", type=click.Path(), help="Settings file, instead of the one found."
)
verbose_option = click.option("-v", "--verbose", count=True, help="Log to stderr; -vv logs more.")
output_option = click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Write the report to a file, not to stdout."
)


def configured(path: str, config_file: str | None, options: dict[str, Any]) -> settings.Config:
    """The settings found from the first path, else from the working directory upward; options replace them."""
    found = settings.load(Path(config_file)) if config_file else settings.find(Path(path), Path.cwd())
    given = {name.rstrip("_"): value for name, value in options.items() if value is not None}
    for name in ("select", "ignore"):
        if name in given:
            given[name] = settings.prefixes(given[name])
    if "fail_on" in given:
        given["fail_on"] = settings.severity(given["fail_on"])
    if "min_coverage" in given:
        try:
            given["min_coverage"] = settings.share(given["min_coverage"])
        except ValueError as error:
            raise UsageError(f"--min-coverage: {error}") from error
    return replace(found, **given)


def name(path: Path) -> str:
    """A path as UTF-8 text, also where the locale cannot say what its bytes mean."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def tell(path: Path, key: str, lang: str, **slots: str) -> None:
    """One line on stderr about a path that was given."""
    from reports import phrasing

    click.echo(f"gouji: {name(path)}: {phrasing.phrase('files', key, lang, **slots)}", err=True)


def write(report: bytes, output: str | None) -> None:
    """A report to its file, or to stdout. Raises UsageError for a file that cannot be written."""
    if output is None:
        emit(report)
        return
    try:
        Path(output).write_bytes(report)
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror or error}") from error


def width(output: str | None) -> int:
    """How many columns a report may take: those of the terminal that it goes to, else the usual number."""
    import shutil

    from reports.layout import DEFAULT_WIDTH

    shown = output is None and sys.stdout.isatty()
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if shown else DEFAULT_WIDTH


def emit(report: bytes) -> None:
    """Bytes to stdout: UTF-8 whatever the locale says."""
    click.echo(report, nl=False)


def fail(text: str, code: int) -> NoReturn:
    click.echo(f"gouji: {text}", err=True)
    sys.exit(code)


def log_to_stderr(verbose: int) -> None:
    """Warnings only, unless asked. loguru is imported for a log that someone reads, and costs a quiet run nothing."""
    os.environ["LOGURU_LEVEL"] = "WARNING"
    if not verbose and "loguru" not in sys.modules:
        return
    from loguru import logger

    logger.remove()
    logger.add(sys.stderr, level=("WARNING", "INFO", "DEBUG")[min(verbose, 2)], format="{level} {message}")
