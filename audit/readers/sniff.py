"""What kind of file it is: its content first, its name second. What gouji does not read is named, with the way out."""

from __future__ import annotations

import io
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from audit.errors import ReadError

if TYPE_CHECKING:
    from zipfile import ZipFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: a PDF may have other bytes before it
_PDF = re.compile(rb"%PDF-\d")
_PDF_HEAD = 1024
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml")
_MIME = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}mime-version:", re.IGNORECASE)
_HEAD = 4096

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: archives that are not opened
_PACKED = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "gzip"))

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
    ("Workbook", "", ".xls"),
    ("Book", "", ".xls"),
)
#: the head of an OpenDocument file's mimetype -> the reason, and what the message quotes
_OPEN_DOCUMENT = (
    (b"application/vnd.oasis.opendocument.text", "convert-to-docx", ".odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "convert-to-xlsx", ".ods"),
)
_BINARY = (".docx", ".xlsx", ".pdf", ".doc", ".xls", ".wps", ".et", ".ofd", ".zip")


class Kind(NamedTuple):
    """`reader` is pdf, word, excel, xls, html, text, archive or foreign: a format that has to be converted, with the
    reason and the name that the message about it quotes."""

    reader: str
    reason: str = ""
    shown: str = ""


def kind(data: bytes, name: str) -> Kind:
    """What kind of file some bytes are. Raises ReadError for what nothing can be done with."""
    head = data[:_HEAD].replace(b"\x00", b"")
    if data.startswith(b"%PDF"):
        return Kind("pdf")
    if data.startswith(_ZIP):
        return _zipped(data)
    for start, shown in _PACKED:
        if data.startswith(start):
            raise ReadError("archive", shown)
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_OLE[:4]):
        return _ole(data, suffix)
    if _PDF.search(data, 0, _PDF_HEAD):
        return Kind("pdf")
    if data.startswith(b"{\\rtf"):
        return Kind("foreign", "convert-to-docx", "RTF")
    if _XML.match(head):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
            return Kind("foreign", "convert-to-xlsx", "XML")
        if b"schemas.microsoft.com/office/word" in head or b"schemas.microsoft.com/office/2006/xmlPackage" in head:
            return Kind("foreign", "convert-to-docx", "XML")
        if b"urn:oasis:names:tc:opendocument" in head:
            return Kind("foreign", "convert-to-xlsx" if suffix == ".fods" else "convert-to-docx", suffix or "XML")
    if _MIME.match(head):
        raise ReadError("convert-to-docx" if suffix != ".xls" else "convert-to-xlsx", "MHTML")
    if _HTML.search(head) or (suffix in (".html", ".htm", ".xhtml") and b"<" in data):
        return Kind("html")
    if suffix in _BINARY and _is_binary(data):
        raise ReadError("damaged", suffix)
    return Kind("text")


def is_archive(data: bytes) -> bool:
    """Whether it is a ZIP archive of files, and no document in a ZIP container."""
    try:
        return data.startswith(_ZIP) and _zipped(data).reader == "archive"
    except ReadError:
        return False


def _zipped(data: bytes) -> Kind:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            mime = package.read("mimetype")[:100] if _is_small(package, "mimetype") else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ReadError("damaged", f"ZIP: {error}") from error
    if any(name.startswith("word/") for name in names):
        return Kind("word")
    if any(name.startswith("xl/") for name in names):
        return Kind("foreign", "convert-to-xlsx", ".xlsb") if "xl/workbook.bin" in names else Kind("excel")
    if "OFD.xml" in names:
        return Kind("foreign", "convert-to-pdf", "OFD")
    for start, reason, shown in _OPEN_DOCUMENT:
        if mime.startswith(start):
            return Kind("foreign", reason, shown)
    return Kind("archive")


def _is_small(package: ZipFile, name: str) -> bool:
    return name in package.namelist() and package.getinfo(name).file_size < _HEAD


def _ole(data: bytes, suffix: str) -> Kind:
    for stream, reason, shown in _STREAMS:
        if stream.encode("utf-16-le") in data:
            if reason == "encrypted":
                raise ReadError(reason, shown)
            return Kind("foreign", reason, suffix if suffix == ".wps" else shown) if reason else Kind("xls")
    if suffix in _BY_SUFFIX:
        return Kind("foreign", *_BY_SUFFIX[suffix])
    raise ReadError("unsupported-format", "OLE (doc, xls, wps)")


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
