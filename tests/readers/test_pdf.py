"""PDFs: written here with invented bodies, read back; what cannot be read is named by its page."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

import audit
from audit import readers
from audit.cli import main
from audit.errors import ReadError
from audit.extract.tables import recover
from audit.model.document import BlockKind, Document
from audit.readers.pieces import width as shown
from tests.extract import table_samples as samples
from tests.extract.test_tables import FORMS, cells, expected, verdicts
from tests.readers.office import WRITERS, Content
from tests.readers.pdf_writer import FONT, HEIGHT, MARGIN, WIDTH, Cell, Paper, printed
from tests.readers.test_formats import CONTENT, SLIPS, planted
from tests.support import ROOT

DUTIES = (
    "云岭县农业局是县人民政府组成部门，主管全县农业和农村工作，负责拟订发展规划并组织实施，指导乡镇开展技术推广、"
    "质量监管和防灾减灾工作，承担资金项目的申报、管理和绩效评价，配合有关部门做好耕地保护。"
)
TABLE: list[list[Cell]] = [
    ["项目", None, "本年支出合计", "其中：", None],
    [None, None, None, "基本支出", "项目支出"],
    ["205", "教育支出", "1,234.50", "1,000.00", "234.50"],
    ["208", "社会保障和就业支出及其他有关的各项支出", "300.25", "", "300.25"],
    ["合计", None, "1,534.75", "1,000.00", "534.75"],
]
WIDTHS = [50, 90, 80, 80, 80]
READ = [
    "项目\t\t本年支出合计\t其中：\t",
    "\t\t\t基本支出\t项目支出",
    "205\t教育支出\t1,234.50\t1,000.00\t234.50",
    "208\t社会保障和就业支出及其他有关的各项支出\t300.25\t\t300.25",
    "合计\t\t1,534.75\t1,000.00\t534.75",
]


AMOUNT = re.compile(r"\d[\d,]*\.\d+")


def read(paper: Paper) -> Document:
    return readers.read(paper.data(), "a.pdf")


def test_a_paragraph_goes_on_over_the_page() -> None:
    paper = Paper()
    paper.line("一、主要职能", 14)
    paper.y = HEIGHT - MARGIN - 25
    paper.prose(DUTIES)
    paper.line("二、机构设置", 14)
    document = read(paper)
    assert document.format == "pdf"
    (paragraph,) = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert paragraph.text == DUTIES
    assert {anchor.page for anchor in paragraph.anchors} == {1, 2}
    at = DUTIES.index("耕地保护")
    span = paragraph.span(at, at + 4)
    assert span.page == 2
    assert span.line is not None
    assert document.lines[span.line - 1][(span.column or 0) - 1 :].startswith("耕地保护")
    assert [section.title for section in document.sections[1:]] == ["主要职能", "机构设置"]


@pytest.mark.parametrize("rules", ["lines", "bars"])
def test_a_row_of_a_ruled_table_is_a_line(rules: str) -> None:
    paper = Paper()
    paper.line("2031年度支出决算表", 14, centred=True)
    paper.line("单位：万元")
    paper.table(WIDTHS, TABLE, rules=rules)
    paper.line("注：本表反映各项支出情况。")
    document = read(paper)
    assert list(document.lines) == ["2031年度支出决算表", "单位：万元", *READ, "注：本表反映各项支出情况。"]


def test_a_table_turned_on_its_side_reads_the_same() -> None:
    """A landscape table on an upright sheet, with and without the page's own rotation."""
    for rotation in (0, 90, 180, 270):
        for turn, shift in ((90, (0, -WIDTH)), (-90, (-HEIGHT, 0)), (180, (-WIDTH, -HEIGHT))):
            paper = Paper(landscape=turn != 180)
            # turned by a quarter, the page is written with its sides changed
            paper.canvas.setPageSize((HEIGHT, WIDTH) if rotation % 180 else (WIDTH, HEIGHT))
            paper.canvas.rotate(turn)
            paper.canvas.translate(*shift)
            paper.table(WIDTHS[:3], [["A 101", None, "12.00"], ["301", "B 20501", "7.00"], ["302", "", "5.00"]])
            paper.canvas.setPageRotation(rotation)
            assert list(read(paper).lines) == ["A 101\t\t12.00", "301\tB 20501\t7.00", "302\t\t5.00"]


