"""The HTML report of a long disclosure: `python -m tests.benchmarks.page` prints a table and ends with 1 over a limit.

The page of a PDF of 30 pages, and of the team's disclosures where they are at hand, is under 1.5 MB and first painted
within a second; the paint is measured where there is a Chromium, as the best of three loads.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import audit
from audit import config, pipeline
from reports import html
from tests.benchmarks.many import SHARED
from tests.support import ROOT

PAGES = 30
SIZE, PAINT = 1_500_000, 1000.0
#: milliseconds from the request to the first words on the screen
PAINTED = """() => new Promise(done => new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") done(entry.startTime);
}).observe({ type: "paint", buffered: true }))"""


def chromium() -> str | None:
    """The browser on this machine, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next(filter(None, map(shutil.which, names)), None)


def disclosures() -> Iterator[tuple[str, bytes]]:
    from tests.benchmarks.test_pdf_speed import pages

    yield f"{PAGES}-pages.pdf", pages(PAGES)
    samples = sorted((ROOT / "sample_inputs" / "planted").glob("*.txt"))
    yield "samples-twice.txt", b"\n\n".join(path.read_bytes() for path in samples) * 2
    for file in sorted(SHARED.glob("*")):
        yield file.name, file.read_bytes()


def painted(pages: Sequence[Path]) -> Iterator[float]:
    """When each page was first painted, in milliseconds; nothing without a browser."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    if chromium() is None:
        return
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for path in pages:
            times = []
            for _ in range(3):
                page = browser.new_page()
                page.goto(path.as_uri())
                times.append(page.evaluate(PAINTED))
                page.close()
            yield min(times)
        browser.close()


def main(_arguments: Sequence[str] = ()) -> int:
    settings = config.Config()
    checks = audit.selected_checks(settings)
    broken = 0
    with TemporaryDirectory() as place:
        files = []
        print(f"{'disclosure':42} {'figures':>8} {'bytes':>9} {'written, s':>11}")
        for name, data in disclosures():
            document = pipeline.report(data, name, checks, settings, whole=True)
            start = perf_counter()
            page = html.render([document], "zh", audit.__version__, checks)
            took = perf_counter() - start
            files.append(Path(place) / f"{len(files)}.html")
            files[-1].write_bytes(page)
            over = len(page) > SIZE
            broken += over
            print(f"{name:42} {document.coverage.total:8} {len(page):9} {took:11.2f}{'  too much' if over else ''}")
        for number, first in enumerate(painted(files)):
            over = first > PAINT
            broken += over
            print(f"first paint of page {number}: {first:.0f} ms{'  too much' if over else ''}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
