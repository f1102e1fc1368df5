"""From bytes to text: UTF-8 (with or without BOM), UTF-16, GB18030; anything else is named and refused."""

from __future__ import annotations

import codecs
import re

from audit.errors import ReadError

_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP (docx, xlsx, ofd)"),
    (b"\xd0\xcf\x11\xe0", "OLE (doc, xls, wps)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
)
_SAMPLE = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> str:
    """The text of a file. Raises ReadError for what is empty, binary, or in an unknown encoding."""
    if not data.strip(b" \t\r\n\x0c\xef\xbb\xbf\x00"):
        raise ReadError("empty")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError("unsupported-format", name)
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            return _decoded(data, encoding)
    if b"\x00" in data[:_SAMPLE]:
        return _utf16_without_bom(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _gb18030(data)
    if _control_share(text) > 0.01:
        raise ReadError("binary")
    return text


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("encoding", f"{encoding}: {error.reason}, byte {error.start}") from error


def _utf16_without_bom(data: bytes) -> str:
    found: list[tuple[float, str]] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _chinese_share(text) > 0.2 and _control_share(text) < 0.01:
            found.append((_chinese_share(text), text))
    if not found:
        raise ReadError("binary")
    return max(found)[1]


def _gb18030(data: bytes) -> str:
    """GB18030 accepts nearly any bytes, so what it gives must also look like Chinese."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise ReadError("encoding") from error
    if _chinese_share(text) < 0.2:
        raise ReadError("encoding")
    return text


def _chinese_share(text: str) -> float:
    """Among the characters beyond ASCII of a sample, the share of common Chinese ones and their punctuation."""
    sample = [c for c in text[:_SAMPLE] if ord(c) > 0x7F]
    if not sample:
        return 0.0
    common = sum(
        1 for c in sample if "\u4e00" <= c <= "\u9fa5" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef"
    )
    return common / len(sample)


def _control_share(text: str) -> float:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) / max(1, len(sample))
