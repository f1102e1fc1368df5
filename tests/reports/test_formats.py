"""The register of formats, and what every format has in common."""

# ruff: noqa: F811 (a fixture and the argument that asks for it have one name)

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audit import config
from audit.model.finding import DocumentReport
from audit.model.relation import Severity
from reports import formats
from tests.reports.samples import one_of_each, report
from tests.support import check, observation
from tests.test_cli import checks, document, run  # noqa: F401  (fixtures)

NAMES = sorted(formats.FORMATS)
UNREAD = DocumentReport("b.txt", "unknown", unreadable="empty")


def test_the_settings_name_the_formats_that_are_registered() -> None:
    assert tuple(formats.FORMATS) == config.FORMATS


@pytest.mark.parametrize("lang", config.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_format_tells_everything_and_twice_the_same(name: str, lang: str) -> None:
    documents = [report(*one_of_each()), UNREAD, report()]
    context = formats.Run(lang, "0.1.0", (check("SUM001"), check("RAT001")))
    first, second = (formats.render(name, documents, context) for _ in range(2))
    assert first == second
    assert all(text in first.decode("utf-8") for text in ("a.txt", "b.txt", "SUM001", "RAT001"))


@pytest.mark.parametrize("name", NAMES)
def test_no_document_and_no_finding_is_a_report_too(name: str) -> None:
    assert formats.render(name, [report()], formats.Run())
    formats.render(name, [], formats.Run())


class TestReportOption:
    def test_several_reports_of_one_run(self, document: Path, tmp_path: Path) -> None:
        first, second = tmp_path / "a.json", tmp_path / "b.txt"
        shown = run("check", document, "--report", f"json={first}", "--report", f"terminal={second}").stdout
        assert json.loads(first.read_text(encoding="utf-8"))["schema"] == 1
        assert second.read_text(encoding="utf-8") == shown

    @pytest.mark.parametrize("name", NAMES)
    def test_the_exit_code_is_that_of_the_findings_whatever_the_format(
        self,
        document: Path,
        tmp_path: Path,
        checks: Any,
        name: str,
    ) -> None:
        for severity, code in ((Severity.ERROR, 1), (Severity.WARNING, 0)):
            checks(check("ZZZ001", [observation("ZZZ001", "of-a-plugin", severity)]))
            run("check", document, "--format", name, expect=code)
            run("check", document, "--report", f"{name}={tmp_path / 'x'}", expect=code)

    @pytest.mark.parametrize("given", ["json", "json=", "xml=a", "=a"])
    def test_wrong_use(self, document: Path, given: str) -> None:
        assert "FORMAT=FILE" in run("check", document, "--report", given, expect=2).stderr

    def test_two_reports_in_one_file_are_wrong_use(self, document: Path, tmp_path: Path) -> None:
        twice = ["--report", f"json={tmp_path / 'x'}", "--report", f"terminal={tmp_path / 'x'}"]
        assert "named twice" in run("check", document, *twice, expect=2).stderr

    def test_a_file_that_cannot_be_written_is_wrong_use(self, document: Path, tmp_path: Path) -> None:
        assert "x.json" in run("check", document, "--report", f"json={tmp_path}/no/x.json", expect=2).stderr

    @pytest.mark.parametrize("slash", ["", "/"])
    def test_a_folder_gets_a_page_for_each_document(self, document: Path, tmp_path: Path, slash: str) -> None:
        other, pages = tmp_path / "b.txt", tmp_path / "pages"
        other.write_text("2024年度部门决算\n", encoding="utf-8")
        if not slash:
            pages.mkdir()
        run("check", document, other, "--report", f"html={pages}{slash}", expect=0)
        assert sorted(path.name for path in pages.iterdir()) == ["1.html", "2.html", "index.html"]
        index = (pages / "index.html").read_text(encoding="utf-8")
        assert 'href="1.html"' in index
        assert 'href="2.html"' in index
        assert 'href="index.html"' in (pages / "2.html").read_text(encoding="utf-8")

    def test_only_pages_fill_a_folder(self, document: Path, tmp_path: Path) -> None:
        assert str(tmp_path) in run("check", document, "--report", f"json={tmp_path}", expect=2).stderr
