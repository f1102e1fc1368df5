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
def explain(check_id: str) -> None:
    """Print the page of a check."""
    from inspect import cleandoc

    from audit import registry

    found = registry.find(audit.all_checks(), check_id)
    common.emit(f"{found.id} {found.name}\n\n{cleandoc(found.doc)}\n".encode())
