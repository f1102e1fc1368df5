"""Limits 安全限度: how far a reader goes along with a file before it refuses it."""

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What one file may be made of. A disclosure comes near none of them; a file that is made to harm does.

    `unpacked` is in bytes, over all that a compressed file unfolds to; `members` counts the files of an archive;
    `nesting` is how deep tables may stand in tables, and archives in archives; `cells` are those of all tables.
    """

    unpacked: int = 120_000_000
    members: int = 1_000
    nesting: int = 50
    pages: int = 2_000
    cells: int = 3_000_000


#: what no setting changes
DEFAULT = Limits()
