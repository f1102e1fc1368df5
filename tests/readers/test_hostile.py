"""Files made to harm, beyond those of the single readers' tests: archives, old workbooks, other things by their name.

Each is told in one sentence, within seconds and little memory; none of them reaches the disk or the network.
"""

from __future__ import annotations

import io
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

import audit
from audit.readers import convert
from tests.pace import within
from tests.readers.office import WRITERS, package, word_file
from tests.readers.pdf_writer import Paper
from tests.readers.test_excel import old_workbook
from tests.readers.test_formats import CONTENT, LAUGHS, OUTSIDE, bomb


def zeros(size: int) -> bytes:
    """An archive of one text of zeros, a thousandth as large."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("a.txt", "w", force_zip64=True) as member:
        for _ in range(size // 1_000_000):
            member.write(bytes(1_000_000))
    return out.getvalue()


def layers(inner: bytes, count: int, copies: int = 1) -> bytes:
    """Archives in archives; each holds the next so many times."""
    for _ in range(count):
        inner = package({f"{at}.zip": inner for at in range(copies)})
    return inner


def locked_pdf() -> bytes:
    paper = Paper(password="secret", owner="owner")
    paper.prose("收入总计100.00万元。")
    return paper.data()


def locked_workbook() -> bytes:
    """An old workbook whose code page record became the one of a password."""
    return old_workbook().replace(b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\xb0\x04", 1)


FILES: dict[str, tuple[Callable[[], bytes], str, set[str]]] = {
    "a bomb in an archive": (lambda: zeros(500_000_000), "a.zip", {"too-large-unpacked"}),
    "a document's bomb in an archive": (lambda: package({"a.docx": bomb()}), "a.zip", {"too-large-unpacked"}),
    "archives in archives in archives": (lambda: layers(b"PK\x05\x06" + bytes(18), 60), "a.zip", {"too-deep"}),
    "archives that multiply": (
        lambda: layers(zeros(20_000_000), 3, copies=8), "a.zip", {"too-large-unpacked", "too-many-members", "empty"},
    ),
    "thousands of files": (
        lambda: package({f"{at}.txt": b"1" for at in range(12_000)}), "a.zip", {"too-many-members"},
    ),
    "laughs in an archive": (lambda: package({"a.docx": package({"word/document.xml": LAUGHS})}), "a.zip", {"damaged"}),
    "an outside entity": (lambda: package({"word/document.xml": OUTSIDE}), "a.docx", {"damaged"}),
    "nothing": (lambda: b"", "a.docx", {"empty"}),
    "a text by another's name": (lambda: "收入总计".encode("utf-16"), "a.pdf", {""}),
    "a picture by another's name": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(900), "a.pdf", {"damaged"}),
    "a locked pdf in an archive": (lambda: package({"a.pdf": locked_pdf()}), "a.zip", {"pdf-encrypted"}),
    "a locked old workbook": (locked_workbook, "a.xls", {"encrypted"}),
    "a torn archive": (lambda: package({"a.docx": WRITERS["docx"](CONTENT)})[:-40], "a.zip", {"damaged"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_is_told_and_soon(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, path, reasons = FILES[name]
    data = make()
    monkeypatch.setattr(convert, "program", lambda: None)
    with within(5):
        documents = audit.audit_bytes(data, path).documents
    assert {document.unreadable for document in documents} <= reasons
    assert reasons & {documents[-1].unreadable}


def test_a_path_that_leads_outside_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = package(
        {"../../outside.txt": "收入总计100.00万元。".encode(), "/etc/absolute.txt": "支出总计1元。".encode()}
    )
    documents = audit.audit_bytes(data, "a.zip").documents
    assert [document.unreadable for document in documents] == ["", ""]
    assert not list(tmp_path.iterdir())


def test_nothing_that_is_linked_to_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        "<html><head><link rel='stylesheet' href='http://example.invalid/a.css'></head><body>"
        "<script src='http://example.invalid/a.js'></script><img src='http://example.invalid/a.png'>"
        "<iframe src='http://example.invalid/'></iframe><p>收入总计100.00万元。</p></body></html>"
    )
    linked = word_file(
        '<w:p><w:r><w:t>收入总计100.00万元。</w:t></w:r></w:p><w:altChunk r:id="rId9" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    )
    for data, name in ((page.encode(), "a.html"), (linked, "a.docx")):
        (document,) = audit.audit_bytes(data, name).documents
        assert document.coverage.total == 1
