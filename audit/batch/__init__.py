"""Batch 批量核对: many files through the pipeline: in parallel, watched, with what was found before kept in a cache."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from audit.batch.job import Job, Outcome, Task
from audit.errors import ReadError, UsageError
from audit.loading import load, unreadable
from audit.model.finding import DocumentReport

if TYPE_CHECKING:
    from audit.batch.cache import Cache

__all__ = ["TIMEOUT", "Audited", "Job", "Options", "audited"]

#: seconds that one document may take: a hundred times as long as a long one does
TIMEOUT = 120
#: a second process is worth its start for so many files each
_SHARE = 2
#: what an archive begins with, and an office file too
_ZIP = b"PK"


class Options(Struct, frozen=True):
    """How a run goes about its files. `jobs` is the number of processes (0: by the files and the processors),
    `timeout` the seconds that one document may take, `cache` where outcomes are kept (None: nowhere)."""

    jobs: int = 0
    timeout: int = TIMEOUT
    cache: Cache | None = None


class Audited(Struct, frozen=True):
    """What came of one file: its reports (an archive has several), and the seconds that they took (None: all came from
    the cache)."""

    reports: tuple[DocumentReport, ...]
    seconds: float | None


def audited(
    files: Sequence[tuple[Path, str]],
    job: Job,
    options: Options,
    done: Callable[[int, Audited], None] = lambda number, found: None,
) -> tuple[Audited, ...]:
    """The outcomes of files, each a path and the name that its report gives it, in their order however they came.

    `done` is told each file's number and outcome, as they come.
    """
    run = _Run(files, job, options, done)
    for outcome in _outcomes(run.tasks(), len(files), job, options):
        run.settle(outcome)
    if run.cache is not None:
        run.cache.tidy()
    return tuple(run.found[number] for number in range(len(files)))


class _Parts(Struct):
    """What is known of a file so far: the outcomes of its documents by number; `drawn` when no more can come."""

    known: dict[int, tuple[DocumentReport, ...]]
    count: int = 0
    drawn: bool = False
    seconds: float | None = None


class _Run:
    """One run: hands out the documents that have to be audited, and puts together what came of them."""

    def __init__(
        self,
        files: Sequence[tuple[Path, str]],
        job: Job,
        options: Options,
        done: Callable[[int, Audited], None],
    ) -> None:
        self._files = files
        self._job = job
        self._done = done
        # a whole report is never kept: it is the document itself that weighs
        self.cache = None if job.whole else options.cache
        self._keys: dict[tuple[int, int], str] = {}
        self._parts = [_Parts({}) for _ in files]
        self.found: dict[int, Audited] = {}

    def tasks(self) -> Iterator[Task]:
        """The documents that have to be audited; the others are settled on the way."""
        for number, (path, name) in enumerate(self._files):
            parts = self._parts[number]
            for document, data in self._documents(path, name):
                part, parts.count = parts.count, parts.count + 1
                if isinstance(data, ReadError):
                    self._note(number, part, (unreadable(document, data),), 0)
                    continue
                if self.cache is not None:
                    key = self._keys[number, part] = self.cache.key(data, document)
                    kept = self.cache.get(key, document)
                    if kept is not None:
                        self._note(number, part, kept, None)
                        continue
                yield Task(number, part, document, data)
            parts.drawn = True
            self._close(number)

    def settle(self, outcome: Outcome) -> None:
        task = outcome.task
        if self.cache is not None:
            self.cache.put(self._keys[task.file, task.part], task.name, outcome.reports)
        self._note(task.file, task.part, outcome.reports, outcome.seconds)
        self._close(task.file)

    def _documents(self, path: Path, name: str) -> Iterator[tuple[str, bytes | ReadError]]:
        """A file's bytes, of an archive those of each document in it; or why there are none."""
        try:
            data = load(path, self._job.config)
            if data.startswith(_ZIP):
                from audit import readers

                if readers.is_archive(data):
                    from audit import pipeline

                    yield from pipeline.sources(data, name, self._job.config)
                    return
            yield name, data
        except UsageError as error:  # it was there when the files were listed
            yield name, ReadError("not-openable", str(error))
        except ReadError as error:
            yield name, error

    def _note(self, file: int, part: int, reports: tuple[DocumentReport, ...], seconds: float | None) -> None:
        parts = self._parts[file]
        parts.known[part] = reports
        if seconds is not None:
            parts.seconds = (parts.seconds or 0) + seconds

    def _close(self, file: int) -> None:
        """When all of a file is known, so is its outcome."""
        parts = self._parts[file]
        if parts.drawn and len(parts.known) == parts.count:
            reports = (report for part in range(parts.count) for report in parts.known[part])
            self.found[file] = Audited(tuple(reports), parts.seconds)
            self._done(file, self.found[file])


def _outcomes(tasks: Iterator[Task], files: int, job: Job, options: Options) -> Iterator[Outcome]:
    """The only document of a run in this process, several in others. Where nothing is to do, nothing is imported."""
    drawn = list(islice(tasks, 2 if files == 1 else 1))
    if not drawn:
        return iter(())
    tasks = chain(drawn, tasks)
    if files > 1 or len(drawn) > 1:
        from audit.batch import pool

        if pool.reaches(job):
            worth = -(-files // _SHARE) if files > 1 else len(drawn)
            return pool.run(tasks, job, options.jobs or min(_processors(), worth), options.timeout)
    from audit.batch import here

    return here.run(tasks, job, options.timeout)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
