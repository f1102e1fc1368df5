"""`gouji check` on many documents, as a command: jobs, cache, time limit, progress, summary."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import audit
from audit.batch import pool
from audit.cli import main
from audit.model.fact import FactBase
from audit.model.relation import Assertion
from tests.benchmarks.many import varied
from tests.support import ROOT, check
from tests.test_cli import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve documents, and one that cannot be read."""
    place = tmp_path / "documents"
    varied(place, 12)
    (place / "empty.txt").touch()
    return place


class TestSameBytes:
    @pytest.mark.parametrize("format_", ["json", "terminal", "sarif"])
    def test_with_any_number_of_jobs_and_from_the_cache(self, folder: Path, tmp_path: Path, format_: str) -> None:
        kept = ("--cache-dir", tmp_path / "kept")
        ways = [("--jobs", 1, "--no-cache"), ("--jobs", 2, "--no-cache"), ("--jobs", 4, "--no-cache"), kept, kept]
        outputs = [run("check", folder, "--format", format_, *map(str, way), expect=3).stdout_bytes for way in ways]
        assert len(set(outputs)) == 1
        assert len(list((tmp_path / "kept").iterdir())) == 12

    def test_another_configuration_finds_something_else(self, folder: Path, tmp_path: Path) -> None:
        kept = ("--cache-dir", str(tmp_path / "kept"), "--format", "json")
        run("check", folder, *kept, expect=3)
        built = json.loads(run("check", folder, *kept, "--select", "RAT", expect=3).stdout)
        found = {finding["check"][:3] for document in built["documents"] for finding in document["findings"]}
        assert found == {"RAT"}

    def test_a_report_that_shows_the_documents(self, folder: Path, tmp_path: Path) -> None:
        one, other = (
            run("check", folder, "--format", "html", "--jobs", jobs, expect=3).stdout_bytes for jobs in ("1", "2")
        )
        assert one == other


class TestCacheOptions:
    def test_several_documents_are_kept_where_the_platform_keeps_such_things(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("audit.batch.cache.default_folder", lambda: tmp_path / "usual")
        run("check", folder / "empty.txt", expect=3)
        run("check", folder, "--no-cache", expect=3)
        assert not (tmp_path / "usual").exists()
        run("check", folder, expect=3)
        assert (tmp_path / "usual").is_dir()

    def test_logs_tell_what_came_from_the_cache(self, folder: Path) -> None:
        run("check", folder, expect=3)
        shown = run("check", folder, "-v", expect=3).stderr
        assert shown.count(", cached") == 12


class TestOneThatHangs:
    @pytest.mark.skipif(pool._METHOD != "fork", reason="the check of a test reaches a worker by a fork only")
    def test_the_others_are_reported_and_the_exit_code_is_3(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def hangs(base: FactBase) -> Iterator[Assertion]:
            while base.document.name.endswith("003.txt"):
                time.sleep(0.01)
            yield from ()

        monkeypatch.setattr(audit, "all_checks", lambda: (check("ZZZ001", hangs),))
        (folder / "empty.txt").unlink()
        result = run("check", folder, "--timeout", "6", "--jobs", "2", "--no-cache", "--format", "json", expect=3)
        documents = json.loads(result.stdout)["documents"]
        unread = [Path(document["path"]).name for document in documents if document["unreadable"]]
        assert unread == ["003.txt"]
        assert "003.txt: 核对超过时限（> 6 s）" in result.stderr


class TestOnTheTerminal:
    def test_the_summary_table_has_a_row_for_each_document(self, folder: Path) -> None:
        lines = run("check", folder, expect=3).stdout.splitlines()
        table = lines[lines.index("", len(lines) - 16) :]
        assert sum(".txt" in line for line in table) == 13
        assert "未能读取" in next(line for line in table if "empty.txt" in line)

    def test_there_is_no_progress_where_stderr_is_no_terminal(self, folder: Path) -> None:
        (folder / "empty.txt").unlink()
        assert run("check", folder).stderr == ""

    @pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
    def test_there_is_progress_on_a_terminal_and_not_in_the_report(self, folder: Path) -> None:
        import pty

        (folder / "empty.txt").unlink()
        wanted = CliRunner().invoke(main, ["check", str(folder)]).stdout_bytes
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "audit", "check", str(folder)], cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs
        )
        os.close(theirs)
        report, _ = process.communicate()
        shown = os.read(ours, 100_000)
        os.close(ours)
        assert b"12/12" in shown
        assert report == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
def test_an_interrupt_ends_the_workers_too(tmp_path: Path) -> None:
    varied(tmp_path / "documents", 200)
    command = [sys.executable, "-m", "audit", "check", str(tmp_path / "documents"), "--no-cache", "--jobs", "2"]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE)
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"interrupted" in told
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
