"""Wordings of courts, corps, schools and cooperatives: what must stay silent, and what a planted figure must show."""

from __future__ import annotations

import pytest

import audit
from tests.regressions.test_once_wrong import findings, loud

THREE = "七、“三公”经费支出决算情况说明"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            (
                "二、部门整体支出概况",
                "“三公”经费使用情况：2031年“三公”经费预算27.00万元，实际支出23.46万元，节约3.54万元，较上年的25.90万元"
                "减少2.44万元，下降9.42%。",
            ),
            id="what was saved is not what the next words are about",
        ),
        pytest.param(
            (
                "第三部分 2031年度部门预算情况说明",
                "一、2031年度部门预算数据变动情况及原因",
                "2031年收入预算总额为3500.40万元，其中：一般公共预算3500.40万元，政府性基金预算0万元。较上年预算增加",
                "169.85万元，增长5.10%，原因是人员工资晋升及免费开放配套资金变化，上级补助的项目资金也有所增加，全部用于",
                "保障工资发放和机构运转，并按规定安排了场馆免费开放的配套资金和设备购置的资金，以及人员培训的相关经费等。",
            ),
            id="a heading about reasons is no part of the text below it",
        ),
        pytest.param(
            (
                "二、一般公共预算财政拨款支出决算情况说明",
                "1、“农林水支出”（类）2031年度决算1630.81万元，比2031年年初预算增加850.02万元，增长108.87%。其中：",
                "“农业农村”（款）2031年度决算1532.50万元，比2031年年初预算增加861.59万元，增长128.42%，主要原因是追",
                "加项目资金，用于保障农业农村各项工作的开展。本年度还按照规定安排了人员经费和公用经费，以及各项补助资金。",
                "“水利”（款）2031年度决算98.31万元，比2031年年初预算减少11.57万元，按照规定压减了部分项目的资金，下",
                "1",
                "降10.53%。其中：",
                "“防汛”（项）98.31万元，用于防汛物资储备和抢险队伍的建设，保障了全县主要河道和水库的安全度汛工作顺利。",
            ),
            id="a number of a page between the halves of a word",
        ),
        pytest.param(
            (
                "三、绩效目标完成情况",
                "建成垃圾分类示范小区46个，较目标值40个超额完成6个，完成率115%；道路机械化清扫率96.5%，比上年提高1.5个百分点。",
            ),
            id="what goes beyond the target is not what was done",
        ),
    ],
)
def test_nothing_is_reported(lines: tuple[str, ...]) -> None:
    assert loud(*lines) == []


def test_the_only_kind_of_procurement_says_that_there_is_no_other() -> None:
    lines = ("云岭县水务局2031年度部门决算", "六、政府采购情况", "2031年政府采购支出总额9.86万元，全部为货物类采购。")
    assert [f for f in findings(*lines) if f["check"] == "DOC012"] == []


