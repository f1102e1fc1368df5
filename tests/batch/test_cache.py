"""The cache: what it keeps, what it does not, and that nothing in it can do harm."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from time import time

import pytest
from msgspec.structs import replace

import audit
from audit.batch.cache import Cache, default_folder, stamp
from audit.config import Config
from audit.model.finding import DocumentReport
from audit.model.limits import Limits
from audit.model.relation import Severity
from tests.reports.samples import one_of_each, report
from tests.support import check, finding, observation

DATA = b"x"


def filled(folder: Path, *reports: DocumentReport, stamp: str = "1") -> tuple[Cache, str]:
    cache = Cache(folder, stamp)
    key = cache.key(DATA, "a.txt")
    cache.put(key, "a.txt", reports or (report(*one_of_each()).lean(),))
    return cache, key


def only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_was_kept_is_found_again_under_the_name_that_is_asked_for(tmp_path: Path) -> None:
    cache, key = filled(tmp_path)
    kept = cache.get(key, "b/c.txt")
    assert kept == (replace(report(*one_of_each()).lean(), path="b/c.txt"),)


def test_the_documents_of_an_archive_keep_their_names(tmp_path: Path) -> None:
    members = tuple(replace(report().lean(), path=f"a.zip/{name}") for name in ("one.txt", "a.zip/two.txt"))
    cache = Cache(tmp_path, "1")
    cache.put("k", "a.zip", members)
    kept = cache.get("k", "other.zip")
    assert kept is not None
    assert [document.path for document in kept] == ["other.zip/one.txt", "other.zip/a.zip/two.txt"]


def test_the_key_is_the_content_the_suffix_and_the_stamp(tmp_path: Path) -> None:
    def key(data: bytes = DATA, name: str = "a.txt", stamp: str = "1") -> str:
        return Cache(tmp_path, stamp).key(data, name)

    assert key() == key(name="b/c.TXT")
    assert len({key(), key(data=b"y"), key(name="a.md"), key(stamp="2")}) == 4


@pytest.mark.parametrize("length", [0, 1, 64, 65, 200, -1])
def test_a_torn_entry_is_none(tmp_path: Path, length: int) -> None:
    cache, key = filled(tmp_path)
    file = only(tmp_path)
    file.write_bytes(file.read_bytes()[:length])
    assert cache.get(key, "a.txt") is None


def test_a_changed_entry_is_none(tmp_path: Path) -> None:
    cache, key = filled(tmp_path)
    file = only(tmp_path)
    data = file.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 50)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert cache.get(key, "a.txt") is None, at


@pytest.mark.parametrize(
    "payload", [b"", b"null", b"[]x", b"[[1]]", b"[0]", b"{}", b"\xff", b"[" * 100_000, b'[["a"]]']
)
def test_an_entry_of_another_shape_is_none(tmp_path: Path, payload: bytes) -> None:
    cache, key = filled(tmp_path)
    only(tmp_path).write_bytes(sha256(payload).hexdigest().encode() + b"\n" + payload)
    assert not cache.get(key, "a.txt")


def test_what_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    cache, key = filled(tmp_path, DocumentReport("a.txt", "unknown", unreadable="timed-out"))
    assert cache.get(key, "a.txt") is None


def test_so_is_what_a_check_crashed_on(tmp_path: Path) -> None:
    crashed = replace(finding(), observation=observation("ZZZ001", "check-crashed", Severity.ERROR))
    cache, key = filled(tmp_path, report(crashed).lean())
    assert cache.get(key, "a.txt") is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache, key = filled(tmp_path / "file" / "cache")
    assert cache.get(key, "a.txt") is None
    cache.tidy()


def test_what_nobody_uses_is_removed(tmp_path: Path) -> None:
    cache, key = filled(tmp_path)
    old, foreign = tmp_path / "0.json", tmp_path / "mine.txt"
    for file in (old, foreign):
        file.touch()
        os.utime(file, (0, 0))
    cache.tidy()
    assert not old.exists()
    assert foreign.exists()
    assert cache.get(key, "a.txt")


def test_what_is_used_stays(tmp_path: Path) -> None:
    cache, key = filled(tmp_path)
    os.utime(only(tmp_path), (0, 0))
    assert cache.get(key, "a.txt")
    assert time() - only(tmp_path).stat().st_mtime < 60


def test_the_stamp_knows_checks_limits_and_version() -> None:
    checks = audit.all_checks()
    stamps = [
        stamp("1", checks, Config()),
        stamp("2", checks, Config()),
        stamp("1", checks[1:], Config()),
        stamp("1", (*checks, replace(checks[0], id="ZZZ001")), Config()),
        stamp("1", checks, Config(limits=Limits(pages=1))),
    ]
    assert len(set(stamps)) == len(stamps)
    assert stamp("1", checks, Config(lang="en", fail_on=None)) == stamps[0]


def test_a_check_that_was_made_while_the_program_runs_has_no_stamp() -> None:
    assert stamp("1", (*audit.all_checks(), check("ZZZ001")), Config()) is None


def test_the_default_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "gouji"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "gouji"
