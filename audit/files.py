"""Which files a command line names: files as they are, folders searched in sorted order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

#: what a folder or an archive is searched for; a file that is named is read whatever its suffix
SUFFIXES = (
    ".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".txt", ".md",
    ".doc", ".wps", ".et", ".rtf", ".ofd", ".odt", ".ods", ".xlsb", ".zip",
)  # fmt: skip

#: what gouji itself may have put into a folder, or asks to be put there
OWN = ("gouji.yaml", "gouji-baseline.yaml")


class Listing(Struct, frozen=True):
    """`files` in the order to check them, each once; the rest is what the user has to be told.

    `missing` are paths that do not exist, `barren` folders without a file to check, `skipped` counts
    the files of other kinds in a folder by suffix.
    """

    files: tuple[Path, ...]
    missing: tuple[Path, ...]
    barren: tuple[Path, ...]
    skipped: dict[Path, Counter[str]]


def gather(paths: Iterable[Path]) -> Listing:
    """Look the paths up. Hidden files, lock files of an office program and hidden folders are left out; links to
    folders are not followed."""
    files: dict[Path, Path] = {}
    missing: list[Path] = []
    barren: list[Path] = []
    skipped: dict[Path, Counter[str]] = {}
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path))
            wanted = [file for file in inside if is_wanted(file.name)]
            others = Counter(file.suffix.lower() or file.name for file in inside if not is_known(file.name))
            if others:
                skipped[path] = others
            if not wanted:
                barren.append(path)
            for file in wanted:
                files.setdefault(file.resolve(), file)
        elif path.exists():
            files.setdefault(path.resolve(), path)
        else:
            missing.append(path)
    return Listing(tuple(files.values()), tuple(missing), tuple(barren), skipped)


def is_wanted(name: str) -> bool:
    """Whether a file of this name is looked at where it was not named itself."""
    return Path(name).suffix.lower() in SUFFIXES


def is_known(name: str) -> bool:
    """Whether a file of this name need not be told as skipped: it is looked at, or it is one of gouji's own."""
    return is_wanted(name) or name in OWN


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(root, name)
