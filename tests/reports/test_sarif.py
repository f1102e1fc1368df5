"""SARIF: valid against the schema of the standard, every figure with its place, statuses, runs of a bearable size."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

import audit
from audit import config, pipeline
from audit.model.document import Notice
from audit.model.finding import DocumentReport, Finding, TablePlace
from audit.model.relation import Severity
from audit.model.span import Span
from audit.model.suppression import BaselineState, Entry, Lapse, LapsedEntry, Source, Suppression
from checks import CHECKS
from reports import sarif
from tests.reports.samples import FOUND, SUM, one_of_each, report
from tests.support import ROOT, finding, observation

SAMPLES = sorted((ROOT / "sample_inputs" / "planted").iterdir())
UNREAD = DocumentReport("b.pdf", "unknown", unreadable="encrypted")


@cache
def validator() -> Draft202012Validator:
    path = ROOT / "tests" / "fixtures" / "sarif" / "sarif-schema-2.1.0.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def log(*documents: DocumentReport, lang: str = "zh", **more: Any) -> dict[str, Any]:
    """The log, as a reader parses it from the bytes; valid."""
    parsed: dict[str, Any] = json.loads(sarif.render(documents, lang, "0.1.0", CHECKS, **more).decode("utf-8"))
    errors = [f"{'/'.join(map(str, error.path))}: {error.message:.200}" for error in validator().iter_errors(parsed)]
    assert errors == []
    return parsed


def as_one(files: dict[str, Path]) -> tuple[DocumentReport, ...]:
    settings = config.Config()
    sources = [(name, path.read_bytes()) for name, path in files.items()]
    return pipeline.as_one(sources, audit.selected_checks(settings), settings, whole=True)


def only(*documents: DocumentReport, **more: Any) -> dict[str, Any]:
    (run,) = log(*documents, **more)["runs"]
    return dict(run)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_log_is_valid(lang: str) -> None:
    log(report(*one_of_each()), UNREAD, lang=lang)
    log(lang=lang)
    log(report(), lang=lang)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_the_log_of_a_real_run_is_valid_and_complete(file: Path) -> None:
    documents = audit.audit_file(file).documents
    run = only(*documents)
    assert len(run["results"]) == len(documents[0].findings) > 0


def test_the_schema_would_refuse_what_is_wrong() -> None:
    built = sarif.build([report(FOUND)], "zh", "0", CHECKS)
    built["runs"][0]["results"][0]["level"] = "fatal"
    assert list(validator().iter_errors(built))


class TestRules:
    def test_each_check_is_a_rule_with_help_in_both_languages(self) -> None:
        rules = only(report())["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == sorted(check.id for check in CHECKS)
        for rule in rules:
            for text in (rule["help"]["text"], rule["help"]["markdown"]):
                assert "Limits" in text
                assert "局限" in text

    def test_a_result_points_at_its_rule_also_when_the_check_did_not_run_here(self) -> None:
        run = only(report(finding(SUM), *one_of_each()))
        rules = run["tool"]["driver"]["rules"]
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
        alone = json.loads(sarif.render([report(FOUND)], "zh", "0", ()))
        assert [rule["id"] for rule in alone["runs"][0]["tool"]["driver"]["rules"]] == ["SUM001"]


class TestResult:
    def result(self, **more: Any) -> dict[str, Any]:
        (result,) = only(report(FOUND, **more))["results"]
        return dict(result)

    def test_it_stands_at_the_suspect_and_all_figures_are_related(self) -> None:
        result = self.result()
        assert result["level"] == "error"
        assert result["partialFingerprints"] == {"gouji/v1": "f1"}
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": 12, "startColumn": 30, "endColumn": 38, "snippet": {"text": "1,105.40"}}
        related = [
            (place["physicalLocation"]["region"]["startLine"], place["message"]["text"])
            for place in result["relatedLocations"]
        ]
        assert related == [
            (12, "支出合计 1,385.40万元"),
            (12, "基本支出 1,105.40万元"),
            (13, "项目支出 235万元"),
            (12, "比率 83.04%"),
        ]

    def test_headings_table_row_and_column_are_logical_locations(self) -> None:
        assert FOUND.suspect is not None
        place = FOUND.suspect.figure.span
        result = self.result(cells={place: TablePlace("收入支出决算总表", "201 行政运行", "决算数")})
        (location,) = result["locations"]
        assert [(step["kind"], step["name"]) for step in location["logicalLocations"]] == [
            ("section", "第三部分 情况说明"),
            ("section", "三、支出情况"),
            ("table", "收入支出决算总表"),
            ("row", "201 行政运行"),
            ("column", "决算数"),
        ]
        assert location["logicalLocations"][-1]["fullyQualifiedName"].endswith("总表 › 201 行政运行 › 决算数")
        assert location["properties"]["row"] == "201 行政运行"

    def test_page_box_and_cell_are_properties(self) -> None:
        paged = Span("5", 7, 2, page=3, box=("1", "2", "3", "4"))
        celled = Span("5", None, None, sheet="表1", cell="B7")
        for span, told in ((paged, {"page": 3, "box": ["1", "2", "3", "4"]}), (celled, {"sheet": "表1", "cell": "B7"})):
            operands = tuple(replace(o, figure=replace(o.figure, span=span)) for o in FOUND.operands[:1])
            found = replace(FOUND, operands=operands, suspect=None, evidence=())
            (result,) = only(report(found))["results"]
            assert result["relatedLocations"][0]["properties"] == told

    def test_page_and_box_or_sheet_and_cell_are_logical_locations(self) -> None:
        paged = Span("5", 7, 2, page=3, box=("1", "2", "3", "4"))
        celled = Span("5", None, None, sheet="表1", cell="B7")
        for span, kinds in (
            (paged, [("page", "3"), ("box", "1, 2, 3, 4")]),
            (celled, [("sheet", "表1"), ("cell", "B7")]),
        ):
            operands = tuple(replace(o, figure=replace(o.figure, span=span)) for o in FOUND.operands[:1])
            (result,) = only(report(replace(FOUND, operands=operands, suspect=None, evidence=())))["results"]
            steps = result["locations"][0]["logicalLocations"]
            assert [(step["kind"], step["name"]) for step in steps[-2:]] == kinds
            assert steps[-1]["fullyQualifiedName"] == " › ".join(name for _, name in kinds)

    def test_what_was_accepted_is_suppressed_and_the_baseline_is_told(self) -> None:
        assert "suppressions" not in self.result()
        assert "baselineState" not in self.result()
        accepted = Suppression(Source.BASELINE, "上级口径", date(2026, 12, 31))
        found = replace(FOUND, suppression=accepted, baseline=BaselineState.UNCHANGED)
        (result,) = only(report(found))["results"]
        assert result["baselineState"] == "unchanged"
        (suppression,) = result["suppressions"]
        assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
        assert "上级口径" in suppression["justification"]


class TestFiles:
    def test_an_unreadable_file_makes_the_run_no_success(self) -> None:
        (invocation,) = only(UNREAD, report())["invocations"]
        assert invocation["executionSuccessful"] is False
        (note,) = invocation["toolExecutionNotifications"]
        assert note["descriptor"]["id"] == "encrypted"
        assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.pdf"
        assert only(report())["invocations"][0]["executionSuccessful"] is True

    @pytest.mark.parametrize(
        ("path", "uri"),
        [
            ("2024/决算 公开.txt", "2024/%E5%86%B3%E7%AE%97%20%E5%85%AC%E5%BC%80.txt"),
            ("/srv/a.txt", "file:///srv/a.txt"),
            ("a#b?.txt", "a%23b%3F.txt"),
        ],
    )
    def test_a_path_is_a_uri(self, path: str, uri: str) -> None:
        assert only(replace(report(), path=path))["artifacts"][0]["location"]["uri"] == uri

    def test_what_a_reader_settled_and_what_lapsed_is_told_and_no_failure(self) -> None:
        gone = LapsedEntry(Entry("f1", "a.*", "上级口径"), Lapse.UNMATCHED)
        found = replace(report(), notices=(Notice("converted", ("a.wps", "docx")),), lapsed=(gone,))
        (invocation,) = only(found)["invocations"]
        assert invocation["executionSuccessful"] is True
        ids = [note["descriptor"]["id"] for note in invocation["toolExecutionNotifications"]]
        assert ids == ["converted", "baseline-unmatched"]

    def test_of_several_files_read_as_one_each_has_its_own_places(self) -> None:
        (document,) = as_one({"文字.txt": SAMPLES[1], "表.txt": SAMPLES[2]})
        run = only(document)
        files = {"文字.txt": SAMPLES[1], "表.txt": SAMPLES[2]}
        seen = set()
        for result in run["results"]:
            for place in (*result["locations"], *result["relatedLocations"]):
                physical = place["physicalLocation"]
                name = unquote(physical["artifactLocation"]["uri"])
                seen.add(name)
                if "region" in physical:
                    line = files[name].read_text(encoding="utf-8").splitlines()[physical["region"]["startLine"] - 1]
                    assert physical["region"]["snippet"]["text"][:1] in line
        assert seen == set(files)


class TestRuns:
    def test_more_results_than_a_run_may_have_go_on_in_further_runs_worst_first(self) -> None:
        severities = [Severity.NOTE, Severity.ERROR, Severity.WARNING] * 3
        found = [replace(FOUND, severity=severity, fingerprint=str(at)) for at, severity in enumerate(severities)]
        runs = log(report(*found), replace(report(), path="c.txt"), most=4)["runs"]
        assert [len(run["results"]) for run in runs] == [4, 4, 1]
        levels = [result["level"] for run in runs for result in run["results"]]
        assert levels == ["error"] * 3 + ["warning"] * 3 + ["note"] * 3
        first = [result["partialFingerprints"]["gouji/v1"] for result in runs[0]["results"]]
        assert first == ["1", "4", "7", "2"]
        assert len({run["automationDetails"]["id"] for run in runs}) == 3

    def test_the_limit_is_that_of_the_platforms(self) -> None:
        assert sarif.MOST_RESULTS == 25_000
        found = report(*[Finding("DOC001", "sample", Severity.NOTE, (), observation=observation("DOC001"))] * 25_001)
        runs = sarif.build([found], "zh", "0", ())["runs"]
        assert [len(run["results"]) for run in runs] == [25_000, 1]
