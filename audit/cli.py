"""The command `gouji`: its group of commands, and what becomes of an error."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

import audit
from audit.commands import common
from audit.errors import GoujiError

#: command -> its module in audit.commands
_HOMES = {
    "baseline": "baseline",
    "check": "check",
    "checks": "pages",
    "compare": "compare",
    "explain": "pages",
    "inspect": "inspect",
    "mutate": "mutate",
}


class _Group(click.Group):
    """Imports the command that is asked for, no other. Turns errors into one line on stderr and an exit code that is
    not the one of findings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        wanted = (cmd_name,) if cmd_name in _HOMES else _HOMES  # where there is none, the nearest of all is told
        for name in wanted:
            if name not in self.commands:
                self.add_command(getattr(import_module(f"audit.commands.{_HOMES[name]}"), name))
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GoujiError as error:
            common.fail(str(error), common.MISUSED)
        except KeyboardInterrupt:  # as a shell tells it; 1 would say that a document has findings
            common.fail("interrupted", common.INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # Python's exit code 1 would say that a document has findings
            from loguru import logger

            logger.opt(exception=error).info("internal error")
            common.fail(f"internal error: {type(error).__name__}: {error} (-v shows where)", common.UNREAD)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(audit.__version__, prog_name="gouji")
def main() -> None:
    """勾稽 gouji: find the figures of a financial disclosure that do not agree."""
    # Documents are Chinese whatever the locale, and a file name that is no UTF-8 must not end the run.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
