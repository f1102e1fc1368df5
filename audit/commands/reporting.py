"""Where the reports of a run go: one to stdout or a file, further ones to theirs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

import audit
from audit import config as settings
from audit.commands import common
from audit.errors import UsageError
from audit.model.finding import DocumentReport
from audit.model.relation import Check

#: the formats and files of --report
Further = tuple[tuple[str, str], ...]


def _pairs(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> Further:
    """FORMAT=FILE, taken apart; two reports must not end in one file."""
    pairs = tuple((name, file) for name, _, file in (text.partition("=") for text in given))
    files = [file for _, file in pairs]
    for name, file in pairs:
        if name not in settings.FORMATS or not file:
            raise click.BadParameter(f"expected FORMAT=FILE with a format of {', '.join(settings.FORMATS)}")
        if files.count(file) > 1:
            raise click.BadParameter(f"{file} is named twice")
    return pairs


report_option = click.option(
    "--report", "further", metavar="FORMAT=FILE", multiple=True, callback=_pairs, help="A further report; repeatable."
)


def shows_documents(config: settings.Config, further: Further) -> bool:
    """Whether one of the reports shows the documents themselves, not only their findings."""
    from reports import formats

    return not formats.WHOLE.isdisjoint({config.format, *(name for name, _ in further)})


def _coloured() -> bool:
    """Whether the terminal wants colour, see no-color.org."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(
    documents: Sequence[DocumentReport],
    config: settings.Config,
    checks: Sequence[Check],
    output: str | None,
    further: Further,
) -> None:
    """The report in the configured format to `output` (None: stdout), the further ones to their files.

    Raises UsageError for a file that cannot be written.
    """
    from reports import formats

    plain = formats.Run(config.lang, audit.__version__, tuple(checks))
    run = plain
    if output is None and sys.stdout.isatty():
        run = replace(plain, width=common.width(output), colour=_coloured())
    common.write(formats.render(config.format, documents, run), output)
    for name, file in further:
        if name in formats.FOLDERS and (file.endswith(("/", os.sep)) or Path(file).is_dir()):
            _fill(Path(file), formats.FOLDERS[name](documents, plain))
        else:
            common.write(formats.render(name, documents, plain), file)


def _fill(folder: Path, pages: Iterable[tuple[str, bytes]]) -> None:
    """A report of several files. Raises UsageError for a folder that cannot be made, a file that cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror or error}") from error
    for name, page in pages:
        common.write(page, str(folder / name))
