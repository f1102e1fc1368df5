"""Baseline 基线: the file of accepted findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from audit import strict_yaml
from audit.acceptance import records
from audit.errors import UsageError
from audit.model.suppression import Entry

FILE_NAME = "gouji-baseline.yaml"
_HEAD = """\
# Accepted findings (gouji baseline). gouji check --baseline marks them; they stay in the report and fail no run.
# Each needs a reason. With `expires: 2026-12-31` a finding is live again from the next day on.
"""


class Baseline(Struct, frozen=True):
    """The entries of a file; their documents are named from its `folder`."""

    entries: tuple[Entry, ...]
    folder: Path


def load(path: Path) -> Baseline:
    """Read a baseline. Raises UsageError that names the file and the record."""
    loaded = strict_yaml.load(path)
    if not isinstance(loaded, dict) or set(loaded) != {"findings"}:
        raise UsageError(f"{path}: not a baseline: expected the one key `findings` (`gouji baseline` writes it)")
    try:
        return Baseline(records.entries(loaded["findings"]), path.parent)
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error


def dump(entries: Iterable[Entry]) -> bytes:
    """The file's bytes, by document and in the order given within one."""
    ordered = sorted(entries, key=lambda entry: entry.document)
    return (_HEAD + strict_yaml.dumps({"findings": [_record(entry) for entry in ordered]})).encode("utf-8")


def _record(entry: Entry) -> dict[str, str]:
    record = {
        "fingerprint": entry.fingerprint,
        "document": entry.document,
        "check": entry.check,
        "about": entry.about,
        "reason": entry.reason,
        "expires": entry.expires.isoformat() if entry.expires else "",
    }
    return {key: value for key, value in record.items() if value}
