"""Lists: which parts stand under which whole, inside a paragraph and over several, and when a list ends."""

from __future__ import annotations

import pytest

from tests import prose

SPENDING = "三、支出决算情况说明"
GENERAL = "五、一般公共预算财政拨款支出决算情况说明"
THREE = "七、“三公”经费支出决算情况说明"


def lists(*lines: str, heading: str = SPENDING) -> list[str]:
    return prose.decompositions(prose.understood(heading, *lines).decompositions)


def labelled(*lines: str) -> list[tuple[str, list[str]]]:
    base = prose.understood(SPENDING, *lines)
    return [(d.whole.label, [p.label for p in d.parts]) for d in base.decompositions]


class TestOverParagraphs:
    def test_numbered_items(self) -> None:
        assert lists(
            "2031年度项目支出100.00万元，主要用于以下方面：",
            "1.道路养护60.00万元，修补路面3万平方米。",
            "2.桥梁检测30.00万元，比上年增加5.00万元。",
            "3.标志更新10.00万元。",
        ) == ["100.00万元 = 60.00万元 + 30.00万元 + 10.00万元 (declared)"]

    def test_numbered_items_run_together_on_one_line(self) -> None:
        assert lists(
            "2031年度项目支出100.00万元，主要用于以下方面：1.道路养护60.00万元，主要用于修补路面。2.桥梁检测30.00万元。3.标志更新10.00万元。"
        ) == ["100.00万元 = 60.00万元 + 30.00万元 + 10.00万元 (declared)"]

    def test_circled_numbers(self) -> None:
        assert lists(
            "支出合计100.00万元，按支出功能分类科目，主要用于：①教育支出60.00万元；②卫生健康支出40.00万元。"
        ) == ["100.00万元 = 60.00万元 + 40.00万元 (declared)"]

    def test_paragraphs_without_numbers(self) -> None:
        assert lists(
            "2031年度基本支出100.00万元，其中：",
            "人员经费60.00万元，主要包括：基本工资、津贴补贴。",
            "公用经费40.00万元，主要包括：办公费、印刷费。",
        ) == ["100.00万元 = 60.00万元 + 40.00万元 (declared)"]

    def test_the_first_number_that_is_out_of_sequence_ends_the_list(self) -> None:
        assert lists(
            "2031年度项目支出100.00万元，主要用于以下方面：",
            "1.道路养护60.00万元。",
            "2.桥梁检测40.00万元。",
            "5.标志更新10.00万元。",
        ) == ["100.00万元 = 60.00万元 + 40.00万元 (declared)"]

    def test_a_heading_ends_the_list(self) -> None:
        assert lists(
            "2031年度项目支出100.00万元，主要用于以下方面：",
            "1.道路养护60.00万元。",
            "2.桥梁检测40.00万元。",
            "四、其他情况说明",
            "1.标志更新10.00万元。",
        ) == ["100.00万元 = 60.00万元 + 40.00万元 (declared)"]

    def test_a_list_under_an_item_of_a_list(self) -> None:
        found = lists(
            "2031年度“三公”经费支出决算为9.47万元，其中：",
            "1.公务用车购置及运行费支出决算为7.62万元；其中：",
            "（1）公务用车购置费5.00万元，购置公务用车1辆。",
            "（2）公务用车运行费2.62万元。",
            "2.公务接待费支出决算为1.85万元。",
            heading=THREE,
        )
        assert sorted(found) == [
            "7.62万元 = 5.00万元 + 2.62万元 (declared)",
            "9.47万元 = 7.62万元 + 1.85万元 (declared)",
        ]

    def test_only_the_first_amount_of_an_item_is_a_part(self) -> None:
        assert (
            lists(
                "2031年度项目支出100.00万元，主要用于以下方面：",
                "1.道路养护60.00万元，其中人工20.00万元。",
                "2.桥梁检测40.00万元，设备租赁15.00万元。",
            )[-1]
            == "100.00万元 = 60.00万元 + 40.00万元 (declared)"
        )


