"""The Word reader: what is printed, once, in printed order."""

from __future__ import annotations

import audit
from audit.readers import read
from audit.readers.numbering import spelled
from tests.pace import within
from tests.readers.office import ABOVE, LEFT, paragraph, word, word_file, word_table


def lines(body: str, **parts: str) -> list[str]:
    return [line for line in read(word_file(body, **parts), "a.docx").lines if line]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_a_paragraph_is_whole_whatever_its_width() -> None:
    body = paragraph("2024年度收入总计100.00万元，与上年相比持平，其中财政拨款收入") + paragraph(
        "80.00万元由区财政安排"
    )
    blocks = read(word_file(body), "a.docx").blocks
    assert len(blocks) == 2


def test_a_break_inside_a_paragraph_is_one_of_a_wrapped_line_or_of_an_item() -> None:
    body = (
        "<w:p>"
        + run("2024年度收入总计100.00万元，")
        + "<w:r><w:br/></w:r>"
        + run("其中：财政拨款80.00万元。")
        + "</w:p>"
    )
    (block,) = read(word_file(body), "a.docx").blocks
    assert block.text == "2024年度收入总计100.00万元，其中：财政拨款80.00万元。"


def test_merged_cells_stand_once_and_leave_empty_cells() -> None:
    table = [["项目", "决算数", LEFT], [ABOVE, "合计", "基本支出"], ["甲", "1.00", ""]]
    assert lines(word_table(table)) == ["项目\t决算数\t", "\t合计\t基本支出", "甲\t1.00\t"]


def test_a_row_across_all_columns_is_a_paragraph() -> None:
    assert lines(word_table([["支出决算表", LEFT], ["甲", "1.00"]])) == ["支出决算表", "甲\t1.00"]


def test_a_table_around_the_page_is_no_table() -> None:
    inner = word_table([["甲", "1.00"], ["乙", "2.00"]])
    body = f"<w:tbl><w:tr><w:tc>{paragraph('一、概况')}{inner}{paragraph('说明。')}</w:tc></w:tr></w:tbl>"
    assert lines(body) == ["一、概况", "甲\t1.00", "乙\t2.00", "说明。"]


def test_a_table_in_a_cell_follows_its_row() -> None:
    inner = word_table([["丙", "3.00"]])
    row = f"<w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('1.00')}{inner}</w:tc></w:tr>"
    assert lines(f"<w:tbl>{row}</w:tbl>") == ["甲\t1.00", "丙\t3.00"]


def test_several_paragraphs_of_a_cell_are_one_line() -> None:
    row = f"<w:tr><w:tc>{paragraph('产出')}{paragraph('指标')}</w:tc><w:tc>{paragraph('10')}</w:tc></w:tr>"
    assert lines(f"<w:tbl>{row}</w:tbl>") == ["产出 指标\t10"]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p>" + run("收入总计")
        + '<w:del w:id="1"><w:r><w:delText>90.00</w:delText></w:r></w:del>'
        + '<w:ins w:id="2">' + run("100.00") + "</w:ins>"
        + '<w:moveFrom w:id="3">' + run("元") + "</w:moveFrom><w:moveTo w:id='4'>" + run("万元") + "</w:moveTo></w:p>"
        + "<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr>" + run("支出总计") + "</w:p>"
        + "<w:p>" + run("100.00万元") + "</w:p>"
    )  # fmt: skip
    assert lines(body) == ["收入总计100.00万元", "支出总计100.00万元"]
    (document,) = audit.audit_bytes(word_file(body), "a.docx").to_dict()["documents"]
    assert [notice["message"] for notice in document["notices"]] == ["含修订5处，按全部接受读取"]


