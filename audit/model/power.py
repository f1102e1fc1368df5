"""Power 检出力: what would have been reported, had a figure of the document been printed wrongly."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from enum import StrEnum

from msgspec import Struct

from audit.model.coverage import Covered
from audit.model.figure import Figure


class Sight(StrEnum):
    """How an injected error shows in the report."""

    REPORTED = "reported"  # a finding that was not there before
    ROUNDING = "rounding"  # only as a 尾差: the change is below what the print can tell
    UNSEEN = "unseen"


class Trial(Struct, frozen=True):
    """One injected error: the figure that was printed as `text` instead, by which operation, and what came of it.

    `findings` are the new findings of severity error or warning; `located` says that one of them suspects this very
    figure, `repaired` that it suggests the value that was printed before.
    """

    covered: Covered
    operation: str
    text: str
    sight: Sight = Sight.UNSEEN
    findings: int = 0
    located: bool = False
    repaired: bool = False

    @property
    def figure(self) -> Figure:
        """The figure as it stood before."""
        return self.covered.figure

    @property
    def reported(self) -> bool:
        return self.sight is Sight.REPORTED


class Tally(Struct, frozen=True):
    """Counts over trials. Of the reported ones some are located, of those some repaired; `once` are reported by exactly
    one finding; `covered` are the reported ones whose figure two or more relations fix, `found` the located of those.
    `rounding` are seen only as a 尾差, and do not count as reported."""

    injected: int
    reported: int
    once: int
    located: int
    repaired: int
    rounding: int
    covered: int
    found: int

    @classmethod
    def of(cls, trials: Iterable[Trial]) -> Tally:
        listed = tuple(trials)
        reported = [trial for trial in listed if trial.reported]
        covered = [trial for trial in reported if trial.covered.relations > 1]
        return cls(
            injected=len(listed),
            reported=len(reported),
            once=sum(1 for trial in reported if trial.findings == 1),
            located=sum(1 for trial in reported if trial.located),
            repaired=sum(1 for trial in reported if trial.repaired),
            rounding=sum(1 for trial in listed if trial.sight is Sight.ROUNDING),
            covered=len(covered),
            found=sum(1 for trial in covered if trial.located),
        )


class Power(Struct, frozen=True):
    """The outcome of injecting errors into one document, in the order of the places.

    `figures` is the number of figures that state a quantity; `unfit` of them were left out, because they are not
    printed as a plain number in one line.
    """

    path: str
    seed: int
    figures: int
    unfit: int
    trials: tuple[Trial, ...] = ()

    @property
    def total(self) -> Tally:
        return Tally.of(self.trials)

    def by(self, key: Callable[[Trial], Hashable]) -> tuple[tuple[Hashable, Tally], ...]:
        """The tallies of groups of trials, in the order in which the groups first occur."""
        groups: dict[Hashable, list[Trial]] = {}
        for trial in self.trials:
            groups.setdefault(key(trial), []).append(trial)
        return tuple((name, Tally.of(trials)) for name, trials in groups.items())

    @property
    def unseen(self) -> tuple[Trial, ...]:
        """The trials that no error or warning tells of."""
        return tuple(trial for trial in self.trials if not trial.reported)
