"""Coverage 核对覆盖率: which figures of a document some relation proves, and why the others are unchecked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from audit.model.figure import Figure


class Gap(StrEnum):
    """Why no relation checks a figure."""

    ALONE = "no-second-statement"  # known, but nothing else in the document says it, or something that gives it
    UNNAMED = "unknown-label"  # what it is about could not be told
    DOUBTFUL = "doubtful-cell"  # its column could not be decided
    HEDGED = "hedged"  # 约, 近: it may stand for anything
    BOUNDED = "only-bounded"  # another figure is its limit, none gives its value
    UNDECIDED = "not-evaluable"  # its relations could not be evaluated


class Standing(StrEnum):
    """How well a figure is checked. Of one that is checked once an error shows, but which of its relation's figures has
    it can only be guessed."""

    PROVED = "proved"
    ONCE = "checked-once"
    UNCHECKED = "unchecked"


class Covered(Struct, frozen=True, gc=False):
    """One figure that states an amount, percentage, count or score.

    `relations` are the different relations that were evaluated and that fix its value. `path` are the headings above
    it, outermost first, `label` what it is about ("" when unknown), `gap` why nothing checks it (None when something
    does).
    """

    figure: Figure
    relations: int
    path: tuple[str, ...] = ()
    label: str = ""
    gap: Gap | None = None

    @property
    def standing(self) -> Standing:
        if not self.relations:
            return Standing.UNCHECKED
        return Standing.PROVED if self.relations > 1 else Standing.ONCE


class SectionCoverage(Struct, frozen=True):
    """The figures under one heading: how many are proved, checked once, and unchecked for each reason.

    `path` are the headings from the outermost down; `figures` may have been left out (see Coverage.without_figures).
    """

    path: tuple[str, ...]
    proved: int
    once: int
    gaps: tuple[tuple[Gap, int], ...]
    figures: tuple[Covered, ...] = ()

    @classmethod
    def of(cls, path: tuple[str, ...], figures: Iterable[Covered]) -> SectionCoverage:
        listed = tuple(figures)
        once = sum([covered.relations == 1 for covered in listed])
        proved = sum([covered.relations > 1 for covered in listed])
        found = Counter([covered.gap for covered in listed if covered.gap is not None])
        gaps = tuple((gap, found[gap]) for gap in Gap if found[gap])
        return cls(path, proved, once, gaps, listed)

    @property
    def checked(self) -> int:
        return self.proved + self.once

    @property
    def total(self) -> int:
        return self.checked + sum(count for _, count in self.gaps)

    @property
    def unchecked(self) -> tuple[Covered, ...]:
        return tuple(covered for covered in self.figures if not covered.relations)


class Coverage(Struct, frozen=True):
    """The figures of a document that state a quantity, by section, in reading order."""

    sections: tuple[SectionCoverage, ...] = ()

    @classmethod
    def of(cls, figures: Iterable[Covered]) -> Coverage:
        """From all figures in reading order."""
        found: dict[tuple[str, ...], list[Covered]] = {}
        for covered in figures:
            found.setdefault(covered.path, []).append(covered)
        return cls(tuple(SectionCoverage.of(path, listed) for path, listed in found.items()))

    @property
    def figures(self) -> tuple[Covered, ...]:
        return tuple(covered for section in self.sections for covered in section.figures)

    @property
    def unchecked(self) -> tuple[Covered, ...]:
        return tuple(covered for section in self.sections for covered in section.unchecked)

    @property
    def total(self) -> int:
        return sum(section.total for section in self.sections)

    @property
    def proved(self) -> int:
        """How many figures two or more relations check: an error in them is seen and can be located."""
        return sum(section.proved for section in self.sections)

    @property
    def once(self) -> int:
        """How many figures only one relation checks: an error in them is seen, but located by guess at best."""
        return sum(section.once for section in self.sections)

    @property
    def checked(self) -> int:
        """How many figures at least one relation checks."""
        return self.proved + self.once

    @property
    def gaps(self) -> tuple[tuple[Gap, int], ...]:
        """How many figures are unchecked for each reason that occurs."""
        found: Counter[Gap] = Counter()
        for section in self.sections:
            found.update(dict(section.gaps))
        return tuple((gap, found[gap]) for gap in Gap if found[gap])

    def without_figures(self) -> Coverage:
        """Only the counts: what a report needs that does not list the figures."""
        return Coverage(tuple(replace(section, figures=()) for section in self.sections))

    def reaches(self, share: Decimal) -> bool:
        """Whether at least this share of the figures is checked; of no figures nothing is."""
        return self.total > 0 and self.checked >= share * self.total
