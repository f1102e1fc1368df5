"""Text made of a PDF by other producers: what is misread there must raise no alarm, what is read keeps its errors."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import audit
from tests.readers.contents import WRITERS, planted, slips

PDFS = [name for name, (suffix, _) in WRITERS.items() if suffix == "pdf"]


def by_miner(data: bytes) -> str:
    return str(pytest.importorskip("pdfminer.high_level").extract_text(io.BytesIO(data)))


def by_plumber(data: bytes) -> str:
    with pytest.importorskip("pdfplumber").open(io.BytesIO(data)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


PRODUCERS = [by_miner, by_plumber]


def loud(data: bytes, name: str) -> set[Any]:
    (document,) = audit.audit_bytes(data, name).to_dict()["documents"]
    return {
        (finding["check"], finding["severity"], tuple(sorted({figure["text"] for figure in finding["figures"]})))
        for finding in document["findings"]
        if finding["severity"] in ("error", "warning")
    }


@cache
def printed(name: str, wrong: bool) -> tuple[bytes, set[Any]]:
    """The file as it is, or with every slip made, and what is found in the file itself."""
    data = WRITERS[name][1](planted(*(slips() if wrong else ())))
    return data, loud(data, "决算.pdf")


@pytest.mark.parametrize("name", PDFS)
@pytest.mark.parametrize("producer", PRODUCERS)
def test_a_clean_file_stays_clean(name: str, producer: Callable[[bytes], str]) -> None:
    data, found = printed(name, wrong=False)
    assert loud(producer(data).encode(), "决算.txt") == found


@pytest.mark.parametrize("name", PDFS)
@pytest.mark.parametrize("producer", PRODUCERS)
def test_of_the_slips_in_a_file_nothing_else_is_made(name: str, producer: Callable[[bytes], str]) -> None:
    data, found = printed(name, wrong=True)
    made = set(re.findall(r"\d[\d,.]*", " ".join(wrong for _, wrong in slips())))
    dumped = loud(producer(data).encode(), "决算.txt")
    assert all(made.intersection(figures) or (check, severity, figures) in found for check, severity, figures in dumped)
    assert len(dumped) * 3 >= len(found)
    if producer is by_plumber:  # it keeps the rows of a table together
        assert dumped == found
