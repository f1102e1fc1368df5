"""What kind of file it is: its content first, its name second. What gouji does not read is named, with the way out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from audit.errors import ReadError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: a PDF may have other bytes before it
_PDF = re.compile(rb"%PDF-\d")
_PDF_HEAD = 1024
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml")
_MIME = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}mime-version:", re.IGNORECASE)
_HEAD = 4096

#: where a name is all that tells: the reason, and what the message quotes
_BY_SUFFIX = {
    ".doc": ("convert-to-docx", ".doc"),
    ".wps": ("convert-to-docx", ".wps"),
    ".xls": ("convert-to-xlsx", ".xls"),
    ".et": ("convert-to-xlsx", ".et"),
}
#: a stream of an OLE container -> the reason, and what the message quotes
_STREAMS = (
    ("EncryptedPackage", "encrypted", "Office"),
    ("WordDocument", "convert-to-docx", ".doc"),
    ("Workbook", "convert-to-xlsx", ".xls"),
    ("Book", "convert-to-xlsx", ".xls"),
)
#: the head of an OpenDocument file's mimetype -> the reason, and what the message quotes
_OPEN_DOCUMENT = (
    (b"application/vnd.oasis.opendocument.text", "convert-to-docx", ".odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "convert-to-xlsx", ".ods"),
)


def kind(data: bytes, name: str) -> str:
    """`pdf`, `word`, `excel`, `html` or `text`. Raises ReadError for a known format that is not read."""
    head = data[:_HEAD].replace(b"\x00", b"")
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_OLE[:4]):
        raise _ole(data, suffix)
    if _PDF.search(data, 0, _PDF_HEAD):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        raise ReadError("convert-to-docx", "RTF")
    if _XML.match(head):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
            raise ReadError("convert-to-xlsx", "XML")
        if b"schemas.microsoft.com/office/word" in head or b"schemas.microsoft.com/office/2006/xmlPackage" in head:
            raise ReadError("convert-to-docx", "XML")
    if _MIME.match(head):
        raise ReadError("convert-to-docx" if suffix != ".xls" else "convert-to-xlsx", "MHTML")
    if _HTML.search(head) or (suffix in (".html", ".htm", ".xhtml") and b"<" in data):
        return "html"
    if suffix in (".docx", ".xlsx", ".pdf", ".doc", ".xls", ".wps", ".et", ".ofd") and _is_binary(data):
        raise ReadError("damaged", suffix)
    return "text"


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            mime = package.read("mimetype")[:100] if _is_small(package, "mimetype") else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ReadError("damaged", f"ZIP: {error}") from error
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith("xl/") for name in names):
        if "xl/workbook.bin" in names:
            raise ReadError("convert-to-xlsx", ".xlsb")
        return "excel"
    if "OFD.xml" in names:
        raise ReadError("convert-to-pdf", "OFD")
    for start, reason, shown in _OPEN_DOCUMENT:
        if mime.startswith(start):
            raise ReadError(reason, shown)
    raise ReadError("archive", "ZIP")


def _is_small(package: zipfile.ZipFile, name: str) -> bool:
    return name in package.namelist() and package.getinfo(name).file_size < _HEAD


def _ole(data: bytes, suffix: str) -> ReadError:
    for stream, reason, shown in _STREAMS:
        if stream.encode("utf-16-le") in data:
            of_wps = suffix in (".wps", ".et") and reason.startswith("convert")
            return ReadError(reason, suffix if of_wps else shown)
    if suffix in _BY_SUFFIX:
        return ReadError(*_BY_SUFFIX[suffix])
    return ReadError("unsupported-format", "OLE (doc, xls, wps)")


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
