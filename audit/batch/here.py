"""One file in this process, which costs no second one; where the platform can, with a limit of time."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from time import perf_counter

from audit.batch.job import Job, Outcome, Task
from audit.errors import ReadError
from audit.loading import unreadable


class _OverdueError(BaseException):
    """Raised into whatever is running; no Exception, so that nothing on the way takes it for its own."""


def run(tasks: Iterable[Task], job: Job, timeout: int) -> Iterator[Outcome]:
    """The outcome of each task. A task may take `timeout` seconds."""
    for task in tasks:
        start = perf_counter()
        try:
            with _limited(timeout):
                reports = job.run(task.name, task.data)
        except _OverdueError:
            reports = (unreadable(task.name, ReadError("timed-out", f"> {timeout} s")),)
        yield Outcome(task, reports, perf_counter() - start)


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return

    def overdue(*_: object) -> None:
        raise _OverdueError

    before = signal.signal(signal.SIGALRM, overdue)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
