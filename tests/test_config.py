"""Settings and the strict YAML loader."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import audit
from audit import config, strict_yaml
from audit.config import Config
from audit.errors import UsageError
from audit.model.limits import Limits
from audit.model.relation import Severity


def test_yaml_guesses_nothing() -> None:
    assert strict_yaml.loads("a: 1.10\nb: 010\nc: no\nd: 12:30\ne:\nf: [1]") == {
        "a": "1.10",
        "b": "010",
        "c": "no",
        "d": "12:30",
        "e": "",
        "f": ["1"],
    }


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3", "x:\n  a: 1\n  a: 1"])
def test_yaml_refuses_equal_keys_and_names_the_line(text: str) -> None:
    with pytest.raises(UsageError, match=r"names\.yaml:3: the key 'a' stands twice"):
        strict_yaml.loads(text, "names.yaml")


@pytest.mark.parametrize("text", ["a: [", "? [1]\n: 2", "a: b: c", "a: \x07"])
def test_yaml_that_is_none_is_wrong_use(text: str) -> None:
    with pytest.raises(UsageError, match=r"names\.yaml"):
        strict_yaml.loads(text, "names.yaml")


def test_yaml_must_be_utf8(tmp_path: Path) -> None:
    file = tmp_path / "names.yaml"
    file.write_bytes("项目: 支出".encode("gb18030"))
    with pytest.raises(UsageError, match="not UTF-8"):
        strict_yaml.load(file)


def test_every_key_is_read(tmp_path: Path) -> None:
    file = tmp_path / "gouji.yaml"
    file.write_text(
        "select: [SUM, tie002]\nignore: DOC, PRF\nfail-on: warning\nlang: en\nformat: json\nmax-bytes: 1_000\n"
        "min-coverage: 0.85\nmax-unpacked: 1\nmax-members: 2\nmax-nesting: 3\nmax-pages: 4\nmax-cells: 5\n",
        encoding="utf-8",
    )
    expected = Config(
        ("SUM", "TIE002"),
        ("DOC", "PRF"),
        Severity.WARNING,
        "en",
        "json",
        1000,
        Limits(1, 2, 3, 4, 5),
        Decimal("0.85"),
        folder=tmp_path,
    )
    assert config.find(tmp_path) == expected


def test_never_fails_on_nothing() -> None:
    never = config.build({"fail-on": "never"}, "here")
    assert never.fail_on is None
    assert not any(never.fails(severity) for severity in Severity)


def test_fails_at_or_above() -> None:
    failing = [severity for severity in Severity if Config(fail_on=Severity.ROUNDING).fails(severity)]
    assert failing == [Severity.ERROR, Severity.WARNING, Severity.ROUNDING]


@pytest.mark.parametrize(("key", "meant"), [("fail_on", "fail-on"), ("selct", "select"), ("language", "lang")])
def test_an_unknown_key_names_the_nearest(key: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"unknown key '{key}'; did you mean '{meant}'"):
        config.build({key: "x"}, "gouji.yaml")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("fail-on", "errors"),
        ("lang", "fr"),
        ("format", "xml"),
        ("max-bytes", "-1"),
        ("max-bytes", "1.5"),
        ("min-coverage", "85"),
        ("min-coverage", "1.1"),
        ("min-coverage", "-0.5"),
        ("min-coverage", "nan"),
        ("select", {}),
    ],
)
def test_a_wrong_value_names_its_key(key: str, value: object) -> None:
    with pytest.raises(UsageError, match=f"gouji.yaml: {key}:"):
        config.build({key: value}, "gouji.yaml")


def test_settings_are_found_upward_and_the_nearest_win(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "gouji.yaml").write_text("lang: en\n", encoding="utf-8")
    assert config.find(inner / "missing.txt").lang == "en"
    (tmp_path / "a" / "gouji.yaml").write_text("lang: zh\nfail-on: note\n", encoding="utf-8")
    assert config.find(inner) == Config(fail_on=Severity.NOTE, folder=tmp_path / "a")


def test_pyproject_counts_only_with_its_table(tmp_path: Path) -> None:
    inner = tmp_path / "a"
    inner.mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.gouji]\nselect = ["SUM"]\n', encoding="utf-8")
    (inner / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n", encoding="utf-8")
    assert config.find(inner).select == ("SUM",)


def test_pyproject_names_its_unknown_key(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.gouji]\nselects = []\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"pyproject\.toml.*'selects'; did you mean 'select'"):
        config.find(tmp_path)


def test_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    (tmp_path / "gouji.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert config.find(tmp_path) == Config(folder=tmp_path)


def test_the_second_start_serves_when_the_first_finds_nothing(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    (second / "gouji.yaml").write_text("lang: en\n", encoding="utf-8")
    assert config.find(first, second).lang == "en"


def test_one_line_turns_the_text_faults_off() -> None:
    text = "云岭县水务局2031年度部门决算\n二、收入情况\n收入10.00万元，，比上年增长下降3.00%，主要用于用于水费心。\n"
    settings = config.build({"ignore": ["DOC001", "DOC02"]}, "gouji.yaml")

    def found(chosen: config.Config) -> set[str]:
        (document,) = audit.audit_bytes(text.encode(), "a.txt", chosen).documents
        return {finding.check for finding in document.findings}

    assert {"DOC001", "DOC020"} <= found(config.Config())
    assert not {check for check in found(settings) if check.startswith("DOC")}
