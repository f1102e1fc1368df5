"""One content, every format: the findings agree, place aside, and so do the facts."""

from __future__ import annotations

import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import audit
from audit.extract import extract
from audit.readers import convert, read
from tests.readers.contents import WRITERS, content, planted, slips
from tests.readers.office import ABOVE, LEFT
from tests.readers.pdf_boxes import font

#: findings that agree, of all that any of two formats gives
AGREE = 0.99
OTHERS = [name for name in WRITERS if name != "txt"]


def found(name: str, *made: tuple[str, str]) -> Counter[Any]:
    """The findings of the content in a format, without their places."""
    suffix, write = WRITERS[name]
    return kept(audit.audit_bytes(write(planted(*made)), f"决算.{suffix}"))


def kept(report: audit.Report) -> Counter[Any]:
    (document,) = report.to_dict()["documents"]
    assert document["unreadable"] is None
    return Counter(
        (
            finding["check"],
            finding["severity"],
            finding["topic"],
            tuple((figure["text"], figure["role"], figure["label"]) for figure in finding["figures"]),
            finding["suspect"] and (finding["suspect"]["text"], finding["suspect"]["suggestion"]),
        )
        for finding in document["findings"]
    )


@cache
def facts(name: str) -> Counter[Any]:
    suffix, write = WRITERS[name]
    return Counter(
        (fact.label, fact.concept, fact.source, fact.figure.text, fact.figure.value, fact.figure.unit)
        for fact in extract(read(write(content()), f"决算.{suffix}")).facts
    )


def jaccard(one: Counter[Any], other: Counter[Any]) -> float:
    return (one & other).total() / max(1, (one | other).total())


@pytest.mark.parametrize("name", OTHERS)
def test_the_facts_agree_fully(name: str) -> None:
    assert facts("txt").total() > 250
    assert facts(name) == facts("txt")


def test_what_agrees_has_no_error_and_each_slip_is_found() -> None:
    right = found("txt")
    assert not any(severity == "error" for _, severity, *_ in right)
    for slip in slips():
        assert found("txt", slip) - right, slip


@pytest.mark.parametrize("name", OTHERS)
def test_the_findings_agree(name: str) -> None:
    made = [(), tuple(slips()), *((slip,) for slip in slips())]
    pairs = [(found(name, *one), found("txt", *one)) for one in made]
    same = sum((a & b).total() for a, b in pairs)
    share = same / sum((a | b).total() for a, b in pairs)
    print(f"{name}: {share:.4f} of {sum(b.total() for _, b in pairs)} findings agree")
    assert share >= AGREE, [(a - b, b - a) for a, b in pairs if a != b]


#: a radical in place of the character that it is drawn as, which is what a copy from a PDF often has
RADICALS = str.maketrans("一人入力用支金长门页车非行二三", "⼀⼈⼊⼒⽤⽀⾦⻓⻔⻚⻋⾮⾏⼆三")


@pytest.mark.parametrize("name", ["txt", "docx", "xlsx", "html", "pdf by fpdf2"])
def test_radicals_are_read_as_the_characters_that_they_look_like(name: str) -> None:
    suffix, write = WRITERS[name]
    slipped = planted(*slips())
    written = [
        item.translate(RADICALS)
        if isinstance(item, str)
        else [[cell if cell in (LEFT, ABOVE) else cell.translate(RADICALS) for cell in row] for row in item]
        for item in slipped
    ]
    assert kept(audit.audit_bytes(write(written), f"决算.{suffix}")) == found("txt", *slips())


@pytest.mark.skipif(convert.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("made", [(), tuple(slips())], ids=["right", "slips"])
def test_libreoffice_prints_the_same(
    tmp_path: Path, made: tuple[tuple[str, str], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A third producer of PDFs, with the font of the second in a page of the writer of HTML."""
    (tmp_path / "boxes.ttf").write_bytes(font((Path(__file__).with_name("content.yaml")).read_text(encoding="utf-8")))
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{tmp_path}</dir>'
        f"<cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    style = "<style>@page{size:A4 landscape} *{font-family:Boxes;font-size:9pt} p{margin:2pt}</style>"
    page = WRITERS["html"][1](planted(*made)).decode().replace("<body>", f"{style}<body>")
    (tmp_path / "a.html").write_text(page.replace("<table>", '<table border="1" cellspacing="0">'), encoding="utf-8")
    subprocess.run(
        [
            str(convert.program()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(tmp_path),
            str(tmp_path / "a.html"),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    data = (tmp_path / "a.pdf").read_bytes()
    assert kept(audit.audit_bytes(data, "决算.pdf")) == found("txt", *made)
