"""What a run has to do: the same for every file, and for each."""

from __future__ import annotations

from msgspec import Struct

from audit.config import Config
from audit.model.finding import DocumentReport
from audit.model.relation import Check


class Job(Struct, frozen=True):
    """What is the same for every file of a run; `whole` reports keep the documents themselves."""

    checks: tuple[Check, ...]
    config: Config
    whole: bool = False

    def run(self, name: str, data: bytes) -> tuple[DocumentReport, ...]:
        """The reports of one document's bytes."""
        from audit import pipeline  # the engine is imported for the first file that needs it

        found = pipeline.reports(data, name, self.checks, self.config, whole=self.whole)
        return found if self.whole else tuple(report.lean() for report in found)


class Task(Struct, frozen=True):
    """One document: the number of its file in the run, its own in that file, its name, its bytes."""

    file: int
    part: int
    name: str
    data: bytes


class Outcome(Struct, frozen=True):
    """What came of a task, and the seconds that it took."""

    task: Task
    reports: tuple[DocumentReport, ...]
    seconds: float
