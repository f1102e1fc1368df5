"""Cache: what was found in a file's bytes, kept for the next run.

The key is a digest of the bytes, the suffix, and a stamp of all else that the outcome depends on: the version and the
sources of the engine and the checks, the checks that run, the limits. What is kept is JSON with its own digest before
it; an entry that is damaged, of another version, or not readable is no entry. What could not be read is never kept.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePath
from time import time

from msgspec.structs import replace

from audit import installed
from audit.batch import codec
from audit.config import Config
from audit.model.finding import DocumentReport
from audit.model.relation import Check

#: seconds: an entry that nobody asked for so long is removed; the day of the last use is what is noted
_OLD, _NOTED = 30 * 86_400, 86_400
_KIND = tuple[DocumentReport, ...]
_SUFFIX = ".json"
#: the library whose text of a PDF everything rests on
_PDF = "pypdfium2"


class Cache:
    """The entries in one folder. Whatever goes wrong with it, the run goes on without."""

    def __init__(self, folder: Path, stamp: str) -> None:
        self._folder = folder
        self._stamp = stamp
        self._stored = 0

    def key(self, data: bytes, name: str) -> str:
        """The key of a file's bytes; of its name only the suffix counts."""
        head = f"{self._stamp}\n{PurePath(name).suffix.lower()}\n"
        return sha256(head.encode("utf-8", "backslashreplace") + sha256(data).digest()).hexdigest()

    def get(self, key: str, name: str) -> tuple[DocumentReport, ...] | None:
        """What was kept under a key, for a file of this name; None when nothing was."""
        file = self._file(key)
        try:
            digest, _, payload = file.read_bytes().partition(b"\n")
            if sha256(payload).hexdigest().encode() != digest:
                return None
            kept: tuple[DocumentReport, ...] = codec.decode(_KIND, json.loads(payload))
            if time() - file.stat().st_mtime > _NOTED:
                os.utime(file)
        except (OSError, ValueError, TypeError, IndexError, RecursionError):
            return None
        return tuple(replace(report, path=name + report.path) for report in kept)

    def put(self, key: str, name: str, reports: Sequence[DocumentReport]) -> None:
        """Keep what was found in a file, unless another run might find something else."""
        if not all(map(_is_settled, reports)):
            return
        kept = tuple(replace(report, path=report.path.removeprefix(name)) for report in reports)
        text = json.dumps(codec.encode(_KIND, kept), ensure_ascii=False, separators=(",", ":"))
        payload = text.encode("utf-8", "surrogatepass")
        file = self._file(key)
        passing = file.with_name(f"{file.stem}.{os.getpid()}.part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            passing.write_bytes(sha256(payload).hexdigest().encode() + b"\n" + payload)
            passing.replace(file)
        except OSError:
            return
        self._stored += 1

    def tidy(self) -> None:
        """After a run that kept something: remove what has not been used for a month."""
        if not self._stored:
            return
        try:
            for file in self._folder.iterdir():
                if file.suffix in (_SUFFIX, ".part") and time() - file.stat().st_mtime > _OLD:
                    file.unlink(missing_ok=True)
        except OSError:
            return

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"


def _is_settled(report: DocumentReport) -> bool:
    """Whether the same bytes will always give this report: it was read, and no check crashed on it."""
    crashed = any(f.observation is not None and f.observation.topic == "check-crashed" for f in report.findings)
    return not report.unreadable and not crashed


def default_folder() -> Path | None:
    """Where the platform keeps such things; None where no home is known."""
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return base / "gouji"


def stamp(version: str, checks: Iterable[Check], config: Config) -> str | None:
    """A digest of what the outcome depends on beside the file itself.

    None when that cannot be known: a check that was made while the program runs has no source of its own.
    """
    running = tuple(checks)
    if not all(_has_source(check) for check in running):
        return None
    parts = [version, sys.version, installed.version(_PDF), repr(config.limits), *(check.id for check in running)]
    modules = {check.run.__module__ for check in running} | {__name__}
    files = sorted({file for place in set(map(_place, modules)) if place for file in _sources(place)})
    for file in files:
        status = file.stat()
        parts.append(f"{file}\t{status.st_size}\t{status.st_mtime_ns}")
    return sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _has_source(check: Check) -> bool:
    """Whether a check's function is the one that its module has under its name."""
    found: object = sys.modules.get(getattr(check.run, "__module__", ""))
    for name in getattr(check.run, "__qualname__", "?").split("."):
        found = getattr(found, name, None)
    return found is check.run


def _place(module: str) -> Path | None:
    """The folder of the package that a module is of; of one that stands alone, its file."""
    top, own = (getattr(sys.modules.get(name), "__file__", None) for name in (module.partition(".")[0], module))
    if top is not None and Path(top).stem == "__init__":
        return Path(top).parent
    return None if own is None else Path(own)


def _sources(place: Path) -> Iterator[Path]:
    """The sources and the data of a package, or the file itself."""
    found = place.rglob("*") if place.is_dir() else (place,)
    return (file for file in found if file.suffix in (".py", ".yaml"))
