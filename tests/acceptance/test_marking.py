"""What a baseline and rules make of the findings of documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from audit.acceptance.baseline import Baseline
from audit.acceptance.marking import Acceptance, Marked, mark
from audit.model.finding import DocumentReport, Finding
from audit.model.relation import Severity
from audit.model.suppression import BaselineState, Entry, Lapse, Rule, Source, Suppression

TODAY = date(2026, 6, 30)
ONE, ONE_CHANGED, OTHER = "a" * 8 + "1" * 8, "a" * 8 + "2" * 8, "b" * 8 + "1" * 8


def found(fingerprint: str, check: str = "SUM001", *path: str) -> Finding:
    return Finding(check, "", Severity.ERROR, (), path=path, fingerprint=fingerprint)


def report(folder: Path, *findings: Finding, path: str = "a.txt", **more: str) -> DocumentReport:
    return DocumentReport(str(folder / path), "text", findings=findings, **more)  # type: ignore[arg-type]


def marked(documents: Iterable[DocumentReport], folder: Path, *entries: Entry, rules: tuple[Rule, ...] = ()) -> Marked:
    return mark(tuple(documents), Acceptance(rules, folder, Baseline(entries, folder)), TODAY)


def lapses(document: DocumentReport) -> list[tuple[str, Lapse]]:
    return [(lapsed.entry.fingerprint, lapsed.lapse) for lapsed in document.lapsed]


class TestBaseline:
    def test_an_entry_accepts_its_finding_and_no_other(self, tmp_path: Path) -> None:
        entry = Entry(ONE, "a.*", "上级口径", date(2026, 6, 30))
        (document,) = marked([report(tmp_path, found(ONE), found(OTHER))], tmp_path, entry).documents
        one, other = document.findings
        assert one.suppression == Suppression(Source.BASELINE, "上级口径", entry.expires)
        assert (one.baseline, other.baseline) == (BaselineState.UNCHANGED, BaselineState.NEW)
        assert document.live == (other,)
        assert document.lapsed == ()

    def test_an_entry_that_expired_is_live_again(self, tmp_path: Path) -> None:
        entry = Entry(ONE, "a.*", "x", date(2026, 6, 29))
        (document,) = marked([report(tmp_path, found(ONE))], tmp_path, entry).documents
        assert document.live == document.findings
        assert document.findings[0].baseline is BaselineState.UNCHANGED
        assert lapses(document) == [(ONE, Lapse.EXPIRED)]

    def test_a_changed_figure_opens_its_finding_again(self, tmp_path: Path) -> None:
        document = report(tmp_path, found(ONE_CHANGED), found(OTHER))
        (document,) = marked([document], tmp_path, Entry(ONE, "a.*", "x"), Entry(OTHER, "a.*", "x")).documents
        assert [finding.baseline for finding in document.findings] == [BaselineState.UPDATED, BaselineState.UNCHANGED]
        assert document.live == document.findings[:1]
        assert lapses(document) == [(ONE, Lapse.CHANGED)]

    def test_another_finding_like_one_that_is_still_there_is_new(self, tmp_path: Path) -> None:
        (document,) = marked(
            [report(tmp_path, found(ONE), found(ONE_CHANGED))], tmp_path, Entry(ONE, "*", "x")
        ).documents
        assert [finding.baseline for finding in document.findings] == [BaselineState.UNCHANGED, BaselineState.NEW]
        assert document.lapsed == ()

    def test_an_entry_that_matches_nothing_is_told(self, tmp_path: Path) -> None:
        (document,) = marked([report(tmp_path, found(OTHER))], tmp_path, Entry(ONE, "a.*", "x")).documents
        assert lapses(document) == [(ONE, Lapse.UNMATCHED)]

    def test_an_entry_of_one_document_says_nothing_of_another(self, tmp_path: Path) -> None:
        (tmp_path / "b.txt").touch()
        found_here = marked([report(tmp_path, found(ONE))], tmp_path, Entry(ONE, "b.*", "x"))
        assert found_here.documents[0].live
        assert not found_here.documents[0].lapsed
        assert not found_here.orphans

    def test_an_entry_whose_document_is_gone_is_told(self, tmp_path: Path) -> None:
        entry = Entry(ONE, "b.*", "x")
        assert marked([report(tmp_path, found(ONE))], tmp_path, entry).orphans == (entry,)

    def test_an_entry_serves_two_formats_and_is_told_once(self, tmp_path: Path) -> None:
        documents = [report(tmp_path, found(ONE)), report(tmp_path, found(ONE), path="a.pdf")]
        one, other = marked(documents, tmp_path, Entry(ONE, "a.*", "x"), Entry(OTHER, "a.*", "x")).documents
        assert (one.live, other.live) == ((), ())
        assert (lapses(one), lapses(other)) == ([(OTHER, Lapse.UNMATCHED)], [])

    def test_nothing_is_said_of_what_could_not_be_read(self, tmp_path: Path) -> None:
        (document,) = marked([report(tmp_path, unreadable="empty")], tmp_path, Entry(ONE, "a.*", "x")).documents
        assert document.lapsed == ()


class TestRules:
    def test_a_rule_for_a_document(self, tmp_path: Path) -> None:
        rule = Rule("SUM", "上级口径", "2023/*")
        documents = [report(tmp_path, found(ONE), path=f"{year}/a.txt") for year in (2023, 2024)]
        one, other = marked(documents, tmp_path, rules=(rule,)).documents
        assert one.findings[0].suppression == Suppression(Source.SETTINGS, "上级口径")
        assert other.live

    def test_a_rule_for_a_section_and_a_check(self, tmp_path: Path) -> None:
        findings = (
            found(ONE, "SUM010", "第三部分", "机关运行 经费支出"),
            found(ONE, "SUM010", "第三部分"),
            found(ONE, "SUM011", "第三部分", "机关运行经费支出"),
        )
        rule = Rule("SUM010", "x", section="机关运行经费")
        (document,) = marked([report(tmp_path, *findings)], tmp_path, rules=(rule,)).documents
        assert [finding.is_live for finding in document.findings] == [False, True, True]

    def test_a_rule_that_expired_accepts_nothing(self, tmp_path: Path) -> None:
        for expires, live in ((date(2026, 6, 29), True), (TODAY, False)):
            rule = Rule("SUM", "x", "*", expires=expires)
            (document,) = marked([report(tmp_path, found(ONE))], tmp_path, rules=(rule,)).documents
            assert document.findings[0].is_live is live

    def test_what_a_rule_accepts_still_uses_its_entry(self, tmp_path: Path) -> None:
        rule = Rule("SUM", "by rule", "*")
        (document,) = marked([report(tmp_path, found(ONE))], tmp_path, Entry(ONE, "*", "x"), rules=(rule,)).documents
        assert document.findings[0].suppression == Suppression(Source.SETTINGS, "by rule")
        assert document.lapsed == ()
