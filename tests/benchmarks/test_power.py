"""The benchmarks of localisation run, and the smallest sample is nowhere near their limits. The aims themselves are
measured by `python -m tests.benchmarks.power`, which takes minutes."""

from __future__ import annotations

from decimal import Decimal

from audit.diagnose.confidence import TABLE
from tests.benchmarks import calibration, power, suspects
from tests.pace import SLACK
from tests.support import ROOT

SAMPLE = ROOT / "sample_inputs" / "consistent" / "yusuan-tables.txt"


def test_errors_in_a_sample_are_found_located_and_repaired() -> None:
    found = power.measured(SAMPLE, n=24, jobs=1)
    assert found["money"] >= 0.9
    for name in ("once", "located", "proved", "repaired"):
        assert found[name] >= 0.8, name
    assert found["both"] >= 0.6


def test_ten_thousand_figures() -> None:
    seconds, findings = power.large_seconds()
    assert 500 <= findings <= 505  # by chance a part, too, is one digit away from closing its row
    assert seconds < power.LARGE * SLACK


def test_localisation_costs_less_than_the_rest() -> None:
    seconds, rest, findings = power.localisation(ROOT / "sample_inputs" / "planted" / "juesuan-tables.txt")
    assert findings >= 8
    assert seconds < rest * SLACK


def test_the_table_of_confidence_is_measured_and_never_falls() -> None:
    cases = [(Decimal("0.05"), True), (Decimal("0.05"), False), (Decimal("0.50"), True), (Decimal("2"), True)]
    rows = calibration.table(cases)
    assert [margin for margin, _, _ in rows] == [margin for margin, _ in TABLE]
    shares = [share for _, _, share in rows]
    assert shares == sorted(shares)
    fallen = calibration.table([(Decimal("0.05"), True), (Decimal("0.50"), False), (Decimal("2"), False)])
    assert len({share for _, _, share in fallen}) == 1


def test_numbers_are_compared_without_their_dress() -> None:
    assert suspects.digits("1,072.50 万元") == suspects.digits("1072.5") == "1072.5"
    assert suspects.digits("六") == ""
    assert suspects.digits("0") == "0"
