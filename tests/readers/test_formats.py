"""One content in every format gives the same findings; what is no office file is refused in one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlwt
from click.testing import CliRunner

import audit
from audit import config
from audit.cli import main
from audit.readers import convert, read
from reports import phrasing
from tests.pace import within
from tests.readers.office import ABOVE, LEFT, WRITERS, Content, excel_file, package, paragraph, word, word_file
from tests.readers.pdf_writer import Paper
from tests.support import ROOT

CONTENT: Content = [
    "云岭市青禾区园林绿化中心2024年度部门决算",
    "第一部分 2024年度部门决算表",
    "收入决算表",
    "单位：万元",
    [
        ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入",
         "附属单位上缴收入", "其他收入"],
        ["", "合计", "1,200.50", "1,150.00", "", "", "", "", "50.50"],
        ["208", "社会保障和就业支出", "200.50", "200.50", "", "", "", "", ""],
        ["20805", "行政事业单位养老支出", "200.50", "200.50", "", "", "", "", ""],
        ["2080505", "机关事业单位基本养老保险缴费支出", "200.50", "200.50", "", "", "", "", ""],
        ["212", "城乡社区支出", "1,000.00", "949.50", "", "", "", "", "50.50"],
        ["21205", "城乡社区环境卫生", "1,000.00", "949.50", "", "", "", "", "50.50"],
        ["2120501", "城乡社区环境卫生", "1,000.00", "949.50", "", "", "", "", "50.50"],
    ],
    "支出决算表",
    "单位：万元",
    [
        ["项目", LEFT, "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
        ["科目编码", "科目名称", ABOVE, ABOVE, ABOVE, ABOVE, ABOVE, ABOVE],
        ["", "合计", "1,180.50", "700.50", "480.00", "", "", ""],
        ["208", "社会保障和就业支出", "200.50", "200.50", "", "", "", ""],
        ["20805", "行政事业单位养老支出", "200.50", "200.50", "", "", "", ""],
        ["2080505", "机关事业单位基本养老保险缴费支出", "200.50", "200.50", "", "", "", ""],
        ["212", "城乡社区支出", "980.00", "500.00", "480.00", "", "", ""],
        ["21205", "城乡社区环境卫生", "980.00", "500.00", "480.00", "", "", ""],
        ["2120501", "城乡社区环境卫生", "980.00", "500.00", "480.00", "", "", ""],
    ],
    "第二部分 2024年度部门决算情况说明",
    "一、收入决算情况说明",
    "2024年度本年收入合计1,200.50万元，其中：财政拨款收入1,150.00万元，占95.79%；其他收入50.50万元，占4.21%。",
    "二、支出决算情况说明",
    "2024年度本年支出合计1,180.50万元，其中：基本支出700.50万元，占59.34%；项目支出480.00万元，占40.66%。",
]  # fmt: skip

#: a total, a share, a code above its items, a figure restated: changed where the key stands first
SLIPS = {"1,200.50": "1,205.00", "59.34%": "59.43%", "949.50": "949.05", "480.00万元": "408.00万元"}


def planted(old: str, new: str) -> Content:
    """The content with the first print of a figure changed."""
    left = [1]

    def changed(text: str) -> str:
        if left[0] and old in text:
            left[0] -= 1
            return text.replace(old, new, 1)
        return text

    return [changed(item) if isinstance(item, str) else [[changed(c) for c in row] for row in item] for item in CONTENT]


def findings(content: Content, suffix: str) -> set[tuple[Any, ...]]:
    (document,) = audit.audit_bytes(WRITERS[suffix](content), f"决算.{suffix}").to_dict()["documents"]
    assert document["unreadable"] is None
    return {
        (
            found["check"],
            found["severity"],
            tuple((figure["text"], figure["role"], figure["label"]) for figure in found["figures"]),
            found["suspect"] and (found["suspect"]["text"], found["suspect"]["suggestion"]),
        )
        for found in document["findings"]
    }


@pytest.mark.parametrize("suffix", WRITERS)
def test_what_agrees_is_silent_and_all_is_read(suffix: str) -> None:
    (document,) = audit.audit_bytes(WRITERS[suffix](CONTENT), f"决算.{suffix}").documents
    assert document.findings == ()
    assert (document.kind, document.year) == ("final-accounts", 2024)
    (text,) = audit.audit_bytes(WRITERS["txt"](CONTENT), "决算.txt").documents
    counts = [(found.coverage.total, found.coverage.checked, found.coverage.proved) for found in (document, text)]
    assert counts[0] == counts[1]
    assert document.entity == text.entity


@pytest.mark.parametrize(("old", "new"), SLIPS.items())
def test_the_same_findings_in_every_format(old: str, new: str) -> None:
    content = planted(old, new)
    wanted = findings(content, "txt")
    assert wanted
    for suffix in WRITERS:
        assert findings(content, suffix) == wanted, suffix


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("kind", ["consistent", "planted"])
def test_a_sample_with_tabs_gives_the_same_findings(kind: str, suffix: str) -> None:
    content: list[str | list[list[str]]] = []
    for line in (ROOT / "sample_inputs" / kind / "jixiao-ziping.txt").read_text(encoding="utf-8").splitlines():
        if "\t" not in line:
            content.append(line)
        elif content and isinstance(content[-1], list):
            content[-1].append(line.split("\t"))
        else:
            content.append([line.split("\t")])
    for item in content:
        if isinstance(item, list):
            width = max(map(len, item))
            item[:] = [row + [""] * (width - len(row)) for row in item]
    assert findings(content, suffix) == findings(content, "txt")
    assert bool(findings(content, suffix)) == (kind == "planted")


@pytest.mark.parametrize(("suffix", "format_"), {"docx": "word", "xlsx": "excel", "html": "html"}.items())
def test_the_content_tells_the_format_not_the_name(suffix: str, format_: str) -> None:
    assert read(WRITERS[suffix](CONTENT), "a.txt").format == format_


def test_a_folder_is_searched_for_every_format(tmp_path: Path) -> None:
    for suffix, write in WRITERS.items():
        (tmp_path / f"决算.{suffix}").write_bytes(write(CONTENT))
    (tmp_path / "~$决算.docx").write_bytes(b"lock")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert all(f"决算.{suffix}" in result.stdout for suffix in WRITERS)
    assert result.stderr == ""


# -- what is no office file


def ole(stream: str) -> bytes:
    """The beginning of an old Office file that names a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(600)


