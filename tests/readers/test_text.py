"""The text reader: paragraphs, headings and rows rebuilt from what a dump, a web page or an editor left of them."""

from __future__ import annotations

import pytest

from audit.errors import ReadError
from audit.model.document import BlockKind, Document
from tests import prose

WRAPPED = """二、收入决算情况说明

2031 年度收入合计 5,282.88 万元，与 2030 年度相

比，收入合计增加 957.49 万元，增长 22.14%。其中：财

政拨款收入 5,241.53 万元，占本年收入 99.22%；上级补

12

助收入 0.00 万元，占本年收入 0.00 %；事业收入 4,016.

29 万元，占本年收入 0.00%；经营收入 0.00 万元，占本

年收入 0.00%；其他收入 41.35 万元，占本年收入0.78%。
"""
SENTENCE = (
    "2031年度收入合计5,282.88万元，与2030年度相比，收入合计增加957.49万元，增长22.14%。其中：财政拨款收入5,241.53万元，"
    "占本年收入99.22%；上级补助收入0.00万元，占本年收入0.00%；事业收入4,016.29万元，占本年收入0.00%；经营收入0.00万元，"
    "占本年收入0.00%；其他收入41.35万元，占本年收入0.78%。"
)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document.blocks]


class TestWrapped:
    def test_lines_words_and_numbers_are_joined_and_the_page_number_goes(self) -> None:
        assert texts(prose.read(WRAPPED)) == ["二、收入决算情况说明", SENTENCE]

    def test_without_the_blank_lines(self) -> None:
        assert texts(prose.read(WRAPPED.replace("\n\n", "\n"))) == ["二、收入决算情况说明", SENTENCE]

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_other_line_ends(self, end: str) -> None:
        document = prose.read(WRAPPED.replace("\n", end))
        assert texts(document) == ["二、收入决算情况说明", SENTENCE]
        assert document.blocks[1].anchors[0].line == 3

    def test_a_page_break_inside_the_paragraph(self) -> None:
        document = prose.read(WRAPPED.replace("12\n\n助收入", "12\f\n\n助收入"))
        assert texts(document) == ["二、收入决算情况说明", SENTENCE]
        block = document.blocks[1]
        assert block.span(0, 4).page == 1
        assert block.span(SENTENCE.index("助收入"), SENTENCE.index("助收入") + 3).page == 2

    def test_a_title_behind_a_full_stop_goes_on_with_nothing(self) -> None:
        """The line before it reaches the margin, as that of a sentence that goes on would."""
        words = "机关运行经费：指行政单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费"
        glossary = [f"{words}，第{number}类费用按照有关规定分别列示于相应科目" for number in "一二三四五六"]
        after = "2031年，青禾镇人民政府收入预算120.00万元，比上年增加20.00万元。"
        end = f"{words}，其余费用按照有关规定分别列示于相应科目。"
        document = prose.read("\n".join([*glossary, end, "2031年部门预算编制说明", f"  {after}"]))
        assert texts(document) == ["".join([*glossary, end]), "2031年部门预算编制说明", after]
        assert document.path(document.blocks[2].section) == ("2031年部门预算编制说明",)

    def test_tabs_around_a_torn_amount_make_no_row(self) -> None:
        text = "7、职业年金缴费支出（项）。主要用于：在职人员。年初预算为\t73.60\t万\n元，支出决算为73.15万元。"
        assert texts(prose.read(text)) == [text.replace("\t", "").replace("\n", "")]

    def test_a_number_alone_that_is_an_amount_of_a_cell_stays(self) -> None:
        document = prose.read("收入决算表\n\n12\n\n345.00\n\n67.00\n")
        assert "12" in texts(document)

    def test_a_wrapped_heading(self) -> None:
        document = prose.read(
            "第三部分 青禾镇人民政府 2031 年度部门决算情\n\n况说明\n\n一、收入支出决算总体情况说明\n\n"
            "2031 年度收、支总计 5,342.13 万元。与 2030 年度相\n\n比，收、支总计各增加 983.64 万元，增长 22.57%。\n\n"
            "第四部分 青禾镇人民政府 2031 年度重点工作完成情\n\n况\n"
        )
        assert texts(document)[0] == "第三部分青禾镇人民政府2031年度部门决算情况说明"
        assert document.sections[1].title == "青禾镇人民政府2031年度部门决算情况说明"

    def test_an_item_that_begins_a_line_begins_a_block(self) -> None:
        document = prose.read(
            "1.农林水支出（类）水利（款）防汛（项）。年初预算为 108.00\n"
            "万元，支出决算为 236.80 万元，完成年初预算的 219.26%，\n"
            "支出决算数大于年初预算数的主要原因是汛期延长，追加了经\n费。\n"
            "2.农林水支出（类）水利（款）水体（项）。年初预算为 0.00 万\n"
            "元，支出决算为 350.00 万元，年初未安排预算，年中追加专\n项资金。\n"
        )
        assert [b.marker and (b.marker.rank, b.marker.number) for b in document.blocks] == [(3, 1), (3, 2)]


