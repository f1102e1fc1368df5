"""Readers 读取: a file's bytes in, a Document out. The only home of format libraries."""

from __future__ import annotations

from audit.model.document import Document
from audit.readers import sniff
from audit.readers.decode import decode
from audit.readers.text import read_text

__all__ = ["read"]


def read(data: bytes, name: str) -> Document:
    """Read one file, whatever its name says that it is.

    Raises ReadError when it cannot be read in full, so that silence never passes for clean.
    """
    match sniff.kind(data, name):
        case "pdf":
            from audit.readers.pdf import read_pdf

            return read_pdf(data, name)
        case "word":
            from audit.readers.word import read_word

            return read_word(data, name)
        case "excel":
            from audit.readers.excel import read_excel

            return read_excel(data, name)
        case "html":
            from audit.readers.html import read_html

            return read_html(data, name)
        case _:
            return read_text(decode(data), name)
