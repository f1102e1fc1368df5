"""OLE 复合文档: whether an old Office file is whole, and whether it has a password, before another program opens it.

LibreOffice repairs what was cut off, and says nothing: what is missing would pass for clean.
"""

from __future__ import annotations

from array import array
from struct import Struct, error

from audit.errors import ReadError

_SHIFT = Struct("<H")
_SECTORS = Struct("<I")
_FREE = 0xFFFFFFFA
_IN_HEADER = 109
_ENTRY = 128
_PLACE = Struct("<II")
#: shorter streams share the sectors of another one
_SMALL = 4096
_MOST_SECTORS = 1_000_000
_ENCRYPTED = 0x100


def check(data: bytes) -> None:
    """Raises ReadError for a file that is cut off, or whose text (.doc) is encrypted."""
    try:
        shift = _SHIFT.unpack_from(data, 30)[0]
        if shift not in (9, 12):
            raise ReadError("damaged", "OLE")
        table = _table(data, shift)
        used = max((at for at, following in enumerate(table) if following != 0xFFFFFFFF), default=-1)
        if (used + 1) << shift >= len(data):
            raise ReadError("damaged", "OLE")
        start = _stream(data, shift, table, "WordDocument")
        if start is not None and _SHIFT.unpack_from(data, ((start + 1) << shift) + 10)[0] & _ENCRYPTED:
            raise ReadError("encrypted", "Office")
    except (error, IndexError) as failed:
        raise ReadError("damaged", "OLE") from failed


def _table(data: bytes, shift: int) -> array[int]:
    """For each sector the one that follows it in its stream."""
    size = 1 << shift
    where = [_SECTORS.unpack_from(data, 76 + 4 * at)[0] for at in range(_IN_HEADER)]
    further = _SECTORS.unpack_from(data, 68)[0]
    seen = 0
    while further < _FREE and seen < _MOST_SECTORS // size:
        place = (further + 1) << shift
        where.extend(_SECTORS.unpack_from(data, place + 4 * at)[0] for at in range(size // 4 - 1))
        further = _SECTORS.unpack_from(data, place + size - 4)[0]
        seen += 1
    table = array("I")
    for sector in where:
        if sector < _FREE:
            part = data[(sector + 1) << shift : (sector + 2) << shift]
            if len(part) < size:
                raise ReadError("damaged", "OLE")
            table.extend(value[0] for value in _SECTORS.iter_unpack(part))
    return table


def _stream(data: bytes, shift: int, table: array[int], name: str) -> int | None:
    """The first sector of a stream; None when it has none of its own."""
    wanted = name.encode("utf-16-le")
    sector = _SECTORS.unpack_from(data, 48)[0]
    for _ in range(len(table)):
        if sector >= _FREE:
            return None
        start = (sector + 1) << shift
        for place in range(start, start + (1 << shift), _ENTRY):
            if data[place : place + len(wanted) + 2] == wanted + b"\0\0":
                found, size = _PLACE.unpack_from(data, place + 116)
                return int(found) if size >= _SMALL else None
        sector = table[sector]
    return None
