"""What the READMEs promise is what the tool does; `python -m tests.test_readme` brings them up to date."""

from __future__ import annotations

import re
import tomllib
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pytest
from click.testing import CliRunner

import audit
from audit import config
from audit.cli import main
from checks import CHECKS
from tests.support import ROOT

READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")}
HEADS = {"README.md": ("Id", "Name", "Content"), "README.zh.md": ("编号", "名称", "内容")}
_TABLE = re.compile(r"(?<=<!-- checks -->\n).*?(?=<!-- /checks -->)", re.DOTALL)
_INPUT = re.compile(r"(?<=<!-- example: input -->\n```text\n).*?(?=```)", re.DOTALL)
_OUTPUT = re.compile(r"(?<=<!-- example: output -->\n```text\n).*?(?=```)", re.DOTALL)


def part(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match is not None, pattern.pattern
    return match.group(0)


def table(name: str) -> str:
    """The table of checks that a README should have."""
    rows = [f"| {check.id} | {check.name} | {check.title} |" for check in sorted(CHECKS, key=lambda check: check.id)]
    return "\n".join([f"| {' | '.join(HEADS[name])} |", "| --- | --- | --- |", *rows]) + "\n"


def printed(text: str) -> str:
    """What the command prints for a README's example."""
    with TemporaryDirectory() as folder, chdir(folder):
        Path("决算.txt").write_text(part(_INPUT, text), encoding="utf-8")
        result = CliRunner().invoke(main, ["check", "决算.txt"])
    assert result.exit_code == 1
    return result.stdout


@pytest.mark.parametrize("name", READMES)
def test_the_table_of_checks_is_that_of_the_command(name: str) -> None:
    assert part(_TABLE, READMES[name]) == table(name), "run: python -m tests.test_readme"


@pytest.mark.parametrize("name", READMES)
def test_the_example_is_what_the_command_prints(name: str) -> None:
    assert part(_OUTPUT, READMES[name]) == printed(READMES[name]), "run: python -m tests.test_readme"


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
    context = click.Context(main)
    commands = {command: main.get_command(context, command) for command in main.list_commands(context)}
    for command in ("check", "baseline", "compare", "checks", "explain", "inspect"):
        assert f"gouji {command}" in text
        assert command in commands
    known = {option for found in commands.values() if found for parameter in found.params for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known


@pytest.mark.parametrize("name", READMES)
def test_set_up_and_test_commands(name: str) -> None:
    assert "```sh\npython -m pip install .\ngouji check sample_inputs/\n```" in READMES[name]
    assert "`python -m pip install '.[test]' && python -m pytest`" in READMES[name]
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(command in gate for command in ("python -m pip install --quiet .", "'.[test]'", "python -m pytest"))


@pytest.mark.parametrize("name", READMES)
def test_the_checks_that_are_named_exist(name: str) -> None:
    named = set(re.findall(r"\b[A-Z]{3}\d{3}\b", READMES[name]))
    assert named <= {check.id for check in CHECKS}


def test_the_version_has_one_home() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"]["attr"] == "audit.__version__"
    assert f'"version": "{audit.__version__}"' in READMES["README.md"]


def update() -> None:
    """Rewrite the tables of checks and the outputs of the examples."""
    for name, text in READMES.items():
        changed = text.replace(part(_TABLE, text), table(name)).replace(part(_OUTPUT, text), printed(text))
        (ROOT / name).write_text(changed, encoding="utf-8")


if __name__ == "__main__":
    update()
