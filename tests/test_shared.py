"""The team's annotated disclosures, where they are at hand: what the tool finds of them must not become less.

The scoring is that of the team's own script. The floors are the state at the time of writing: raise them when the tool
gets better, lower them for no reason.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT

SHARED = ROOT.parent / "shared"
SCORE = SHARED / "tools" / "score.py"

pytestmark = pytest.mark.skipif(not SCORE.is_file(), reason="the team's shared documents are not at hand")


@dataclass(frozen=True)
class Floor:
    """A document, its annotation, and how many errors and rounding differences are found at least."""

    document: str
    gold: str
    errors: int
    rounding: int


FLOORS = (
    Floor("000_*.txt", "000.yaml", errors=10, rounding=9),
    Floor("002_*.txt", "002.yaml", errors=2, rounding=7),
    Floor("003_*.txt", "003.yaml", errors=13, rounding=2),
    Floor("pingtan-2016-*.txt", "pingtan-2016.yaml", errors=7, rounding=2),
)


@cache
def score(floor: Floor) -> dict[str, Any]:
    (document,) = (SHARED / "disclosures").glob(floor.document)
    command = [sys.executable, str(SCORE), str(document), str(SHARED / "gold" / floor.gold)]
    command += ["--cmd", f"{shlex.quote(sys.executable)} -m audit"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=_environment(), check=False)
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def found(score: dict[str, Any], severity: str) -> int:
    return int(str(score[f"{severity}_found"]).partition("/")[0])


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: Path(floor.gold).stem)
def test_no_false_alarm(floor: Floor) -> None:
    assert score(floor)["false_alarms"] == 0
    assert score(floor)["in_traps"] == 0


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: Path(floor.gold).stem)
def test_recall_does_not_fall(floor: Floor) -> None:
    assert found(score(floor), "error") >= floor.errors, score(floor)
    assert found(score(floor), "rounding") >= floor.rounding, score(floor)
