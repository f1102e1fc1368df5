"""Readers 读取: a file's bytes in, a Document out. The only home of format libraries."""

from __future__ import annotations

from msgspec.structs import replace

from audit.errors import ReadError
from audit.model.document import Document, Notice
from audit.model.limits import DEFAULT, Limits
from audit.readers import sniff
from audit.readers.decode import decode
from audit.readers.sniff import is_archive
from audit.readers.text import read_text

__all__ = ["is_archive", "read"]

#: what a format that is not read is converted to, and the suffix of one that has no name of its own
_TARGETS = {"convert-to-docx": "docx", "convert-to-xlsx": "xlsx", "convert-to-pdf": "pdf"}
_SUFFIXES = {"RTF": ".rtf", "XML": ".xml", "OFD": ".ofd"}


def read(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read one file, whatever its name says that it is.

    Raises ReadError when it cannot be read in full, so that silence never passes for clean.
    """
    kind = sniff.kind(data, name)
    match kind.reader:
        case "pdf":
            from audit.readers.pdf import read_pdf

            return read_pdf(data, name, limits)
        case "word":
            from audit.readers.word import read_word

            return read_word(data, name, limits)
        case "excel":
            from audit.readers.excel import read_excel

            return read_excel(data, name, limits)
        case "xls":
            from audit.readers.xls import read_xls

            return read_xls(data, name, limits)
        case "html":
            from audit.readers.html import read_html

            return read_html(data, name, limits)
        case "archive":  # its files are documents, it is none
            raise ReadError("archive", "ZIP")
        case "foreign":
            return _converted(data, name, kind, limits)
        case _:
            return read_text(decode(data), name)


def _converted(data: bytes, name: str, kind: sniff.Kind, limits: Limits) -> Document:
    """Read what LibreOffice makes of a file. Raises ReadError with the way to do so where it is not at hand."""
    from audit.readers import convert

    target = _TARGETS[kind.reason]
    made = convert.converted(data, _SUFFIXES.get(kind.shown, kind.shown), target, limits)
    if made is None:
        raise ReadError(kind.reason, kind.shown)
    document = read(made, f"{name}.{target}", limits)
    notice = Notice("converted", (kind.shown, f".{target}"))
    return replace(document, name=name, notices=(notice, *document.notices))
