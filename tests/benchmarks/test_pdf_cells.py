"""The cells of tables are those that pdfplumber finds, where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import pdf
from tests.readers.contents import WRITERS, content

pytest.importorskip("pdfplumber")


@pytest.mark.parametrize("name", [name for name in WRITERS if name.startswith("pdf")])
def test_the_cells_of_a_written_file(name: str) -> None:
    data = WRITERS[name][1](content())
    theirs = pdf.rows_of_pdfplumber(data)
    assert theirs.total() > 100
    assert not theirs - pdf.rows_of_gouji(data)


@pytest.mark.skipif(not pdf.published(), reason="the published files are not at hand")
@pytest.mark.parametrize("file", pdf.published(), ids=lambda file: file.stem)
def test_the_cells_of_a_published_file(file: Path) -> None:
    data = file.read_bytes()
    assert not pdf.rows_of_pdfplumber(data) - pdf.rows_of_gouji(data)
