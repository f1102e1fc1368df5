"""How rules and entries name documents: by a pattern over the path from the folder of the file that they stand in."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable
from fnmatch import translate
from pathlib import Path, PurePosixPath
from unicodedata import normalize


def relative(path: str | Path, folder: Path) -> str:
    """A document's path from a folder, with `/`; as it is where no path leads there (another drive)."""
    try:
        found = os.path.relpath(path, folder)
    except ValueError:
        found = str(path)
    return normalize("NFC", Path(found).as_posix())


def matcher(wanted: str) -> Callable[[str], bool]:
    """Whether a relative path fits a pattern: `*` stands for anything, a `/` included."""
    compiled = re.compile(translate(normalize("NFC", wanted)))
    return lambda name: compiled.match(name) is not None


def pattern(name: str) -> str:
    """The pattern of one document in every format: its relative path with any suffix."""
    path = PurePosixPath(name)
    return glob.escape(str(path.with_suffix(""))) + ".*" if path.suffix else glob.escape(name)


def is_there(wanted: str, folder: Path) -> bool:
    """Whether a file of the folder fits the pattern; in doubt it is."""
    try:
        return next(iter(folder.glob(wanted)), None) is not None
    except (NotImplementedError, ValueError, OSError):
        return True