def test_a_table_on_its_side_beside_upright_text_is_read_too() -> None:
    paper = prose()
    upright = len(read(prose()).lines)
    paper.canvas.rotate(90)
    paper.canvas.translate(300, -HEIGHT)
    paper.y = 420
    paper.table([60, 60, 60], [["A 101", None, "12.00"], ["301", "B 20501", "7.00"], ["302", "", "5.00"]])
    lines = read(paper).lines
    assert lines[:upright] == read(prose()).lines
    assert list(lines[upright:]) == ["A 101\t\t12.00", "301\tB 20501\t7.00", "302\t\t5.00"]


def test_a_figure_is_found_on_its_page_by_its_box(tmp_path: Path) -> None:
    paper = Paper()
    paper.prose("2031年度收入总计120.00万元，支出总计100.00万元。")
    paper.page()
    paper.text(100, 300, "收入总计130.00万元。", size=10)
    paper.y = 400
    paper.line("支出决算表")
    paper.line("单位：万元")
    paper.table(WIDTHS, TABLE)
    (tmp_path / "a.pdf").write_bytes(paper.data())
    listing = json.loads(CliRunner().invoke(main, ["inspect", str(tmp_path / "a.pdf"), "--format", "json"]).stdout)
    places = {
        figure["text"]: (figure["page"], [Decimal(edge) for edge in figure["box"]]) for figure in listing["figures"]
    }
    page, (left, top, right, bottom) = places["130.00"]
    assert page == 2
    assert left == 140
    assert 160 < right < 175
    assert 290 < top < bottom < 302
    column = MARGIN + sum(WIDTHS[:3]) - 3  # where the amounts of the first column end
    assert {places[text][1][2] for text in ("1,234.50", "1,534.75")} == {column}
    result = CliRunner().invoke(main, ["check", str(tmp_path / "a.pdf")])
    assert "左上（" in result.stdout
    findings = audit.audit_file(tmp_path / "a.pdf").to_dict()["documents"][0]["findings"]
    assert findings
    assert all(len(figure["box"]) == 4 for found in findings for figure in found["figures"])


def test_letter_spaced_text_is_closed_up() -> None:
    paper = Paper()
    text = paper.canvas.beginText(MARGIN, 700)
    text.setFont(FONT, 12)
    text.setCharSpace(7)
    text.textLine("本年支出合计1234.56万元。")
    paper.canvas.drawText(text)
    assert list(read(paper).lines) == ["本年支出合计1234.56万元。"]


def test_numbers_parted_by_a_space_are_two() -> None:
    paper = Paper()
    paper.text(MARGIN, 100, "1 2 3 12.50 7")
    paper.text(MARGIN, 120, "A 101 of 2031")
    paper.text(MARGIN, 140, "30101 基本工资 862.40 30201 办公费 96.42")
    assert list(read(paper).lines) == ["1 2 3 12.50 7", "A 101 of 2031", "30101 基本工资 862.40 30201 办公费 96.42"]


def test_a_table_inside_a_form_is_read_where_it_is_shown() -> None:
    paper = Paper()
    paper.canvas.beginForm("sheet")
    paper.table(WIDTHS, TABLE)
    paper.canvas.endForm()
    paper.text(MARGIN, 40, "云岭县农业局")
    paper.canvas.translate(30, -200)
    paper.canvas.scale(0.8, 0.8)
    paper.canvas.doForm("sheet")
    assert list(read(paper).lines) == ["云岭县农业局", *READ]


def test_a_table_without_outer_borders_keeps_its_outer_columns() -> None:
    paper = Paper()
    for x in (150, 300):
        paper.canvas.line(x, HEIGHT - 100, x, HEIGHT - 160)
    for y in (120, 140):
        paper.canvas.line(MARGIN, HEIGHT - y, 400, HEIGHT - y)
    for y, row in ((114, ("甲", "1.00", "2.00")), (134, ("乙", "", "3.00")), (154, ("丙", "4.00", ""))):
        for x, cell in zip((MARGIN + 3, 160, 310), row, strict=True):
            paper.text(x, y, cell, 10)
    assert list(read(paper).lines) == ["甲\t1.00\t2.00", "乙\t\t3.00", "丙\t4.00\t"]


