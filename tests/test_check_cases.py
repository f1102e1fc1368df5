"""The cases of each check: tests/checks/<id>.yaml, small documents with the findings that they must give.

A file is a list of cases `{name, text, expect}`; `expect` lists `{check, severity, figures?, suspect?, suggestion?}`.
Only the check of the file runs. The list is compared whole: an empty one says that the check stays silent.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import audit
from audit.config import Config
from audit.strict_yaml import load

FOLDER = Path(__file__).parent / "checks"
FILES = sorted(FOLDER.glob("*.yaml"))
_EXPECTED_KEYS = {"check", "severity", "figures", "suspect", "suggestion"}


def cases() -> list[Any]:
    return [
        pytest.param(file.stem.upper(), case, id=f"{file.stem}: {case['name']}")
        for file in FILES
        for case in load(file)
    ]


@pytest.mark.parametrize(("check_id", "case"), cases())
def test_case(check_id: str, case: dict[str, Any]) -> None:
    assert set(case) <= {"name", "text", "expect", "why"}, "an unknown key in the case"
    report = audit.audit_bytes(case["text"].encode(), "case.txt", Config(select=(check_id,))).to_dict()
    (document,) = report["documents"]
    assert document["unreadable"] is None
    wanted = case["expect"] or []
    assert all({"check", "severity"} <= set(entry) <= _EXPECTED_KEYS for entry in wanted)
    found = document["findings"]
    shown = "\n".join(f"{f['check']} {f['severity']} {f['message']}" for f in found)
    seen = [_as_expected(finding, entry) for finding, entry in zip(found, wanted, strict=False)]
    assert seen + [_brief(finding) for finding in found[len(wanted) :]] == wanted, shown


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_check_has_cases_of_both_kinds(file: Path) -> None:
    """At least one that must be found and one that must stay silent, each under its own name."""
    loaded = load(file)
    assert any(case["expect"] for case in loaded)
    assert any(not case["expect"] for case in loaded)
    assert len({case["name"] for case in loaded}) == len(loaded)


def _as_expected(finding: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    """The finding, cut down to what the case talks about."""
    suspect = finding["suspect"] or {}
    whole = {
        **_brief(finding),
        "figures": [figure["text"] for figure in finding["figures"]],
        "suspect": suspect.get("text", ""),
        "suggestion": suspect.get("suggestion", ""),
    }
    return {key: whole[key] for key in entry}


def _brief(finding: dict[str, Any]) -> dict[str, Any]:
    return {"check": finding["check"], "severity": finding["severity"]}
