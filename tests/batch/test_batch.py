"""Many documents: the same outcome in the same order however they are audited; a bad one costs itself only."""

from __future__ import annotations

import os
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import audit
from audit import batch
from audit.batch import Audited, Job, Options, pool
from audit.batch.cache import Cache
from audit.config import Config
from audit.model.fact import FactBase
from audit.model.relation import Assertion, Severity
from tests.support import check, observation

TEXT = "一、收入支出决算总体情况\n2024年度收入总计100.00万元，支出总计100.00万元。\n"
BAD = "这一份有问题"
#: seconds: what hangs has to be told from what a busy machine does slowly
LIMIT = 3

forked = pytest.mark.skipif(pool._METHOD != "fork", reason="checks of a test reach a worker by a fork only")


def documents(folder: Path, count: int, *bad: int) -> list[tuple[Path, str]]:
    files = []
    for number in range(count):
        file = folder / f"{number}.txt"
        file.write_text(TEXT + f"第{number}份。{BAD if number in bad else ''}\n", encoding="utf-8")
        files.append((file, file.name))
    return files


def told(base: FactBase) -> Iterator[Assertion]:
    yield observation("ZZZ001", "of-a-plugin", Severity.ERROR)


def is_bad(base: FactBase) -> bool:
    return any(BAD in line for line in base.document.lines)


def dies(base: FactBase) -> Iterator[Assertion]:
    if is_bad(base):
        os.kill(os.getpid(), signal.SIGKILL)
    yield from told(base)


def hangs(base: FactBase) -> Iterator[Assertion]:
    while is_bad(base):
        time.sleep(0.01)
    yield from told(base)


def hangs_and_will_not_go(base: FactBase) -> Iterator[Assertion]:
    if is_bad(base):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    yield from hangs(base)


def leaves(base: FactBase) -> Iterator[Assertion]:
    if is_bad(base):
        sys.exit(0)
    yield from told(base)


def vanishes(base: FactBase) -> Iterator[Assertion]:
    if is_bad(base):
        os._exit(0)
    yield from told(base)


def outcome(audited: tuple[Audited, ...]) -> list[str]:
    """Of each file, why it could not be read, or how many findings it has."""
    return [found.reports[0].unreadable or str(len(found.reports[0].findings)) for found in audited]


@forked
class TestOneBadDocument:
    @pytest.mark.parametrize(
        ("run", "reason", "jobs"),
        [
            (dies, "worker-died", 1),
            (dies, "worker-died", 2),
            (vanishes, "worker-died", 2),
            (hangs, "timed-out", 2),
            (leaves, "crashed", 1),
        ],
    )
    def test_costs_itself_only(self, tmp_path: Path, run: object, reason: str, jobs: int, capfd: Any) -> None:
        files = documents(tmp_path, 5, 1, 3)
        job = Job((check("ZZZ001", run),), Config())  # type: ignore[arg-type]
        found = batch.audited(files, job, Options(jobs, timeout=LIMIT))
        assert outcome(found) == ["1", reason, "1", reason, "1"]
        assert [report.path for one in found for report in one.reports] == [name for _, name in files]
        assert capfd.readouterr().err == ""

    def test_a_worker_that_will_not_go_is_killed(self, tmp_path: Path) -> None:
        files = documents(tmp_path, 2, 0)
        job = Job((check("ZZZ001", hangs_and_will_not_go),), Config())
        assert outcome(batch.audited(files, job, Options(1, timeout=LIMIT))) == ["timed-out", "1"]

    def test_the_death_is_named(self, tmp_path: Path) -> None:
        found = batch.audited(documents(tmp_path, 2, 0), Job((check("ZZZ001", dies),), Config()), Options(1))
        assert found[0].reports[0].unreadable_detail == "SIGKILL"

    def test_it_is_not_kept(self, tmp_path: Path) -> None:
        files = documents(tmp_path, 2, 0)
        cache = Cache(tmp_path / "cache", "1")
        batch.audited(files, Job((check("ZZZ001", dies),), Config()), Options(1, cache=cache))
        found = batch.audited(files, Job((check("ZZZ001", told),), Config()), Options(1, cache=cache))
        assert [one.seconds is None for one in found] == [False, True]
        assert outcome(found) == ["1", "1"]


class TestOneFile:
    def test_in_this_process_with_a_limit_of_time(self, tmp_path: Path) -> None:
        if not hasattr(signal, "setitimer"):
            pytest.skip("no timer on this platform")
        before = signal.getsignal(signal.SIGALRM)
        job = Job((check("ZZZ001", hangs),), Config())
        (found,) = batch.audited(documents(tmp_path, 1, 0), job, Options(timeout=1))
        assert outcome((found,)) == ["timed-out"]
        assert 1 <= (found.seconds or 0) < 60
        assert signal.getsignal(signal.SIGALRM) is before

    def test_within_the_limit(self, tmp_path: Path) -> None:
        job = Job((check("ZZZ001", told),), Config())
        assert outcome(batch.audited(documents(tmp_path, 1), job, Options(timeout=60))) == ["1"]

    def test_in_another_thread_there_is_no_timer(self, tmp_path: Path) -> None:
        found: list[str] = []
        files, job = documents(tmp_path, 1), Job((check("ZZZ001", told),), Config())
        thread = Thread(target=lambda: found.extend(outcome(batch.audited(files, job, Options()))))
        thread.start()
        thread.join()
        assert found == ["1"]


