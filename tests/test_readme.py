"""What the READMEs promise is what the tool does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import audit
from audit import config
from audit.cli import main
from checks import CHECKS
from tests.support import ROOT

READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")}
HEADS = {"README.md": ("Id", "Name", "Content"), "README.zh.md": ("编号", "名称", "内容")}


def block(text: str, marker: str) -> str:
    """The fenced block after a comment."""
    match = re.search(rf"<!-- {re.escape(marker)} -->\n```\w*\n(.*?)```", text, re.DOTALL)
    assert match is not None, marker
    return match.group(1)


@pytest.mark.parametrize("name", READMES)
def test_the_table_of_checks_is_that_of_the_command(name: str) -> None:
    head = HEADS[name]
    ordered = sorted(CHECKS, key=lambda check: check.id)
    rows = [f"| {check.id} | {check.name} | {check.title} |" for check in ordered]
    table = "\n".join([f"| {' | '.join(head)} |", "| --- | --- | --- |", *rows])
    assert f"<!-- checks -->\n{table}\n<!-- /checks -->" in READMES[name], f"the table should be:\n{table}"


@pytest.mark.parametrize("name", READMES)
def test_the_example_is_what_the_command_prints(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "决算.txt").write_text(block(READMES[name], "example: input"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "决算.txt"])
    assert result.exit_code == 1
    assert block(READMES[name], "example: output") == result.stdout, f"the block should be:\n{result.stdout}"


@pytest.mark.parametrize("name", READMES)
def test_the_example_names_every_setting(name: str) -> None:
    settings = re.search(r"```yaml\n(.*?)```", READMES[name], re.DOTALL)
    assert settings is not None
    from audit import strict_yaml

    keys = strict_yaml.loads(settings.group(1))
    config.build(keys, name)
    assert set(keys) == set(config.KEYS)
    assert keys["max-bytes"] == str(config.Config().max_bytes)


@pytest.mark.parametrize("name", READMES)
def test_the_commands_and_options_exist(name: str) -> None:
    text = READMES[name]
    for command in ("check", "checks", "explain", "inspect"):
        assert f"gouji {command}" in text
        assert command in main.commands
    known = {option for command in main.commands.values() for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known


@pytest.mark.parametrize("name", READMES)
def test_set_up_and_test_commands(name: str) -> None:
    assert "```sh\npython -m pip install .\ngouji check sample_inputs/\n```" in READMES[name]
    assert "`python -m pip install '.[test]' && python -m pytest`" in READMES[name]
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(command in gate for command in ("python -m pip install --quiet .", "'.[test]'", "python -m pytest"))


def test_the_version_has_one_home() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"]["attr"] == "audit.__version__"
    assert f'"version": "{audit.__version__}"' in READMES["README.md"]
