"""`gouji inspect`: what was read of one document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import audit
from audit.commands import common
from audit.errors import ReadError


@click.command()
@click.argument("path", metavar="PATH", type=click.Path())
@click.option("--tables", is_flag=True, help="Only the recovered tables, as grids.")
@click.option("--coverage", is_flag=True, help="Only the figures that nothing checks, by section, and why.")
@common.format_option("terminal", "json")
@common.lang_option
@common.config_option
@common.verbose_option
def inspect(path: str, tables: bool, coverage: bool, config_file: str | None, verbose: int, **options: Any) -> None:
    """Show what was read: outline, facts, and every figure with how often it was checked."""
    from audit import pipeline
    from reports import inspection, phrasing

    common.log_to_stderr(verbose)
    config = common.configured(path, config_file, options)
    name = common.name(Path(path))
    try:
        seen = pipeline.audit(pipeline.load(Path(path), config), name, audit.selected_checks(config), config)
    except ReadError as error:
        reason = phrasing.unreadable(pipeline.unreadable(name, error), config.lang)
        common.fail(f"{name}: {reason}", common.UNREAD)
    as_json = config.format == "json"
    if coverage:
        from reports import coverage as listing

        shown = (
            listing.render_json(name, seen.coverage) if as_json else listing.render(name, seen.coverage, config.lang)
        )
        common.emit(shown)
    elif as_json:
        common.emit(inspection.render_json(name, seen.base, seen.evaluations))
    else:
        common.emit(inspection.render(name, seen.base, seen.evaluations, config.lang, tables=tables))
