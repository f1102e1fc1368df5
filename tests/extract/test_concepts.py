"""Concepts: the item that a label names under its headings, its fund, stage, year and scope."""

from __future__ import annotations

import pytest

from audit.extract.concepts import account_name, account_of, context_of, item_of
from audit.extract.labels import Label
from audit.model.concept import Fund, Stage
from tests import prose

NOWHERE = context_of(("其他重要事项",))
OVERVIEW = context_of(("收入支出决算总体情况说明",))


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("收、支总计", "both.grand"),
        ("收入支出总计", "both.grand"),
        ("本年收入合计", "income.year"),
        ("支出合计", "expenditure.year"),
        ("基本支出", "expenditure.basic"),
        ("人员支出", "expenditure.personnel"),
        ("人员经费", "expenditure.personnel"),
        ("日常公用经费", "expenditure.public"),
        ("公用支出", "expenditure.public"),
        ("“三公”经费", "threepublic.total"),
        ("“三公经费”支出", "threepublic.total"),
        ("公务用车购置及运行维护费", "threepublic.vehicle"),
        ("公务用车运行维护费", "threepublic.operation"),
        ("因公出国（境）费用", "threepublic.abroad"),
        ("青禾镇机关运行经费", "operating-cost"),
        ("政府采购支出总额", "procurement.total"),
        ("授予小微企业合同金额", "procurement.micro"),
        ("年末财政拨款结转和结余", "carry.closing"),
        ("上年结转", "carry.opening"),
        ("教育支出", "function:教育"),
        ("农林水支出", "function:农林水"),
        ("灌区改造支出", "label:灌区改造"),
        ("", ""),
    ],
)
def test_names(name: str, item: str) -> None:
    assert item_of(Label(name), NOWHERE) == item


def test_generic_names_mean_the_totals_only_under_their_headings() -> None:
    assert item_of(Label("支出"), OVERVIEW) == "expenditure.year"
    assert item_of(Label("支出"), NOWHERE) == "label:支出"
    assert item_of(Label("收入"), OVERVIEW) == "income.year"


def test_generic_names_under_the_heading_of_an_item_mean_that_item() -> None:
    running = context_of(("机关运行经费支出情况说明",))
    assert item_of(Label("支出"), running) == "operating-cost"


def test_goods_are_parts_of_the_procurement_only_where_it_is_the_topic() -> None:
    buying = context_of(("政府采购支出情况说明",))
    assert item_of(Label("货物"), buying) == "procurement.goods"
    assert item_of(Label("货物"), NOWHERE) == "label:货物"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("教育支出（类）普通教育（款）小学教育（项）", "function:教育/普通教育/小学教育"),
        ("住房保障支出（类）住房改革支出（款）住房公积金（项）", "function:住房保障/住房改革/住房公积金"),
        ("社会保障和就业（类）", "function:社会保障和就业"),
        ("2010301-行政运行（项）", "function:/行政运行"),
        ("行政事业单位医疗（款）行政单位医疗（项）", "function:/行政事业单位医疗/行政单位医疗"),
        ("“农林水支出（类）水利（款）防汛（项）”", "function:农林水/水利/防汛"),
        ("防汛物资储备", None),
    ],
)
def test_accounts(text: str, item: str | None) -> None:
    assert account_of(text) == item


@pytest.mark.parametrize(
    ("printed", "name"), [("2130314防汛", "防汛"), ("水利（款）", "水利"), ("住房改革支出", "住房改革")]
)
def test_account_names(printed: str, name: str) -> None:
    assert account_name(printed) == name


@pytest.mark.parametrize(
    ("path", "fund"),
    [
        (("财政拨款收入支出决算总体情况说明",), Fund.FISCAL),
        (("一般公共预算财政拨款支出决算情况说明", "具体情况"), Fund.GENERAL),
        (("政府性基金预算财政拨款收入支出决算情况",), Fund.GOVERNMENT),
        (("国有资本经营预算财政拨款支出决算情况",), Fund.CAPITAL),
        (("支出决算情况说明",), Fund.ALL),
        (("国有资产占用情况说明",), None),
    ],
)
def test_the_fund_of_a_heading(path: tuple[str, ...], fund: Fund | None) -> None:
    assert context_of(path).fund is fund


def test_a_fund_of_the_label_within_the_fund_of_the_heading() -> None:
    base = prose.understood(
        "四、财政拨款收入支出决算总体情况说明",
        "2031年度财政拨款收入300.00万元，其中：一般公共预算财政拨款收入280.00万元，政府性基金预算财政拨款收入20.00万元。",
    )
    assert [f.concept.fund for f in base.facts] == [Fund.FISCAL, Fund.GENERAL, Fund.GOVERNMENT]


def test_items_that_have_one_fund_by_definition_have_none_to_tell_them_apart() -> None:
    base = prose.understood("七、财政拨款“三公”经费支出决算情况说明", "2031年度“三公”经费财政拨款支出9.47万元。")
    assert [(f.concept.item, f.concept.fund) for f in base.facts] == [("threepublic.total", None)]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("年初预算为", Stage.INITIAL),
        ("年初预算数为", Stage.INITIAL),
        ("全年预算数为", Stage.ADJUSTED),
        ("调整后预算数为", Stage.ADJUSTED),
        ("预算数为", Stage.BUDGET),
        ("支出决算为", Stage.FINAL),
        ("决算数为", Stage.FINAL),
        ("执行数为", Stage.FINAL),
        ("", Stage.FINAL),
    ],
)
def test_stages(words: str, stage: Stage) -> None:
    (fact,) = prose.understood("七、“三公”经费支出决算情况说明", f"2031年度“三公”经费{words}9.47万元。").facts
    assert fact.concept.stage is stage


def test_in_a_budget_document_an_amount_without_a_stage_is_a_budget() -> None:
    (fact,) = prose.understood("七、“三公”经费预算情况说明", "“三公”经费9.47万元。", title=prose.BUDGET_TITLE).facts
    assert fact.concept.stage is Stage.BUDGET


def test_an_item_of_a_project_list_is_not_the_whole_class() -> None:
    base = prose.understood(
        "三、支出决算情况说明", "2031年度项目支出100.00万元，主要用于以下方面：教育支出60.00万元；防汛40.00万元。"
    )
    assert [(f.concept.item, f.concept.within) for f in base.facts] == [
        ("expenditure.project", ""),
        ("function:教育", "expenditure.project"),
        ("label:防汛", "expenditure.project"),
    ]


def test_the_body_s_own_level_is_a_scope() -> None:
    base = prose.understood("三、支出决算情况说明", "本级2031年度支出合计80.00万元，部门2031年度支出合计100.00万元。")
    assert [f.concept.scope for f in base.facts][-1] == ""


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("其中：灌区改造", "灌区改造"),
        ("用于农村水利支出为", "农村水利支出"),
        ("在职人员", "在职人员"),
        ("及时完成率", "及时完成率"),
        ("（其中灌区改造", "灌区改造"),
        ("2031年", "2031年"),
    ],
)
def test_labels_lose_their_particles(printed: str, name: str) -> None:
    from audit.extract.labels import clean

    assert clean(printed) == name
