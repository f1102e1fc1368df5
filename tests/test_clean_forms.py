"""Self-evaluation and goal forms in the manner of many provinces, without a contradiction: nothing may be reported of
them, and a wrong digit in a score, a weight or a rate must be.

tests/fixtures/forms holds one invented document for each way of setting a form: tabs with merged cells empty or gone,
one cell to a line, torn text dumps, sign, value and unit in cells of their own, Markdown, subtotals, weights on every
level, goals without results, an analysis part by part. tests/fixtures/form_traps holds what once was misunderstood.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import audit
from audit.extract.performance import read_forms
from audit.model.span import Span
from audit.readers import read

FOLDER = Path(__file__).parent / "fixtures"
FILES = sorted((FOLDER / "forms").iterdir())
TRAPS = sorted((FOLDER / "form_traps").iterdir())
#: roles that a relation must bind, and the share of wrong digits in them that must be found
BOUND = ("score", "weight", "rate")
LEAST = 0.9


def loud(text: str, name: str) -> list[str]:
    (found,) = audit.audit_bytes(text.encode(), name).to_dict()["documents"]
    assert found["unreadable"] is None
    return [f"{f['check']} {f['message']}" for f in found["findings"] if f["severity"] in ("error", "warning")]


def test_there_are_forms() -> None:
    assert len(FILES) >= 15


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_clean_form_is_silent(file: Path) -> None:
    assert loud(file.read_text(encoding="utf-8"), file.name) == []


@pytest.mark.parametrize("file", TRAPS, ids=lambda file: file.stem)
def test_a_trap_is_none(file: Path) -> None:
    said = loud(file.read_text(encoding="utf-8"), file.name)
    assert [message for message in said if not message.startswith(("DOC", "DAT"))] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_wrong_digit_is_found(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    rows = read_forms(read(text.encode(), file.name)).rows
    figures = [row.roles[role] for row in rows for role in BOUND if role in row.roles]
    spans = {figure.span for figure in figures if figure.value}
    found = [bool(loud(_with_wrong_digit(text, span), file.name)) for span in spans]
    assert sum(found) >= LEAST * len(found)


def _with_wrong_digit(text: str, span: Span) -> str:
    """The first digit that is not 0 becomes another one."""
    lines = text.split("\n")
    assert span.line is not None
    assert span.column is not None
    line, start = lines[span.line - 1], span.column - 1
    assert line[start : start + len(span.text)] == span.text
    at = start + next(i for i, c in enumerate(span.text) if c in "123456789")
    lines[span.line - 1] = line[:at] + str(int(line[at]) % 9 + 1) + line[at + 1 :]
    return "\n".join(lines)
