"""Disclosures in the manner of many provinces that contradict themselves nowhere: nothing may be reported of them.

tests/fixtures/clean holds one invented document for each way of publishing (encodings, line ends, full-width digits,
traditional characters, one long line, Markdown, tables in 元, budgets).
"""

from __future__ import annotations

from pathlib import Path

import pytest

import audit

FOLDER = Path(__file__).parent / "fixtures" / "clean"
FILES = sorted(FOLDER.glob("*.txt"))
#: figures that some relation must have checked: silence of a document that was not understood says nothing
LEAST_COVERAGE = 0.4


def test_there_are_documents() -> None:
    assert len(FILES) >= 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_error_no_warning_no_note(file: Path) -> None:
    (document,) = audit.audit_bytes(file.read_bytes(), file.name).to_dict()["documents"]
    assert document["unreadable"] is None
    loud = [f for f in document["findings"] if f["severity"] != "rounding"]
    assert not loud, "\n".join(f["message"] for f in loud)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_silent_because_it_was_checked(file: Path) -> None:
    (document,) = audit.audit_bytes(file.read_bytes(), file.name).documents
    assert document.year is not None
    assert document.entity
    assert document.coverage.total >= 30
    assert document.coverage.checked >= LEAST_COVERAGE * document.coverage.total


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_one_wrong_digit_is_not_silent(file: Path) -> None:
    """The first figure that was found consistent, with another first digit: the document contradicts itself now."""
    data = file.read_bytes()
    found = audit.audit_bytes(data, file.name).documents[0].evaluations
    checked = [
        f
        for e in found
        if e.verdict.value == "consistent"
        for f in e.relation.figures
        if len(f.text) > 5 and f.value > 10
    ]
    encoding = "gb18030" if "gb18030" in file.stem else "utf-8"
    span = checked[0].span
    lines = data.decode(encoding).splitlines(keepends=True)
    line, column = (span.line or 0) - 1, (span.column or 0) - 1
    assert lines[line].startswith(span.text, column)
    other = "2" if span.text[0] == "1" else "1"
    lines[line] = lines[line][:column] + other + lines[line][column + 1 :]
    (document,) = audit.audit_bytes("".join(lines).encode(encoding), file.name).documents
    assert [f for f in document.findings if f.severity.value in ("error", "warning")]
