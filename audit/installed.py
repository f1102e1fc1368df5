"""What is installed beside this package, read off the folders themselves.

importlib.metadata answers the same and more, but importing it and asking it takes as long as a document does; it is
asked when the folders cannot tell.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

_RECORDS = (".dist-info", ".egg-info")
#: in a folder of this ending the record has no name of its own
_EGG, _EGG_RECORD = ".egg", "egg-info"


def may_announce(group: str) -> bool:
    """Whether an installed package may have entry points of this group: False is certain."""
    mark = group.encode()
    return not _plain() or any(mark in _bytes(record / "entry_points.txt") for record in _records())


def version(package: str) -> str:
    """The version of an installed package; "" where it is not installed."""
    for record in _records():
        name, _, rest = record.name.partition("-")
        if name.lower() == package and rest.endswith(_RECORDS[0]):
            return rest.removesuffix(_RECORDS[0])
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _plain() -> bool:
    """Whether packages come from folders alone: from no archive, and by nobody's own finder."""
    finders = (finder for finder in sys.meta_path if finder is not PathFinder)
    archives = (place for place in sys.path if Path(place).is_file())
    return not any(hasattr(finder, "find_distributions") for finder in finders) and not any(archives)


def _records() -> Iterator[Path]:
    for place in map(Path, sys.path):
        try:
            found = list(place.iterdir())
        except OSError:
            continue
        egg = place.suffix == _EGG
        for record in found:
            name = record.name.lower()
            if name.endswith(_RECORDS) or (egg and name == _EGG_RECORD):
                yield record


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
