"""Files whose paragraphs are nothing but the lines of a print; and files that only look like it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import audit
from audit import readers
from audit.readers.pieces import width
from tests.readers.contents import content
from tests.readers.office import Content, html, word

TEXT = (
    "2031年度收入总计1,286.40万元，与上年相比增加86.40万元，增长7.20%，主要原因是新增堤防加固和河道清淤工程资金，以及人员"
    "工资正常晋级。其中：财政拨款收入1,200.00万元，占本年收入的93.28%；其他收入86.40万元，占本年收入的6.72%，主要是上级"
    "部门拨入的防汛补助。支出总计1,286.40万元，其中：基本支出640.00万元，占本年支出的49.75%；项目支出646.40万元，占本年"
    "支出的50.25%，主要用于堤防加固300.00万元、河道清淤200.00万元、水质监测设备购置和运行维护146.40万元。年末没有结转和结"
    "余。财政拨款支出1,200.00万元，比年初预算增加100.00万元，完成年初预算的109.09%，增加的主要原因是年中追加汛期抢险资金。"
    "公务接待费支出决算为3.60万元，比年初预算减少0.40万元，完成年初预算的90.00%，减少的主要原因是严格控制接待标准和人数。"
)
TITLE = "清河县水务局2031年度部门决算"


def lines(columns: int) -> list[str]:
    """The text as it is printed in so many columns: no number is broken, and no stop begins a line."""
    found = [""]
    for piece in re.findall(r"[\d,.%]+[，。；：]?|.[，。；：]*", TEXT):
        if width(found[-1] + piece) > columns:
            found.append("")
        found[-1] += piece
    return found


@pytest.mark.parametrize("write", [word, html])
@pytest.mark.parametrize("columns", [44, 52, 60])
def test_lines_that_became_paragraphs_are_put_together(write: Callable[[Content], bytes], columns: int) -> None:
    name = "a.docx" if write is word else "a.html"
    document = readers.read(write([TITLE, *lines(columns)]), name)
    assert [block.text for block in document.blocks[1:]] == [TEXT]
    (found,) = audit.audit_bytes(write([TITLE, *lines(columns)]), name).documents
    assert [f.check for f in found.findings if f.severity in ("error", "warning")] == []


def test_paragraphs_of_their_own_stay_apart() -> None:
    said = [
        f"（{number}）{text}。" for number, text in enumerate(TEXT.replace("；", "。").split("。"), start=1) if text
    ]
    document = readers.read(word([TITLE, *said]), "a.docx")
    assert len(document.blocks) == 1 + len(said)


def test_paragraphs_without_stops_and_of_any_length_stay_apart() -> None:
    said = [TEXT[start : start + 16 + 3 * start] for start in range(14)]
    document = readers.read(word([TITLE, *(sentence.rstrip("，。；：") for sentence in said)]), "a.docx")
    assert len(document.blocks) == 15


def test_a_few_broken_paragraphs_stay_apart() -> None:
    document = readers.read(word([TITLE, *lines(60)[:8]]), "a.docx")
    assert len(document.blocks) == 9


def test_a_whole_content_stays_as_it_is() -> None:
    said = [item for item in content() if isinstance(item, str)]
    document = readers.read(word(list(said)), "a.docx")
    assert [block.text for block in document.blocks] == [
        block.text for block in readers.read("\n\n".join(said).encode(), "a.txt").blocks
    ]
