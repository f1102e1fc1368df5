"""How fast the tool is: `python -m tests.benchmarks.speed` prints a table and ends with 1 when a limit is broken.

One document in one process after import < 0.1 s; a document 50 times as long at most 60 times as slow; a whole process
`python -m audit check` on one document < 0.35 s. Every time is the best of several runs, so that a busy machine does
not count. The samples, the clean fixtures and, where they are at hand, the team's disclosures are measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import audit
from tests.benchmarks import process
from tests.support import ROOT

ONE_DOCUMENT = 0.1
REPEATS = 50
GROWTH = 60.0
WHOLE_PROCESS = 0.35


@dataclass(frozen=True)
class Measure:
    """`value` and `limit` are in `unit`: seconds, or times as slow."""

    name: str
    what: str
    value: float
    limit: float
    unit: str

    @property
    def kept(self) -> bool:
        return self.value <= self.limit


def documents() -> list[Path]:
    """The samples, then the shared text documents."""
    samples = sorted((ROOT / "sample_inputs").rglob("*.txt"))
    shared = sorted((ROOT.parent / "shared" / "disclosures").glob("*.txt"))
    return [*samples, *shared]


def best(run: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        start = perf_counter()
        run()
        found.append(perf_counter() - start)
    return min(found)


def in_process(file: Path, times: int = 5) -> Measure:
    data = file.read_bytes()
    audit.audit_bytes(data, file.name)  # vocabularies and patterns are built once
    seconds = best(lambda: audit.audit_bytes(data, file.name), times)
    return Measure(_name(file), "one document", seconds, ONE_DOCUMENT, "s")


def growth(file: Path, repeats: int = REPEATS, times: int = 2) -> Measure:
    """How many times as long a document takes that is so many times as long."""
    data = file.read_bytes()
    once = best(lambda: audit.audit_bytes(data, file.name), times + 3)
    many = best(lambda: audit.audit_bytes(data * repeats, file.name), times)
    return Measure(_name(file), f"{repeats} times as long", many / once, GROWTH * repeats / REPEATS, "×")


def whole_process(file: Path, times: int = 5) -> Measure:
    return Measure(_name(file), "whole process", best(lambda: process.check(str(file)), times), WHOLE_PROCESS, "s")


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def measures() -> Iterator[Measure]:
    files = documents()
    for file in files:
        yield in_process(file)
    largest = max(files, key=lambda file: file.stat().st_size)
    for file in dict.fromkeys([files[0], largest]):
        yield growth(file)
        yield whole_process(file)


def main() -> int:
    broken = 0
    print(f"{'document':50} {'measure':20} {'found':>9} {'limit':>9}")
    for measure in measures():
        broken += not measure.kept
        found, limit = (f"{v:.3f} {measure.unit}" for v in (measure.value, measure.limit))
        print(
            f"{measure.name:50} {measure.what:20} {found:>9} {limit:>9}{'' if measure.kept else '  too slow'}",
            flush=True,
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