class TestUnwrapped:
    def test_each_line_is_a_paragraph(self) -> None:
        lines = [f"2031年度第{n}项支出合计100.00万元，其中基本支出60.00万元，项目支出40.00万元。" for n in range(1, 7)]
        assert texts(prose.read("\n".join(lines))) == lines

    def test_a_list_without_numbers_is_not_run_together(self) -> None:
        document = prose.read(
            "清河县水利局2031年度部门决算\n六、一般公共预算财政拨款基本支出决算情况说明\n"
            "2031年度一般公共预算财政拨款基本支出1,274.09万元，其中：\n"
            "人员经费1,274.09万元，主要包括：基本工资、津贴补贴。\n公用经费118.46万元，主要包括：办公费、印刷费。\n"
        )
        assert len(document.blocks) == 5


class TestOneLine:
    def test_headings_that_run_into_the_text(self) -> None:
        document = prose.read(
            "二、收入决算情况说明2031年度收入合计5,282.88万元。（一）财政拨款收入5,241.53万元。（二）其他收入41.35万元。三、支出决算情况说明2031年度支出合计5,290.38万元。"
        )
        assert [b.text for b in document.blocks] == [
            "二、收入决算情况说明2031年度收入合计5,282.88万元。",
            "（一）财政拨款收入5,241.53万元。",
            "（二）其他收入41.35万元。",
            "三、支出决算情况说明2031年度支出合计5,290.38万元。",
        ]
        assert [b.section for b in document.blocks] == [1, 2, 3, 4]

    def test_numbered_items_in_sequence(self) -> None:
        document = prose.read(
            "项目支出100.00万元，用于以下方面：1.道路养护60.00万元；2.桥梁检测30.00万元；3.标志更新10.00万元。"
        )
        assert [b.text for b in document.blocks] == [
            "项目支出100.00万元，用于以下方面：",
            "1.道路养护60.00万元；",
            "2.桥梁检测30.00万元；",
            "3.标志更新10.00万元。",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "增长1.5%，其中2.3万元为补助。",
            "其中：2.5万元用于维修，3.6万元用于购置。",
            "支出合计100.00万元（含上年结转5.00万元），占3.5%。",
            "全年共开会3次、培训4次、检查5次。",
        ],
    )
    def test_numbers_are_no_items(self, text: str) -> None:
        assert texts(prose.read(text)) == [text]

    def test_every_place_is_on_the_one_line(self) -> None:
        text = "一、收入情况收入合计5,282.88 万元。二、支出情况支出合计5,290.38万元。"
        document = prose.read(text)
        for block in document.blocks:
            for anchor in block.anchors:
                assert anchor.line == 1
        span = document.blocks[1].span(10, 18)
        assert text[span.column - 1 :].startswith(span.text)  # type: ignore[operator]


class TestSpacesAndGlyphs:
    def test_spaces_go_unless_they_part_two_numbers(self) -> None:
        assert texts(prose.read("支 出 合 计 35549.61 万 元 ，占 9.28 % 。")) == ["支出合计35549.61万元，占9.28%。"]
        (block,) = prose.read("行政运行 30.00 40.00 万元，见附表。").blocks
        assert "30.00 40.00" in block.text

    def test_full_width_is_understood_and_kept(self) -> None:
        (block,) = prose.read("支出合计３５．６１萬元，占９．２８％。").blocks
        assert block.text == "支出合计35.61万元，占9.28%。"
        assert block.raw == "支出合计３５．６１萬元，占９．２８％。"

    def test_the_point_after_an_item_s_number_is_no_decimal_point(self) -> None:
        document = prose.read("１．道路养护60.00万元。\n２．桥梁检测30.00万元。\n")
        assert [b.marker and b.marker.number for b in document.blocks] == [1, 2]

    def test_odd_spaces(self) -> None:
        assert texts(prose.read("\u3000\u3000支出\xa0合计\u200b100.00\u2003万元。")) == ["支出合计100.00万元。"]


