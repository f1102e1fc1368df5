"""Dates 日期: what a document says about days and years, as far as it can be checked."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from audit.model.figure import Figure
from audit.model.span import Span


class Stretch(Struct, frozen=True):
    """The days from `first` to `last`, both included.

    `weekdays` counts Monday to Friday, `working` the official working days (None where the year's holidays are
    not known).
    """

    first: date
    last: date
    weekdays: int
    working: int | None

    @property
    def calendar(self) -> int:
        return (self.last - self.first).days + 1


class Duration(Struct, frozen=True):
    """历时: a stated number of days and the dates beside it. Dates without a year have several readings.

    `working` tells whether the text says 工作日; otherwise it says 天 or 日.
    """

    stated: Figure
    span: Span
    working: bool
    readings: tuple[Stretch, ...]


class Dated(Struct, frozen=True):
    """A day and where it is printed: the date of a form, the end of the work."""

    span: Span
    day: date


class YearTitle(Struct, frozen=True):
    """A heading or a table's title that names a year. `shape` is "table", "text", "form" (…自评表) or "part"."""

    span: Span
    year: int
    shape: str


class YearSentence(Struct, frozen=True):
    """A sentence about money: the year that it speaks of and the year that it compares with, if it names them.

    `under` is the year of the section's title where that names another than the document's.
    """

    span: Span
    current: int | None
    base: int | None
    under: int | None = None


class Dates(Struct, frozen=True):
    """All of a document, each in reading order.

    `holdings` are the days of 截至…共有车辆, 固定资产 and their like; `impossible` are days that no calendar has;
    `backward` are stretches that end before they begin; `opening` is the year in the first title about a budget or
    accounts.
    """

    durations: tuple[Duration, ...] = ()
    forms: tuple[Dated, ...] = ()
    evaluations: tuple[Dated, ...] = ()
    titles: tuple[YearTitle, ...] = ()
    sentences: tuple[YearSentence, ...] = ()
    holdings: tuple[Dated, ...] = ()
    impossible: tuple[Span, ...] = ()
    backward: tuple[Span, ...] = ()
    opening: YearTitle | None = None
