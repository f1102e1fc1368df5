"""`gouji checks` and `gouji explain`: what the checks are."""

from __future__ import annotations

import click

import audit
from audit.commands import common


@click.command(name="checks")
@common.lang_option
def checks(lang: str | None) -> None:
    """List the checks."""
    from reports import phrasing
    from reports.terminal import grid

    head = [phrasing.word(key, lang or "zh") for key in ("check-id", "check-name", "check-term")]
    rows = [(found.id, found.name, found.title) for found in audit.all_checks()]
    common.emit((grid(rows, head) + "\n").encode("utf-8"))


@click.command()
@click.argument("check_id", metavar="ID")
@common.lang_option
def explain(check_id: str, lang: str | None) -> None:
    """Print the page of a check: what, why, examples, rounding, limits."""
    import shutil

    from audit import registry
    from reports import pages

    found = registry.find(audit.all_checks(), check_id)
    width = min(pages.WIDTH, shutil.get_terminal_size((pages.WIDTH, 24)).columns)
    common.emit(pages.page(found, lang or "zh", width).encode())
