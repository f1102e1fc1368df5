"""The whole report of each golden document is the one that was kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.golden import documents, golden


@pytest.mark.parametrize("file", documents(), ids=lambda file: file.stem)
def test_the_report_is_the_one_that_was_kept(file: Path) -> None:
    kept = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    assert golden(file) == kept, "python -m tests.golden.update writes it anew"


@pytest.mark.parametrize("file", documents(), ids=lambda file: file.stem)
def test_every_golden_document_has_findings_of_several_severities(file: Path) -> None:
    found = {finding["severity"] for finding in golden(file)["document"]["findings"]}
    assert {"error", "note"} <= found
