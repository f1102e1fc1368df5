"""Package: the ZIP container of Word and Excel files, opened within limits; its parts as XML without namespaces."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from xml.etree import ElementTree

from audit.errors import ReadError
from audit.model.limits import Limits

_MOST_PARTS = 10_000
#: tags of a part that is held in memory as a whole, and of one that is read piece by piece
_MOST_TAGS = 5_000_000
_MOST_STREAMED = 15_000_000
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_PLAIN = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}
_CHUNK = 1 << 20

Element = ElementTree.Element


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever a damaged file provokes in the libraries that unpack it is told as damage."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise ReadError("damaged", f"ZIP: {error}") from error
    except ElementTree.ParseError as error:
        raise ReadError("damaged", f"XML: {error}") from error
    except RecursionError as error:
        raise ReadError("too-deep") from error
    except (LookupError, ValueError, ArithmeticError) as error:
        raise ReadError("damaged", f"{type(error).__name__}: {error}") from error


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """A name without its namespace: the transitional and the strict form of a format differ in that alone."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return value
    return None


class Package:
    """Members are unpacked when asked for, never to disk; links to anything outside are not followed."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise ReadError("too-many-members", f"> {_MOST_PARTS}")
        self.names = frozenset(self._zip.namelist())
        self._limit = self.left = limits.unpacked

    def main(self, fallback: str) -> str:
        """The name of the part that is the document itself."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target in self.names:
                return target
        return fallback

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the package: id -> kind and name of the part."""
        folder, _, name = part.rpartition("/")
        source = posixpath.join(folder, "_rels", name + ".rels")
        if source not in self.names:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self.xml(source):
            target, kind = relation.get("Target", ""), relation.get("Type", "")
            if relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[relation.get("Id", "")] = kind.rpartition("/")[2], posixpath.normpath(path)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part refers to."""
        return next(
            (name for found, name in self.relations(part).values() if found == kind and name in self.names), None
        )

    def xml(self, name: str) -> Element:
        return ElementTree.fromstring(self._checked(name, _MOST_TAGS))

    def stream(self, name: str) -> io.BytesIO:
        """A part to be parsed piece by piece."""
        return io.BytesIO(self._checked(name, _MOST_STREAMED))

    def _checked(self, name: str, most: int) -> bytes:
        data = self.unpacked(name)
        if data.count(b"<") > most:
            raise ReadError("too-many-tags", f"> {most}")
        head = data[:400].replace(b"\x00", b"")
        declared = _ENCODING.search(head)
        if declared is not None and declared.group(1).lower() not in _PLAIN:
            raise ReadError("damaged", f"XML: {declared.group(1).decode('ascii')}")
        if b"<?xml" in head and b"?>" not in head:
            raise ReadError("damaged", "XML")
        # no part of an office file declares entities; one that does is made to harm
        if any("<!DOCTYPE".encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise ReadError("damaged", "XML: DOCTYPE")
        return data

    def files(self) -> list[zipfile.ZipInfo]:
        """What is no folder."""
        return [info for info in self._zip.infolist() if not info.is_dir()]

    def unpacked(self, member: str | zipfile.ZipInfo) -> bytes:
        """A member's bytes. Raises ReadError when it is encrypted, or all that was unpacked is too much."""
        info = self._zip.getinfo(member) if isinstance(member, str) else member
        if info.flag_bits & 1:
            raise ReadError("encrypted", "ZIP")
        if info.file_size > self.left:
            raise ReadError("too-large-unpacked", f"> {self._limit} bytes")
        parts: list[bytes] = []
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise ReadError("too-large-unpacked", f"> {self._limit} bytes")
                parts.append(chunk)
        return b"".join(parts)
