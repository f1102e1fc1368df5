"""Dates 日期: what a document says about days and years, as far as it can be checked."""

from __future__ import annotations

from datetime import date

from audit.model.figure import Figure
from audit.model.span import Span
from audit.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
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


@dataclass(frozen=True, slots=True)
class Duration:
    """历时: a stated number of days and the dates beside it. Dates without a year have several readings.

    `working` tells whether the text says 工作日; otherwise it says 天 or 日.
    """

    stated: Figure
    span: Span
    working: bool
    readings: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and where it is printed: the date of a form, the end of the work."""

    span: Span
    day: date


@dataclass(frozen=True, slots=True)
class YearTitle:
    """A heading or a table's title that names a year. `shape` is "table", "text", "form" (…自评表) or "part"."""

    span: Span
    year: int
    shape: str


@dataclass(frozen=True, slots=True)
class YearSentence:
    """A sentence about money: the year that it speaks of and the year that it compares with, if it names them.

    `under` is the year of the section's title where that names another than the document's.
    """

    span: Span
    current: int | None
    base: int | None
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Dates:
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