def test_places_are_paragraphs_and_cells_of_tables() -> None:
    table = [
        ["支出决算表", LEFT, LEFT, LEFT],
        ["科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "30.00", "20.00", "11.00"],
    ]
    empty = "<w:p/>"
    body = paragraph("2024年度部门决算") + empty + word_table([["甲", "乙"]])
    body += word_table([table[0], ["单位：万元", LEFT, LEFT, LEFT], *table[1:]])
    body += paragraph("二、支出决算情况说明") + paragraph("2024年度本年支出合计35.00万元。")
    (document,) = audit.audit_bytes(word_file(body), "a.docx").to_dict()["documents"]
    seats = {figure["text"]: figure["seat"] for found in document["findings"] for figure in found["figures"]}
    assert seats["30.00"] == {"table": 2, "row": 4, "column": 2}
    assert seats["35.00"] == {"paragraph": 5}
    assert "第2个表第4行第2列" in " ".join(found["message"] for found in document["findings"])
    assert "第5段" in " ".join(found["message"] for found in document["findings"])


def test_a_deleted_row_is_gone() -> None:
    deleted = word_table([["乙", "2.00"]]).replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>")
    body = word_table([["甲", "1.00"]]).replace("</w:tbl>", "") + deleted.replace("<w:tbl>", "")
    assert lines(body) == ["甲\t1.00"]


def test_hidden_text_and_field_codes_are_not_printed() -> None:
    code = "<w:r><w:instrText>PAGEREF 12</w:instrText></w:r>"
    assert lines("<w:p>" + run("见") + run("不印", "<w:vanish/>") + code + run("第3页") + "</w:p>") == ["见第3页"]


def test_notes_follow_the_paragraph_and_leave_no_mark() -> None:
    notes = f'<w:footnote w:id="2">{paragraph("含上年结转5.00万元。")}</w:footnote>'
    body = "<w:p>" + run("收入总计100.00") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("万元。") + "</w:p>"
    assert lines(body + paragraph("后文"), footnotes=notes) == ["收入总计100.00万元。", "含上年结转5.00万元。", "后文"]


def test_a_text_box_stands_once() -> None:
    box = f"<w:txbxContent>{paragraph('单位：万元')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert lines(f"<w:p><w:r>{both}</w:r>{run('支出决算表')}</w:p>") == ["支出决算表", "单位：万元"]


LEVELS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="8"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)  # fmt: skip


def listed(text: str, level: int, number: int = 7) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_spelled_out() -> None:
    body = (
        listed("收入情况", 0) + listed("总体", 1) + listed("甲", 2) + listed("乙", 2) + listed("分项", 1)
        + listed("丙", 2) + listed("支出情况", 0) + listed("总体", 1) + paragraph("无编号") + listed("分项", 1)
        + listed("丁", 2) + listed("戊", 2, 8)
    )  # fmt: skip
    assert lines(body, numbering=LEVELS) == [
        "一、收入情况", "（一）总体", "1.甲", "2.乙", "（二）分项", "1.丙",
        "二、支出情况", "（一）总体", "无编号", "（二）分项", "1.丁", "1.戊",
    ]  # fmt: skip


def test_a_style_carries_the_number_and_the_heading() -> None:
    styles = (
        '<w:style w:styleId="a1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:styleId="a2"><w:basedOn w:val="a1"/></w:style>'
    )
    body = paragraph("收入情况", '<w:pStyle w:val="a1"/>') + paragraph("支出情况", '<w:pStyle w:val="a2"/>')
    document = read(word_file(body, numbering=LEVELS, styles=styles), "a.docx")
    assert [block.text for block in document.blocks] == ["一、收入情况", "二、支出情况"]
    assert {block.kind.value for block in document.blocks} == {"heading"}


def test_a_sentence_in_a_heading_style_is_no_heading() -> None:
    styles = '<w:style w:styleId="a1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    body = paragraph("2024年度收入总计100.00万元。", '<w:pStyle w:val="a1"/>')
    (block,) = read(word_file(body, styles=styles), "a.docx").blocks
    assert block.kind.value == "paragraph"


def test_number_formats() -> None:
    assert [spelled(n, "chineseCounting") for n in (1, 10, 11, 20, 21, 99)] == [
        "一", "十", "十一", "二十", "二十一", "九十九",
    ]  # fmt: skip
    assert spelled(3, "decimalEnclosedCircleChinese") == "③"
    assert spelled(4, "upperRoman") == "IV"
    assert spelled(28, "lowerLetter") == "bb"
    assert spelled(2, "ideographTraditional") == "乙"
    assert spelled(5, "unknown") == "5"


def test_a_table_of_a_thousand_rows_within_a_second() -> None:
    head = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    rows = [[str(2010000 + at), f"项目{at}号", f"{at}.00", f"{at - 1}.00", "1.00"] for at in range(1, 1001)]
    data = word(["支出决算表", "单位：万元", [head, *rows]])
    with within(1):
        (document,) = audit.audit_bytes(data, "a.docx").documents
    assert document.format == "word"
    assert document.coverage.total == 3000
