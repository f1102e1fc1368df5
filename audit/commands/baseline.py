"""`gouji baseline`: write the findings of documents as accepted, by fingerprint."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

import audit
from audit.acceptance.baseline import FILE_NAME
from audit.commands import common, documents
from audit.model.finding import DocumentReport
from audit.model.suppression import Entry

#: characters of what an entry tells about its finding
_LONGEST = 120


def _day(_context: click.Context, _option: click.Parameter, given: str | None) -> date | None:
    from audit.acceptance.records import day

    try:
        return day(given) if given else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path())
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help=f"The file (default: that of the settings, {FILE_NAME})."
)
@click.option("--reason", help="Why the findings are accepted; entries that the file has already keep theirs.")
@click.option("--expires", metavar="DATE", callback=_day, help="The last day on which they are (2026-12-31).")
@common.lang_option
@common.config_option
@common.verbose_option
def baseline(
    paths: tuple[str, ...],
    output: str | None,
    reason: str | None,
    expires: date | None,
    config_file: str | None,
    verbose: int,
    **options: Any,
) -> None:
    """Accept the findings of files and folders: write them to a file for `gouji check --baseline`.

    Entries that the file has already keep their reason and expiry; those that match nothing any more leave it. Exit
    code: 0 written; 2 wrong use; 3 something could not be read.
    """
    from audit.acceptance import baseline as files
    from audit.acceptance.marking import Acceptance, mark
    from reports import phrasing

    common.log_to_stderr(verbose)
    config = common.configured(paths[0], config_file, options)
    target = Path(output or config.baseline or FILE_NAME)
    before = files.load(target) if target.exists() else files.Baseline((), target.parent)
    found, code = documents.listed(paths, config.lang)
    if code == common.MISUSED or not found:
        sys.exit(code)
    reports = documents.audited(found, audit.selected_checks(config), config, verbose)
    marked = mark(reports, Acceptance(config.suppress, config.folder or Path.cwd(), before), date.today())
    gone = {lapsed.entry for report in marked.documents for lapsed in report.lapsed} | set(marked.orphans)
    kept = [entry for entry in before.entries if entry not in gone]
    why = reason or phrasing.phrase("baseline", "reason", config.lang)
    new = [replace(entry, reason=why, expires=expires) for entry in _live(marked.documents, target.parent, config.lang)]
    common.write(files.dump([*kept, *new]), str(target))
    counts = {"count": str(len(kept) + len(new)), "new": str(len(new)), "gone": str(len(gone))}
    common.tell(target, "baseline", config.lang, **counts)
    sys.exit(code or (common.UNREAD if any(report.unreadable for report in reports) else common.CLEAN))


def _live(reports: Sequence[DocumentReport], folder: Path, lang: str) -> Iterator[Entry]:
    """An entry without a reason for every live finding; one document in two formats has each only once."""
    from audit.acceptance.naming import pattern, relative
    from reports import phrasing

    seen = set()
    for report in reports:
        document = pattern(relative(report.path, folder))
        for finding in report.live:
            if (document, finding.fingerprint) not in seen:
                seen.add((document, finding.fingerprint))
                about = phrasing.message(finding, lang, report.cells)
                about = about if len(about) <= _LONGEST else about[: _LONGEST - 1] + "…"
                yield Entry(finding.fingerprint, document, "", None, finding.check, about)
