"""`gouji baseline` and `gouji compare` as commands; the round trip of a baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import audit
from tests.readers.office import WRITERS
from tests.readers.test_formats import planted
from tests.support import ROOT
from tests.test_cli import run

PLANTED = sorted((ROOT / "sample_inputs" / "planted").glob("*.txt"))
PAGE = "关于公开本文件的说明\n\n本文件按照有关规定编制，供社会公众查阅。\n\n\f\n"
#: of juesuan-narrative.txt: an item of a sum that does not add up
WRONG, OTHERWISE_WRONG, RIGHT = "118.70", "118.90", "118.07"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the planted samples, from within."""
    for file in PLANTED:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def report(*arguments: str | Path, expect: int) -> Any:
    return json.loads(run("check", *arguments, "--format", "json", expect=expect).stdout)


def live(built: Any) -> list[dict[str, Any]]:
    return [f for document in built["documents"] for f in document["findings"] if f["suppression"] is None]


class TestRoundTrip:
    def test_accept_all_then_insert_a_page_then_change_a_figure(self, folder: Path) -> None:
        run("check", ".", expect=1)
        run("baseline", ".", expect=0)
        for fail_on in ("error", "note"):
            built = report(".", "--baseline", "gouji-baseline.yaml", "--fail-on", fail_on, expect=0)
            assert not live(built)
        assert built["summary"]["suppressed"] > 40
        for file in folder.glob("*.txt"):
            file.write_bytes(PAGE.encode() + file.read_bytes())
        built = report(".", "--baseline", "gouji-baseline.yaml", "--fail-on", "note", expect=0)
        assert not any(document["lapsed"] for document in built["documents"])
        edit(folder / "juesuan-narrative.txt", WRONG, OTHERWISE_WRONG)
        built = report(".", "--baseline", "gouji-baseline.yaml", expect=1)
        (finding,) = live(built)
        assert (finding["check"], finding["baseline"]) == ("SUM001", "updated")
        assert OTHERWISE_WRONG in finding["suspect"]["text"]
        assert [lapsed["lapse"] for document in built["documents"] for lapsed in document["lapsed"]] == ["changed"]

    def test_another_format_of_the_document_is_accepted_too(self, folder: Path) -> None:
        content = planted("1,200.50", "1,205.00")
        for file in folder.iterdir():
            file.unlink()
        (folder / "决算.xlsx").write_bytes(WRITERS["xlsx"](content))
        run("baseline", ".", expect=0)
        (folder / "决算.xlsx").unlink()
        (folder / "决算.docx").write_bytes(WRITERS["docx"](content))
        result = run("check", ".", "--baseline", "gouji-baseline.yaml", expect=0)
        assert "已豁免" in result.stdout

    def test_what_was_mended_is_told(self, folder: Path) -> None:
        run("baseline", ".", expect=0)
        edit(folder / "juesuan-narrative.txt", WRONG, RIGHT)
        result = run("check", "juesuan-narrative.txt", "--baseline", "gouji-baseline.yaml", expect=0)
        assert "已没有对应的发现" in result.stderr
        assert result.stderr.count("\n") == 1

    def test_an_expired_entry_is_live_again(self, folder: Path) -> None:
        run("baseline", "juesuan-narrative.txt", "--expires", "2001-12-31", expect=0)
        result = run("check", "juesuan-narrative.txt", "--baseline", "gouji-baseline.yaml", expect=1)
        assert "已于2001-12-31到期" in result.stderr
        run("baseline", "juesuan-narrative.txt", expect=0)
        run("check", "juesuan-narrative.txt", "--baseline", "gouji-baseline.yaml", expect=0)

    def test_the_settings_may_name_the_file(self, folder: Path) -> None:
        (folder / "gouji.yaml").write_text("baseline: accepted.yaml\n", encoding="utf-8")
        run("baseline", "jixiao-ziping.txt", expect=0)
        assert (folder / "accepted.yaml").exists()
        run("check", "jixiao-ziping.txt", expect=0)

    def test_files_of_our_own_are_not_told_as_skipped(self, folder: Path) -> None:
        (folder / "gouji.yaml").write_text("lang: zh\n", encoding="utf-8")
        run("baseline", ".", expect=0)
        assert run("check", ".", expect=1).stderr == ""