class TestInline:
    @pytest.mark.parametrize("mark", ["；", "，", "、"])
    def test_any_separator(self, mark: str) -> None:
        assert lists(f"2031年度支出合计100.00万元，其中：基本支出60.00万元{mark}项目支出40.00万元。") == [
            "100.00万元 = 60.00万元 + 40.00万元 (declared)"
        ]

    def test_a_closed_set_may_go_on_after_a_full_stop(self) -> None:
        assert lists(
            "2031年度支出合计100.00万元，其中：基本支出60.00万元，占60.00%。项目支出40.00万元，占40.00%。"
        ) == ["100.00万元 = 60.00万元 + 40.00万元 (declared)"]

    def test_another_subject_after_a_full_stop_ends_it(self) -> None:
        assert lists(
            "2031年度支出合计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。本年收入合计120.00万元。"
        ) == ["100.00万元 = 60.00万元 + 40.00万元 (declared)"]

    def test_brackets_hold_a_list_of_their_own(self) -> None:
        assert lists("在职人员78人，其中：行政36人，事业42人（其中：参照公务员法管理18人）。") == [
            "42人 = 18人 (listed)",
            "78人 = 36人 + 42人 (declared)",
        ]

    def test_a_list_inside_a_list_without_brackets(self) -> None:
        assert lists(
            "2031年度支出合计100.00万元，其中：基本支出60.00万元，其中：人员经费50.00万元，公用经费10.00万元；项目支出40.00万元。"
        ) == ["60.00万元 = 50.00万元 + 10.00万元 (declared)", "100.00万元 = 60.00万元 + 40.00万元 (declared)"]

    def test_budgets_and_outturns_apart(self) -> None:
        assert lists(
            "“三公”经费年初预算为4.00万元，支出决算为3.20万元，其中：公务用车运行费年初预算为3.00万元，支出决算为3.00万元；公务接待费年初预算为1.00万元，支出决算为0.20万元。",
            heading=THREE,
        ) == ["4.00万元 = 3.00万元 + 1.00万元 (declared)", "3.20万元 = 3.00万元 + 0.20万元 (declared)"]

    def test_the_whole_once_more_is_no_part(self) -> None:
        assert lists(
            "2031年度支出合计100.00万元，其中：支出合计100.00万元，基本支出60.00万元，项目支出40.00万元。"
        ) == ["100.00万元 = 60.00万元 + 40.00万元 (declared)"]

    def test_estimates_are_no_parts(self) -> None:
        assert lists("2031年度支出合计100.00万元，其中：基本支出约60万元，项目支出40.00万元。") == []

    def test_other_measures_are_no_parts(self) -> None:
        assert lists("2031年度公务接待费1.20万元，其中：国内接待1.20万元，接待45批次、462人次。") == [
            "1.20万元 = 1.20万元 (listed)"
        ]

    def test_names_dealt_out(self) -> None:
        assert labelled(
            "政府采购支出总额100.00万元，其中：货物、工程、服务支出分别为60.00万元、30.00万元、10.00万元。"
        ) == [("政府采购支出", ["货物", "工程", "服务支出"])]


class TestCompleteness:
    """What a list claims: declared (it is all), usual, listed (it may be), partial (it is not)."""

    @pytest.mark.parametrize(
        ("opener", "claim"),
        [
            ("具体情况如下：", "declared"),
            ("主要用于以下方面：", "declared"),
            ("具体使用情况如下：", "declared"),
            ("其中：", "listed"),
            ("包括：", "listed"),
            ("其中重点", "partial"),
            ("主要用于", "partial"),
            ("其中主要是", "partial"),
        ],
    )
    def test_openers(self, opener: str, claim: str) -> None:
        assert lists(f"2031年度项目支出100.00万元，{opener}道路养护60.00万元，桥梁检测30.00万元。") == [
            f"100.00万元 = 60.00万元 + 30.00万元 ({claim})"
        ]

    def test_a_closed_set_of_the_field_is_complete_whatever_opens_it(self) -> None:
        assert lists("2031年度支出合计100.00万元，其中主要是基本支出60.00万元，项目支出30.00万元。")[0].endswith(
            "(declared)"
        )

    def test_basic_expenditure_alone_is_not_all(self) -> None:
        assert lists("2031年度支出合计100.00万元，其中：基本支出60.00万元。") == ["100.00万元 = 60.00万元 (listed)"]

    def test_a_list_that_closes_at_one_stage_is_complete_at_all(self) -> None:
        items = (
            "1.灌区改造年初预算为620.00万元，支出决算为655.35万元。",
            "2.河道清淤年初预算为210.00万元，支出决算为331.88万元。",
            "3.水质监测年初预算为{}万元，支出决算为100.00万元。",
        )
        head = "2031年度项目支出年初预算为930.00万元，支出决算为1,012.35万元。其中："
        closing = lists(head, items[0], items[1], items[2].format("100.00"))
        assert [d.rpartition(" ")[2] for d in closing] == ["(declared)", "(declared)"]
        neither = lists(head, items[0], items[1], items[2].format("123.45"))
        assert [d.rpartition(" ")[2] for d in neither] == ["(listed)", "(listed)"]


