"""Rules of the settings, and the file of a baseline: what they may say, and what every wrong word is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit import config
from audit.acceptance import baseline
from audit.acceptance.naming import is_there, matcher, pattern, relative
from audit.errors import UsageError
from audit.model.suppression import Entry, Rule

NAME = "0123456789abcdef"


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "gouji-baseline.yaml"
    file.write_text(text, encoding="utf-8")
    return file


class TestRules:
    def test_a_rule(self) -> None:
        found = config.build(
            {
                "suppress": [
                    {"check": "sum010", "document": "2023/*.pdf", "reason": "上级口径"},
                    {"check": "RAT", "section": "绩效", "reason": "另有说明", "expires": "2026-12-31"},
                ]
            },
            "gouji.yaml",
        )
        assert found.suppress == (
            Rule("SUM010", "上级口径", "2023/*.pdf"),
            Rule("RAT", "另有说明", section="绩效", expires=date(2026, 12, 31)),
        )

    @pytest.mark.parametrize(
        ("record", "told"),
        [
            ({"check": "SUM010", "document": "a"}, "record 1: a reason is needed"),
            ({"check": "SUM010", "document": "a", "reason": "  "}, "record 1: a reason is needed"),
            ({"check": "SUM010", "reason": "x"}, "record 1: name a document or a section"),
            ({"check": "footing", "document": "a", "reason": "x"}, "record 1: check: expected a check id"),
            ({"document": "a", "reason": "x"}, "record 1: check: expected a check id"),
            ({"chek": "SUM010", "document": "a", "reason": "x"}, "unknown key 'chek'; did you mean 'check'"),
            ({"check": "SUM", "document": "a", "reason": "x", "expires": "31.12.2026"}, "not a date such as"),
            ({"check": "SUM", "document": "a", "reason": "x", "expires": "2026-02-30"}, "not a date such as"),
            ({"check": ["SUM"], "document": "a", "reason": "x"}, "record 1: check: expected text"),
            ("SUM010", "record 1: expected `key: value` lines"),
        ],
    )
    def test_a_wrong_rule_names_the_key(self, record: object, told: str) -> None:
        with pytest.raises(UsageError, match=r"gouji\.yaml: suppress: ") as raised:
            config.build({"suppress": [record]}, "gouji.yaml")
        assert told in str(raised.value)

    def test_what_is_no_list(self) -> None:
        with pytest.raises(UsageError, match="expected a list of records"):
            config.build({"suppress": {"check": "SUM"}}, "gouji.yaml")
        assert config.build({"suppress": ""}, "gouji.yaml").suppress == ()

    def test_a_baseline_is_named_from_the_settings_file(self, tmp_path: Path) -> None:
        (tmp_path / "gouji.yaml").write_text("baseline: accepted.yaml\n", encoding="utf-8")
        inner = tmp_path / "2023"
        inner.mkdir()
        found = config.find(inner)
        assert Path(found.baseline) == tmp_path / "accepted.yaml"
        assert found.folder == tmp_path


class TestBaselineFile:
    def test_it_is_read_as_it_was_written(self, tmp_path: Path) -> None:
        entries = (
            Entry(NAME, "2023/决算.*", "上级口径: “是”", date(2026, 12, 31), "SUM010", "第3行：不符 #1"),
            Entry("1" * 16, "no.*", "010"),
        )
        file = tmp_path / "a.yaml"
        file.write_bytes(baseline.dump(entries))
        loaded = baseline.load(file)
        assert set(loaded.entries) == set(entries)
        assert loaded.folder == tmp_path

    def test_the_same_entries_give_the_same_bytes(self) -> None:
        one, other = Entry(NAME, "a.*", "x"), Entry("1" * 16, "b.*", "y")
        assert baseline.dump([one, other]) == baseline.dump([other, one])

    def test_none_accepted(self, tmp_path: Path) -> None:
        file = tmp_path / "a.yaml"
        file.write_bytes(baseline.dump([]))
        assert baseline.load(file).entries == ()

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "not a baseline"),
            ("select: [SUM]\n", "not a baseline"),
            ("findings:\n- {fingerprint: 0123, document: a, reason: x}\n", "record 1: fingerprint: '0123' is none"),
            (f"findings:\n- {{fingerprint: {NAME}, reason: x}}\n", "record 1: name the document"),
            (f"findings:\n- {{fingerprint: {NAME}, document: a}}\n", "record 1: a reason is needed"),
            (f"findings:\n- {{fingerprint: {NAME}, document: a, reason: x, expire: x}}\n", "did you mean 'expires'"),
            (f"findings:\n{f'- {{fingerprint: {NAME}, document: a, reason: x}}{chr(10)}' * 2}", "stands twice"),
            ("findings: [\n", "yaml"),
        ],
    )
    def test_what_is_wrong_names_the_file(self, tmp_path: Path, text: str, told: str) -> None:
        with pytest.raises(UsageError, match=r"gouji-baseline\.yaml") as raised:
            baseline.load(written(tmp_path, text))
        assert told in str(raised.value)


class TestNames:
    @pytest.mark.parametrize(
        ("wanted", "name", "fits"),
        [
            ("*", "2023/a.pdf", True),
            ("2023/*.pdf", "2023/a.pdf", True),
            ("2023/*.pdf", "2024/a.pdf", False),
            ("*.pdf", "2023/b/a.pdf", True),
            ("a.*", "a.docx", True),
            ("a.*", "b/a.docx", False),
            ("A.*", "a.docx", False),
        ],
    )
    def test_patterns(self, wanted: str, name: str, fits: bool) -> None:
        assert matcher(wanted)(name) is fits

    @pytest.mark.parametrize("name", ["2023/决算[1].pdf", "a*b?.txt", "x", "v1.2/决算", "2023.决算.pdf"])
    def test_the_pattern_of_a_name_fits_it(self, name: str) -> None:
        assert matcher(pattern(name))(name)
        assert not matcher(pattern(name))("other/" + name)

    def test_a_pattern_serves_every_format(self) -> None:
        assert matcher(pattern("2023/决算.pdf"))("2023/决算.docx")

    def test_a_path_from_a_folder(self, tmp_path: Path) -> None:
        assert relative(tmp_path / "a" / "b.txt", tmp_path) == "a/b.txt"
        assert relative(tmp_path / "b.txt", tmp_path / "a") == "../b.txt"

    def test_whether_a_file_is_there(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").touch()
        assert is_there("a.*", tmp_path)
        assert not is_there("b.*", tmp_path)
        assert is_there("/nowhere/*", tmp_path)

    def test_of_files_in_an_archive_the_archive_counts(self, tmp_path: Path) -> None:
        assert not is_there("a.zip/b.*", tmp_path)
        (tmp_path / "a.zip").touch()
        assert is_there("a.zip/b.*", tmp_path)

    def test_files_that_are_one_document(self, tmp_path: Path) -> None:
        name = relative(f"{tmp_path / 'x' / 'a.docx'} + {tmp_path / 'b.xlsx'}", tmp_path)
        assert name == "x/a.docx + b.xlsx"
        assert matcher(pattern(name))(name)
        assert not is_there(pattern(name), tmp_path)
        (tmp_path / "b.xlsx").touch()
        assert is_there(pattern(name), tmp_path)
