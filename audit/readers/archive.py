"""Archives 压缩包: the files of a ZIP archive, opened in memory, within limits, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from zipfile import ZipInfo

from msgspec.structs import replace

from audit.errors import ReadError
from audit.model.limits import Limits
from audit.readers.package import Package, guarded
from audit.readers.sniff import is_archive

#: the flag of a member whose name is UTF-8
_UTF8 = 0x800


class Member(NamedTuple):
    """A file of an archive: its path inside, and its bytes or why there are none."""

    name: str
    data: bytes = b""
    error: ReadError | None = None


class Archive:
    """The `wanted` files of an archive and of the archives inside it, by name. The limits hold for all together."""

    def __init__(self, data: bytes, wanted: Callable[[str], bool], limits: Limits) -> None:
        self._data = data
        self._wanted = wanted
        self._limits = limits
        self._left = limits.unpacked
        self._seen = 0
        #: files of other kinds
        self.skipped: list[str] = []

    def members(self) -> Iterator[Member]:
        """Raises ReadError when the archive is damaged, holds more than is allowed, or nothing that is wanted."""
        found = False
        for member in self._opened(self._data, "", 1):
            found = True
            yield member
        if not found:
            raise ReadError("archive-empty")

    def _opened(self, data: bytes, folder: str, depth: int) -> Iterator[Member]:
        if depth > self._limits.nesting:
            raise ReadError("too-deep", f"> {self._limits.nesting}")
        with guarded():
            package = Package(data, replace(self._limits, unpacked=self._left))
        for name, info in sorted((folder + _name(info), info) for info in package.files()):
            if _is_aside(name):
                continue
            if not self._wanted(name):
                self.skipped.append(name)
                continue
            self._seen += 1
            if self._seen > self._limits.members:
                raise ReadError("too-many-members", f"> {self._limits.members}")
            yield from self._member(package, info, name, depth)

    def _member(self, package: Package, info: ZipInfo, name: str, depth: int) -> Iterator[Member]:
        try:
            with guarded():
                data = package.unpacked(info)
            self._left = package.left
            if is_archive(data):
                yield from self._opened(data, f"{name}/", depth + 1)
                package.left = self._left
            else:
                yield Member(name, data)
        except ReadError as error:
            yield Member(name, error=error)


def _name(info: ZipInfo) -> str:
    """A member's path. What does not say that it is UTF-8 was mostly packed by a Chinese Windows."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _is_aside(name: str) -> bool:
    """Folders that an operating system adds, hidden files, lock files of an office program."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith((".", "~$"))
