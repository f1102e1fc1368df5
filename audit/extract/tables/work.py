"""Work: a table in the making, passed from step to step."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from audit.extract.tables.draft import Draft
from audit.extract.tables.forms import Form, Variant
from audit.extract.tables.regions import Region
from audit.extract.tables.tokens import Token
from audit.model.concept import Fund, Stage
from audit.model.table import Bond


class Block(Struct):
    """The rows that share columns: a whole table, or one half of it."""

    side: str
    specs: Variant
    rows: list[Draft]
    offset: int = 0

    @property
    def tops(self) -> list[Draft]:
        """The rows that have an amount in every column that has any."""
        totals = [row for row in self.rows if row.total and row.numbers]
        return sorted(totals, key=lambda row: -len(row.numbers))[:2]


class Work(Struct):
    """A table in the making."""

    region: Region
    form: Form
    rows: list[Draft]
    header: str
    stage: Stage
    fund: Fund | None
    blocks: list[Block] = field(default_factory=list)
    units: bool = False
    vertical: bool = False
    #: a list without codes, whatever the form usually is
    listed: bool = False
    separated: bool = False
    #: the page cuts its last columns off
    cut: bool = False
    #: the tokens of the header
    heads: Sequence[Token] = ()
    #: the row of column numbers (栏次)
    numbers: Sequence[Token] = ()
    bonds: tuple[Bond, ...] = ()

    @property
    def settled(self) -> bool:
        return all(len(row.candidates) == 1 for row in self.rows if row.numbers)
