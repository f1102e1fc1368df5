"""Batch 批量核对: many files through the pipeline: in parallel, watched, with what was found before kept in a cache."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from audit.batch.job import Job, Outcome, Task
from audit.errors import ReadError, UsageError
from audit.loading import load, unreadable
from audit.model.finding import DocumentReport

if TYPE_CHECKING:
    from audit.batch.cache import Cache

__all__ = ["TIMEOUT", "Audited", "Job", "Options", "audited"]

#: seconds that one file may take: a hundred times as long as a long one does
TIMEOUT = 120
#: a second process is worth its start for so many files each
_SHARE = 4


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about its files. `jobs` is the number of processes (0: by the files and the processors),
    `timeout` the seconds that one file may take, `cache` where outcomes are kept (None: nowhere)."""

    jobs: int = 0
    timeout: int = TIMEOUT
    cache: Cache | None = None


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of one file: its reports (an archive has several), and the seconds that it took (None: from the
    cache)."""

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
    found: dict[int, Audited] = {}

    def settle(number: int, reports: Sequence[DocumentReport], seconds: float | None) -> None:
        found[number] = Audited(tuple(reports), seconds)
        done(number, found[number])

    # a whole report is never kept: it is the document itself that weighs
    cache = None if job.whole else options.cache
    keys: dict[int, str] = {}

    def remaining() -> Iterator[Task]:
        """The files that have to be audited; the others are settled on the way."""
        for number, (path, name) in enumerate(files):
            try:
                data = load(path, job.config)
            except UsageError as error:  # it was there when the files were listed
                settle(number, (unreadable(name, ReadError("not-openable", str(error))),), 0)
                continue
            except ReadError as error:
                settle(number, (unreadable(name, error),), 0)
                continue
            if cache is not None:
                keys[number] = cache.key(data, name)
                kept = cache.get(keys[number], name)
                if kept is not None:
                    settle(number, kept, None)
                    continue
            yield Task(number, name, data)

    for outcome in _run(remaining(), len(files), job, options):
        task = outcome.task
        if cache is not None:
            cache.put(keys[task.number], task.name, outcome.reports)
        settle(task.number, outcome.reports, outcome.seconds)
    if cache is not None:
        cache.tidy()
    return tuple(found[number] for number in range(len(files)))


def _run(tasks: Iterator[Task], count: int, job: Job, options: Options) -> Iterator[Outcome]:
    """The only file of a run in this process, several in others. Where nothing is to do, nothing is imported."""
    first = next(tasks, None)
    if first is None:
        return iter(())
    tasks = chain((first,), tasks)
    if count > 1:
        from audit.batch import pool

        if pool.reaches(job):
            return pool.run(tasks, job, options.jobs or min(_processors(), -(-count // _SHARE)), options.timeout)
    from audit.batch import here

    return here.run(tasks, job, options.timeout)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