class TestOrder:
    @forked
    @pytest.mark.parametrize("jobs", [1, 2, 4])
    def test_outcomes_stand_in_the_order_of_the_files(self, tmp_path: Path, jobs: int) -> None:
        def slow_first(base: FactBase) -> Iterator[Assertion]:
            if "第0份" in base.document.lines[-1]:
                time.sleep(0.3)
            yield from told(base)

        files = documents(tmp_path, 6)
        seen: list[int] = []
        job = Job((check("ZZZ001", slow_first),), Config())
        found = batch.audited(files, job, Options(jobs), lambda number, _: seen.append(number))
        assert [report.path for one in found for report in one.reports] == [name for _, name in files]
        assert sorted(seen) == list(range(6))

    def test_what_is_gone_or_cannot_be_opened_has_its_place(self, tmp_path: Path) -> None:
        files = documents(tmp_path, 3)
        files[1][0].unlink()
        found = batch.audited(files, Job((), Config()), Options(1))
        assert outcome(found) == ["0", "not-openable", "0"]

    def test_nothing(self) -> None:
        assert batch.audited([], Job((), Config()), Options()) == ()


class TestArchives:
    def archive(self, folder: Path, *bad: int) -> tuple[Path, str]:
        """An archive of four documents and one that is empty."""
        file = folder / "a.zip"
        with zipfile.ZipFile(file, "w") as packed:
            for path, name in documents(folder, 4, *bad):
                packed.write(path, name)
            packed.writestr("5.txt", "")
        return file, "a.zip"

    @forked
    @pytest.mark.parametrize(("run", "reason"), [(dies, "worker-died"), (hangs, "timed-out")])
    def test_a_bad_document_costs_itself_only(self, tmp_path: Path, run: object, reason: str) -> None:
        job = Job((check("ZZZ001", run),), Config())  # type: ignore[arg-type]
        (found,) = batch.audited([self.archive(tmp_path, 2)], job, Options(2, timeout=LIMIT))
        assert [(r.path, r.unreadable) for r in found.reports] == [
            ("a.zip/0.txt", ""),
            ("a.zip/1.txt", ""),
            ("a.zip/2.txt", reason),
            ("a.zip/3.txt", ""),
            ("a.zip/5.txt", "empty"),
        ]

    @pytest.mark.parametrize("beside", [0, 2])
    def test_the_same_outcome_from_the_cache(self, tmp_path: Path, beside: int) -> None:
        files, job = [self.archive(tmp_path), *documents(tmp_path, beside)], Job((), Config())
        options = Options(1, cache=Cache(tmp_path / "cache", "1"))
        seen: list[int] = []
        cold = batch.audited(files, job, options, lambda number, _: seen.append(number))
        warm = batch.audited(files, job, options)
        assert [one.reports for one in warm] == [one.reports for one in cold]
        assert sorted(seen) == list(range(1 + beside))

    def test_a_torn_archive(self, tmp_path: Path) -> None:
        file, name = self.archive(tmp_path)
        file.write_bytes(file.read_bytes()[:200])
        (found,) = batch.audited([(file, name)], Job((), Config()), Options())
        assert found.reports[0].unreadable == "damaged"


class TestWhereNoForkIs:
    @pytest.fixture(autouse=True)
    def _spawning(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pool, "_METHOD", "spawn")

    def test_a_worker_starts_afresh(self, tmp_path: Path) -> None:
        files = documents(tmp_path, 3)
        job = Job(audit.all_checks(), Config())
        found = batch.audited(files, job, Options(2))
        assert [one.reports for one in found] == [job.run(name, path.read_bytes()) for path, name in files]

    def test_checks_that_no_worker_could_find_run_in_this_process(self, tmp_path: Path) -> None:
        job = Job((check("ZZZ001", lambda base: told(base)),), Config())
        assert outcome(batch.audited(documents(tmp_path, 2), job, Options(2))) == ["1", "1"]


class TestKept:
    def test_the_second_run_audits_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        files, job = documents(tmp_path, 3), Job((), Config())
        options = Options(1, cache=Cache(tmp_path / "cache", "1"))
        cold = batch.audited(files, job, options)
        monkeypatch.setattr(pool, "run", None)  # whoever asks for a worker fails
        warm = batch.audited(files, job, options)
        assert [one.reports for one in warm] == [one.reports for one in cold]
        assert all(one.seconds is None for one in warm)

    def test_only_what_changed_is_audited(self, tmp_path: Path) -> None:
        files, job = documents(tmp_path, 3), Job((), Config())
        options = Options(1, cache=Cache(tmp_path / "cache", "1"))
        batch.audited(files, job, options)
        files[1][0].write_text(TEXT, encoding="utf-8")
        assert [one.seconds is None for one in batch.audited(files, job, options)] == [True, False, True]

    def test_a_whole_report_is_neither_kept_nor_taken(self, tmp_path: Path) -> None:
        files, options = documents(tmp_path, 2), Options(1, cache=Cache(tmp_path / "cache", "1"))
        batch.audited(files, Job((), Config()), options)
        found = batch.audited(files, Job((), Config(), whole=True), options)
        assert all(one.reports[0].reading is not None for one in found)