def test_rows_that_no_rule_parts_are_told_by_their_amounts() -> None:
    paper = Paper()
    for x in (72, 200, 300, 400):
        paper.canvas.line(x, HEIGHT - 100, x, HEIGHT - 180)
    for y in (100, 180):
        paper.canvas.line(72, HEIGHT - y, 400, HEIGHT - y)
    for y, name, one, two in ((120, "甲项", "1.00", "2.50"), (140, "乙项", "3.00", ""), (160, "丙项", "4.00", "5.00")):
        for x, text in ((80, name), (210, one), (310, two)):
            paper.text(x, y, text, 10)
    assert list(read(paper).lines) == ["甲项\t1.00\t2.50", "乙项\t3.00\t", "丙项\t4.00\t5.00"]


def test_a_number_wider_than_its_cell_and_one_printed_twice_are_whole() -> None:
    paper = Paper()
    paper.table([100, 40, 100], [["甲", "", "3.00"], ["乙", "5.00", "6.00"]])
    paper.text(166, MARGIN + 11, "123,456,789.12", 9)
    for shift in (0, 0.3):
        paper.text(MARGIN + shift, 300, "合计金额1,234.56万元。")
    lines = read(paper).lines
    assert lines[0] == "甲\t123,456,789.12\t3.00"
    assert lines[-1] == "合计金额1,234.56万元。"


def test_a_watermark_stays_out_of_the_text() -> None:
    paper = Paper()
    paper.table(WIDTHS, TABLE)
    paper.canvas.rotate(45)
    paper.canvas.drawString(450, 380, "内部资料2031")
    assert list(read(paper).lines) == READ


def test_running_headers_footers_and_page_numbers_are_left_out() -> None:
    paper = Paper()
    for page in range(1, 6):
        paper.text(200, 40, "云岭县农业局2031年度部门决算", 9)
        paper.y = MARGIN
        paper.line("2031年度支出决算表（续）", centred=True)
        paper.line("单位：万元")
        paper.table(WIDTHS, TABLE)
        paper.text(290, HEIGHT - 40, f"- {page + 3} -", 9)
        paper.page()
    document = read(paper)
    assert list(document.lines) == ["2031年度支出决算表（续）", "单位：万元", *READ] * 5
    assert {anchor.page for block in document.blocks for anchor in block.anchors} == {1, 2, 3, 4, 5}


def test_what_every_form_begins_with_is_no_running_header() -> None:
    paper = Paper()
    for _ in range(4):
        paper.line("（2031年度）", centred=True)
        paper.table(WIDTHS, TABLE)
        paper.page()
    assert list(read(paper).lines) == ["（2031年度）", *READ] * 4


def test_a_lone_number_that_does_not_count_the_pages_stays() -> None:
    paper = Paper()
    for number in ("7", "5"):
        paper.prose(DUTIES)
        paper.text(290, HEIGHT - 60, number)
        paper.page()
    assert [line for line in read(paper).lines if len(line) == 1] == ["7", "5"]


