"""The command `gouji`: its group of commands, and what becomes of an error."""

from __future__ import annotations

import sys
from typing import Any

import click

import audit
from audit.commands import common
from audit.commands.baseline import baseline
from audit.commands.check import check
from audit.commands.compare import compare
from audit.commands.inspect import inspect
from audit.commands.mutate import mutate
from audit.commands.pages import checks, explain
from audit.errors import GoujiError


class _Group(click.Group):
    """Turns errors into one line on stderr and an exit code that is not the one of findings."""

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


for command in (check, baseline, compare, checks, explain, inspect, mutate):
    main.add_command(command)
