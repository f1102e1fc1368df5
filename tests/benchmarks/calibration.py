"""How often a suspect is right, by its margin over the next figure: `python -m tests.benchmarks.calibration [-n 200]`.

Into each sample (with --shared also into the team's disclosures) `n` errors are injected, one at a time. Of each cause
that has the wrong figure in its evidence and names a suspect, the margin is noted and whether the suspect is right.
Printed is the table of `audit/diagnose/confidence.py`, smoothed so that it never falls, beside what it says now.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path

import audit
from audit import diagnose, extract, pipeline
from audit.config import Config
from audit.diagnose.confidence import TABLE, confidence
from audit.diagnose.graph import Graph
from audit.diagnose.localise import root_causes
from audit.evaluate import evaluate
from audit.model.relation import Relation
from audit.power.corrupt import Corruption, plan
from audit.power.trial import Bench
from tests.benchmarks.speed import documents
from tests.support import ROOT

CONFIG = Config()
CHECKS = audit.selected_checks(CONFIG)
Case = tuple[Decimal, bool]

_bench: Bench | None = None


def _open(data: bytes, name: str) -> None:
    global _bench
    _bench = Bench(pipeline.read(data, name, CONFIG), CHECKS, CONFIG)


def cases(corruption: Corruption) -> list[Case]:
    """The margins of the suspects of one injected error's causes, and whether they are right."""
    assert _bench is not None
    base = extract.extract(_bench.corrupted([corruption]))
    relations = [relation for check in CHECKS for relation in check.run(base) if isinstance(relation, Relation)]
    figures = [*base.figures, *(fact.figure for fact in base.facts)]
    wrong = (corruption.span.page, corruption.span.line, corruption.span.column)
    found = []
    for cause in root_causes(Graph(diagnose.settled(map(evaluate, relations)), figures)):
        spans = {f.span for e in cause.evidence for f in e.relation.figures}
        if cause.suspect is None or cause.suspect.operation == "sign":
            continue
        if any((span.page, span.line, span.column) == wrong for span in spans):
            span = cause.suspect.figure.span
            found.append((cause.margin, (span.page, span.line, span.column) == wrong))
    return found


def measured(file: Path, n: int, seed: int, jobs: int) -> list[Case]:
    data = file.read_bytes()
    _open(data, file.name)
    assert _bench is not None
    corruptions = plan(_bench.figures, _bench.lines, n, seed, file.name).corruptions
    with ProcessPoolExecutor(jobs, initializer=_open, initargs=(data, file.name)) as pool:
        return [case for listed in pool.map(cases, corruptions, chunksize=8) for case in listed]


def table(found: Sequence[Case]) -> list[tuple[Decimal, int, float]]:
    """For each step of the margin: how many suspects there are, and the share of them that is right, never falling.

    Neighbouring steps that would fall are taken together (pool adjacent violators).
    """
    steps = [margin for margin, _ in TABLE]
    blocks: list[list[int]] = []  # first step, number of steps, cases, right ones
    for at, low in enumerate(steps):
        high = steps[at + 1] if at + 1 < len(steps) else Decimal("Infinity")
        inside = [right for margin, right in found if max(margin, Decimal(0)) >= low and max(margin, Decimal(0)) < high]
        blocks.append([at, 1, len(inside), sum(inside)])
        while len(blocks) > 1 and blocks[-1][3] * blocks[-2][2] < blocks[-2][3] * blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0], *(a + b for a, b in zip(blocks[-1][1:], last[1:], strict=True))]
    rows = []
    for first, count, total, right in blocks:
        for at in range(first, first + count):
            rows.append((steps[at], total, (right + 1) / (total + 2)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shared", action="store_true")
    given = parser.parse_args()
    samples = ROOT / "sample_inputs"
    files = [file for file in documents() if given.shared or samples in file.parents]
    found = [case for file in files for case in measured(file, given.n, given.seed, given.jobs)]
    print(f"{len(found)} suspects\n{'margin from':>12} {'suspects':>9} {'right':>6} {'stated':>7}")
    for margin, count, right in table(found):
        print(f"{margin:>12} {count:>9} {right:>6.2f} {confidence(margin):>7}")


if __name__ == "__main__":
    main()
