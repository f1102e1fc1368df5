"""The sample documents: the consistent ones are silent, the planted ones give the findings of the manifest, whole.

The head of sample_inputs/manifest.yaml tells its keys. Nothing is matched loosely: a finding more, a finding less,
another suspect or another proposal fails.
"""

from __future__ import annotations

import difflib
from collections import Counter
from typing import Any

import pytest

import audit
from audit.strict_yaml import load
from tests.support import ROOT

FOLDER = ROOT / "sample_inputs"
MANIFEST: dict[str, Any] = load(FOLDER / "manifest.yaml")
ENTRIES = [entry for entries in MANIFEST.values() for entry in entries]
PLANTED = [name for name in MANIFEST if name.startswith("planted/")]
_REPORTED = ("check", "severity", "line", "suspect", "suggestion", "marked", "also")
_TOLD = {"id", "file", "family", "planted", "explain", "note"}


def test_the_manifest_names_every_sample() -> None:
    samples = [path for path in FOLDER.rglob("*") if path.is_file() and path.name != "manifest.yaml"]
    assert {path.relative_to(FOLDER).as_posix() for path in samples} == set(MANIFEST)
    twins = {name.partition("/")[2] for name in PLANTED}
    assert set(MANIFEST) == {f"{kind}/{name}" for kind in ("consistent", "planted") for name in twins}
    assert all(bool(entries) == (name in PLANTED) for name, entries in MANIFEST.items())


def test_the_entries_are_well_formed() -> None:
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)
    assert all(entry["file"] == name for name, entries in MANIFEST.items() for entry in entries)
    for entry in ENTRIES:
        assert {"id", "file", "family", "check", "severity", "line", "explain"} <= set(entry) <= {*_REPORTED, *_TOLD}
        assert ("suspect" in entry, "suggestion" in entry, "marked" in entry) in (
            (True, True, False),
            (False,) * 2 + (True,),
        )
        assert ("planted" in entry) == ("note" in entry), "a report about another figure than the planted one is told"


@pytest.mark.parametrize("name", MANIFEST)
def test_the_findings_of_a_sample(name: str) -> None:
    (document,) = audit.audit_file(FOLDER / name).to_dict()["documents"]
    assert document["unreadable"] is None
    found = sorted(map(_reported, document["findings"]), key=_order)
    wanted = sorted(({key: entry[key] for key in _REPORTED if key in entry} for entry in MANIFEST[name]), key=_order)
    assert found == wanted, "\n".join(finding["message"] for finding in document["findings"])


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_file_differs_from_its_twin_where_the_manifest_says(name: str) -> None:
    """No line was changed without an entry, no entry stands for an unchanged line."""
    twin = _lines(name.replace("planted/", "consistent/"))
    planted = _lines(name)
    changed = Counter(
        line + 1
        for tag, _, _, start, end in difflib.SequenceMatcher(None, twin, planted, autojunk=False).get_opcodes()
        if tag != "equal"
        for line in range(start, end)
        if planted[line].strip()
    )
    errors = [
        entry.get("planted", {"line": entry["line"], "print": entry.get("suspect", entry.get("marked"))})
        for entry in MANIFEST[name]
    ]
    assert changed == Counter(int(error["line"]) for error in errors)
    assert all(error["print"] in planted[int(error["line"]) - 1] for error in errors)


def _reported(finding: dict[str, Any]) -> dict[str, Any]:
    """What the manifest says of a finding, in its form."""
    suspect = finding["suspect"]
    place = suspect or finding["figures"][0]
    entry = {"check": finding["check"], "severity": finding["severity"], "line": str(place["line"])}
    if suspect:
        entry |= {"suspect": suspect["text"], "suggestion": suspect["suggestion"]}
    else:
        entry |= {"marked": place["text"]}
    if finding["also"]:
        entry |= {"also": [f"{other['text']} → {other['suggestion']}" for other in finding["also"]]}
    return entry


def _order(entry: dict[str, Any]) -> tuple[int, str, str]:
    return int(entry["line"]), entry["check"], entry.get("suspect", entry.get("marked"))


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_bytes().decode("utf-8").split("\n")
