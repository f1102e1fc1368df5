"""`gouji mutate`: how much of what could be wrong in a document would be found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import click

import audit
from audit.commands import common, documents
from audit.errors import ReadError


class _Progress(Protocol):
    def __call__(self, done: int, /) -> None: ...


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path())
@click.option("-n", "count", type=click.IntRange(min=1), default=200, show_default=True, help="Errors for each file.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed injects the same errors.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes (default: one for each processor).")
@common.format_option("terminal", "json")
@common.output_option
@common.lang_option
@common.config_option
@common.verbose_option
def mutate(
    paths: tuple[str, ...],
    count: int,
    seed: int,
    jobs: int,
    output: str | None,
    config_file: str | None,
    verbose: int,
    **options: Any,
) -> None:
    """Inject errors into a copy of each file and show what would have been found.

    The files themselves are not changed. One error at a time: a wrong, dropped, added or swapped digit, a wrong unit,
    the value of another figure. Exit code: 0; 2 wrong use; 3 something could not be read.
    """
    from audit import pipeline, power
    from reports import phrasing
    from reports import power as report

    common.log_to_stderr(verbose)
    config = common.configured(paths[0], config_file, options)
    checks = audit.selected_checks(config)
    files, code = documents.listed(paths, config.lang)
    found = []
    for file in files:
        name = common.name(file)
        try:
            with _bar(name, count) as progress:
                data = pipeline.load(file, config)
                workers = jobs or os.cpu_count() or 1
                found.append(
                    power.measure(data, name, checks, config, n=count, seed=seed, jobs=workers, progress=progress)
                )
        except ReadError as error:
            reason = phrasing.unreadable(pipeline.unreadable(name, error), config.lang)
            click.echo(f"gouji: {name}: {reason}", err=True)
            code = code or common.UNREAD
    if found:
        as_json = config.format == "json"
        common.write(
            report.render_json(found, audit.__version__) if as_json else report.render(found, config.lang), output
        )
    sys.exit(code)


@contextmanager
def _bar(name: str, count: int) -> Iterator[_Progress]:
    """A progress bar on stderr, when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=count, label=Path(name).name, file=sys.stderr) as bar:
        yield bar.update
