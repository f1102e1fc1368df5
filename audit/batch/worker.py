"""The worker: a process that audits one file after another for the process that started it."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterable, Sequence
from itertools import count
from multiprocessing.connection import Connection
from time import perf_counter
from typing import NoReturn

from audit.batch.job import Job
from audit.errors import ReadError
from audit.loading import unreadable
from audit.model.finding import DocumentReport

#: documents after which the little that they left in cycles is cleared away
_COLLECTED = 200


class _Ended(SystemExit):
    """Raised into whatever is running when this process is told to end."""


def serve(connection: Connection, job: Job, foreign: Iterable[Connection] = ()) -> None:
    """Answer (name, bytes) with (reports, seconds) until None comes or the other end is gone.

    `foreign` are ends of other connections that a fork brought along: as long as they are open here, the others could
    not tell that the process which started them has died.
    """
    for other in foreign:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that started this one
    gc.disable()  # after each document it would look through all that the engine keeps: a tenth of the time
    try:
        signal.signal(signal.SIGTERM, _end)
        for number in count(1):
            task = connection.recv()
            if task is None:
                return
            if number % _COLLECTED == 0:
                gc.collect()
            name, data = task
            start = perf_counter()
            reports = _run(job, name, data)
            connection.send((reports, perf_counter() - start))
    except (EOFError, OSError, _Ended):  # nobody is listening any more
        return


def _run(job: Job, name: str, data: bytes) -> Sequence[DocumentReport]:
    try:
        return job.run(name, data)
    except _Ended:
        raise
    except SystemExit as error:  # a plugin that calls sys.exit() must not look like a crash of the process
        return (unreadable(name, ReadError("crashed", f"sys.exit({error.code})")),)


def _end(*_: object) -> NoReturn:
    """What was opened is closed, what was started is ended, then this process goes; told once is enough."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Ended