@pytest.mark.parametrize(
    ("lines", "figure"),
    [
        pytest.param(
            (
                "六、一般公共预算财政拨款基本支出决算情况说明",
                "2031年一般公共预算财政拨款基本支出1378.00万元。其中：人员经费支出1106.50万元，包括：基本工资（511.30万元）、"
                "津贴补贴（345.20万元）、奖金（152.00万元）、退休费（97.00万元）。公用经费支出271.50万元。",
            ),
            "97.00",
            id="an amount in brackets behind its name",
        ),
        pytest.param(
            (
                "二、收入预算情况说明",
                "2031年收入预算2,722.68万元，其中：",
                "一般公共预算2692.07万元，占98.88%，比上年增加100.00万元，增长3.86%，主要原因是人员变动；",
                "政府性基金预算未安排。",
                "上年结转36.61万元，占1.12%，比上年增加10.61万元，增长53.05%，主要原因是项目未执行完毕。",
            ),
            "36.61",
            id="a part of which there is nothing ends no list",
        ),
        pytest.param(
            (
                "四、“三公”经费预算情况说明",
                "2031年“三公”经费预算数为4.50万元，其中：",
                "因公出国（境）费0万元，比2030年预算增加0万元。公务用车购置及运行费3.50万元（其中，公务用车购置费0万元，"
                "公务用车运行费3.50万元），比2030年预算减少0.50万元，下降12.5%；公务接待费1.60万元，比2030年预算增加0万元。",
            ),
            "1.60",
            id="the parts of a list in two sentences",
        ),
        pytest.param(
            (
                THREE,
                "公务用车购置及运行维护费支出2.45万元，其中公务用车购置年初预算数为0万元，决算数为0万元，完成预算的0%，全年购置公务用车0辆。"
                "公务用车运行维护费支出年初预算数为3.00万元，决算数为2.45万元，完成年初预算的81.67%，决算数较2030年减少0.45万元，"
                "下降18.52%，主要原因是减少出车次数。",
            ),
            "18.52",
            id="the change of a part that has a sentence of its own",
        ),
        pytest.param(
            (
                "一、收入支出总体情况",
                "2031年度收入总计35306.27万元，支出总计35306.27万元。收入总计由本年收入合计33951.27万元、使用非财政拨款结余0.00万元、"
                "年初结转和结余1355.00万元构成；支出总计由本年支出合计32590.71万元、结余分配812.30万元、年末结转和结余1908.26万元构成。",
            ),
            "1908.26",
            id="a total that is made up of what follows",
        ),
        pytest.param(
            (
                "二、支出决算情况说明",
                "2031年度支出合计700.00万元。其中：基本支出500.00万元，占总支出的71.43%；项目支出200.00万元，占总支出的28.57%。",
                "（二）项目支出情况",
                "2031年度用于保障云岭县水务局为完成特定的行政工作任务或事业发展目标，用于专项业务工作的经费支出290.00万元。",
            ),
            "290.00",
            id="what projects are for stands for their name",
        ),
        pytest.param(
            (
                "六、关于2031年一般公共预算基本支出情况说明",
                "2031年一般公共预算基本支出2301.82万元，其中：人员经费1887.49万元，主要包括：基本工资298.12万元、奖金71.83万元等。",
                "公用经费514.33万元，主要包括：办公费33.58万元、水费47.58万元等。",
            ),
            "514.33",
            id="a list goes on behind the list of its first part",
        ),
        pytest.param(
            (
                "四、财政拨款收支总表的说明",
                "2031年财政拨款收支总预算1000.00万元。收入包括：一般公共预算当年拨款收入900.00万元、上年结转100.00万元；支出包括："
                "教育支出312.40万元、科学技术支出447.60万元、社会保障和就业支出160.00万元、卫生健康支出90.00万元。",
            ),
            "90.00",
            id="what the expenditure of both sides includes",
        ),
        pytest.param(
            (
                "（一）预算绩效管理工作开展情况",
                "2031年度共涉及项目2个，涉及资金472.50元，执行数437.99万元，执行率92.70%。",
            ),
            "472.50",
            id="a budget in another unit",
        ),
        pytest.param(
            (
                "二、支出情况",
                "2031年社会保障和就业支出833.38万元，其中：行政单位离退休233.92元；机关事业单位基本养老保险缴费支出599.46万元。",
            ),
            "233.92",
            id="a part in another unit",
        ),
        pytest.param(
            (
                "六、基本支出情况",
                "2031年基本支出1,604.72万元，其中人员经费1,381.55万元（工资福利支出1,320.95万元，对个人和家庭的补助61.40万元），"
                "日常公用经费223.17万元。",
            ),
            "1,320.95",
            id="the classes that make up what is spent on people",
        ),
        pytest.param(
            (
                "一、部门概况",
                "2031年部门预算安排5130.00万元，其中基本支出预算1520.00万元，项目支出预算3610.00万元；实际支出5072.00万元，"
                "其中基本支出1498.00万元，项目支出3574.00万元，整体预算执行率96.87%。",
            ),
            "96.87",
            id="the rate of the whole behind its parts",
        ),
        pytest.param(
            (
                "四、自评结论",
                "2031年度部门整体绩效自评得分95.5分，其中决策10分、过程28.5分、履职35分、效益25分，评价等级为“优”。",
            ),
            "25分",
            id="the parts of a score",
        ),
        pytest.param(
            (
                "五、基本支出情况",
                "2031年基本支出7,041.86亿元，其中：工资福利支出5,427.87万元，商品和服务支出1,407.56万元，对个人和家庭的补助206.43万元。",
            ),
            "7,041.86",
            id="a whole in another unit",
        ),
        pytest.param(
            (
                "二、机构设置",
                "单位预算汇总表",
                "单位：万元",
                "序号 单位名称 2031年决算数 ",
                "1 云岭县交通运输局本级 2,311.63 ",
                "2 云岭县公路事业发展中心 5,025.30 ",
                "3 云岭县交通运输执法大队 1,470.08 ",
                " 合计 8,744.01 ",
            ),
            "1,470.08",
            id="the numbers of a table's rows are no column of it",
        ),
        pytest.param(
            (
                "（三）国有资产占用使用情况",
                "2.车辆3辆，价值62.18万元；其中：一般公务用车2辆，价值41.18万元；执法执勤用车0辆，价值0万元；其他车辆1辆，价值27.00万元。",
            ),
            "27.00",
            id="what each kind of vehicles costs",
        ),
    ],
)
def test_a_planted_figure_is_reported(lines: tuple[str, ...], figure: str) -> None:
    assert any(figure in message for message in loud(*lines)), loud(*lines)


