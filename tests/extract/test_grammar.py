"""The statement grammar, family by family: one sentence under a heading, and all that it states.

The families are those in which published disclosures put the same thing (totals, shares, changes, …). `says` lists
every fact, share, change, completion, comparison and decomposition of the kinds that a family is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from audit.model.fact import FactBase
from tests import prose

OVERVIEW = "一、收入支出决算总体情况说明"
SPENDING = "三、支出决算情况说明"
GENERAL = "五、一般公共预算财政拨款支出决算情况说明"
THREE = "七、“三公”经费支出决算情况说明"
BUYING = "十一、政府采购支出情况说明"
ASSETS = "十二、国有资产占用情况说明"

VIEWS: dict[str, Callable[[FactBase], list[str]]] = {
    "facts": prose.facts,
    "shares": lambda base: prose.shares(base.shares),
    "changes": lambda base: prose.changes(base.changes),
    "completions": lambda base: prose.completions(base.completions),
    "comparisons": lambda base: prose.comparisons(base.comparisons),
    "decompositions": lambda base: prose.decompositions(base.decompositions),
}


def check(heading: str, text: str, views: dict[str, list[str]], title: str = prose.TITLE) -> None:
    base = prose.understood(heading, text, title=title)
    assert {view: VIEWS[view](base) for view in views} == views


def table(*rows: tuple[Any, ...]) -> Iterable[Any]:
    return pytest.mark.parametrize("row", rows, ids=[row[1][:40] for row in rows])  # type: ignore[return-value]


class TestTotals:
    """A. Headline statements: what is named, in which breath, for which side and fund."""

    @table(
        (
            OVERVIEW,
            "2031年度收、支总计5,342.13万元。",
            ["income.grand: 5,342.13万元", "expenditure.grand: 5,342.13万元"],
        ),
        (
            OVERVIEW,
            "2031 年度收入支出总计307.82 万元。",
            ["income.grand: 307.82万元", "expenditure.grand: 307.82万元"],
        ),
        (OVERVIEW, "2031年度，本單位收入為1687.45萬元。", ["income.year: 1687.45万元"]),
        (OVERVIEW, "2031年度收、支总计均为50.00万元。", ["income.grand: 50.00万元", "expenditure.grand: 50.00万元"]),
        (
            OVERVIEW,
            "2031年度收入、支出决算总计均为50.00万元。",
            ["income.grand: 50.00万元", "expenditure.grand: 50.00万元"],
        ),
        (
            OVERVIEW,
            "收入总计为55.00万元，本年收入合计为50.00万元。",
            ["income.grand: 55.00万元", "income.year: 50.00万元"],
        ),
        (
            OVERVIEW,
            "收入总计488.62万元，支出总计488.62万元。",
            ["income.grand: 488.62万元", "expenditure.grand: 488.62万元"],
        ),
        (
            OVERVIEW,
            "部门决算总收入959.48万元，其中本年收入945.18万元。",
            ["income.grand: 959.48万元", "income.year: 945.18万元"],
        ),
        (
            OVERVIEW,
            "年初结转和结余55.87万元，本年收入488.62万元，本年支出470.91万元，年末结转和结余73.58万元。",
            [
                "carry.opening: 55.87万元",
                "income.year: 488.62万元",
                "expenditure.year: 470.91万元",
                "carry.closing: 73.58万元",
            ],
        ),
        (
            OVERVIEW,
            "使用非财政拨款结余（含专用结余）10.00万元，结余分配3.58万元。",
            ["surplus.cover: 10.00万元", "surplus.distribution: 3.58万元"],
        ),
        (
            "四、财政拨款收入支出决算总体情况说明",
            "2031年度财政拨款收、支总计300.00万元。",
            ["income.grand fiscal: 300.00万元", "expenditure.grand fiscal: 300.00万元"],
        ),
        (GENERAL, "2031年度一般公共预算财政拨款支出5,066.88万元。", ["expenditure.year general: 5,066.88万元"]),
        (
            "八、政府性基金预算财政拨款收入支出决算情况说明",
            "2031年度政府性基金预算财政拨款年初结转和结余12.50万元，本年收入200.00万元。",
            ["carry.opening government: 12.50万元", "income.year government: 200.00万元"],
        ),
        (THREE, "2031年度“三公”经费支出9.47万元。", ["threepublic.total: 9.47万元"]),
        ("十、机关运行经费支出情况说明", "2031年度青禾镇机关运行经费支出118.46万元。", ["operating-cost: 118.46万元"]),
        (
            OVERVIEW,
            "全镇一般公共预算收入完成147.1亿元。收支相抵，结转下年4.4亿元。",
            ["label:全镇收入 general: 147.1亿元", "carry.closing: 4.4亿元"],
        ),
    )
    def test_what_is_stated(self, row: tuple[str, str, list[str]]) -> None:
        check(row[0], row[1], {"facts": row[2]})

    def test_two_numbers_in_one_breath_are_income_and_expenditure(self) -> None:
        base = prose.understood(OVERVIEW, "2031年度收、支总计各是4125.49,4143.91万元。")
        by_item = {f.concept.item: f.figure for f in base.facts}
        assert by_item["income.grand"].text == "4125.49"
        assert by_item["expenditure.grand"].text == "4143.91"
        assert by_item["income.grand"].amount == 41_254_900, "the unit stands only after the second"

    def test_numbered_lines_without_a_verb(self) -> None:
        base = prose.understood("1、收入:792.22万元。", "2、支出:799.12万元。")
        assert prose.facts(base) == ["income.year: 792.22万元", "expenditure.year: 799.12万元"]

    def test_a_budget_document_states_budgets(self) -> None:
        check(
            "一、收支预算总体情况说明",
            "收入预算18,976.76万元，其中：财政拨款收入18,976.76万元。",
            {"facts": ["income.year budget: 18,976.76万元", "income.year fiscal budget: 18,976.76万元"]},
            title=prose.BUDGET_TITLE,
        )

    def test_the_year_of_a_fact_is_the_one_that_its_sentence_names(self) -> None:
        base = prose.understood(OVERVIEW, "2031年度支出合计120.00万元。2030年度支出合计100.00万元。")
        assert [(f.figure.text, f.concept.year) for f in base.facts] == [("120.00", 2031), ("100.00", 2030)]


class TestShares:
    """B. Shares: of a named base, of an implied one, of one that changes from clause to clause."""

    @table(
        (
            SPENDING,
            "2031年度支出合计200.00万元，其中：基本支出60.00万元，占30.00%；项目支出140.00万元，占本年支出合计的70.00%。",
            ["60.00万元 / 200.00万元 = 30.00%", "140.00万元 / 200.00万元 = 70.00%"],
        ),
        (
            SPENDING,
            "2031年度支出合计200.00万元，其中基本支出60.00万元，占比30%，项目支出140.00万元，所占比重为70％。",
            ["60.00万元 / 200.00万元 = 30%", "140.00万元 / 200.00万元 = 70%"],
        ),
        (SPENDING, "2031年度支出合计200.00万元。基本支出60.00万元占总支出的30％。", ["60.00万元 / 200.00万元 = 30%"]),
        (
            THREE,
            "2031年度“三公”经费支出8.00万元，其中：公务接待费2.00万元，占“三公”经费的25%。",
            ["2.00万元 / 8.00万元 = 25%"],
        ),
        (
            BUYING,
            "2031年度政府采购支出总额200.00万元，授予中小企业合同金额150.00万元，占政府采购支出总额的75.00%，其中：授予小微企业合同金额60.00万元，占授予中小企业合同金额的40.00%。",
            ["150.00万元 / 200.00万元 = 75.00%", "60.00万元 / 150.00万元 = 40.00%"],
        ),
        (
            SPENDING,
            "2031年度支出合计200.00万元，其中：基本支出、项目支出分别为60.00万元、140.00万元，分别占30.00%、70.00%。",
            ["60.00万元 / 200.00万元 = 30.00%", "140.00万元 / 200.00万元 = 70.00%"],
        ),
        (
            GENERAL,
            "2031年度一般公共预算财政拨款支出2000.00万元，占本年支出合计的80.00%。",
            ["2000.00万元 / - = 80.00%"],
        ),
        (SPENDING, "2031年度支出合计200.00万元，其中：基本支出60.00万元，占 %。", []),
        (
            BUYING,
            "2031年度政府采购支出总额0万元，其中：政府采购货物支出0万元，占政府采购支出总额的0%。",
            ["0万元 / 0万元 = 0%"],
        ),
    )
    def test_part_and_base(self, row: tuple[str, str, list[str]]) -> None:
        check(row[0], row[1], {"shares": row[2]})

    def test_the_base_changes_from_clause_to_clause(self) -> None:
        base = prose.understood(
            SPENDING,
            "2031年度支出合计2500.00万元。",
            GENERAL,
            "2031年度一般公共预算财政拨款支出2000.00万元，占本年支出合计的80.00%。其中：基本支出1500.00万元，占一般公共预算支出75.00%。工资福利支出1200.00万元，占基本支出80.00%。",
        )
        assert prose.shares(base.shares) == [
            "2000.00万元 / 2500.00万元 = 80.00%",
            "1500.00万元 / 2000.00万元 = 75.00%",
            "1200.00万元 / 1500.00万元 = 80.00%",
        ]

    def test_a_share_of_a_budget_is_a_completion(self) -> None:
        check(
            SPENDING,
            "支出年初预算10065万元，2031年支出决算4348万元，占年初预算10065万元的43.2%。",
            {"shares": [], "completions": ["4348万元 / 10065万元 = 43.2%"]},
        )


class TestChanges:
    """C. Changes against last year: amount, rate, both, and what they are measured against."""

    @table(
        (
            OVERVIEW,
            "2031年度收、支总计120.00万元。与2030年度相比，收、支总计各增加20.00万元，增长20.00%。",
            ["120.00万元 up 20.00万元 20.00%"],
        ),
        (SPENDING, "2031年度支出合计80.00万元，比上年减少20.00万元，降低20.00%。", ["80.00万元 down 20.00万元 20.00%"]),
        (SPENDING, "2031年度支出合计120.00万元，比上年增支20.00万元，增支20.00%。", ["120.00万元 up 20.00万元 20.00%"]),
        (
            SPENDING,
            "2031年度支出合计80.00万元，按同口径同比减少20.00万元，下降20.00%。",
            ["80.00万元 down 20.00万元 20.00%"],
        ),
        (SPENDING, "2031年度支出合计12.60万元，比上年增加0.60万元，增加5%。", ["12.60万元 up 0.60万元 5%"]),
        (
            SPENDING,
            "2031年度支出合计2.05万元，较上年2.08减少0.03万元，减少了1.44%。",
            ["2.05万元 down 0.03万元 1.44% from 2.08万元"],
        ),
        (
            SPENDING,
            "2031年度支出251万元，比上年累计支出285万元下降34万元，下降12%。",
            ["251万元 down 34万元 12% from 285万元"],
        ),
        (
            SPENDING,
            "2031年度支出合计110.00万元，比2030年决算数100.00万元增加10.00万元，增长10.00％。",
            ["110.00万元 up 10.00万元 10.00% from 100.00万元"],
        ),
        (SPENDING, "2031年度支出合计114.00万元，比上年100.00万元增长14%。", ["114.00万元 up - 14% from 100.00万元"]),
        (SPENDING, "2031年度支出合计80.00万元，较2030年决算减少8%。", ["80.00万元 down - 8%"]),
        (
            SPENDING,
            "2031年度支出合计80.00万元，比上年预算数字下降35.45%，比上年决算数字下降34.26%。",
            ["80.00万元 down - 35.45%", "80.00万元 down - 34.26%"],
        ),
        (THREE, "公务接待费支出2.00万元，比上年增加0万元，增长0%，主要原因是与上年持平。", ["2.00万元 up 0万元 0%"]),
        (THREE, "公务接待费支出385.20万元，较上年增加90.42，增长30.67%。", ["385.20万元 up 90.42万元 30.67%"]),
        (SPENDING, "2031年度支出合计100.00万元，与2030年度持平。", []),
        (
            SPENDING,
            "2031年度支出合计100.00万元，比上年增加20.00万元，主要原因是人员经费增加26.60万元，房租减少6.60万元。",
            ["100.00万元 up 20.00万元 -"],
        ),
    )
    def test_amount_rate_and_base(self, row: tuple[str, str, list[str]]) -> None:
        check(row[0], row[1], {"changes": row[2]})

    def test_two_bases_in_one_sentence_are_two_changes(self) -> None:
        base = prose.understood(
            "一、收支预算总体情况说明",
            "支出预算100.00万元，比2031年预算执行数增加20.00万元，增长25.00%，比2031年预算增加10.00万元，增长11.11%。",
            title=prose.BUDGET_TITLE,
        )
        assert prose.changes(base.changes) == ["100.00万元 up 20.00万元 25.00%", "100.00万元 up 10.00万元 11.11%"]
        assert [(c.base_year, c.base_stage and c.base_stage.value) for c in base.changes] == [
            (2031, "final"),
            (2031, "budget"),
        ]

    def test_parts_of_a_change(self) -> None:
        check(
            THREE,
            "2031年度“三公”经费支出9.47万元，比2030年度减少30.90万元，其中：因公出国（境）费减少26.15万元，公务用车购置及运行费减少8.28万元，公务接待费增加3.53万元。",
            {"decompositions": ["30.90万元 = - 26.15万元 - 8.28万元 + 3.53万元 (declared)"]},
        )


class TestAgainstTheBudget:
    """D. Budget and outturn: stages, completion, comparison in words."""

    @table(
        (
            SPENDING,
            "2031年度支出年初预算为80.00万元，支出决算为60.00万元，完成年初预算的75.00%。",
            ["expenditure.year initial: 80.00万元", "expenditure.year: 60.00万元"],
            ["60.00万元 / 80.00万元 = 75.00%"],
        ),
        (
            SPENDING,
            "2031年度支出年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，完成全年预算的95.89%。",
            [
                "expenditure.year initial: 0万元",
                "expenditure.year adjusted: 321.02万元",
                "expenditure.year: 307.82万元",
            ],
            ["307.82万元 / 321.02万元 = 95.89%"],
        ),
        (
            THREE,
            "“三公”经费全年预算为4.00万元，支出决算为3.00万元，为调整预算的75%。",
            ["threepublic.total adjusted: 4.00万元", "threepublic.total: 3.00万元"],
            ["3.00万元 / 4.00万元 = 75%"],
        ),
        (
            THREE,
            "“三公”经费支出决算为3.00万元，完成预算的75%。",
            ["threepublic.total: 3.00万元"],
            ["3.00万元 / - = 75%"],
        ),
        (
            "二、项目支出自评",
            "项目预算总额120.00万元，实际到位资金120.00万元，执行数90.00万元，预算执行率75.00%。",
            ["label:项目 budget: 120.00万元", "label:到位资金 adjusted: 120.00万元", "label:到位资金: 90.00万元"],
            ["90.00万元 / 120.00万元 = 75.00%"],
        ),
    )
    def test_completion(self, row: tuple[str, str, list[str], list[str]]) -> None:
        check(row[0], row[1], {"facts": row[2], "completions": row[3]})

    @table(
        (
            SPENDING,
            "2031年度支出年初预算为80.00万元，支出决算为100.00万元，决算数大于预算数。",
            ["100.00万元 > 80.00万元"],
        ),
        (
            SPENDING,
            "2031年度支出年初预算为80.00万元，支出决算为60.00万元，支出决算数小于年初预算数的主要原因是节约。",
            ["60.00万元 < 80.00万元"],
        ),
        (
            SPENDING,
            "2031年度支出年初预算为80.00万元，支出决算为80.00万元，决算数与预算数持平。",
            ["80.00万元 = 80.00万元"],
        ),
        (
            SPENDING,
            "2031年度支出年初预算为80.00万元，支出决算为80.00万元，决算数等于预算数。",
            ["80.00万元 = 80.00万元"],
        ),
        (
            SPENDING,
            "2031年度支出年初预算为80.00万元，全年预算为120.00万元，支出决算为100.00万元，决算数大于年初预算数。",
            ["100.00万元 > 80.00万元"],
        ),
        (THREE, "2031年度“三公”经费年初预算为4.00万元，支出决算为4.00万元，未超过预算数。", []),
        (SPENDING, "2031年度支出决算为100.00万元，决算数小于预算数的主要原因是节约。", []),
    )
    def test_comparison_in_words(self, row: tuple[str, str, list[str]]) -> None:
        check(row[0], row[1], {"comparisons": row[2]})

    @table(
        (
            THREE,
            "“三公”经费年初预算为4.00万元，支出决算为3.00万元，比年初预算减少1.00万元，减少25%。",
            ["3.00万元 down 1.00万元 25% on budget from 4.00万元"],
        ),
        (THREE, "“三公”经费支出决算为3.00万元，比年初预算减少1.00万元。", ["3.00万元 down 1.00万元 - on budget"]),
        (
            THREE,
            "公务接待费年初预算为1.00万元，支出决算为4.00万元，决算数大于预算数3.00万元。",
            ["4.00万元 up 3.00万元 - on budget from 1.00万元"],
        ),
    )
    def test_difference_from_the_budget(self, row: tuple[str, str, list[str]]) -> None:
        check(row[0], row[1], {"changes": row[2]})


class TestDecompositions:
    """E. Lists: whole, parts, and whether they claim to be all."""

    @table(
        (
            SPENDING,
            "2031年度支出合计100.00万元。其中：基本支出60.00万元；项目支出30.00万元；经营支出10.00万元。",
            ["100.00万元 = 60.00万元 + 30.00万元 + 10.00万元 (declared)"],
        ),
        (
            SPENDING,
            "2031年度支出合计100.00万元，其中：基本支出60.00万元、项目支出40.00万元。",
            ["100.00万元 = 60.00万元 + 40.00万元 (declared)"],
        ),
        (
            SPENDING,
            "2031年度项目支出100.00万元，具体情况如下：道路养护60.00万元，桥梁检测40.00万元。",
            ["100.00万元 = 60.00万元 + 40.00万元 (declared)"],
        ),
        (
            SPENDING,
            "2031年度项目支出100.00万元，其中：道路养护60.00万元，桥梁检测40.00万元。",
            ["100.00万元 = 60.00万元 + 40.00万元 (listed)"],
        ),
        (
            SPENDING,
            "项目支出3771.00万元，其中重点项目：道路养护600.00万元，桥梁检测300.00万元。",
            ["3771.00万元 = 600.00万元 + 300.00万元 (partial)"],
        ),
        (SPENDING, "项目支出3771万元（其中指挥中心等改造135万元）。", ["3771万元 = 135万元 (listed)"]),
        (
            THREE,
            "公务用车购置及运行费40.00万元（包括：公务用车运行维护费26.00万元、公务用车购置14.00万元）。",
            ["40.00万元 = 26.00万元 + 14.00万元 (declared)"],
        ),
        (
            BUYING,
            "政府采购支出总额100.00万元，其中：货物、工程、服务支出分别为60.00万元、30.00万元、10.00万元。",
            ["100.00万元 = 60.00万元 + 30.00万元 + 10.00万元 (declared)"],
        ),
        (
            ASSETS,
            "共有车辆5辆，其中：机要通信用车1辆、应急保障用车2辆、执法执勤用车2辆，单价50万元以上通用设备3台（套）。",
            ["5辆 = 1辆 + 2辆 + 2辆 (declared)"],
        ),
        (
            "三、人员构成",
            "在职人员78人，其中：行政36人，事业42人。离退休人员31人，其中：离休1人，退休30人。",
            ["78人 = 36人 + 42人 (declared)", "31人 = 1人 + 30人 (declared)"],
        ),
        (
            THREE,
            "公务用车运行费9.00万元，主要用于燃料费4.00万元、维修费3.00万元、过路过桥费0.50万元、保险费1.50万元。",
            ["9.00万元 = 4.00万元 + 3.00万元 + 0.50万元 + 1.50万元 (usual)"],
        ),
        (
            "二、收入决算情况说明",
            "本年收入1733.82万元，具体情况如下：1.财政拨款收入1482.37万元，其中政府性基金251.45万元。",
            ["1482.37万元 = 251.45万元 (listed)", "1733.82万元 = 1482.37万元 (declared)"],
        ),
        (SPENDING, "支出合计100.00万元，主要包括人员工资和办公用品。", []),
    )
    def test_whole_and_parts(self, row: tuple[str, str, list[str]]) -> None:
        check(row[0], row[1], {"decompositions": row[2]})


class TestZeroAndMissing:
    """F. Nothing, and nothing said."""

    @table(
        (
            THREE,
            "因公出国（境）费0万元，公务接待费0.00万元。",
            ["threepublic.abroad: 0万元", "threepublic.reception: 0.00万元"],
        ),
        (THREE, "公务接待费0.00 万，", ["threepublic.reception: 0.00万"]),
        (OVERVIEW, "结余分配万元，因公出国（境）费万元。", []),
        (OVERVIEW, "事业基金弥补收支差额/万元，结余分配/万元，本年收入488.62万元。", ["income.year: 488.62万元"]),
        ("八、政府性基金支出情况说明", "本年度无政府性基金预算财政拨款支出，故本表无数据。", []),
        (THREE, "公务接待费支出为零，2031年没有安排。", []),
    )
    def test_what_is_stated(self, row: tuple[str, str, list[str]]) -> None:
        check(row[0], row[1], {"facts": row[2]})

    def test_nothing_of_nothing(self) -> None:
        check(
            THREE,
            "公务接待费支出年初预算为0.00万元，支出决算为0.00万元，完成预算的0%。",
            {"completions": ["0.00万元 / 0.00万元 = 0%"]},
        )


class TestUnits:
    """G. Units and number formats in a sentence."""

    @table(
        (SPENDING, "2031年度支出合计905709.06 元。", "905709.06"),
        (SPENDING, "2031年度支出合计2405.0198万元。", "24050198"),
        (SPENDING, "2031年度支出合计0.498万元。", "4980"),
        (SPENDING, "2031年度支出合计147.1亿元。", "14710000000"),
        (SPENDING, "2031年度支出合计6,814.81万元。", "68148100"),
        (SPENDING, "2031年度支出合计77831.16万元。", "778311600"),
        (SPENDING, "2031年度支出合计５，３４２．１３萬元。", "53421300"),
        (SPENDING, "2031年度支出合计3,355.65万元。", "33556500"),
    )
    def test_the_amount_in_yuan(self, row: tuple[str, str, str]) -> None:
        (fact,) = prose.understood(row[0], row[1]).facts
        assert f"{fact.figure.amount.normalize():f}" == row[2]

    def test_a_bare_amount_takes_the_document_s_unit(self) -> None:
        base = prose.understood(OVERVIEW, "2031年度收入合计100.00万元。", "其他支出58.22，较上年增加58.22。")
        assert prose.facts(base)[1] == "function:其他: 58.22万元"

    def test_heads_and_visits_are_counted_not_paid(self) -> None:
        base = prose.understood(THREE, "公务接待费支出1.20万元。2031年共接待国内来访团组45批次、462人次，约600人。")
        assert [(f.figure.text, f.figure.kind.value) for f in base.facts if f.figure.is_point] == [
            ("1.20", "amount"),
            ("45", "count"),
            ("462", "count"),
        ]
