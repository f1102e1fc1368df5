"""The pool: worker processes that are watched. One that dies or hangs costs the document that it had, no other."""

from __future__ import annotations

import pickle
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

from audit.batch.job import Job, Outcome, Task
from audit.batch.worker import serve
from audit.errors import ReadError
from audit.loading import unreadable

#: seconds that a worker has to clean up after itself when it is told to end
_GRACE = 2
#: where a copy of this process is cheap and safe; elsewhere a worker starts afresh
_METHOD = "fork" if sys.platform == "linux" else "spawn"


def run(tasks: Iterable[Task], job: Job, jobs: int, timeout: int) -> Iterator[Outcome]:
    """The outcomes of all tasks, as they come. A task may take `timeout` seconds; tasks are drawn one by one, when a
    worker is free for them."""
    import_module("audit.pipeline")  # before this process is copied, so that every copy has the engine
    waiting = iter(tasks)
    pool = _Pool(job)
    try:
        while True:
            while len(pool.busy) < jobs and (task := next(waiting, None)) is not None:
                pool.give(task, timeout)
            if not pool.busy:
                return
            yield from pool.collect()
    finally:
        pool.close()


def reaches(job: Job) -> bool:
    """Whether a worker can be given the job: one that starts afresh has to find the checks again by their names."""
    if _METHOD == "fork":
        return True
    try:
        pickle.dumps(job)
    except Exception:  # whatever the check of a plugin is made of
        return False
    return True


class _Pool:
    def __init__(self, job: Job) -> None:
        self._job = job
        self._context: Any = get_context(_METHOD)
        self._idle: deque[_Worker] = deque()
        self.busy: list[_Worker] = []

    def give(self, task: Task, timeout: int) -> None:
        while self._idle:
            worker = self._idle.popleft()
            if worker.give(task, timeout):
                self.busy.append(worker)
                return
            worker.end()  # it died while it had nothing to do
        worker = self._started()
        worker.give(task, timeout)
        self.busy.append(worker)

    def collect(self) -> Iterator[Outcome]:
        """Wait until something happens: an answer, a death, a limit of time."""
        nearest = min(worker.deadline for worker in self.busy)
        ready = wait([worker.connection for worker in self.busy], max(0, nearest - monotonic()))
        for worker in list(self.busy):
            if worker.connection in ready:
                yield self._answered(worker)
            elif monotonic() >= worker.deadline:
                yield self._given_up(worker, ReadError("timed-out", f"> {worker.timeout} s"))

    def _answered(self, worker: _Worker) -> Outcome:
        try:
            reports, seconds = worker.connection.recv()
        except Exception:  # it died before or while it answered
            worker.process.join(_GRACE)
            return self._given_up(worker, ReadError("worker-died", _death(worker.process.exitcode)))
        self.busy.remove(worker)
        self._idle.append(worker)
        return Outcome(worker.task, reports, seconds)

    def _given_up(self, worker: _Worker, error: ReadError) -> Outcome:
        self.busy.remove(worker)
        worker.end()
        seconds = worker.timeout - (worker.deadline - monotonic())
        return Outcome(worker.task, (unreadable(worker.task.name, error),), seconds)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        known = [ours, *(worker.connection for worker in (*self.busy, *self._idle))] if _METHOD == "fork" else []
        process = self._context.Process(target=serve, args=(theirs, self._job, known), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def close(self) -> None:
        for worker in (*self.busy, *self._idle):
            worker.process.terminate()
        for worker in (*self.busy, *self._idle):
            worker.end()


class _Worker:
    """A process and what it is busy with."""

    def __init__(self, process: Any, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.task = Task(0, 0, "", b"")
        self.timeout = 0
        self.deadline = monotonic()

    def give(self, task: Task, timeout: int) -> bool:
        """Whether it took the task."""
        self.task, self.timeout, self.deadline = task, timeout, monotonic() + timeout
        try:
            self.connection.send((task.name, task.data))
        except OSError:
            return False
        return True

    def end(self) -> None:
        self.process.terminate()
        self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.connection.close()


def _death(code: int | None) -> str:
    """How a process ended, for people: a signal's name, or an exit code."""
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"