class TestAccounts:
    HEAD = "2031年度一般公共预算财政拨款支出年初预算为90.00万元，支出决算为100.00万元。"
    ITEMS = (
        "1.教育支出（类）普通教育（款）小学教育（项）。年初预算为50.00万元，支出决算为60.00万元。",
        "2.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。年初预算为30.00万元，支出决算为30.00万元。",
        "3.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为10.00万元，支出决算为10.00万元。",
    )

    def test_each_stage_is_a_list(self) -> None:
        found = prose.understood(GENERAL, "（三）具体情况", self.HEAD, *self.ITEMS).decompositions
        assert [(prose.decomposition(d), d.origin) for d in found] == [
            ("90.00万元 = 50.00万元 + 30.00万元 + 10.00万元 (declared)", "accounts"),
            ("100.00万元 = 60.00万元 + 30.00万元 + 10.00万元 (declared)", "accounts"),
        ]

    def test_two_accounts_are_no_list(self) -> None:
        assert not prose.understood(GENERAL, "（三）具体情况", self.HEAD, *self.ITEMS[:2]).decompositions

    def test_a_class_stated_elsewhere_is_made_of_its_items(self) -> None:
        found = prose.understood(
            GENERAL,
            "（二）结构情况",
            "2031年度一般公共预算财政拨款支出100.00万元，主要用于以下方面：教育支出（类）70.00万元；住房保障支出（类）30.00万元。",
            "（三）具体情况",
            "2031年度一般公共预算财政拨款支出年初预算为90.00万元，支出决算为100.00万元。",
            "1.教育支出（类）普通教育（款）小学教育（项）。年初预算为50.00万元，支出决算为60.00万元。",
            "2.教育支出（类）普通教育（款）初中教育（项）。年初预算为30.00万元，支出决算为10.00万元。",
            "3.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为10.00万元，支出决算为30.00万元。",
        ).decompositions
        assert "70.00万元 = 60.00万元 + 10.00万元 (declared)" in prose.decompositions(found)


def test_a_list_that_waited_under_another_takes_no_numbered_paragraph() -> None:
    assert lists(
        "2031年度一般公共预算财政拨款支出决算为100.00万元。其中：基本支出60.00万元，项目支出40.00万元。项目支出主要用于：",
        "1、水库加固30.00万元，主要成效：消除隐患。",
        "2、河道清淤10.00万元，主要成效：行洪畅通。",
        "1.教育支出（类）。支出决算为70.00万元。",
        "2.住房保障支出（类）。支出决算为20.00万元。",
        "3.卫生健康支出（类）。支出决算为10.00万元。",
    ) == ["40.00万元 = 30.00万元 + 10.00万元 (partial)", "100.00万元 = 60.00万元 + 40.00万元 (declared)"]


def test_parts_of_a_change_carry_signs() -> None:
    assert lists(
        "2031年度“三公”经费支出6.52万元，比上年增加0.12万元，其中：因公出国（境）费减少0.08万元，公务接待费增加0.20万元。",
        heading=THREE,
    ) == ["0.12万元 = - 0.08万元 + 0.20万元 (listed)"]


def test_after_an_increase_the_list_may_be_of_the_amount() -> None:
    assert lists("2031年度支出合计100.00万元，比上年增加20.00万元，其中：基本支出60.00万元，项目支出40.00万元。") == [
        "100.00万元 = 60.00万元 + 40.00万元 (declared)"
    ]


def test_two_amounts_of_one_item_leave_a_change_without_an_owner() -> None:
    base = prose.understood(
        "二、支出",
        "项目支出686.45万元。项目支出主要用于：道路养护支出320.00万元，主要成效是全年养护道路1264个，同比增加158个。",
    )
    assert [fact.figure.text for fact in base.facts][:2] == ["686.45", "320.00"]
