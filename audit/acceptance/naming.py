"""How rules and entries name documents: by a pattern over the path from the folder of the file that they stand in."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable
from fnmatch import translate
from pathlib import Path, PurePosixPath
from unicodedata import normalize

#: between the paths of files that are one document
_AS_ONE = " + "


def relative(path: str | Path, folder: Path) -> str:
    """A document's path from a folder, with `/`; as it is where no path leads there (another drive).

    Of files that were read as one, each path by itself.
    """
    paths = [str(path)] if os.path.lexists(path) else str(path).split(_AS_ONE)
    return normalize("NFC", _AS_ONE.join(_relative(one, folder) for one in paths))


def _relative(path: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return Path(path).as_posix()


def matcher(wanted: str) -> Callable[[str], bool]:
    """Whether a relative path fits a pattern: `*` stands for anything, a `/` included."""
    compiled = re.compile(translate(normalize("NFC", wanted)))
    return lambda name: compiled.match(name) is not None


def pattern(name: str) -> str:
    """The pattern of one document in every format: its relative path with any suffix."""
    path = PurePosixPath(name)
    return glob.escape(str(path.with_suffix(""))) + ".*" if path.suffix else glob.escape(name)


def is_there(wanted: str, folder: Path) -> bool:
    """Whether a file of the folder fits the pattern, or an archive that would hold it; in doubt there is."""
    places = [place for one in wanted.split(_AS_ONE) for place in (PurePosixPath(one), *PurePosixPath(one).parents)]
    try:
        return any(file.is_file() for place in places if place.name for file in folder.glob(str(place)))
    except (NotImplementedError, ValueError, OSError):
        return True
