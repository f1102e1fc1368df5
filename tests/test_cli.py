"""The command: options, exit codes, what goes to stdout and what to stderr."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import audit
from audit.cli import main
from audit.errors import PluginError
from audit.model.relation import Check, Severity
from tests.support import ROOT, check, observation

TEXT = "第一部分 收入支出决算情况\n一、收入支出决算总体情况\n2024年度收入总计100.00万元，支出总计100.00万元。\n"


def run(*arguments: str | Path, expect: int | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if expect is not None:
        assert result.exit_code == expect, result.output
    return result


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "决算.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts checks of the test in the place of all others."""

    def install(*installed: Check) -> None:
        monkeypatch.setattr(audit, "all_checks", lambda: installed)

    return install


def finding_of(severity: Severity) -> Sequence[Check]:
    return (check("ZZZ001", [observation("ZZZ001", "of-a-plugin", severity)]),)


class TestExitCodes:
    def test_clean(self, document: Path, checks: Any) -> None:
        checks(check("ZZZ001"))
        assert "未发现不一致" in run("check", document, expect=0).stdout

    @pytest.mark.parametrize(
        ("severity", "fail_on", "code"),
        [
            (Severity.ERROR, None, 1),
            (Severity.WARNING, None, 0),
            (Severity.WARNING, "warning", 1),
            (Severity.ROUNDING, "warning", 0),
            (Severity.ROUNDING, "rounding", 1),
            (Severity.NOTE, "note", 1),
            (Severity.ERROR, "never", 0),
        ],
    )
    def test_findings(self, document: Path, checks: Any, severity: Severity, fail_on: str | None, code: int) -> None:
        checks(*finding_of(severity))
        run("check", document, *(["--fail-on", fail_on] if fail_on else []), expect=code)

    def test_a_missing_path_is_wrong_use_and_the_rest_is_still_checked(self, document: Path, tmp_path: Path) -> None:
        result = run("check", tmp_path / "gone.txt", document, expect=2)
        assert "gone.txt: 没有这个文件或文件夹" in result.stderr
        assert "决算.txt" in result.stdout

    def test_an_unreadable_file_outranks_findings(self, document: Path, tmp_path: Path, checks: Any) -> None:
        checks(*finding_of(Severity.ERROR))
        (tmp_path / "empty.txt").touch()
        result = run("check", tmp_path / "empty.txt", document, expect=3)
        assert result.stderr.count("empty.txt") == 1
        assert "of-a-plugin" in result.stdout

    @pytest.mark.parametrize(
        "arguments",
        [
            ("check",),
            ("check", ".", "--format", "xml"),
            ("check", ".", "--select", "QQQ"),
            ("frobnicate",),
            ("explain", "Q"),
        ],
    )
    def test_wrong_use(self, arguments: tuple[str, ...]) -> None:
        result = run(*arguments, expect=2)
        assert result.stdout == ""
        assert "Traceback" not in result.stderr

    def test_a_plugin_that_does_not_load(self, document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken() -> None:
            raise PluginError("plugin 'x' does not load")

        monkeypatch.setattr(audit, "all_checks", broken)
        assert "plugin 'x' does not load" in run("check", document, expect=2).stderr

    def test_a_fault_of_ours_does_not_look_like_findings(self, document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken() -> None:
            raise ZeroDivisionError("ours")

        monkeypatch.setattr(audit, "all_checks", broken)
        result = run("check", document, expect=3)
        assert "internal error: ZeroDivisionError: ours" in result.stderr


class TestFolders:
    def test_text_and_markdown_in_sorted_order_each_once(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.md", "c/d.TXT", ".hidden/e.txt", "f.png", "g.yaml"):
            file = tmp_path / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(TEXT, encoding="utf-8")
        result = run("check", tmp_path, tmp_path / "b.txt", "--format", "json")
        paths = [Path(d["path"]).relative_to(tmp_path).as_posix() for d in json.loads(result.stdout)["documents"]]
        assert paths == ["a.md", "b.txt", "c/d.TXT"]
        assert "跳过其他类型的文件：.png × 1, .yaml × 1" in result.stderr

    def test_a_folder_without_a_document_is_not_clean(self, tmp_path: Path) -> None:
        result = run("check", tmp_path, expect=3)
        assert "没有可核对的文件" in result.stderr

    def test_a_named_file_is_read_whatever_its_suffix(self, tmp_path: Path) -> None:
        file = tmp_path / "决算.dat"
        file.write_text(TEXT, encoding="utf-8")
        assert "决算.dat" in run("check", file).stdout


class TestOptions:
    def test_json_goes_to_stdout_and_nothing_else_does(self, document: Path) -> None:
        built = json.loads(run("check", document, "--format", "json").stdout)
        assert built["schema"] == 1
        assert built["tool"] == {"name": "gouji", "version": audit.__version__}

    def test_the_api_gives_the_same_object(self, document: Path) -> None:
        built = json.loads(run("check", document, "--format", "json").stdout)
        assert audit.audit_file(document).to_dict() == built

    def test_output_goes_to_a_file(self, document: Path, tmp_path: Path) -> None:
        target = tmp_path / "out.json"
        assert run("check", document, "--format", "json", "--output", target).stdout == ""
        assert json.loads(target.read_text(encoding="utf-8"))["schema"] == 1

    def test_an_output_that_cannot_be_written_is_wrong_use(self, document: Path, tmp_path: Path) -> None:
        assert "out.json" in run("check", document, "--output", tmp_path / "no" / "out.json", expect=2).stderr

    def test_select_and_ignore(self, document: Path, checks: Any) -> None:
        both = [check(id_, [observation(id_, "of-a-plugin", Severity.ERROR)]) for id_ in ("YYY001", "ZZZ001")]
        checks(*both)
        assert "YYY001" not in run("check", document, "--select", "zzz", expect=1).stdout
        assert "ZZZ001" not in run("check", document, "--ignore", "ZZZ001", expect=1).stdout
        run("check", document, "--ignore", "YYY,ZZZ", expect=0)

    def test_lang(self, document: Path, checks: Any) -> None:
        checks()
        assert run("check", document, "--lang", "en").stdout.startswith("error 0")
        assert run("check", document).stdout.startswith("错误 0")

    def test_settings_come_from_the_document_s_folder_and_options_replace_them(
        self, document: Path, checks: Any
    ) -> None:
        checks(*finding_of(Severity.NOTE))
        (document.parent / "gouji.yaml").write_text("lang: en\nfail-on: note\nformat: json\n", encoding="utf-8")
        assert json.loads(run("check", document, expect=1).stdout)["summary"]["note"] == 1
        shown = run("check", document, "--format", "terminal", "--fail-on", "error", expect=0).stdout
        assert shown.startswith("error 0")

    def test_a_settings_file_can_be_named(self, document: Path, tmp_path: Path) -> None:
        settings = tmp_path / "other.yaml"
        settings.write_text("lang: en\n", encoding="utf-8")
        assert run("check", document, "--config", settings).stdout.startswith("error ")
        settings.write_text("lnag: en\n", encoding="utf-8")
        assert "did you mean 'lang'" in run("check", document, "--config", settings, expect=2).stderr

    def test_logs_only_when_asked_and_only_to_stderr(self, document: Path) -> None:
        quiet, loud = run("check", document), run("check", document, "-v")
        assert quiet.stderr == ""
        assert "决算.txt" in loud.stderr
        assert loud.stdout == quiet.stdout


class TestOtherCommands:
    def test_checks_lists_every_check(self) -> None:
        listed = run("checks", expect=0).stdout
        for found in audit.all_checks():
            assert found.id in listed
            assert found.title in listed

    def test_explain_prints_the_page(self) -> None:
        found = audit.all_checks()[0]
        for name in (found.id, found.id.lower(), found.name):
            page = run("explain", name, expect=0).stdout
            assert page.startswith(f"{found.id} {found.name}")
            assert found.title in page
            assert "核对内容" in page
        assert "\nWhat\n" in run("explain", found.id, "--lang", "en", expect=0).stdout

    def test_explain_names_the_nearest(self) -> None:
        found = audit.all_checks()[0]
        assert f"did you mean '{found.id}'" in run("explain", found.id + "0", expect=2).stderr

    def test_inspect_shows_outline_facts_and_figures(self, document: Path) -> None:
        shown = run("inspect", document, expect=0).stdout
        assert "收入支出决算总体情况" in shown
        assert "收入总计" in shown
        assert shown.count("100.00万元") >= 4  # two facts, two figures

    def test_inspect_in_json(self, document: Path) -> None:
        built = json.loads(run("inspect", document, "--format", "json", expect=0).stdout)
        amounts = [figure for figure in built["figures"] if figure["kind"] == "amount"]
        assert [(f["value"], f["unit"], f["line"]) for f in amounts] == [("100.00", "万元", 3)] * 2
        assert all(figure["checked"] >= 0 for figure in amounts)
        assert [fact["label"] for fact in built["facts"]] == ["收入总计", "支出总计"]

    def test_inspect_tables_of_a_document_without_any(self, document: Path) -> None:
        assert "没有识别出表格" in run("inspect", document, "--tables", expect=0).stdout

    def test_inspect_of_what_cannot_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").touch()
        assert "empty.txt: 文件为空" in run("inspect", tmp_path / "empty.txt", expect=3).stderr
        assert "gone.txt" in run("inspect", tmp_path / "gone.txt", expect=2).stderr


class TestProcess:
    """The command as a process of its own."""

    def start(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "audit", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
        )

    @pytest.mark.parametrize("encoding", ["ascii", "gbk"])
    def test_output_is_utf8_whatever_the_locale(self, document: Path, tmp_path: Path, encoding: str) -> None:
        environment = {"LC_ALL": "C", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        result = self.start("check", document, tmp_path / "没有.txt", **environment)
        assert result.returncode == 2
        assert "决算.txt" in result.stdout.decode("utf-8")
        assert "没有.txt: 没有这个文件或文件夹" in result.stderr.decode("utf-8")

    def test_a_quiet_run_imports_neither_loguru_nor_what_json_does_not_need(self, document: Path) -> None:
        code = (
            "import sys; from audit.cli import main\n"
            f"try: main(['check', {str(document)!r}, '--format', 'json'])\n"
            "except SystemExit: pass\n"
            "unneeded = ('loguru', 'tabulate', 'hypothesis', 'multiprocessing', 'audit.batch.cache')\n"
            "print([m for m in unneeded if m in sys.modules], file=sys.stderr)"
        )
        result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
        assert result.stderr.decode().strip() == "[]"

    def test_a_command_imports_no_other(self, document: Path) -> None:
        code = (
            "import sys; from audit.cli import main\n"
            f"try: main(['check', {str(document)!r}, '--format', 'json'])\n"
            "except SystemExit: pass\n"
            "print([m for m in sys.modules if m.startswith('audit.commands.')], file=sys.stderr)"
        )
        result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
        needed = ("check", "common", "documents", "reporting")
        assert sorted(ast.literal_eval(result.stderr.decode())) == [f"audit.commands.{name}" for name in needed]

    def test_a_run_of_its_own_seldom_looks_for_garbage(self, document: Path) -> None:
        code = (
            "import gc, sys; from audit.__main__ import main\n"
            "before = gc.get_stats()[1]['collections']\n"
            f"sys.argv = ['gouji', 'check', {str(document)!r}, '--format', 'json']\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "print(gc.isenabled(), gc.get_stats()[1]['collections'] - before, file=sys.stderr)"
        )
        result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
        assert result.stderr.decode().strip() == "True 0"

    def test_a_command_that_there_is_not_is_wrong_use(self, document: Path) -> None:
        result = self.start("chekc", document)
        assert result.returncode == 2
        assert b"No such command 'chekc'" in result.stderr

    def test_importing_the_package_imports_no_engine(self) -> None:
        code = "import sys, audit; print([m for m in sys.modules if m.startswith('audit.') or m == 'yaml'])"
        result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
        assert result.stdout.decode().strip() == "[]"
