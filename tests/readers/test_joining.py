"""Several files as one disclosure: text against tables, each finding with the file that it is in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import audit
from audit.cli import main
from audit.model.document import Notice
from audit.readers import read
from audit.readers.joining import join
from tests.readers.office import WRITERS, Content, package, paragraph, word_file
from tests.readers.pdf_writer import Paper
from tests.readers.test_formats import CONTENT, findings, planted

#: where the text begins
TEXT = next(at for at, item in enumerate(CONTENT) if isinstance(item, str) and item.startswith("第二部分"))


def halves(content: Content) -> tuple[Content, Content]:
    """A disclosure's text and its tables, both under its title."""
    return [content[0], *content[TEXT:]], [content[0], *content[2:TEXT]]


def checked(tmp_path: Path, *names: str, options: tuple[str, ...] = ("--format", "json")) -> Result:
    return CliRunner().invoke(main, ["check", *(str(tmp_path / name) for name in names), "--as-one", *options])


@pytest.mark.parametrize(("text", "tables"), [("docx", "xlsx"), ("txt", "xlsx"), ("html", "docx"), ("docx", "html")])
def test_text_and_tables_apart_agree_as_in_one_file(tmp_path: Path, text: str, tables: str) -> None:
    content = planted("480.00", "408.00")
    said, shown = halves(content)
    (tmp_path / f"文本.{text}").write_bytes(WRITERS[text](said))
    (tmp_path / f"表.{tables}").write_bytes(WRITERS[tables](shown))
    result = checked(tmp_path, f"文本.{text}", f"表.{tables}")
    assert result.exit_code == 1
    (document,) = json.loads(result.stdout)["documents"]
    found = {
        (f["check"], f["severity"], f["suspect"] and (f["suspect"]["text"], f["suspect"]["suggestion"]))
        for f in document["findings"]
    }
    assert found == {(check, severity, suspect) for check, severity, _, suspect in findings(content, "txt")}
    figures = [figure for f in document["findings"] for figure in f["figures"]]
    assert {Path(figure["file"]).name for figure in figures} <= {f"文本.{text}", f"表.{tables}"}
    assert (document["kind"], document["year"]) == ("final-accounts", 2024)


def test_a_statement_is_held_against_the_other_file(tmp_path: Path) -> None:
    """The text is wrong alone: neither file by itself shows it."""
    said, shown = halves(CONTENT)
    said = [item.replace("1,180.50", "1,185.00") if isinstance(item, str) else item for item in said]
    said = [item for item in said if not isinstance(item, str) or "其中" not in item]
    said = [*said, "2024年度本年支出合计1,185.00万元。"]
    (tmp_path / "文本.docx").write_bytes(WRITERS["docx"](said))
    (tmp_path / "表.xlsx").write_bytes(WRITERS["xlsx"](shown))
    apart = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert apart.exit_code == 0, apart.stdout
    result = checked(tmp_path, "文本.docx", "表.xlsx")
    assert result.exit_code == 1
    (document,) = json.loads(result.stdout)["documents"]
    (found,) = document["findings"]
    assert found["check"] == "TIE002"
    text, cell = found["figures"]
    lines = read((tmp_path / "文本.docx").read_bytes(), "a.docx").lines
    assert text["file"] == str(tmp_path / "文本.docx")
    assert lines[text["line"] - 1][text["column"] - 1 :].startswith("1,185.00")
    assert (cell["file"], cell["sheet"], cell["cell"]) == (str(tmp_path / "表.xlsx"), "Sheet1", "C17")
    terminal = checked(tmp_path, "文本.docx", "表.xlsx", options=()).stdout
    assert f"文本.docx 第{text['seat']['paragraph']}段" in terminal
    assert "表.xlsx Sheet1!C17" in terminal
    (sarif,) = json.loads(checked(tmp_path, "文本.docx", "表.xlsx", options=("--format", "sarif")).stdout)["runs"]
    (location,) = sarif["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"].endswith(".docx")
    assert location["physicalLocation"]["region"]["startLine"] == text["line"]


def test_a_folder_and_an_archive_are_one_too(tmp_path: Path) -> None:
    said, shown = halves(CONTENT)
    folder = tmp_path / "公开"
    folder.mkdir()
    (folder / "a.docx").write_bytes(WRITERS["docx"](said))
    (folder / "b.xlsx").write_bytes(WRITERS["xlsx"](shown))
    data = package({"a.docx": WRITERS["docx"](said), "b.xlsx": WRITERS["xlsx"](shown)})
    (tmp_path / "公开.zip").write_bytes(data)
    for name in ("公开", "公开.zip"):
        (document,) = json.loads(checked(tmp_path, name).stdout)["documents"]
        assert document["figures"]["total"] == 46
        assert document["format"] == "several"


def test_pages_and_notices_stay_those_of_their_file(tmp_path: Path) -> None:
    paper = Paper()
    paper.prose("2024年度收入总计100.00万元，支出总计100.00万元。")
    changed = word_file(
        '<w:p><w:ins w:id="1"><w:r><w:t>2024年度收入总计120.00万元。</w:t></w:r></w:ins></w:p>' + paragraph("完")
    )
    joined = join([read(changed, "a.docx"), read(paper.data(), "b.pdf")])
    assert joined.notices == (Notice("tracked-changes", ("1",)),)
    spans = [block.span(0, 4) for block in joined.blocks]
    assert [(span.file, span.page, span.own_line) for span in spans] == [
        ("a.docx", None, 1), ("a.docx", None, 2), ("b.pdf", 1, 1),
    ]  # fmt: skip
    assert sorted(spans, key=lambda span: span.order) == spans
    assert spans[2].box


def test_what_cannot_be_read_is_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    (tmp_path / "b.xlsx").write_bytes(WRITERS["xlsx"](CONTENT))
    result = checked(tmp_path, "a.docx", "b.xlsx")
    assert result.exit_code == 3
    first, second = json.loads(result.stdout)["documents"]
    assert first["unreadable"]["reason"] == "empty"
    assert second["figures"]["total"] == 46
    assert audit.audit_as_one([tmp_path / "a.docx"]).documents[0].unreadable == "empty"
