"""Every character of a block was printed where the block says it was."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from audit.model.document import Document
from audit.readers.folding import fold
from audit.readers.text import read_text

WORDS = st.sampled_from(
    [
        *(
            "支出合计",
            "其中：",
            "基本支出",
            "，",
            "。",
            "；",
            "、",
            "（",
            "）",
            "占",
            "万元",
            "％",
            "%",
            " ",
            "  ",
            "\t",
        ),
        *(
            "一、",
            "（二）",
            "1.",
            "2．",
            "①",
            "第三部分",
            "说明",
            "情况",
            "２０３１年",
            "5,282.88",
            "５．６",
            "12",
            "0.00",
        ),
        *("A", "**", "`", "\u3000"),
    ]
)
LINES = st.lists(WORDS, max_size=18).map("".join)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n\f", "\f"])
TEXTS = st.lists(st.tuples(LINES, BREAKS), min_size=1, max_size=14).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)


def check(document: Document) -> None:
    for block in document.blocks:
        assert len(block.text) == len(block.raw)
        for i, glyph in enumerate(block.raw):
            if glyph == " ":
                continue  # an inserted space stands nowhere
            span = block.span(i, i + 1)
            assert span.line is not None
            assert span.column is not None
            assert document.lines[span.line - 1][span.column - 1] == glyph
            assert span.text == glyph


@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
@example("１．支出 合计5,282.88 万\n元，占 9.28 ％。２．其中：１2.00万元。\n", "a.txt")
@example(
    "二、收入\r\n\r\n2031 年度收入合计 5,282.88 万元，与 2030 年度相\r\n\r\n比，增长 2\r\n2.14%。\r\n\f三、支出",
    "a.txt",
)
@example("# 一、**支出** 情况\n- 支出 `100.00` 万元\n", "a.md")
def test_a_character_stands_at_the_place_that_its_span_names(text: str, name: str) -> None:
    if not any(c.isalnum() for c in text):
        return
    check(read_text(text, name))


@given(TEXTS)
def test_nothing_but_page_numbers_is_lost_and_the_order_is_kept(text: str) -> None:
    if not any(c.isalnum() for c in text):
        return
    document = read_text(text, "a.txt")
    kept = re.sub(r"\s", "", "".join(block.raw for block in document.blocks))
    pieces = re.split(r"\r\n|\r|\n|\f", text)
    whole = re.sub(r"\s", "", text)
    if not any(re.fullmatch(r"\s*\d{1,3}\s*", fold(piece)) for piece in pieces):
        assert kept == whole
    else:
        rest = iter(whole)
        assert all(glyph in rest for glyph in kept)


@given(TEXTS)
def test_blocks_stand_in_reading_order_in_a_section_that_exists(text: str) -> None:
    if not any(c.isalnum() for c in text):
        return
    document = read_text(text, "a.txt")
    places = [(anchor.line, anchor.column) for block in document.blocks for anchor in block.anchors]
    assert places == sorted(places)
    for block in document.blocks:
        assert 0 <= block.section < len(document.sections)
        assert document.ancestors(block.section)[-1] == 0
