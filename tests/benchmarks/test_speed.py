"""The benchmark runs, and the smallest sample is nowhere near its limits. The limits themselves are measured by
`python -m tests.benchmarks.speed`, on a quiet machine."""

from __future__ import annotations

from tests.benchmarks import speed
from tests.pace import SLACK


def test_one_document_in_one_process() -> None:
    smallest = min(speed.documents(), key=lambda file: file.stat().st_size)
    measure = speed.in_process(smallest, times=2)
    assert 0 < measure.value < measure.limit * SLACK


def test_time_grows_with_the_length_and_not_with_its_square() -> None:
    smallest = min(speed.documents(), key=lambda file: file.stat().st_size)
    measure = speed.growth(smallest, repeats=10, times=1)
    assert 1 < measure.value < measure.limit * SLACK / 2


def test_a_limit_that_is_broken_is_told() -> None:
    assert not speed.Measure("a.txt", "one document", 0.2, 0.1, "s").kept
    assert speed.Measure("a.txt", "one document", 0.1, 0.1, "s").kept