class TestRows:
    @pytest.mark.parametrize(
        "line",
        [
            "205 教育支出 60.00 40.00 20.00",
            "合计\t100.00\t60.00\t40.00",
            "100.00 60.00 40.00",
            "2050201 学前教育 1,234.50",
            "赛事参与人数 ≥3500人次 3620人次 10",
            "| 收入 | 100.00 |",
        ],
    )
    def test_a_line_of_a_table(self, line: str) -> None:
        (block,) = prose.read(line).blocks
        assert block.kind is BlockKind.ROW

    @pytest.mark.parametrize(
        "line",
        [
            "支出合计 100.00 万元，其中：基本支出 60.00 万元。",
            "一、收入支出决算总体情况说明",
            "2031年 12月 31日，在职人员 78 人。",
            "2031 年度支出为 100.00 万元",
            "支出\t100.00\t万元，占\t30.00\t%。",
        ],
    )
    def test_a_line_of_prose(self, line: str) -> None:
        (block,) = prose.read(line).blocks
        assert block.kind is not BlockKind.ROW


class TestOutline:
    def test_ranks_and_parents(self) -> None:
        document = prose.read(
            "第三部分 决算情况说明\n"
            "五、一般公共预算财政拨款支出决算情况说明\n（三）具体情况\n支出合计100.00万元。\n"
            "六、基本支出情况说明\n第四部分 名词解释\n"
        )
        assert [(s.title, s.rank, s.parent) for s in document.sections[1:]] == [
            ("决算情况说明", 0, 0),
            ("一般公共预算财政拨款支出决算情况说明", 1, 1),
            ("具体情况", 2, 2),
            ("基本支出情况说明", 1, 1),
            ("名词解释", 0, 0),
        ]
        assert document.path(3) == ("决算情况说明", "一般公共预算财政拨款支出决算情况说明", "具体情况")
        assert document.ancestors(3) == (3, 2, 1, 0)

    def test_a_paragraph_belongs_to_the_heading_above_it(self) -> None:
        document = prose.read("一、收入情况\n收入合计100.00万元。\n二、支出情况\n支出合计100.00万元。\n")
        assert [b.section for b in document.blocks] == [1, 1, 2, 2]

    def test_the_title_of_an_annex_without_a_number_opens_a_part(self) -> None:
        document = prose.read(
            "五、名词解释\n基本支出：指保障机构运转的支出。\n项目支出：指完成特定工作任务的支出。\n"
            "三公经费：指因公出国（境）费等支出。\n2031年度防汛项目绩效自评结果\n执行数100.00万元。\n"
        )
        assert document.sections[-1].title == "2031年度防汛项目绩效自评结果"
        assert document.sections[-1].rank == 0


class TestMarkdown:
    TEXT = (
        "# 青禾镇2031年度部门决算\n\n## 三、支出决算情况说明\n\n"
        "- 支出合计 **100.00** 万元，占 `30.00`%。\n\n> 其中：基本支出 60.00 万元。\n"
    )

    def test_marks_are_not_text(self) -> None:
        assert kinds(prose.read(self.TEXT, "a.md")) == [
            ("heading", "青禾镇2031年度部门决算"),
            ("heading", "三、支出决算情况说明"),
            ("paragraph", "支出合计100.00万元，占30.00%。"),
            ("paragraph", "其中：基本支出60.00万元。"),
        ]

    def test_places_are_those_of_the_file(self) -> None:
        document = prose.read(self.TEXT, "a.md")
        span = document.blocks[2].span(4, 10)
        assert (span.text, span.line, span.column) == ("100.00", 5, 10)

    def test_marks_of_a_text_file_are_text(self) -> None:
        assert texts(prose.read("# 标题\n", "a.txt")) == ["#标题"]


@pytest.mark.parametrize("text", ["。。。\n，，，\n", "——\n", "　\n\u200b\n"])
def test_a_file_without_a_word_is_empty(text: str) -> None:
    with pytest.raises(ReadError):
        prose.read(text)
