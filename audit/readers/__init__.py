"""Readers 读取: a file's bytes in, a Document out. The only home of format libraries."""

from __future__ import annotations

from audit.model.document import Document
from audit.readers.decode import decode
from audit.readers.text import read_text

__all__ = ["read"]


def read(data: bytes, name: str) -> Document:
    """Read one file. Raises ReadError when it cannot be read in full, so that silence never passes for clean."""
    return read_text(decode(data), name)
