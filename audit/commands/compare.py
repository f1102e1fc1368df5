"""`gouji compare`: the findings of two versions of one document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import audit
from audit import config as settings
from audit.commands import common, documents


@click.command()
@click.argument("old", metavar="OLD", type=click.Path())
@click.argument("new", metavar="NEW", type=click.Path())
@common.format_option("terminal", "json")
@common.output_option
@click.option(
    "--fail-on", type=click.Choice(settings.FAIL_ON), help="Mildest new finding with exit code 1 (default error)."
)
@common.lang_option
@common.config_option
@common.verbose_option
def compare(old: str, new: str, output: str | None, config_file: str | None, verbose: int, **options: Any) -> None:
    """Compare two versions of one document: which findings are new, fixed, unchanged.

    They may be of different formats. Exit code: 0 no new finding at or above --fail-on; 1 new findings; 2 wrong use;
    3 a version could not be read.
    """
    from reports import comparison

    common.log_to_stderr(verbose)
    config = common.configured(new, config_file, options)
    files = (Path(old), Path(new))
    for path in files:
        if not path.is_file():
            common.tell(path, "missing", config.lang)
            sys.exit(common.MISUSED)
    accepted = documents.acceptance(config)
    reports = documents.audited(files, audit.selected_checks(config), config, verbose)
    if any(report.unreadable for report in reports):
        sys.exit(common.UNREAD)
    before, after = documents.marked(reports, accepted, config)
    found = comparison.compare(before, after)
    if config.format == "json":
        common.write(comparison.render_json(found, config.lang, audit.__version__), output)
    else:
        common.write(comparison.render(found, config.lang, common.width(output)), output)
    failing = any(config.fails(finding.severity) for finding in found.new if finding.is_live)
    sys.exit(common.FOUND if failing else common.CLEAN)
