"""Thirty pages of a PDF from bytes to findings: 0.35 s on a quiet machine, and linear in the pages."""

from __future__ import annotations

from time import perf_counter

import audit
from tests.pace import SLACK
from tests.readers.pdf_writer import Paper
from tests.readers.test_pdf import DUTIES, TABLE, WIDTHS

LIMIT = 0.35


def pages(count: int) -> bytes:
    paper = Paper()
    for _ in range(count):
        for _ in range(6):
            paper.prose(DUTIES, size=10, leading=14)
        paper.table(WIDTHS, TABLE)
        paper.page()
    return paper.data()


def seconds(data: bytes) -> float:
    found = []
    for _ in range(3):
        start = perf_counter()
        (document,) = audit.audit_bytes(data, "a.pdf").documents
        found.append(perf_counter() - start)
        assert not document.unreadable
    return min(found)


def test_thirty_pages() -> None:
    seconds(pages(1))  # what is loaded once
    thirty = seconds(pages(30))
    print(f"30 pages: {thirty:.3f} s (limit {LIMIT})")
    assert thirty < LIMIT * SLACK
    assert seconds(pages(120)) < thirty * 4 * SLACK / 2
