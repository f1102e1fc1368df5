"""The pipeline around a crashing check, a crashing engine and a file that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import audit
from audit import pipeline
from audit.config import Config
from audit.errors import ReadError, UsageError
from audit.model.fact import FactBase
from audit.model.relation import Assertion, Basis, Observation, Relation, RelationKind, Severity
from tests.support import base, check, observation, operand

TEXT = "一、收入支出决算总体情况\n2024年度收入总计100.00万元。\n".encode()


def crashing(facts: FactBase) -> Iterator[Assertion]:
    yield observation("ZZZ001", "of-a-plugin")
    raise KeyError("没有这个科目")


def test_a_crash_is_told_after_what_the_check_had_said() -> None:
    said, crash = pipeline.run(check("ZZZ001", crashing), base())
    assert said == observation("ZZZ001", "of-a-plugin")
    assert crash == Observation(
        "ZZZ001", "check-crashed", Severity.ERROR, (), words=("ZZZ001", "KeyError", "'没有这个科目'")
    )


@pytest.mark.parametrize("wrong", ["a string", observation("OTHER1")])
def test_a_check_speaks_only_in_assertions_and_only_for_itself(wrong: object) -> None:
    (crash,) = pipeline.run(check("ZZZ001", [wrong]), base())  # type: ignore[list-item]
    assert isinstance(crash, Observation)
    assert crash.topic == "check-crashed"
    assert crash.words[:2] == ("ZZZ001", "TypeError")


def test_a_crash_is_a_finding_and_the_other_checks_still_run() -> None:
    checks = (check("YYY001", [observation("YYY001", "of-a-plugin")]), check("ZZZ001", crashing))
    report = pipeline.report(TEXT, "a.txt", checks, Config())
    assert not report.unreadable
    assert [(f.check, f.observation.topic if f.observation else "") for f in report.findings] == [
        ("ZZZ001", "check-crashed"),
        ("YYY001", "of-a-plugin"),
        ("ZZZ001", "of-a-plugin"),
    ]


def test_a_relation_that_lacks_a_role_is_its_check_s_crash() -> None:
    lame = Relation("ZZZ001", RelationKind.SHARE, (operand("50", "rate", unit="%"),), Basis.DECLARED)
    report = pipeline.report(TEXT, "a.txt", (check("ZZZ001", [lame]),), Config())
    assert not report.unreadable
    topics = [finding.observation.topic for finding in report.findings if finding.observation]
    evaluated = [evaluation.verdict for evaluation in report.evaluations]
    assert topics == ["check-crashed"] or evaluated == ["not-evaluable"]


def test_a_crash_of_the_engine_makes_the_file_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("audit.extract.extract", broken)
    report = pipeline.report(TEXT, "a.txt", (), Config())
    assert (report.unreadable, report.unreadable_detail) == ("crashed", "ZeroDivisionError: ours")


def test_the_size_limit_is_a_setting() -> None:
    assert pipeline.report(TEXT, "a.txt", (), Config(max_bytes=10)).unreadable == "too-large"
    assert not pipeline.report(TEXT, "a.txt", (), Config(max_bytes=1000)).unreadable


def test_load_tells_missing_from_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.txt"):
        pipeline.load(tmp_path / "gone.txt", Config())
    with pytest.raises(ReadError, match="folder"):
        pipeline.load(tmp_path, Config())
    big = tmp_path / "big.txt"
    big.write_bytes(b"1" * 100)
    with pytest.raises(ReadError, match="too-large: 100 > 99 bytes"):
        pipeline.load(big, Config(max_bytes=99))


class TestApi:
    def test_a_file_is_audited_under_the_settings_of_its_folder(self, tmp_path: Path) -> None:
        file = tmp_path / "决算.txt"
        file.write_bytes(TEXT)
        (tmp_path / "gouji.yaml").write_text("lang: en\n", encoding="utf-8")
        report = audit.audit_file(file)
        assert report.lang == "en"
        assert [document.path for document in report.documents] == [str(file)]

    def test_bytes_know_no_folder(self) -> None:
        report = audit.audit_bytes(TEXT, "决算.txt")
        assert report.to_dict()["documents"][0]["path"] == "决算.txt"
        assert report.to_dict()["summary"]["documents"] == 1

    def test_a_given_config_holds(self) -> None:
        with pytest.raises(UsageError, match="QQQ"):
            audit.audit_bytes(TEXT, "a.txt", Config(select=("QQQ",)))

    def test_the_same_input_gives_the_same_report(self) -> None:
        first, second = (audit.audit_bytes(TEXT, "a.txt").to_dict() for _ in range(2))
        assert first == second