def old_file(stream: str) -> bytes:
    """A whole old Office file whose only stream has that name, and no password."""
    book = xlwt.Workbook()
    book.add_sheet("1")
    out = io.BytesIO()
    book.save(out)
    name = "Workbook".encode("utf-16-le")
    before, after = out.getvalue().split(name + bytes(64 - len(name)))
    before = before[:522] + bytes(2) + before[524:]  # where a Word stream says that it is encrypted
    renamed = f"{stream}\0".encode("utf-16-le")
    return before + renamed.ljust(64, b"\0") + len(renamed).to_bytes(2, "little") + after[2:]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("word/document.xml", "w") as part:
        for _ in range(150):
            part.write(bytes(1_000_000))
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/hostname">')
WORD = word(["收入总计100.00万元。"])
MIDDLE = WORD.index(b"word/document.xml") + 40
DEEP = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 3000
CELL = '<sheetData><row r="1"><c r="{}" t="{}"><v>{}</v></c></row></sheetData>'

BAD = {
    "password": (ole("EncryptedPackage"), "a.docx", "密码"),
    "old word": (old_file("WordDocument"), "a.doc", "--convert-to docx"),
    "torn old word": (ole("WordDocument"), "a.doc", "损坏"),
    "wps": (old_file("WordDocument"), "a.wps", ".wps"),
    "old excel": (ole("Workbook"), "a.xls", "损坏"),
    "et": (old_file("Sheets"), "a.et", ".et"),
    "rtf": (b"{\\rtf1\\ansi 1}", "a.rtf", "--convert-to docx"),
    "ofd": (package({"OFD.xml": "<o/>"}), "a.ofd", "PDF"),
    "odt": (package({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt", "--convert-to docx"),
    "xlsb": (package({"xl/workbook.bin": b"1"}), "a.xlsb", "--convert-to xlsx"),
    "mhtml": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "a.doc", "--convert-to docx"),
    "flat xml": (b'<?xml version="1.0"?><?mso-application?><w xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
                 "a.xls", "--convert-to xlsx"),
    "archive without a document": (package({"a.png": b"1"}), "a.zip", "没有可核对的文件"),
    "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(50), "a.rar", "解压"),
    "cut in half": (WORD[: len(WORD) // 2], "a.docx", "损坏"),
    "cut at the end": (WORD[:-30], "a.docx", "损坏"),
    "bytes changed": (WORD[:MIDDLE] + b"\xff" * 40 + WORD[MIDDLE + 40 :], "a.docx", "损坏"),
    "no document": (package({"word/styles.xml": b"<s/>"}), "a.docx", "损坏"),
    "not xml": (package({"word/document.xml": b"<w:document"}), "a.docx", "损坏"),
    "a picture by another name": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.docx", "损坏"),
    "laughs": (package({"word/document.xml": LAUGHS}), "a.docx", "DOCTYPE"),
    "laughs in utf-16": (package({"word/document.xml": LAUGHS.decode().encode("utf-16")}), "a.docx", "DOCTYPE"),
    "another's file": (package({"word/document.xml": OUTSIDE}), "a.docx", "DOCTYPE"),
    "strange encoding": (package({"word/document.xml": b'<?xml version="1.0" encoding="cp037"?><a/>'}), "a.docx", "cp"),
    "no encoding": (package({"word/document.xml": b'<?xml version="1.0" encoding="x y"?><a/>'}), "a.docx", "损坏"),
    "bomb": (bomb(), "a.docx", "解压后过大"),
    "a flood of tags": (word_file("<w:p/>" * 5_000_000), "a.docx", "解压后过大"),
    "deep": (word_file(DEEP), "a.docx", "嵌套过深"),
    "only pictures": (word_file("<w:p/>"), "a.docx", "没有文字"),
    "no such string": (excel_file({"a": CELL.format("A1", "s", "7")}), "a.xlsx", "损坏"),
    "no such column": (excel_file({"a": CELL.format("ZZZ1", "n", "7")}), "a.xlsx", "损坏"),
    "no page": (b"<html><script>1</script></html>", "a.html", "没有文字"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "said"), BAD.values(), ids=BAD.keys())
def test_one_sentence_and_exit_code_3(
    tmp_path: Path, data: bytes, name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "program", lambda: None)
    (tmp_path / name).write_bytes(data)
    with within(3):
        result = CliRunner().invoke(main, ["check", str(tmp_path / name)])
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    assert name in line
    assert said in line
    (document,) = audit.audit_bytes(data, name).documents
    assert document.unreadable not in ("", "crashed")


def test_every_torn_file_is_told() -> None:
    """Wherever a download stops the outcome is a reason, never a crash."""
    for write in (WRITERS["docx"], WRITERS["xlsx"]):
        data = write(CONTENT)
        for end in range(4, len(data), 97):
            (document,) = audit.audit_bytes(data[:end], "a.docx").documents
            assert document.unreadable == "damaged", end


LIMITED = {
    "max-unpacked": ("docx", "too-large-unpacked"),
    "max-cells": ("xlsx", "too-many-cells"),
    "max-pages": ("pdf", "too-many-pages"),
    "max-nesting": ("html", "too-deep"),
    "max-members": ("zip", "too-many-members"),
}


@pytest.mark.parametrize(("setting", "suffix", "reason"), [(key, *case) for key, case in LIMITED.items()])
def test_limits_can_be_set_and_their_setting_is_named(setting: str, suffix: str, reason: str) -> None:
    table = [["甲", "乙"], ["1.00", "2.00"]]
    if suffix == "pdf":
        paper = Paper()
        for _ in range(3):
            paper.prose("收入总计100.00万元。")
            paper.page()
        data = paper.data()
    elif suffix == "zip":
        data = package({f"{at}.txt": "收入总计100.00万元。".encode() for at in range(3)})
    elif suffix == "html":
        data = b"<table><tr><td>" * 4 + "收入总计100.00万元。".encode()
    else:
        data = WRITERS[suffix](["表", table])
    documents = audit.audit_bytes(data, f"a.{suffix}", config.build({setting: "2"}, "here")).documents
    assert documents[-1].unreadable == reason
    assert setting in phrasing.unreadable(documents[-1], "zh")
    assert not any(document.unreadable for document in audit.audit_bytes(data, f"a.{suffix}").documents)


# -- archives


def test_each_file_of_an_archive_is_checked(tmp_path: Path) -> None:
    inner = package({"表.xlsx": WRITERS["xlsx"](planted("949.50", "949.05"))})
    data = package(
        {
            "决算/文本.docx": WRITERS["docx"](planted("59.34%", "59.43%")),
            "决算/附件.zip": inner,
            "决算/~$文本.docx": b"lock",
            "__MACOSX/决算/._文本.docx": b"1",
            "坏.pdf": b"%PDF-1.4",
            "照片.jpg": b"1",
        }
    )
    (tmp_path / "公开.zip").write_bytes(data)
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--format", "json"])
    assert result.exit_code == 3
    found = {
        document["path"].partition("公开.zip/")[2]: document for document in json.loads(result.stdout)["documents"]
    }
    assert list(found) == ["决算/文本.docx", "决算/附件.zip/表.xlsx", "坏.pdf"]
    assert [finding["check"] for finding in found["决算/文本.docx"]["findings"]] == ["RAT001"]
    assert found["决算/附件.zip/表.xlsx"]["findings"]
    assert found["坏.pdf"]["unreadable"]["reason"] == "pdf-damaged"


def test_names_that_a_chinese_windows_packed_are_read() -> None:
    stored = "决算.txt".encode("gb18030")
    data = package({"#" * (len(stored) - 4) + ".txt": "收入总计100.00万元。".encode()})
    (document,) = audit.audit_bytes(data.replace(b"####.txt", stored), "a.zip").documents
    assert document.path == "a.zip/决算.txt"


def test_archives_in_archives_share_one_limit() -> None:
    text = "收入总计100.00万元。".encode() * 100
    data = package({"a.zip": package({"a.txt": text}), "b.zip": package({"b.txt": text})})
    size = len(text)
    assert len(audit.audit_bytes(data, "a.zip").documents) == 2
    limited = config.build({"max-unpacked": str(size + 1000)}, "here")
    documents = audit.audit_bytes(data, "a.zip", limited).documents
    assert [document.unreadable for document in documents] == ["", "too-large-unpacked"]


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(package({"a.txt": b"1", "b.txt": "收入总计100.00万元。".encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    first, second = audit.audit_bytes(bytes(data), "a.zip").documents
    assert (first.unreadable, second.unreadable) == ("encrypted", "")