def paged(sheets: list[samples.Sheet], rules: str) -> Paper:
    """Official tables with their columns as wide as they need, continued over pages."""
    paper = Paper(landscape=True)
    for sheet in sheets:
        paper.line(sheet.title, 14, centred=True)
        paper.line("单位：万元")
        rows = [*sheet.header, *([sheet.numbers] if sheet.numbers else []), *sheet.rows]
        count = max(len(row) for row in rows)
        padded = [[*row, *[""] * (count - len(row))] for row in rows]
        needs = [max(40, *(width(row[at]) for row in padded)) for at in range(count)]
        widths = [need * (paper.width - 2 * MARGIN) / sum(needs) for need in needs]
        while padded:
            room = int((paper.height - MARGIN - paper.y) // 32)
            paper.table(widths, padded[:room], 8, rules)
            padded = padded[room:]
            paper.page()
    return paper


def width(cell: str) -> float:
    return 8 + (4.2 if cell[:1].isdigit() else 8) * len(cell)


@pytest.mark.parametrize("split", [False, True], ids=["whole codes", "split codes"])
@pytest.mark.parametrize("rules", ["lines", "bars", "none", "horizontal"])
def test_official_tables_give_every_cell(rules: str, split: bool) -> None:
    for seed in range(3):
        sheets = samples.Accounts(seed).sheets(split)
        document = read(paged(sheets, rules))
        tables = recover(document.lines, celled=document.celled)
        assert [table.form for table in tables] == FORMS
        assert not any(verdict.breaks for verdict in verdicts(tables))
        for sheet, table in zip(sheets[1:4], tables[1:4], strict=True):
            if rules in ("lines", "bars"):
                assert cells(table) == expected(sheet, split)
                assert not table.doubtful
            else:  # what a column without rules leaves open is doubtful, never wrong
                assert cells(table).items() <= expected(sheet, split).items()
                assert 2 * len(table.doubtful) < len(expected(sheet, split))


def test_amounts_without_rules_end_in_the_column_that_they_stand_in() -> None:
    """A wrapped name between the rows, an amount right of an empty cell, an amount that touches the next label."""
    rows = (
        ("基本支出", "1,000.00", ""),
        ("对附属单位", "", ""),
        ("补助支出", "20.00", "7.50"),
        ("项目支出", "", "300.25"),
    )
    paper = Paper()
    for at, (name, one, two) in enumerate(rows):
        for x, cell in ((MARGIN, name), (260 - 4.7 * len(one), one), (380 - 4.7 * len(two), two), (400, "甲类支出")):
            if cell and (name != "对附属单位" or cell == name):
                paper.text(x, 100 + 20 * at, cell, 10)
    lines = read(paper).lines
    assert [line.split() for line in lines] == [
        ["基本支出", "1,000.00", "甲类支出"],
        ["对附属单位"],
        ["补助支出", "20.00", "7.50", "甲类支出"],
        ["项目支出", "300.25", "甲类支出"],
    ]
    ends = [[shown(line[: found.end()]) for found in AMOUNT.finditer(line)] for line in lines]
    assert ends[0][0] == ends[2][0]
    assert ends[2][1] == ends[3][0]


def test_every_amount_is_in_the_text_layer_once() -> None:
    sheets = samples.Accounts(4).sheets()
    wanted = sorted(found for sheet in sheets for row in sheet.rows for cell in row for found in AMOUNT.findall(cell))
    for rules in ("lines", "none"):
        lines = read(paged(sheets, rules)).lines
        assert sorted(found for line in lines for found in AMOUNT.findall(line)) == wanted


def prose(paper: Paper | None = None) -> Paper:
    paper = paper or Paper()
    paper.line("一、收入支出决算总体情况", 14)
    paper.prose("2031年度收入总计100.00万元，支出总计100.00万元。" + DUTIES)
    return paper


def scanned() -> Paper:
    paper = prose()
    paper.page()
    prose(paper)
    for _ in range(2):
        paper.page()
        paper.picture(0, 0, WIDTH, HEIGHT)
        paper.text(290, HEIGHT - 40, "- 3 -")
    return paper


def nameless() -> Paper:
    paper = prose()
    paper.page()
    paper.line("收入合计\ue001\ue002\ue003.\ue004\ue005万元")
    return paper


def lost() -> Paper:
    """Every character a string of its own, in a font that is neither in the file nor, mostly, on the machine."""
    paper = prose()
    paper.page()
    paper.canvas.setFont(FONT, 12)
    for at, char in enumerate(DUTIES[:30]):
        paper.canvas.drawString(MARGIN + 12 * at, 700, char)
    return paper


def blank() -> Paper:
    paper = Paper()
    paper.canvas.line(10, 10, 100, 10)
    return paper


UNREADABLE = {
    "password": (lambda: prose(Paper(password="open sesame")).data(), "pdf-encrypted", "密码"),
    "scanned": (lambda: scanned().data(), "pdf-scanned", "p. 3-4"),
    "no unicode": (lambda: nameless().data(), "pdf-fonts", "p. 2"),
    "truncated": (lambda: prose().data()[:-400], "pdf-damaged", "PDF"),
    "half": (lambda: prose().data()[: len(prose().data()) // 2], "pdf-damaged", "PDF"),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"%%EOF", "pdf-damaged", "PDF"),
    "no words": (lambda: blank().data(), "empty", "空"),
}


def test_text_whose_font_is_missing_is_read_or_refused_but_never_lost() -> None:
    (document,) = audit.audit_bytes(lost().data(), "a.pdf").documents
    if document.unreadable:
        assert (document.unreadable, document.unreadable_detail) == ("pdf-fonts", "p. 2")
    else:
        assert DUTIES[:30] in readers.read(lost().data(), "a.pdf").lines


@pytest.mark.parametrize(("make", "reason", "said"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_said(tmp_path: Path, make: object, reason: str, said: str) -> None:
    assert callable(make)
    data = make()
    with pytest.raises(ReadError) as caught:
        readers.read(data, "a.pdf")
    assert caught.value.reason == reason
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    result = CliRunner().invoke(main, ["check", str(file)])
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    assert said in line
    assert "Traceback" not in result.output


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    document = read(prose(Paper(password="", owner="owner")))
    assert document.lines[0] == "一、收入支出决算总体情况"


def test_a_picture_beside_text_and_an_empty_page_are_no_scans() -> None:
    paper = prose()
    paper.picture(0, 400, WIDTH, 300)
    paper.page()
    paper.canvas.line(10, 10, 100, 10)
    paper.page()
    prose(paper)
    assert len([line for line in read(paper).lines if "总计" in line]) == 2


def test_bytes_before_the_header_do_not_matter() -> None:
    assert readers.read(b"\r\n\r\n" + prose().data(), "a.txt").format == "pdf"


def same_findings(content: Content) -> list[object]:
    documents = [
        audit.audit_bytes(data, name).to_dict()["documents"][0]
        for data, name in ((printed(content), "决算.pdf"), (WRITERS["txt"](content), "决算.txt"))
    ]
    assert [document["unreadable"] for document in documents] == [None, None]
    found, wanted = (
        sorted(
            (
                finding["check"],
                finding["severity"],
                [(figure["text"], figure["role"], figure["label"]) for figure in finding["figures"]],
                str(finding["suspect"] and (finding["suspect"]["text"], finding["suspect"]["suggestion"])),
            )
            for finding in document["findings"]
        )
        for document in documents
    )
    assert found == wanted
    assert documents[0]["figures"] == documents[1]["figures"]
    assert documents[0]["relations"] == documents[1]["relations"]
    return list(found)


def test_the_content_of_the_other_formats_gives_the_same_findings() -> None:
    assert not same_findings(CONTENT)
    for old, new in SLIPS.items():
        assert same_findings(planted(old, new))


@pytest.mark.parametrize("kind", ["consistent", "planted"])
def test_a_sample_form_gives_the_same_findings(kind: str) -> None:
    content: list[str | list[list[str]]] = []
    for line in (ROOT / "sample_inputs" / kind / "jixiao-ziping.txt").read_text(encoding="utf-8").splitlines():
        if "\t" not in line:
            content.extend([line] if line.strip() else [])
        elif content and isinstance(content[-1], list):
            content[-1].append(line.split("\t"))
        else:
            content.append([line.split("\t")])
    for item in content:
        if isinstance(item, list):
            item[:] = [row + [""] * (max(map(len, item)) - len(row)) for row in item]
    assert bool(same_findings(content)) == (kind == "planted")


def test_a_pdf_gives_the_findings_of_its_text(tmp_path: Path) -> None:
    """A footing error in a table and a wrong share in the narrative, from the command line, with their pages."""
    rows = [list(row) for row in TABLE]
    rows[-1][2] = "1,544.75"
    paper = Paper()
    paper.line("云岭县农业局2031年度部门决算", 16, centred=True)
    paper.line("第二部分 2031年度部门决算表", 14)
    paper.line("支出决算表", 14, centred=True)
    paper.line("单位：万元")
    paper.table(WIDTHS, rows)
    paper.page()
    paper.line("三、支出决算情况说明", 14)
    paper.prose("本年支出合计1534.75万元，其中：基本支出1000.00万元，占65.16%；项目支出534.75万元，占35.84%。")
    data = paper.data()
    (document,) = audit.audit_bytes(data, "a.pdf").to_dict()["documents"]
    text = "\n".join(readers.read(data, "a.pdf").lines)
    (plain,) = audit.audit_bytes(text.encode(), "a.txt").to_dict()["documents"]
    assert document["format"] == "pdf"
    found, wanted = ([(f["check"], f["severity"]) for f in d["findings"]] for d in (document, plain))
    assert found == wanted
    assert "error" in [severity for _, severity in found]
    (share,) = [f for f in document["findings"] if f["check"].startswith("RAT")]
    assert share["suspect"]["text"] == "35.84"
    assert {figure["page"] for figure in share["figures"]} == {2}
    (footing,) = [f for f in document["findings"] if f["suspect"] and f["suspect"]["text"] == "1,544.75"]
    assert footing["figures"][0]["page"] == 1
