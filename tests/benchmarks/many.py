"""Many documents: `python -m tests.benchmarks.many` prints a table and ends with 1 when a limit is broken.

200 documents give the same bytes with 1, 2 and 4 jobs and from a warm cache, and the warm run costs at most a tenth of
the cold one; 100 text disclosures take at most 6 s and 100 PDFs of 20 to 30 pages at most 25 s on two processors. The
team's disclosures are measured where they are at hand, else variations of the samples and PDFs that are written here.
Elapsed times count on a quiet machine only; the processor's time beside them says what a run cost.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks import process
from tests.support import ROOT

SHARED = ROOT.parent / "shared" / "disclosures"
#: what a copy has at its end, so that no two have the same content
_TAIL = "\n\n（第{number}份）\n"
TEXTS, PDFS, WARM = 6.0, 25.0, 0.1
PAGES = (20, 31)


@dataclass(frozen=True)
class Run:
    """A whole process: elapsed seconds, the processor's seconds over all its processes, a digest of its report."""

    elapsed: float
    cost: float
    digest: str


def varied(folder: Path, count: int, sources: Iterable[Path] = ()) -> None:
    """Fill a folder with so many different text documents: the samples, or `sources`, in turn."""
    folder.mkdir(parents=True)
    texts = [file.read_bytes() for file in sources or sorted((ROOT / "sample_inputs").rglob("*.txt"))]
    for number in range(count):
        tail = _TAIL.format(number=number).encode()
        (folder / f"{number:03}.txt").write_bytes(texts[number % len(texts)] + tail)


def printed(folder: Path, count: int) -> None:
    """Fill a folder with so many different PDFs: the shared ones in turn, else ones of 20 to 30 pages."""
    folder.mkdir(parents=True)
    shared = [file.read_bytes() for file in sorted(SHARED.glob("*.pdf"))]
    for number in range(count):
        data = shared[number % len(shared)] if shared else _paper(range(*PAGES)[number % len(range(*PAGES))])
        # after the end of the file a comment may stand: the content differs, what is read does not
        (folder / f"{number:03}.pdf").write_bytes(data + f"\n%{number}\n".encode())


def _paper(pages: int) -> bytes:
    from tests.benchmarks.test_pdf_speed import pages as written

    return written(pages)


def run(folder: Path, *options: str) -> Run:
    """`gouji check folder` as a process of its own."""
    start, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    result = process.check(str(folder), *options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(perf_counter() - start, cost, sha256(result.stdout).hexdigest())


def repeated(folder: Path, place: Path) -> tuple[dict[str, Run], Run, Run]:
    """One folder with 1, 2 and 4 jobs; then with an empty cache and with a warm one."""
    jobs = {f"{count} jobs": run(folder, "--no-cache", "--jobs", str(count)) for count in (1, 2, 4)}
    cold, warm = (run(folder, "--cache-dir", str(place / "cache")) for _ in range(2))
    return jobs, cold, warm


def measures(place: Path) -> Iterator[tuple[str, float, float, str]]:
    """What was measured, the value, its limit, and a remark."""
    varied(place / "many", 200)
    jobs, cold, warm = repeated(place / "many", place)
    for name, found in [*jobs.items(), ("cold cache", cold), ("warm cache", warm)]:
        yield f"200 documents, {name}, s", found.elapsed, float("inf"), f"processor {found.cost:.2f} s"
    yield "different reports of 200 documents", len({r.digest for r in (*jobs.values(), cold, warm)}), 1, ""
    share = warm.elapsed / cold.elapsed
    yield "warm against cold", share, WARM, f"processor {warm.cost / cold.cost:.3f}"
    varied(place / "texts", 100, sorted(SHARED.glob("*.txt")))
    found = run(place / "texts", "--no-cache", "--jobs", "2")
    yield "100 texts, 2 jobs, s", found.elapsed, TEXTS, f"processor {found.cost:.2f} s"
    printed(place / "papers", 100)
    found = run(place / "papers", "--no-cache", "--jobs", "2")
    yield "100 PDFs, 2 jobs, s", found.elapsed, PDFS, f"processor {found.cost:.2f} s"


def main(_arguments: Sequence[str] = ()) -> int:
    broken = 0
    with TemporaryDirectory() as place:
        for name, value, limit, remark in measures(Path(place)):
            broken += value > limit
            bound = "" if limit == float("inf") else f"{limit:9.3f}"
            print(f"{name:40} {value:9.3f} {bound:>9} {remark}{'  too much' if value > limit else ''}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