@pytest.mark.parametrize(
    ("lines", "figure"),
    [
        pytest.param(
            (
                "云岭县第二职业学校2031年单位预算",
                "（三）一般公共预算当年拨款具体使用情况",
                "1、教育支出（类）职业教育（款）中等职业教育（项）2031年预算数为2010.85万元，比上年预算数减少78.40万元，下降3.75%。",
                "2、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）2031年预算数为98.30万元，比上年预算数减少8.40万元。",
                "表5 一般公共预算支出表",
                "单位：万元",
                "科目编码 科目名称 合计 基本支出 项目支出",
                " 合计 2108.55 2108.55  ",
                "205 教育支出 2010.25 2010.25  ",
                "20503 职业教育 2010.25 2010.25  ",
                "2050302 中等职业教育 2010.25 2010.25  ",
                "210 卫生健康支出 98.30 98.30  ",
                "21011 行政事业单位医疗 98.30 98.30  ",
                "2101102 事业单位医疗 98.30 98.30  ",
            ),
            "2010.85",
            id="an account before the year of its budget",
        ),
        pytest.param(
            (
                "云岭县农业农村局2031年部门预算",
                "一、关于云岭县农业农村局2031年收支预算情况的总体说明",
                "云岭县农业农村局2031年所有收入和支出均纳入部门预算管理。收支总预算2622.68万元。",
                "二、关于云岭县农业农村局2031年收入预算情况说明",
                "云岭县农业农村局收入预算2722.68万元，其中：一般公共预算2692.07万元，占98.88%；上年结转30.61万元，占1.12%。",
            ),
            "2622.68",
            id="headings about the document's own body",
        ),
    ],
)
def test_a_figure_planted_in_a_budget_is_reported(lines: tuple[str, ...], figure: str) -> None:
    (document,) = audit.audit_bytes("\n".join(lines).encode(), "a.txt").to_dict()["documents"]
    assert document["kind"] == "budget"
    assert any(figure in f["message"] for f in document["findings"] if f["severity"] in ("error", "warning"))


INCOME = (
    "海屿省第二中等职业技术学校2031年单位预算",
    "单位收入总表",
    "单位：海屿省第二中等职业技术学校",
    "2031年 单位：万元",
    "科目编码 科目名称 合计 上年结转 一般公共预算 政府性基金预算 财政专户管理资金 事业收入 事业单位经营收入 其他收入 ",
    " 合计 1441.84 21.98 993.38  326.87 99.61   ",
    "205 教育支出 1041.84 21.98 593.38  326.87 99.61   ",
    "20503 职业教育 1041.84 21.98 593.38  326.87 99.61   ",
    "2050302 中等职业教育 1041.84 21.98 593.38  326.87 99.61   ",
    "208 社会保障和就业支出 400.00  400.00      ",
    "20805 行政事业单位养老支出 400.00  400.00      ",
    "2080502 事业单位离退休 150.00  150.00      ",
    "2080505 机关事业单位基本养老保险缴费支出 250.00  250.00      ",
)


@pytest.mark.parametrize(
    ("right", "wrong", "figure"),
    [
        ("2050302 中等职业教育 1041.84 21.98 593.38", "2050302 中等职业教育 1041.84 21.98 598.38", "598.38"),
        ("2080502 事业单位离退休 150.00  150.00", "2080502 事业单位离退休 150.00  105.00", "105.00"),
        (" 合计 1441.84 21.98 993.38  326.87", " 合计 1441.84 21.98 993.38  362.87", "362.87"),
    ],
)
def test_a_header_that_names_all_its_columns_tells_them(right: str, wrong: str, figure: str) -> None:
    """More columns than any row fills, in an order that no official form has."""
    text = "\n".join(INCOME)
    assert loud(*text.split("\n")) == []
    assert any(figure in message for message in loud(*text.replace(right, wrong).split("\n")))


OVERALL = (
    "湘川县文化旅游局2031年度部门整体支出绩效自评报告",
    "九、绩效自评结果",
    "根据评分表，我局2031年度整体支出绩效自评得分67.72分，评价等级为“中”。",
    "附件1",
    "2031年度部门整体支出绩效自评表",
    "县级预算部门名称 湘川县文化旅游局",
    "年度预算申请（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分",
    "年度资金总额 1986.40 2728.58 2651.30 10 97.17% 9.72",
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施",
    "产出指标 数量指标 免费开放场馆数 5个 5个 30 30",
    "数量指标 送戏下乡演出场次 ≥80场 86场 20 20",
    "时效指标 项目按期完成率 100% 98% 10 8 个别项目因雨季延期",
    "效益指标 社会效益指标 旅游接待人次 ≥380万人次 386.50万人次 30 0",
    "总分 100 67.72",
)


@pytest.mark.parametrize(
    ("right", "wrong", "figure"),
    [
        ("2651.30 10 97.17% 9.72", "2651.30 10 91.77% 9.72", "91.77"),
        ("总分 100 67.72", "总分 100 76.72", "76.72"),
        ("98% 10 8", "98% 10 9", "9"),
    ],
)
def test_a_sentence_about_the_score_heads_no_form(right: str, wrong: str, figure: str) -> None:
    """The sentence right above the form says 得分: no column of it."""
    text = "\n".join(OVERALL)
    right_found = [message for message in loud(*text.split("\n")) if "PRF005" in message or "RAT" in message]
    assert right_found == []
    assert any(figure in message for message in loud(*text.replace(right, wrong).split("\n")))
