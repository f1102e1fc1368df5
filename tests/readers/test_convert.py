"""Formats that LibreOffice converts: with a program that stands in for it, and with itself where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

import audit
from audit.model.document import Notice
from audit.readers import convert, read
from tests.readers.office import WRITERS, Content, word
from tests.readers.test_formats import CONTENT

CLOSED_RTF = rb"{\rtf1\ansi 1}"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that writes `made.docx` beside it where LibreOffice would write what it converts."""
    if sys.platform == "win32":
        pytest.skip("a script with a hash-bang")
    script = tmp_path / "soffice"
    script.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, shutil, sys, time\n"
        "here = pathlib.Path(__file__).parent\n"
        "(here / 'called').write_text(' '.join(sys.argv[1:]))\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "out.mkdir()\n"
        "if (here / 'hang').exists(): time.sleep(60)\n"
        "if (here / 'made.docx').exists(): shutil.copy(here / 'made.docx', out / 'document.docx')\n"
    )
    script.chmod(0o755)
    monkeypatch.setattr(convert, "program", lambda: str(script))
    return tmp_path


def test_what_it_makes_is_read_and_said(office: Path) -> None:
    (office / "made.docx").write_bytes(WRITERS["docx"](CONTENT))
    document = read(CLOSED_RTF, "a.rtf")
    assert document.name == "a.rtf"
    assert document.lines == read(WRITERS["docx"](CONTENT), "a.docx").lines
    assert document.notices == (Notice("converted", ("RTF", ".docx")),)
    called = (office / "called").read_text()
    assert "--headless" in called
    assert "-env:UserInstallation=file://" in called
    place = Path(called.split("--outdir ")[1].split()[0]).parent
    assert not place.exists()


def test_what_it_cannot_read_is_told_how_to_convert(office: Path) -> None:
    (document,) = audit.audit_bytes(CLOSED_RTF, "a.rtf").documents
    assert document.unreadable == "convert-to-docx"


def test_one_that_hangs_is_ended(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (office / "hang").touch()
    monkeypatch.setattr(convert, "_SECONDS", 1)
    start = monotonic()
    (document,) = audit.audit_bytes(CLOSED_RTF, "a.rtf").documents
    assert document.unreadable == "conversion-slow"
    assert monotonic() - start < 20


def test_a_torn_file_is_not_given_to_a_program_that_repairs(office: Path) -> None:
    (office / "made.docx").write_bytes(word(["收入总计"]))
    for data, name in ((CLOSED_RTF[:-1], "a.rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc")):
        (document,) = audit.audit_bytes(data, name).documents
        assert document.unreadable == "damaged", name
    assert not (office / "called").exists()


# -- with LibreOffice itself


def as_flat(content: Content) -> list[str]:
    return [item for item in content if isinstance(item, str)]


@pytest.mark.skipif(convert.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_libreoffice_gives_the_same_text(tmp_path: Path, suffix: str) -> None:
    page = "<html><body>" + "".join(f"<p>{said}</p>" for said in as_flat(CONTENT)) + "</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    target = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}[suffix]
    subprocess.run(
        [
            shutil.which("soffice") or str(convert.program()), f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
            "--headless", "--infilter=HTML (StarWriter)", "--convert-to", target, "--outdir", str(tmp_path),
            str(tmp_path / "a.html"),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    data = (tmp_path / f"a.{suffix}").read_bytes()
    document = read(data, f"a.{suffix}")
    assert [line for line in document.lines if line] == as_flat(CONTENT)
    assert document.notices[0].topic == "converted"
    for end in range(len(data) // 4, len(data) - 2000, 4001):
        (report,) = audit.audit_bytes(data[:end], f"a.{suffix}").documents
        assert report.unreadable, f"{end} of {len(data)} bytes"
