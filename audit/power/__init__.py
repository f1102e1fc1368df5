"""Power 检出力: realistic errors injected into a document, one at a time, and what the audit makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import PurePath

from audit import pipeline
from audit.config import Config
from audit.model.document import Document
from audit.model.power import Power, Trial
from audit.model.relation import Check
from audit.power.corrupt import Corruption, plan
from audit.power.trial import Bench

__all__ = ["Corruption", "measure"]

#: trials that one message to a process brings
_CHUNK = 8


def measure(
    data: bytes,
    name: str,
    checks: Sequence[Check],
    config: Config,
    *,
    n: int,
    seed: int,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> Power:
    """Inject `n` errors, drawn by `seed`, into one file's text; each is audited by itself.

    The same arguments give the same outcome, whatever the number of processes (`jobs`). `progress` is told how many
    trials were done. Raises ReadError.
    """
    bench = Bench(pipeline.read(data, name, config), tuple(checks), config)
    figures = bench.figures
    planned = plan(figures, bench.lines, n, seed, PurePath(name).name)
    trials = _run(bench, planned.corruptions, jobs, progress)
    ordered = sorted(trials, key=lambda trial: (trial.figure.span.order, trial.operation, trial.text))
    return Power(name, seed, len(figures), planned.unfit, tuple(ordered))


def _run(bench: Bench, corruptions: Sequence[Corruption], jobs: int, progress: Callable[[int], None]) -> list[Trial]:
    if jobs <= 1 or len(corruptions) <= _CHUNK:
        found = []
        for corruption in corruptions:
            found.append(bench.run(corruption))
            progress(1)
        return found
    arguments = (bench.document, bench.checks, bench.config)
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=arguments) as pool:
        found = []
        for trial in pool.map(_trial, corruptions, chunksize=_CHUNK):
            found.append(trial)
            progress(1)
    return found


_bench: Bench | None = None


def _prepare(document: Document, checks: tuple[Check, ...], config: Config) -> None:
    """Audits the document as it is, once in each process."""
    global _bench
    _bench = Bench(document, checks, config)


def _trial(corruption: Corruption) -> Trial:
    assert _bench is not None
    return _bench.run(corruption)