class TestBaselineCommand:
    def test_entries_keep_their_reasons_and_other_documents_theirs(self, folder: Path) -> None:
        run("baseline", ".", "--reason", "上级口径", expect=0)
        edit(folder / "juesuan-narrative.txt", WRONG, OTHERWISE_WRONG)
        result = run("baseline", "juesuan-narrative.txt", "--reason", "新原因", expect=0)
        text = (folder / "gouji-baseline.yaml").read_text(encoding="utf-8")
        assert text.count("reason: 新原因") == 1
        assert text.count("reason: 上级口径") > 40
        assert "（新增 1，删去 1）" in result.stderr
        before = text
        run("baseline", ".", expect=0)
        assert (folder / "gouji-baseline.yaml").read_text(encoding="utf-8") == before

    def test_what_the_settings_accept_is_left_out(self, folder: Path) -> None:
        rule = "suppress:\n- {check: SUM, document: '*', reason: x}\n"
        (folder / "gouji.yaml").write_text(rule, encoding="utf-8")
        run("baseline", ".", expect=0)
        text = (folder / "gouji-baseline.yaml").read_text(encoding="utf-8")
        assert "check: RAT001" in text
        assert "check: SUM" not in text

    def test_wrong_use(self, folder: Path) -> None:
        assert "2026-13-01" in run("baseline", ".", "--expires", "2026-13-01", expect=2).stderr
        run("baseline", "gone.txt", expect=2)
        assert not (folder / "gouji-baseline.yaml").exists()
        (folder / "gouji-baseline.yaml").write_text("lang: zh\n", encoding="utf-8")
        assert "not a baseline" in run("baseline", ".", expect=2).stderr
        assert "not a baseline" in run("check", ".", "--baseline", "gouji-baseline.yaml", expect=2).stderr
        run("check", ".", "--baseline", "gone.yaml", expect=2)

    def test_what_cannot_be_read_is_no_reason_to_drop_its_entries(self, folder: Path) -> None:
        run("baseline", ".", expect=0)
        before = (folder / "gouji-baseline.yaml").read_bytes()
        (folder / "juesuan-narrative.txt").write_bytes(b"")
        run("baseline", ".", expect=3)
        assert (folder / "gouji-baseline.yaml").read_bytes() == before


class TestRulesOfTheSettings:
    def test_findings_of_a_section_are_marked_with_their_reason(self, folder: Path) -> None:
        rule = "suppress:\n- {check: CHG001, section: 机关运行经费, document: 'juesuan-*', reason: 口径不同}\n"
        (folder / "gouji.yaml").write_text(rule, encoding="utf-8")
        built = report(".", expect=1)
        marked = [f for document in built["documents"] for f in document["findings"] if f["suppression"]]
        assert {(f["check"], f["suppression"]["reason"]) for f in marked} == {("CHG001", "口径不同")}
        assert len(marked) == 2
        assert all(f["baseline"] is None for f in marked)

    def test_a_rule_without_a_reason_is_wrong_use(self, folder: Path) -> None:
        (folder / "gouji.yaml").write_text("suppress:\n- {check: SUM, document: '*'}\n", encoding="utf-8")
        assert "a reason is needed" in run("check", ".", expect=2).stderr


def test_python_marks_what_the_command_marks(folder: Path) -> None:
    (folder / "gouji.yaml").write_text(
        "baseline: gouji-baseline.yaml\nsuppress:\n- {check: RAT, document: 'jixiao*', reason: x}\n", encoding="utf-8"
    )
    run("baseline", "jixiao-ziping.txt", expect=0)
    edit(folder / "jixiao-ziping.txt", "5.64", "5.74")
    assert audit.audit_file("jixiao-ziping.txt").to_dict() == report("jixiao-ziping.txt", expect=1)


class TestCompare:
    def versions(self, folder: Path) -> tuple[Path, Path]:
        """An older version with all errors, and one, a page longer, with one mended and another made."""
        old, new = folder / "juesuan-narrative.txt", folder / "new.txt"
        text = PAGE + old.read_text(encoding="utf-8").replace(WRONG, RIGHT)
        new.write_text(text.replace("24.80%", "24.08%", 1).replace("75.92%", "79.52%", 1), encoding="utf-8")
        return old, new

    def test_new_fixed_and_unchanged(self, folder: Path) -> None:
        old, new = self.versions(folder)
        built = json.loads(run("compare", old, new, "--format", "json", expect=1).stdout)
        assert built["summary"] == {"new": 1, "fixed": 2, "unchanged": 13}
        assert [f["suspect"]["text"] for f in built["findings"]["new"]] == ["79.52"]
        assert [f["suspect"]["text"] for f in built["findings"]["fixed"]] == ["24.80", WRONG]
        assert built["new"]["path"] == str(new)
        assert "findings" not in built["old"]
        shown = run("compare", old, new, expect=1).stdout
        assert shown.startswith("新增 1 · 已消除 2 · 未变 13\n")
        assert shown.index("79.52%") < shown.index(WRONG)
        assert all(len(line) <= 100 for line in shown.splitlines()[2:])

    def test_versions_in_two_formats(self, folder: Path) -> None:
        old, new = folder / "a.docx", folder / "b.xlsx"
        old.write_bytes(WRITERS["docx"](planted("1,200.50", "1,205.00")))
        new.write_bytes(WRITERS["xlsx"](planted("1,200.50", "1,205.00")))
        summary = json.loads(run("compare", old, new, "--format", "json", expect=0).stdout)["summary"]
        assert (summary["new"], summary["fixed"]) == (0, 0)
        assert summary["unchanged"] > 0

    def test_nothing_new_is_no_failure(self, folder: Path) -> None:
        old, new = self.versions(folder)
        run("compare", new, new, expect=0)
        run("compare", old, new, "--fail-on", "never", expect=0)
        assert run("compare", old, old, "--lang", "en").stdout.startswith("new 0 · fixed 0 · unchanged 15\n")

    def test_wrong_use_and_what_cannot_be_read(self, folder: Path) -> None:
        assert "gone.txt" in run("compare", PLANTED[0], folder / "gone.txt", expect=2).stderr
        (folder / "empty.txt").touch()
        assert "empty.txt" in run("compare", PLANTED[0], folder / "empty.txt", expect=3).stderr
