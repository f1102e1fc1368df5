"""The tool as a process of its own: as an installed package is run, whose modules have been compiled."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from tempfile import TemporaryDirectory

from tests.support import ROOT


@cache
def _compiled() -> TemporaryDirectory[str]:
    """Where the modules' bytecode is kept, until this process ends; the first run writes it."""
    return TemporaryDirectory(prefix="gouji-bytecode-")


def check(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """`gouji check` with the JSON report, whatever it finds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": _compiled().name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "audit", "check", *arguments, "--format", "json", "--fail-on", "never"]
    return subprocess.run(command, capture_output=True, env=environment, cwd=ROOT, check=True)
