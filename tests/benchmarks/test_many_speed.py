"""The benchmark of many documents runs, and a small run is nowhere near its limits. The limits themselves are measured
by `python -m tests.benchmarks.many`, on a quiet machine; what is compared here is the processor's time."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks import many

#: how much more than its limit a run of few documents may cost, where starting the process weighs more
SLACK = 4


def test_a_warm_run_costs_a_fraction_of_a_cold_one(tmp_path: Path) -> None:
    many.varied(tmp_path / "many", 40)
    cold, warm = (many.run(tmp_path / "many", "--cache-dir", str(tmp_path / "cache")) for _ in range(2))
    assert warm.digest == cold.digest
    assert warm.cost < cold.cost * many.WARM * SLACK


def test_no_two_documents_are_alike(tmp_path: Path) -> None:
    many.varied(tmp_path / "texts", 12)
    many.printed(tmp_path / "papers", 3)
    for folder, count in (("texts", 12), ("papers", 3)):
        assert len({file.read_bytes() for file in (tmp_path / folder).iterdir()}) == count
