"""A file's bytes, and the report on one that gave none. The engine is not needed for either."""

from __future__ import annotations

from pathlib import Path

from audit.config import Config
from audit.errors import ReadError, UsageError
from audit.model.finding import DocumentReport


def load(path: Path, config: Config) -> bytes:
    """A file's bytes. Raises UsageError when there is no such path, ReadError for what cannot be opened."""
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if path.is_dir():
        raise ReadError("folder")
    try:
        size = path.stat().st_size
        if size > config.max_bytes:
            raise too_large(size, config)
        return path.read_bytes()
    except OSError as error:
        raise ReadError("not-openable", error.strerror or str(error)) from error


def unreadable(name: str, error: ReadError) -> DocumentReport:
    """The report on a file that could not be read."""
    return DocumentReport(path=name, format="unknown", unreadable=error.reason, unreadable_detail=error.detail)


def too_large(size: int, config: Config) -> ReadError:
    """That a file of so many bytes is not read."""
    return ReadError("too-large", f"{size} > {config.max_bytes} bytes")
