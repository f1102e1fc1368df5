"""What is no disclosure: one clear message that names the file, exit code 3, and the other files are still checked."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

import audit
from audit.cli import main
from tests.pace import within
from tests.support import ROOT

TEXT = "一、收入支出决算总体情况\n2024年度收入总计100.00万元，支出总计100.00万元。\n"


def noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


BAD = {
    "empty": (b"", "文件为空"),
    "blank": (b" \r\n\t\n\x0c\n", "文件为空"),
    "only a mark": (b"\xef\xbb\xbf", "文件为空"),
    "binary": (b"\x7fELF" + noise(5000), "不是文本文件"),
    "zeros": (b"\x00" * 5000, "文件为空"),
    "pdf": (b"%PDF-1.7\n" + noise(500), "PDF"),
    "word": (b"PK\x03\x04" + noise(500), "ZIP"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(500), "OLE"),
    "picture": (b"\x89PNG\r\n\x1a\n" + noise(500), "PNG"),
    "half a character": ("收入总计".encode() + b"\xff\xfe\x81", "文字编码"),
    "another encoding": ("Résumé des dépenses: où, à côté, déjà".encode("latin-1") * 20, "文字编码"),
    "torn utf-16": (b"\xff\xfe" + "收入总计100.00万元".encode("utf-16-le")[:-1], "文字编码"),
}


@pytest.mark.parametrize(("data", "said"), BAD.values(), ids=BAD.keys())
def test_one_message_names_the_file_and_the_others_are_checked(tmp_path: Path, data: bytes, said: str) -> None:
    bad, good = tmp_path / "坏.txt", tmp_path / "好.txt"
    bad.write_bytes(data)
    good.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(bad), str(good)])
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    assert "坏.txt" in line
    assert said in line
    assert "好.txt" in result.stdout


@pytest.mark.parametrize("data", [data for data, _ in BAD.values()], ids=BAD.keys())
def test_the_api_tells_it_as_a_value(data: bytes) -> None:
    (document,) = audit.audit_bytes(data, "a.txt").documents
    assert document.unreadable
    assert document.findings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    (document,) = audit.audit_bytes(TEXT.encode(encoding), "a.txt").documents
    assert document.unreadable == ""
    assert document.coverage.total == 2


def test_fifty_megabytes_of_digits(tmp_path: Path) -> None:
    file = tmp_path / "digits.txt"
    file.write_bytes(b"0123456789" * 5_000_000)
    with within(2):
        result = CliRunner().invoke(main, ["check", str(file)])
        assert result.exit_code == 3
        assert "digits.txt: 文件过大" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "1" * 500_000,
        "1," * 200_000,
        "1.2 " * 100_000,
        "（" * 100_000,
        "一、" * 20_000,
        "其中：" * 10_000,
        "占" * 200_000,
        "".join(f"项目{number}支出{number}.00万元，占本年支出1.00%；" for number in range(4000)),
    ],
    ids=["one number", "commas", "numbers", "brackets", "markers", "openers", "words", "figures"],
)
def test_strange_text_within_the_limit_ends_soon(text: str) -> None:
    with within(3):
        (document,) = audit.audit_bytes(text.encode(), "a.txt").documents
        assert document.unreadable != "crashed", document.unreadable_detail


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (document,) = audit.audit_file(tmp_path).documents
    assert document.unreadable == "folder"
    result = CliRunner().invoke(main, ["inspect", str(tmp_path)])
    assert result.exit_code == 3
    assert "这是文件夹" in result.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_opened(tmp_path: Path) -> None:
    file = tmp_path / "closed.txt"
    file.write_text(TEXT, encoding="utf-8")
    file.chmod(0)
    result = CliRunner().invoke(main, ["check", str(file)])
    assert result.exit_code == 3
    assert "closed.txt: 无法打开" in result.stderr


def test_a_python_source_is_text_without_findings() -> None:
    """Prose without figures of a disclosure is read and gives nothing."""
    (document,) = audit.audit_bytes((ROOT / "audit" / "pipeline.py").read_bytes(), "a.txt").documents
    assert document.findings == ()
