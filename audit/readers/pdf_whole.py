"""PDF wholeness 完整性: whether a file's end and its text streams are there, which pdfium passes over in silence."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\b")
#: streams that hold no text, or are packed in more than one way
_OTHER = re.compile(rb"/Length1\b|/Image\b|/XRef\b|/Metadata\b|/(?:Type1C|CIDFontType0C|OpenType)\b|85Decode|HexDecode")
#: compressed bytes; the text of a page is far below, fonts are above
_LONGEST = 400_000
#: how far before a stream its dictionary begins, at most
_DICTIONARY = 600


def damaged(data: bytes) -> bool:
    """Whether a PDF was cut off or a stream of it cannot be unpacked."""
    return _is_cut(data) or (b"/Encrypt" not in data and any(_broken_streams(data)))


def _is_cut(data: bytes) -> bool:
    """Whether objects follow the last end mark: what came after them is missing."""
    end = data.rfind(b"%%EOF")
    return end < 0 or b"endobj" in data[end:] or b"endstream" in data[end:]


def _broken_streams(data: bytes) -> list[int]:
    found: list[int] = []
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _DICTIONARY) : match.start()]
        if head.endswith(b"end"):
            continue
        head = head[head.rfind(b" obj") + 1 :]
        if not _FLATE.search(head) or _OTHER.search(head):
            continue
        end = data.find(b"endstream", match.end())
        if end - match.end() > _LONGEST:
            continue
        try:
            zlib.decompressobj().decompress(data[match.end() : end if end >= 0 else None], 64_000_000)
        except zlib.error:
            found.append(match.start())
    return found
