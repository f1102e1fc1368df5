"""Pace 用时: how a test says that something must not take long."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

#: a machine in use may be this much slower than the one that a limit was written on; work that grows with the square
#: of its input takes minutes, so that no such error hides behind it
SLACK = 5


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails when what is done inside takes more processor time than this on a machine of usual speed, with slack."""
    start = process_time()
    yield
    spent = process_time() - start
    assert spent < SLACK * seconds, f"{spent:.1f} s of processor time, {seconds} s on a machine of usual speed"
