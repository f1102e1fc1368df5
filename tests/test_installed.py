"""What the folders tell of installed packages is what importlib.metadata tells."""

from __future__ import annotations

import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from audit import installed, registry
from tests.support import check

MINE = check("ZZZ001")
ENTRY = f"[{registry.GROUP}]\nmine = {__name__}:MINE\n"


def put(folder: Path, record: str, text: str = ENTRY) -> None:
    (folder / record).mkdir(parents=True)
    (folder / record / "entry_points.txt").write_text(text, encoding="utf-8")
    (folder / record / "METADATA").write_text("Name: mine\nVersion: 2.0\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("place", "record"), [("", "mine-2.0.dist-info"), ("", "mine.egg-info"), ("mine-2.0.egg", "EGG-INFO")]
)
def test_a_plugin_is_seen_wherever_its_record_may_stand(
    place: str, record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if not entry.endswith(".zip")])
    assert not installed.may_announce(registry.GROUP)
    put(tmp_path / place, record)
    monkeypatch.syspath_prepend(tmp_path / place)
    assert installed.may_announce(registry.GROUP)
    assert [found.id for found in registry.collect(())] == ["ZZZ001"]


def test_where_folders_cannot_tell_the_answer_is_perhaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "mine.zip"
    zipfile.ZipFile(archive, "w").close()
    monkeypatch.syspath_prepend(archive)
    assert installed.may_announce("no.such.group")
    monkeypatch.undo()

    class Finder:
        def find_distributions(self) -> None: ...

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert installed.may_announce("no.such.group")


def test_the_version_is_that_of_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed.version("pypdfium2") == metadata.version("pypdfium2")
    assert installed.version("mine") == ""
    put(tmp_path, "mine-2.0.dist-info")
    monkeypatch.syspath_prepend(tmp_path)
    assert installed.version("mine") == "2.0"
