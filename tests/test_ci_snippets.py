"""What the READMEs tell a build server to run is run; the hook for pre-commit finds disclosures and checks them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from audit import strict_yaml
from audit.files import SUFFIXES
from tests.support import ROOT

READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")}
HOOKS = strict_yaml.loads((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def snippet(readme: str, name: str) -> Any:
    found = re.search(rf"<!-- ci: {name} -->\n```yaml\n(.*?)```", READMES[readme], re.DOTALL)
    assert found is not None, name
    return strict_yaml.loads(found.group(1))


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with published disclosures, and `gouji` on the path."""
    shutil.copytree(ROOT / "sample_inputs" / "planted", tmp_path / "公开")
    command = tmp_path / "bin" / "gouji"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m audit "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(shlex.split(line), cwd=folder, capture_output=True, check=False, encoding="utf-8")


@pytest.mark.parametrize("readme", READMES)
class TestReadmes:
    def test_github(self, readme: str, checkout: Path) -> None:
        (job,) = snippet(readme, "github")["jobs"].values()
        install, check = (step["run"] for step in job["steps"] if "run" in step)
        assert install == "python -m pip install gouji"
        result = run(check, checkout)
        assert result.returncode == 1, result.stderr
        assert result.stdout.startswith("::error file=公开/")
        uploads = [step["with"] for step in job["steps"] if "upload" in step.get("uses", "")]
        files = [value for options in uploads for key, value in options.items() if key in ("sarif_file", "path")]
        assert len(files) == 2
        assert json.loads((checkout / files[0]).read_text(encoding="utf-8"))["version"] == "2.1.0"
        assert (checkout / files[1]).read_text(encoding="utf-8").startswith("<!doctype html>")
        assert all(step["if"] == "always()" for step in job["steps"] if "upload" in step.get("uses", ""))

    def test_gitlab(self, readme: str, checkout: Path) -> None:
        (job,) = snippet(readme, "gitlab").values()
        install, check = job["script"]
        assert install == "python -m pip install gouji"
        assert run(check, checkout).returncode == 1
        assert ElementTree.parse(checkout / job["artifacts"]["reports"]["junit"]).getroot().tag == "testsuites"
        assert all((checkout / path).is_file() for path in job["artifacts"]["paths"])

    def test_pre_commit(self, readme: str) -> None:
        (repository,) = snippet(readme, "pre-commit")["repos"]
        assert {hook["id"] for hook in repository["hooks"]} == {hook["id"] for hook in HOOKS}


class TestHook:
    def test_it_checks_the_files_that_it_is_given(self, checkout: Path) -> None:
        (hook,) = HOOKS
        disclosure = checkout / "2023年度部门决算.txt"
        shutil.copy(ROOT / "sample_inputs" / "planted" / "juesuan-tables.txt", disclosure)
        assert run(f"{hook['entry']} {disclosure.name}", checkout).returncode == 1
        shutil.copy(ROOT / "sample_inputs" / "consistent" / "juesuan-tables.txt", disclosure)
        assert run(f"{hook['entry']} {disclosure.name}", checkout).returncode == 0

    @pytest.mark.parametrize(
        ("name", "taken"),
        [
            ("公开/2023年度部门决算.pdf", True),
            ("2024年部门预算公开.docx", True),
            ("绩效自评/项目支出自评表.xlsx", True),
            ("README.md", False),
            ("决算.png", False),
            ("src/budget.txt", False),
        ],
    )
    def test_it_takes_disclosures_and_nothing_else(self, name: str, taken: bool) -> None:
        (hook,) = HOOKS
        assert bool(re.search(hook["files"], name)) is taken

    def test_it_takes_every_format_that_a_folder_is_searched_for(self) -> None:
        """What is not read is told; a file that the hook never saw would pass in silence."""
        (hook,) = HOOKS
        assert [suffix for suffix in SUFFIXES if not re.search(hook["files"], "2023年部门决算" + suffix)] == []

    def test_it_is_a_hook_as_pre_commit_reads_them(self) -> None:
        (hook,) = HOOKS
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"
