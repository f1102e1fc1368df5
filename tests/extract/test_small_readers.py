"""The small extractors: enumerations of units, template text left in, printed arithmetic and bands, the profile."""

from __future__ import annotations

import pytest

from audit.model.document import DocumentKind
from tests import prose


class TestEnumerations:
    UNITS = ("1.清河县水利局（本级）", "2.清河县水库管理所", "3.清河县灌溉服务中心")

    def counted(self, sentence: str, *lines: str) -> list[tuple[str, str, int]]:
        base = prose.understood("二、机构设置", sentence, *(lines or self.UNITS))
        return [(e.stated.text, e.what, len(e.listed)) for e in base.enumerations]

    def test_subordinate_units_without_the_body_itself(self) -> None:
        assert self.counted("部门决算由本级决算和2个下属单位决算组成。") == [("2", "下属单位", 2)]

    def test_all_units(self) -> None:
        assert self.counted("纳入编制范围的3个单位包括：") == [("3", "单位", 3)]

    def test_in_words(self) -> None:
        assert self.counted("纳入编制范围的单位共三个单位，包括：") == [("三", "单位", 3)]

    def test_the_number_after_the_noun(self) -> None:
        assert self.counted("纳入汇编范围的单位共有3个，具体包括：") == [("3", "单位", 3)]

    def test_paragraphs_may_stand_between(self) -> None:
        assert self.counted("部门决算由本级决算和2个下属单位决算组成。", "纳入编制范围的单位包括：", *self.UNITS) == [
            ("2", "下属单位", 2)
        ]

    @pytest.mark.parametrize(
        "sentence", ["全年走访3个单位。", "2个下属单位的收入100.00万元。", "部门下设办公室等3个科室。"]
    )
    def test_other_numbers(self, sentence: str) -> None:
        assert self.counted(sentence) == []

    def test_items_with_sentences_are_no_units(self) -> None:
        assert (
            self.counted("纳入编制范围的3个单位包括：", "1.负责全县水资源管理，组织实施。", "2.负责防汛，组织抢险。")
            == []
        )


class TestLeftovers:
    def left(self, text: str) -> list[tuple[str, str]]:
        return [(span.text, kind) for span, kind in prose.understood(text).leftovers]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("收入合计100.00万元。（简述本部门使用科目）", [("（简述本部门使用科目）", "instruction")]),
            ("项目支出0.00万元，占 %。", [("占%", "slot")]),
            ("比上年增长（下降）5%。", [("增长（下降）", "slot")]),
            ("全年预算数为×××万元。", [("×××", "placeholder")]),
            ("2.…", [("2.…", "placeholder")]),
            ("某某局2031年决算。", [("某某局", "title")]),
            ("（注：各表详见附件。）因公出国（境）费。", []),
            ("举办3×3篮球赛，配备X光机。", []),
            ("收支增减变动情况。", []),
            ("占比100%。", []),
        ],
    )
    def test_what_is_left(self, text: str, found: list[tuple[str, str]]) -> None:
        assert self.left(text) == found


class TestPrinted:
    def test_an_equation(self) -> None:
        (equation,) = prose.understood("满意度为（95×5+5×3）÷（100×5）×100%=98.0%。").equations
        assert equation.stated.text == "98.0"
        assert [t.text for t in equation.terms] == ["95", "5", "5", "3", "100", "5", "100"]
        assert equation.template == "({0}*{1}+{2}*{3})/({4}*{5})*{6}/100"

    @pytest.mark.parametrize(
        "text", ["得分=9.5。", "满意度为（95×5÷（100×5）=98.0%。", "比例3:1，共12/31。", "2031/5/6=星期二"]
    )
    def test_no_equation(self, text: str) -> None:
        assert prose.understood(text).equations == ()

    def test_bands(self) -> None:
        (run,) = prose.understood("分别按照100%-80%（含80%）、80%-60%（含60%）、60%-0%确定分值。").bands
        assert [(b.high and b.high.text, b.low and b.low.text, b.bound and b.bound.text) for b in run] == [
            ("100", "80", "80"),
            ("80", "60", "60"),
            ("60", "0", None),
        ]

    def test_a_single_range_is_no_scale(self) -> None:
        assert prose.understood("使用率达到100%-80%，较上年提高。").bands == ()


class TestProfile:
    @pytest.mark.parametrize(
        ("title", "kind", "year"),
        [
            ("青禾镇2031年度部门决算", DocumentKind.FINAL_ACCOUNTS, 2031),
            ("青禾镇2032年部门预算", DocumentKind.BUDGET, 2032),
            ("青禾镇2031年度项目支出绩效自评", DocumentKind.PERFORMANCE, 2031),
            ("青禾镇志", DocumentKind.UNKNOWN, None),
        ],
    )
    def test_kind_and_year(self, title: str, kind: DocumentKind, year: int | None) -> None:
        base = prose.understood(title=title)
        assert (base.kind, base.year) == (kind, year)

    @pytest.mark.parametrize(
        ("lines", "entity"),
        [
            ("清河县水利局2031年度部门决算", "清河县水利局"),
            ("2031年度清河县水利局部门决算", "清河县水利局"),
            ("2031年度水利局部门决算", "水利局"),
            ("2031年度某局部门决算", "某局"),
            ("关于清河县水利局2031年度部门决算的说明", "清河县水利局"),
            ("标题: 2031年度青禾镇文化服务中心单位决算", "青禾镇文化服务中心"),
            ("# 清河县水利局2031年度部门决算", "清河县水利局"),
            ("2031年度清河县教育局（本级）单位决算", "清河县教育局（本级）"),
            ("中共清河县委宣传部2031年度部门决算", "中共清河县委宣传部"),
            ("清河县水利局\n2031年度部门决算", "清河县水利局"),
            ("2031年度部门决算\n清河县水利局", "清河县水利局"),
            ("部门决算公开\n第一部分 清河县水利局概况", "清河县水利局"),
            ("第一部分 清河县科学技术和经\n济信息化局（本级）概况", "清河县科学技术和经济信息化局（本级）"),
            (
                "青禾区2031年区级部门预算\n预算主管部门：青禾区人民政府柳林街道办事处\n目 录",
                "青禾区人民政府柳林街道办事处",
            ),
            ("青禾区2031年区级部门预算\n目 录", "青禾区"),
            ("清河县水利局2031年度部门决算\n主管部门：清河县人民政府", "清河县水利局"),
            ("关于清河县2031年财政预算执行情况的报告\n清河县财政局\n各位代表：", ""),
            ("（一）2031年收入100.00万元。", ""),
            ("（六）2081002-老年福利5.62万元，占2031年部门决算的1%。", ""),
            ("本部门2031年度部门决算", ""),
        ],
    )
    def test_the_body(self, lines: str, entity: str) -> None:
        from audit import extract

        assert extract.extract(prose.read(lines)).entity == entity

    def test_last_year_in_comparisons_is_not_the_year(self) -> None:
        base = prose.understood("三、支出决算情况说明", *["支出合计10.00万元，比2030年度决算数增加1.00万元。"] * 5)
        assert base.year == 2031

    @pytest.mark.parametrize(
        ("text", "unit"),
        [("收入100.00万元。", "万元"), ("收入100.00元。", "元"), ("单位：元\n收入1万元。", "元"), ("无。", "")],
    )
    def test_the_unit(self, text: str, unit: str) -> None:
        assert prose.understood(text).unit == unit

    def test_a_name_of_a_file_says_nothing(self) -> None:
        from audit import extract

        assert extract.extract(prose.read("青禾镇志。", "2031年部门决算.txt")).kind is DocumentKind.UNKNOWN
