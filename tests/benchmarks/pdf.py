"""PDFs beside pdfplumber: `python -m tests.benchmarks.pdf` prints a table and ends with 1 when a limit is broken.

Thirty pages from bytes to findings in one process < 0.35 s; reading takes at most a fifth of what pdfplumber's
`extract_tables` takes over the same file, and gives the same cells; 300 pages stay below 200 MB. Written pages are
measured and, where they are at hand, the team's published ones. pdfplumber comes with `pip install '.[dev]'`.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import audit
from audit.model.document import BlockKind
from audit.readers import read
from tests.benchmarks.speed import Measure
from tests.readers.contents import content
from tests.readers.pdf_boxes import printed
from tests.readers.test_pdf import DUTIES
from tests.support import ROOT

THIRTY_PAGES = 0.35
OF_PDFPLUMBER = 0.2
MEGABYTES = 200.0
_SPACE = re.compile(r"\s+")
_PEAK = """
import re, sys
import audit
(document,) = audit.audit_bytes(open(sys.argv[1], "rb").read(), "a.pdf").documents
assert not document.unreadable
print(re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())[1])
"""


def written(thirties: int = 1) -> bytes:
    """Thirty pages, or so many times as many: three disclosures with their official tables, and pages of prose."""
    return printed([*content() * 3, *[DUTIES * 2] * 75] * thirties)


def published() -> list[Path]:
    return sorted((ROOT.parent / "shared" / "disclosures").glob("*.pdf"))


Row = tuple[str, ...]


def by_pdfplumber(data: bytes) -> list[tuple[int, list[list[str | None]]]]:
    """Its tables, each with its page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [(page.page_number, table) for page in pdf.pages for table in page.extract_tables()]


def rows_of_pdfplumber(data: bytes) -> Counter[tuple[int, Row]]:
    """The filled cells of each row of a table of two columns at least, with the page."""
    return Counter(
        (page, cells)
        for page, table in by_pdfplumber(data)
        if any(len(row) > 1 for row in table)
        for row in table
        if (cells := _filled(row))
    )


def rows_of_gouji(data: bytes) -> Counter[tuple[int, Row]]:
    """The filled cells of each row, and what stands alone in one."""
    return Counter(
        (block.anchors[0].page or 0, cells)
        for block in read(data, "a.pdf").blocks
        if (cells := _filled(block.raw.split("\t") if block.kind is BlockKind.ROW else [block.raw]))
    )


def _filled(cells: list[str | None] | list[str]) -> Row:
    return tuple(text for cell in cells if (text := _SPACE.sub("", cell or "")))


def peak(data: bytes) -> float:
    """Megabytes that a process takes which audits a file; where the system tells, as Linux does."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.pdf"
        file.write_bytes(data)
        command = [sys.executable, "-c", _PEAK, str(file)]
        done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True)
    return int(done.stdout) / 1024


def best(run: Callable[[], object], times: int) -> float:
    """Seconds of processor time, the least of several runs: other processes do not count."""
    found = []
    for _ in range(times):
        start = process_time()
        run()
        found.append(process_time() - start)
    return min(found)


def measures() -> Iterator[Measure]:
    files = {"30 written pages": written(), **{file.name: file.read_bytes() for file in published()}}
    for name, data in files.items():
        audit.audit_bytes(data, "a.pdf")  # vocabularies and patterns are built once
        whole = best(lambda data=data: audit.audit_bytes(data, "a.pdf"), 5)  # type: ignore[misc]
        reading = best(lambda data=data: read(data, "a.pdf"), 5)  # type: ignore[misc]
        yield Measure(name, "bytes to findings", whole, THIRTY_PAGES, "s")
        try:
            import pdfplumber  # noqa: F401
        except ImportError:
            continue
        theirs = best(lambda data=data: by_pdfplumber(data), 2)  # type: ignore[misc]
        missing = rows_of_pdfplumber(data) - rows_of_gouji(data)
        print(f"{name}: reading {reading:.3f} s, pdfplumber {theirs:.3f} s, {theirs / reading:.1f} times as long")
        yield Measure(name, "reading, of pdfplumber's", reading / theirs, OF_PDFPLUMBER, "×")
        yield Measure(name, "rows of pdfplumber's not given", missing.total(), 0, "rows")
    if Path("/proc/self/status").is_file():
        yield Measure("300 written pages", "peak memory", peak(written(10)), MEGABYTES, "MB")


def main() -> int:
    found = list(measures())
    for measure in found:
        value, limit = f"{measure.value:.3f} {measure.unit}", f"{measure.limit:g} {measure.unit}"
        print(f"{measure.name:36} {measure.what:30} {value:>14} {limit:>12}{'' if measure.kept else '  broken'}")
    return 0 if all(measure.kept for measure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
