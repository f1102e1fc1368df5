"""gouji (勾稽): audits the internal consistency of published financial disclosures.

>>> import audit
>>> report = audit.audit_bytes("…".encode(), "决算.txt")        # doctest: +SKIP
>>> report.to_dict()["summary"]                                  # doctest: +SKIP

The engine is imported when the first document is audited, so that importing this package stays cheap.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit.config import Config
    from audit.model.finding import DocumentReport
    from audit.model.relation import Check

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "audit_as_one", "audit_bytes", "audit_file"]


class Report(Struct, frozen=True):
    """The outcome of a run: one DocumentReport for each file, for each in an archive; `lang` words the messages."""

    documents: tuple[DocumentReport, ...]
    lang: str = "zh"

    def to_dict(self) -> dict[str, Any]:
        """The JSON report (schema 1) as plain dicts, lists and strings; numbers are strings."""
        from reports import json

        return json.build(self.documents, self.lang, __version__)


def audit_file(path: str | Path, config: Config | None = None) -> Report:
    """Audit one file. Without a `config`, the settings found from the file's folder upward hold.

    A file that cannot be read gives a DocumentReport whose `unreadable` is set. Raises UsageError for a path
    that does not exist or a wrong setting, PluginError for a plugin that does not load.
    """
    from audit import pipeline
    from audit.config import find
    from audit.errors import ReadError

    file = Path(path)
    settings = find(file) if config is None else config
    try:
        data = pipeline.load(file, settings)
    except ReadError as error:
        return _accepted((pipeline.unreadable(str(path), error),), settings)
    return audit_bytes(data, str(path), settings)


def audit_as_one(paths: Sequence[str | Path], config: Config | None = None) -> Report:
    """Audit several files as one disclosure, such as a text and the workbook of its tables.

    A file that cannot be read has a DocumentReport of its own, before that of the others. Settings and errors are
    those of `audit_file`, found from the first path.
    """
    from audit import pipeline
    from audit.config import find

    settings = find(Path(paths[0])) if config is None else config
    sources = pipeline.opened(((str(path), Path(path)) for path in paths), settings)
    found = pipeline.as_one(sources, selected_checks(settings), settings)
    return _accepted(found, settings)


def audit_bytes(data: bytes, name: str, config: Config | None = None) -> Report:
    """Audit a file's bytes; `name` stands in the report. Without a `config`, the defaults hold, not any file.

    Raises UsageError for a selection that matches no check, PluginError for a plugin that does not load.
    """
    from audit import pipeline
    from audit.config import Config

    settings = Config() if config is None else config
    return _accepted(pipeline.reports(data, name, selected_checks(settings), settings), settings)


def _accepted(documents: tuple[DocumentReport, ...], settings: Config) -> Report:
    """The report with what the settings accept marked, as `gouji check` marks it."""
    if settings.suppress or settings.baseline:
        from datetime import date

        from audit.acceptance import marking

        accepted = marking.acceptance(settings)
        if accepted is not None:
            documents = marking.mark(documents, accepted, date.today()).documents
    return Report(documents, settings.lang)


@cache
def all_checks() -> tuple[Check, ...]:
    """The built-in checks and those of installed plugins, by id. Raises PluginError."""
    from audit import registry
    from checks import CHECKS

    return registry.collect(CHECKS)


def selected_checks(config: Config) -> tuple[Check, ...]:
    """The checks that a configuration lets run. Raises UsageError, PluginError."""
    from audit import registry

    return registry.narrow(all_checks(), config.select, config.ignore)
