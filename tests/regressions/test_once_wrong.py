"""What went wrong once, each with the words that showed it, through the whole tool."""

from __future__ import annotations

from typing import Any

import pytest

import audit
from tests import prose

SPENDING = "三、支出决算情况说明"
THREE = "七、“三公”经费支出决算情况说明"


def findings(*lines: str, name: str = "a.txt") -> list[dict[str, Any]]:
    text = "\n".join((prose.TITLE, *lines, ""))
    (document,) = audit.audit_bytes(text.encode(), name).to_dict()["documents"]
    assert document["unreadable"] is None, document
    found: list[dict[str, Any]] = document["findings"]
    return [finding for finding in found if not finding["check"].startswith("DOC01")]


def loud(*lines: str) -> list[str]:
    return [f"{f['check']} {f['message']}" for f in findings(*lines) if f["severity"] in ("error", "warning")]


def blamed(*lines: str) -> list[tuple[str, str]]:
    return [(f["suspect"]["text"], f["suspect"]["suggestion"]) for f in findings(*lines) if f["suspect"]]


class TestSilent:
    """False alarms of the past."""

    @pytest.mark.parametrize(
        "lines",
        [
            pytest.param(
                (
                    "十一、政府采购支出情况说明",
                    "政府采购支出总额0万元，其中：货物支出0万元，占政府采购支出总额的0%；工程支出0万元，占政府采购支出总额的0%。",
                ),
                id="shares of nothing need not add up to a hundred",
            ),
            pytest.param(
                (
                    THREE,
                    "3.公务用车购置及运行维护费。2031年决算数9.68万元。其中，公务用车购置费2031年决算数0.00万元，与年初预算数持平。公务用车运行维护费2031年决算数9.68万元。",
                ),
                id="a name stands before the year",
            ),
            pytest.param(
                (
                    "一、部门基本情况",
                    "年末实有人员编制132人。其中：行政编制24人，事业编制108人；在职在编实有行政人员23人，非参公管理事业人员101人。",
                ),
                id="a list continues with another count",
            ),
            pytest.param(
                (
                    THREE,
                    "2031年度“三公”经费支出决算中，因公出国（境）费支出0.00万元，占0.00%；公务用车购置及运行维护费支出9.36万元，占73.13%；公务接待费支出3.44万元，占26.88%。具体情况如下：",
                    "因公出国（境）费支出0.00万元。",
                    "公务用车购置及运行维护费支出9.36万元。",
                    "公务接待费支出3.44万元。",
                ),
                id="the list that 如下 opens takes apart the total",
            ),
            pytest.param(
                (
                    THREE,
                    "2031年度“三公”经费支出决算3.20万元，其中：因公出国（境）费支出0.00万元，占0.00%，主要原因是：本单位无此项支出；公务用车购置及运行维护费支出3.20万元，占100.00%，主要原因是：车辆维修费减少。",
                ),
                id="a reason ends with its part of the list",
            ),
            pytest.param(
                (
                    "二、收入总表说明",
                    "2031年收入预算1876.44万元，其中：本年收入1852.36万元，占98.72%；上年结转结余24.08万元，占1.28%。",
                    "（一）本年收入1852.36万元，全部为一般公共预算拨款收入。",
                ),
                id="the income of the year and what was carried over",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度支出合计4530.17万元。",
                    "“三公”经费：2031年“三公”经费预算52.70万元，实际支出47.96万元，其中：公务用车购置及运行维护费44.70万元，公务接待费3.26万元。",
                ),
                id="actual spending of the three public funds",
            ),
            pytest.param(
                (
                    SPENDING,
                    "水利支出完成127800万元，占年初预算128500万元的99.5%，比上年增加7960万元，增长6.6%。",
                ),
                id="a share of the budget is no base of the change",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度支出合计3,169,375.98元。与年初预算数3,114,861.39元相比，增加54,514.59元，增长1.75%。",
                ),
                id="compared with an amount that 相比 encloses",
            ),
            pytest.param(
                (
                    THREE,
                    "2031年度“三公”经费支出预算为32,000.00元，支出决算为21,846.50元，完成预算的68.27%。其中：公务用车购置及运行费支出决算为19,358.50元（公务用车购置0元，公务用车运行维护费19,358.50元），完成预算的77.43%；公务接待费支出决算为2,488.00元，完成预算的35.54%。",
                ),
                id="a part's completion when the whole has its own",
            ),
            pytest.param(
                (
                    "一、支出预算说明",
                    "2031年支出合计1,086.27万元，其中：基本支出894.89万元；项目支出191.38万元，主要为设备75.91万元、服务115.47万元。",
                    "2031年支出比2030年增加71.17万元，其中：基本支出减少14.80万元，主要为人员经费增加14.48万元、公用经费减少29.28万元；项目支出增加85.97万元。",
                ),
                id="details of a part",
            ),
            pytest.param(
                (
                    THREE,
                    "公务用车购置及运行维护费25.00万元（公务用车购置费0.00万元，比上年增加0.00万元，增长0.00%；公务用车运行维护费25.00万元，比上年减少2.00万元，下降7.41%），比上年减少2.00万元，下降7.41%。",
                ),
                id="a change inside brackets is that of the bracket's amount",
            ),
            pytest.param(
                (
                    "八、机关运行经费支出说明",
                    "2031年度机关运行经费支出80.00万元，上年决算数为100.00万元，比上年减少20.00万元，下降20.00%。",
                    "会议费支出12.00万元，2030年为10.00万元，同比增加2.00万元，增长20%。",
                ),
                id="last year's amount beside this year's",
            ),
            pytest.param(
                (
                    "二、收入支出决算情况",
                    "2031年度本年收入合计500.00万元，本年支出合计480.00万元，年初结转和结余30.00万元，年末结转和结余50.00万元。",
                    "政府性基金年初结转和结余12.50万元，本年收入200.00万元，本年支出187.30万元，年末结转和结余25.20万元。",
                ),
                id="the fund of a sentence holds for its flows",
            ),
            pytest.param(
                (
                    "二、收入决算情况",
                    "1.2031年度财政拨款收入100.00万元。",
                    "2.2030年度财政拨款收入90.00万元。",
                ),
                id="an item's number before the year",
            ),
            pytest.param(
                (
                    "五、一般公共预算财政拨款支出决算情况说明",
                    "2031年度一般公共预算财政拨款支出1,565.51万元，具体情况如下：",
                    "1.2040201 行政运行1,400.61万元，较上年决算数增加50.25万元，增长3.72%。",
                    "2.2040219 信息化建设164.90万元，较上年决算数增加10.01万元，增长6.46%。",
                ),
                id="a code behind an item's number",
            ),
            pytest.param(
                (
                    THREE,
                    "一般公共预算“三公”经费预算数为9.76万元。",
                    "政府性基金预算“三公”经费预算数为0.00万元。",
                ),
                id="another fund has its own three public funds",
            ),
            pytest.param(
                (
                    THREE,
                    "因公出国（境）费决算3.00万元；公务用车运行维护费决算8.40万元；公务接待费决算0.12万元。因公出国（境）费、公务用车运行维护费、公务接待费分别比2030年度减少0.10万元、减少0.40万元、减少0.08万元。",
                ),
                id="each of three has its own word of change",
            ),
            pytest.param(
                (
                    THREE,
                    "公务接待费支出决算3.12万元，比预算数9.00万元少5.88万元。",
                    "机关运行经费支出105.68万元，比年初预算数减少2.32万元。",
                ),
                id="the amount of another paragraph is no base",
            ),
            pytest.param(
                (
                    THREE,
                    "2031年度“三公”经费支出62.34万元。国内公务接待共105批次、840人次，支出5.04万元。",
                ),
                id="spending on what was just counted",
            ),
            pytest.param(
                (
                    THREE,
                    "公务用车运行维护费22.00万元。",
                    "机关运行经费62.00万元，其中：办公费40.00万元，公务用车运行维护费22.00万元，会议费0万元。",
                ),
                id="running costs have vehicles of their own",
            ),
            pytest.param(
                (
                    "八、机关运行经费支出说明",
                    "机关运行经费100.00万元，其中：办公费30.00万元、水电费40.00万元、其他30.00万元，比上年下降3.85%，减少4.00万元。",
                ),
                id="a change behind a list may be the whole's",
            ),
            pytest.param(
                (
                    "八、会议费说明",
                    "会议费支出25.00万元，比年初预算30.00万元节约5.00万元，节约率16.67%。",
                ),
                id="saved against the budget",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2030年、2031年项目支出分别为150.00万元、180.00万元，2031年比2030年增加30.00万元，增长20.00%。",
                ),
                id="two years in one breath",
            ),
            pytest.param(
                (
                    THREE,
                    "“三公”经费支出12.00万元，其中公务用车9.00万元，公务接待3.00万元。上年“三公”经费支出15.00万元，其中公务用车11.00万元，公务接待4.00万元。",
                ),
                id="the parts of last year's amount",
            ),
            pytest.param(
                (
                    SPENDING,
                    "一般公共预算支出700.00万元，政府性基金支出100.00万元，全年支出共计800.00万元。",
                ),
                id="a sum over funds",
            ),
            pytest.param(
                (
                    "八、公用经费说明",
                    "公用经费45.00万元，人均0.90万元，比上年47.00万元减少2.00万元。",
                ),
                id="an average is no amount of the item",
            ),
            pytest.param(
                (
                    "甲项目",
                    "三级指标\t年度指标值\t实际完成值\t分值\t得分",
                    "服务群众满意度\t≥90%\t93%\t10\t10",
                    "开展文化活动场次\t≥60场\t62场\t10\t10",
                    "乙项目",
                    "三级指标\t年度指标值\t实际完成值\t分值\t得分",
                    "服务群众满意度\t≥85%\t88.6%\t10\t10",
                    "开展文化活动场次\t≥20场\t25场\t10\t10",
                ),
                id="the same name in two forms",
            ),
            pytest.param(
                (
                    "甲项目自评表",
                    "三级指标\t年度指标值\t实际完成值\t分值\t得分",
                    "新增就业岗位数量\t≥450个\t460个\t10\t10",
                    "二、完成情况",
                    "一季度新增就业岗位数量120个，二季度新增就业岗位数量110个。",
                ),
                id="a quarter's value is no year's",
            ),
            pytest.param(
                (
                    "甲项目自评表",
                    "项目资金\t全年预算数\t全年执行数\t分值\t执行率\t得分",
                    "年度资金总额\t100.00\t92.30\t10\t92.30%\t10",
                ),
                id="points by bands",
            ),
            pytest.param(
                (
                    "二、完成情况",
                    "共设置15个绩效指标，完成13个，部分完成1个，1个绩效指标未完成。",
                ),
                id="partly met",
            ),
            pytest.param(
                (
                    SPENDING,
                    "基本支出由2030年的812.40万元增加到2031年的905.16万元，增加92.76万元，增长11.42%。",
                ),
                id="from last year's amount to this year's",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2030年和2031年基本支出分别为90.00万元和80.00万元，2031年较2030年减少10.00万元，下降11.11%。",
                ),
                id="two years joined by and",
            ),
            pytest.param(
                (
                    THREE,
                    "2029年至2031年“三公”经费支出分别为33.00万元、27.00万元、24.00万元。",
                ),
                id="three years, two of them named",
            ),
            pytest.param(
                (
                    SPENDING,
                    "基本支出646.12万元、项目支出396.01万元，上年分别为607.34万元、404.89万元。",
                ),
                id="last year's amounts of two items",
            ),
            pytest.param(
                (
                    SPENDING,
                    "基本支出646.12万元、项目支出396.01万元，分别较上年增加38.78万元、减少8.88万元。",
                ),
                id="each item with its own direction",
            ),
            pytest.param(
                (
                    "二、收入决算情况说明",
                    "财政拨款收入、事业收入、其他收入分别为800.00万元、150.00万元、50.00万元，分别占本年收入合计的80.00%、15.00%和5.00%。",
                ),
                id="shares of a base that is named",
            ),
            pytest.param(
                (
                    SPENDING,
                    "一般公共预算、政府性基金预算财政拨款支出各700.00万元、200.00万元。",
                ),
                id="two funds with one noun",
            ),
            pytest.param(
                (
                    "一、部门收支总体情况",
                    "2030年执行：收入2450.00万元，支出2400.00万元。2031年安排：收入2500.00万元，支出2500.00万元。",
                ),
                id="a lead phrase with its year",
            ),
            pytest.param(
                (
                    "一、财政收支情况",
                    "本年收入126000万元，加上级补助收入200000万元、债务转贷收入30000万元、年初结转和结余4000万元；本年支出330000万元，加上解支出6000万元、债务还本支出20000万元，年末结转和结余4000万元。",
                ),
                id="the balance of a government",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度支出合计1,834.50万元，其中：基本支出1,206.30万元，占65.75%；项目支出628.20万元，占34.24%。",
                ),
                id="a percentage of large amounts that was cut off",
            ),
            pytest.param(
                (SPENDING, "2031年度支出合计１００．５０万元，其中：基本支出６０．５０万元，项目支出40.00万元。"),
                id="a full-width point between digits",
            ),
            pytest.param(
                (
                    "一、收入支出决算总体情况说明",
                    "年初结转和结余55.87万元，本年收入488.62万元，使用非财政拨款结余10.00万元，"
                    "本年支出470.91万元，结余分配3.58万元，年末结转和结余80.00万元。",
                ),
                id="财政拨款 inside 非财政拨款 is no fund",
            ),
            pytest.param(
                (
                    "一、收入支出决算总体情况说明",
                    "2031年度本年收入488.62万元，本年支出470.91万元。"
                    "年初财政拨款结转和结余59.25万元，年末财政拨款结转和结余46.60万元。",
                ),
                id="the carry-over of one fund beside the year of all",
            ),
            pytest.param(
                (
                    "二、机构设置",
                    "部门由纳入独立核算的单位本级和4个下属单位组成，其中：行政单位1个、参公事业单位1个、全额拨款事业单位3个。",
                ),
                id="five units by kind are the body and its four",
            ),
            pytest.param(
                (
                    "一、收入支出决算总体情况说明",
                    "2031年度收入总计为55.00万元。",
                    "二、收入决算情况说明",
                    "2031年度收入合计为50.00万元。",
                ),
                id="收入总计为 is the grand total",
            ),
            pytest.param(
                (
                    "二、收入决算情况说明",
                    "2031年度本年收入合计900.00万元，其中：",
                    "1.财政拨款收入850.00万元，占收入合计的94.44%。其中：一般公共预算财政拨款收入850.00万元，占收入合计的94.44%；"
                    "政府性基金预算财政拨款收入0.00万元，占收入合计的0.00%；",
                    "2.事业收入50.00万元，占收入合计的5.56%；",
                ),
                id="shares of the whole in a list of parts of a part",
            ),
            pytest.param(
                (
                    "2030年全镇财政总收入完成862万元，为年初预算850万元的101.4%，比上年791万元增加71万元，增长9.0%。"
                    "2031年全镇财政总收入预算安排931万元，比上年完成数增长8.0%。",
                ),
                id="the base of a rate inside the clause is not what is spoken of",
            ),
            pytest.param(
                (
                    "四、财政拨款收入支出决算情况说明",
                    "2031年度财政拨款本年收入80.00万元，完成年初预算的80.00%，比年初预算减少20.00万元，主要原因是上级专项减少；"
                    "本年支出90.00万元，完成年初预算的112.50%，比年初预算增加10.00万元。",
                ),
                id="a total behind a semicolon is no reason",
            ),
            pytest.param(
                (
                    "一、收入支出决算总体情况说明",
                    "2031年度收入总计230.50万元，其中年初结转和结余14.60万元，较2030年减少8.06万元，下降3.38%。",
                ),
                id="a change behind the first part is the whole's",
            ),
            pytest.param(
                (
                    "三、支出预算情况说明",
                    "卫生健康支出1466.54万元；基本支出中商品和服务支出1466.64万元。机关运行经费1466.64万元。",
                ),
                id="two accounts may look alike",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度支出总计986.30万元，较上年增加-45.70万元，增长-4.43%。其中：基本支出700.10万元，较上年增加20.10万元，"
                    "增长2.96%；项目支出286.20万元，较上年增加-65.80万元，增长-18.69%。",
                ),
                id="a negative increase",
            ),
            pytest.param(
                ("九、机关运行经费", "2031年度机关运行经费96.00万元，是上年64.00万元的1.5倍。"),
                id="so many times is no amount",
            ),
            pytest.param(
                (
                    "一、项目概况",
                    "计划总投资390.00万元，亩均投资1500.00元。其中：中央资金208.00万元，省级资金104.00万元，县级配套78.00万元，"
                    "分别占53.33%、26.67%、20.00%。",
                ),
                id="an average is not taken apart",
            ),
            pytest.param(
                (
                    "2.项目支出预算。项目支出预算1356.20万元，占总支出预算",
                    "30.70%，比2030年年初预算数1315.60万元增加",
                    "40.60万元，增长3.09%。主要原因：数字化加工任务阶段性完成。",
                    "1.因公出国（境）费用。2031年预算数0.00万元，与2030年",
                ),
                id="no paragraph begins with an amount",
            ),
            pytest.param(
                (
                    "五、一般公共预算财政拨款支出决算情况说明（一）总体情况2031年度一般公共预算财政拨款支出218.64万元，"
                    "占本年支出合计的98.82%。（二）一般公共预算财政拨款支出决算具体情况1.教育支出（类）：支出决算数为87.46万元，"
                    "比上年决算减少2.97万元，下降3.28%。",
                ),
                id="an item right behind its heading",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年总收入326.62万元，总支出326.62万元。财政拨款支出按功能分类：一般公共服务支出161.42万元；教育支出153.01万元。",
                ),
                id="what is taken apart is another fund's",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度收入、支出决算总计480.49万元。其中：本年支出决算合计466.81万元。财政拨款支出决算435.58万元，"
                    "占本年支出合计的93.31%。",
                ),
                id="the side stands inside the word of the stage",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度项目支出300.00万元，较上年增加30.00万元，其中：新增保洁项目50.00万元，减少设备购置20.00万元。",
                ),
                id="what was cut is no part",
            ),
            pytest.param(
                (
                    THREE,
                    "公务接待费支出决算为3.12万元，比预算数9.00万元少5.88万元，完成预算的34.67%。公务用车运行维护费34.78万元，"
                    "保有量37辆，车均运行维护费0.94万元。",
                ),
                id="少 behind what is compared with; so much for each car",
            ),
            pytest.param(
                (SPENDING, "2031年度收入决算100.00万元，比上年减少9.09%；支出决算98.00万元，比上年减少10.09%。"),
                id="the stage word turns to the other side",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度收入决算100.00万元（上年110.00万元），减少9.09%；支出决算98.00万元（上年109.00万元），减少10.09%。",
                ),
                id="the year before in brackets on both sides",
            ),
            pytest.param(
                (THREE, "2031年度“三公”经费支出8.00万元，比2030年减少1.00万元，比2028年减少4.00万元。"),
                id="two base years",
            ),
            pytest.param(
                (
                    "十、政府采购",
                    "2031年政府采购预算200.00万元，其中面向中小企业预留160.00万元，占80.00%；面向小微企业预留100.00万元，"
                    "占预留份额的62.50%。",
                ),
                id="小微 is part of 中小",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度收入110.00万元，支出104.50万元，分别较上年增加10.00万元和减少5.50万元，增长10.00%和下降5.00%。",
                ),
                id="分别 with two directions, and with rates",
            ),
            pytest.param(
                ("一、执行情况", "全镇财政收入完成8620万元，超收120万元，为年初预算8500万元的101.4%。"),
                id="a margin is not what the rate is about",
            ),
            pytest.param(
                ("十、政府采购", "政府采购支出100.00万元，同比减少20.00万元，节约资金5.00万元，资金节约率4.76%。"),
                id="what was saved is no change",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年度支出104.50万元。2030年度支出110.00万元。2029年度支出120.00万元。2031年比2030年下降5.00%，"
                    "2030年比2029年下降8.33%。",
                ),
                id="a chain of years",
            ),
            pytest.param(
                (
                    "十、政府采购",
                    "政府采购支出总额200.00万元。面向中小企业采购160.00万元，占采购总额的80.00%，其中授予小微企业100.00万元，"
                    "占采购总额的50.00%。",
                ),
                id="the base has a name that the part's whole ends with",
            ),
            pytest.param(
                (
                    "一、投资情况",
                    "项目总投资1.2亿元，2031年计划投资5000万元，实际完成4800万元，累计完成9600万元，占总投资的80.00%。",
                ),
                id="总投资 is not 投资",
            ),
            pytest.param(
                (SPENDING, "2031年度公用经费支出101.10万元，其中办公费40.00万元、印刷费30.00万元、差旅费30.10万元等。"),
                id="等 says that there is more",
            ),
            pytest.param(
                (
                    SPENDING,
                    "农业农村（款）500.00万元，占62.50%，其中：行政运行（项）200.00万元、病虫害控制（项）300.00万元；"
                    "水利（款）300.00万元，占37.50%。农林水支出（类）800.00万元。",
                ),
                id="an account of the level of the list's whole ends the list",
            ),
            pytest.param(
                (
                    THREE,
                    "公务接待费支出预算4.74万元（其中：一般公共预算支出4.74万元；政府性基金预算支出0万元），支出决算2.74万元"
                    "（其中：一般公共预算支出2.74万元；政府性基金预算支出0万元）。其中：国内公务接待支出2.74万元；"
                    "国（境）外公务接待支出0万元。",
                ),
                id="funds in brackets are the item's",
            ),
            pytest.param(
                (
                    "附表",
                    "一般公共预算“三公”经费支出表",
                    "单位：万元",
                    "项目\t2031年预算数",
                    "合计\t10.00",
                    "1、因公出国（境）费用\t0.00",
                    "2、公务接待费\t1.00",
                    "3、车辆支出\t9.00",
                ),
                id="a row whose name is not known may be the part that misses",
            ),
            pytest.param(
                (
                    "附表",
                    "收支预算总表",
                    "单位：万元",
                    "项目\t预算数",
                    "一、一般公共预算\t900.00",
                    "二、政府性基金\t60.00",
                    "三、其他收入\t40.00",
                    "收入总计\t1000.00",
                ),
                id="a half without a known label",
            ),
            pytest.param(
                (
                    "附表",
                    "“三公”经费预算表",
                    "单位：万元",
                    "单位\t年度\t合计\t因公出国（境）费\t小计\t公务用车购置费\t公务用车运行费\t公务接待费",
                    "某校\t2030\t12.00\t0.00\t10.00\t0.00\t10.00\t2.00",
                    "某校\t2031\t10.00\t0.00\t9.00\t0.00\t9.00\t1.00",
                ),
                id="a column of years",
            ),
            pytest.param(
                (
                    "附表",
                    "“三公”经费决算表",
                    "单位：万元",
                    "项目\t年初预算数\t决算数\t完成预算%",
                    "合计\t12.00\t8.00\t66.67",
                    "1、因公出国（境）费\t0.00\t0.00\t0.00",
                    "2、公务接待费\t2.00\t1.00\t50.00",
                    "3、公务用车购置及运行费\t10.00\t7.00\t70.00",
                ),
                id="a column of rates beside the official ones",
            ),
            pytest.param(
                (
                    SPENDING,
                    "2031年年初预算318.64万元，其中基本支出221.00万元，项目支出97.64万元；全年预算341.28万元，其中基本支出230.42万元，"
                    "项目支出110.86万元。全年支出330.12万元，其中基本支出230.42万元，占69.80%；项目支出99.70万元，占30.20%。",
                ),
                id="parts are of their whole's stage",
            ),
            pytest.param(
                (
                    SPENDING,
                    "局机关全年支出122.04万元，其中：基本支出62.02万元，项目支出60.02万元；县水政监察大队全年支出41.22万元，其中："
                    "基本支出28.61万元，项目支出12.61万元。",
                ),
                id="parts of several units",
            ),
            pytest.param(
                (
                    SPENDING,
                    "1.局机关：基本支出62.02万元，项目支出60.02万元。",
                    "2.县水政监察大队：基本支出28.61万元，项目支出12.61万元。",
                ),
                id="numbered units",
            ),
            pytest.param(
                (
                    SPENDING,
                    "1月至6月支出86.02万元，其中基本支出50.01万元、项目支出36.01万元；7月至12月支出115.24万元，其中基本支出58.62万元、"
                    "项目支出56.62万元。",
                ),
                id="half-years",
            ),
            pytest.param(
                (
                    SPENDING,
                    "一般公共预算拨款180.00万元中，农林水支出160.00万元，其中基本支出70.00万元、项目支出90.00万元；"
                    "社会保障和就业支出20.00万元，其中基本支出20.00万元。",
                ),
                id="parts of classes",
            ),
            pytest.param(
                (
                    SPENDING,
                    "支出合计200.00万元，其中：基本支出120.00万元，项目支出80.00万元。",
                    "2030年基本支出115.00万元，项目支出75.00万元。年初预算基本支出110.00万元，项目支出70.00万元。",
                    "纳入绩效自评的项目支出78.00万元。100万元以上的项目支出64.00万元。上半年项目支出32.00万元，下半年项目支出48.00万元。",
                ),
                id="qualified amounts, and what a sentence says for the next one",
            ),
            pytest.param(
                (
                    "一、2031年度局机关决算情况",
                    "收入总计122.04万元，支出总计122.04万元。",
                    "二、2031年度水政监察大队决算情况",
                    "收入总计41.22万元，支出总计41.22万元。",
                    "三、汇总情况",
                    "收入总计163.26万元，支出总计163.26万元。",
                ),
                id="sections of several bodies",
            ),
            pytest.param(
                ("2031年全市共评价项目26个，其中优9个、良14个、中3个，占比分别为34.62%、53.85%、11.54%。",),
                id="分别 over a list of which a part was not read",
            ),
            pytest.param(
                (
                    "部门预算项目绩效自评表",
                    "预算执行情况（万元） 预算数 到位数 执行数 预算执行率 得分（满分10分）",
                    "资金总额 260.00 260.00 247.00 95.00% 9.50",
                    "其中：财政资金 260.00 260.00 247.00 95.00%",
                ),
                id="money that has arrived stands before what was spent",
            ),
            pytest.param(
                (
                    "部门预算项目绩效自评表",
                    "预算执行情况（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分",
                    "年度资金总额 250.00 260.00 247.00 10 95.00% 9.50",
                    "其中：财政资金 250.00 260.00 247.00 95.00%",
                    "上年结转资金 0 0 0",
                ),
                id="rows of money without points, or without a rate",
            ),
            pytest.param(
                (
                    "部门预算项目绩效自评表",
                    "三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施",
                    "培训场次 ≥10场 12场 20 18.5 个别培训资料归档不及时",
                    "培训人数 ≥500人次 520人次 20 19",
                    "签到记录不全",
                    "培训合格率 ≥90% 95% 20 20",
                ),
                id="a row or the line below it says why points were lost",
            ),
            pytest.param(
                (
                    "部门预算项目绩效自评表",
                    "三级指标\t年度指标值\t实际完成值\t分值\t得分\t情况",
                    "培训场次\t≥10场\t12场\t20\t18.5\t个别培训资料归档不及时",
                    "培训人数\t≥500人次\t520人次\t20\t19",
                    "培训合格率\t≥90%\t95%\t20\t20\t",
                    "二、扣分情况",
                    "培训人数指标扣1分，主要是签到记录不全。",
                ),
                id="the cell behind the score, or a paragraph, says why points were lost",
            ),
            pytest.param(
                (
                    "二、资金到位及使用情况",
                    "到位资金351.00万元，其中中央资金全部到位，县级配套到位39.00万元，到位率50.00%；实际支出315.90万元，"
                    "预算执行率90.00%。",
                ),
                id="the rate behind a list is the whole's",
            ),
            pytest.param(
                (
                    "项目支出绩效自评表",
                    "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分",
                    "年度资金总额 1250.00 1250.00 1187.50 10 95.00% 9.50",
                    "一级指标 二级指标 三级指标 分值 年度指标值 实际完成值 得分 未完成原因",
                    "产出指标 数量指标 公路养护里程 50 ≥320公里 326公里 50.00",
                    "效益指标 社会效益指标 受益行政村数量 20 ≥86个 86个 20.00",
                    "可持续影响指标 公路管养长效机制 20 健全 健全 20",
                    "总分 100 99.50",
                ),
                id="values in words behind the weight",
            ),
            pytest.param(
                (
                    "附表",
                    "部门支出总表",
                    "单位：元",
                    "科目编码\t科目名称\t合计\t基本支出\t项目支出\t占总支出比重（%）\t备注",
                    "合计\t\t400,000.00\t250,000.00\t150,000.00\t100.00\t",
                    "205\t教育支出\t300,000.00\t150,000.00\t150,000.00\t75.00\t",
                    "20502\t普通教育\t300,000.00\t150,000.00\t150,000.00\t75.00\t",
                    "210\t卫生健康支出\t66,700.00\t66,700.00\t0.00\t16.68\t",
                    "221\t住房保障支出\t33,300.00\t33,300.00\t0.00\t8.33\t",
                ),
                id="a column of shares before one of remarks",
            ),
            pytest.param(
                (
                    "项目支出绩效自评表",
                    "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分",
                    "年度资金总额 1250.00 1250.00 1187.50 10 95.00% 9.50",
                    "一级指标 二级指标 三级指标 目标值 评分标准 分值 实际完成值 得分",
                    "产出指标 数量指标 公路养护里程 ≥320公里 完成目标得满分，未完成按比例扣分 50 326公里 50.00",
                    "时效指标 按期完成率 ≥95% 完成目标得满分，未完成按比例扣分 20 96.3% 20.00",
                    "效益指标 社会效益指标 受益行政村数量 ≥86个 完成目标得满分，未完成按比例扣分 20 86个 20.00",
                    "总分 100 99.50",
                ),
                id="a column of words between the values",
            ),
            pytest.param(
                (
                    "附表：绩效评价得分表",
                    "二级指标 分值 得分 扣分",
                    "项目立项 50 48 2",
                    "资金管理 30 28.5 1.5",
                    "满意度 20 20 0",
                    "合计 100 96.5 3.5",
                ),
                id="the points lost behind the total",
            ),
            pytest.param(
                (
                    SPENDING,
                    "年初预算收入186.00万元，其中财政拨款收入180.00万元、其他收入6.00万元；决算收入201.26万元，其中财政拨款收入"
                    "194.02万元、其他收入7.24万元。",
                ),
                id="the income of another stage behind a list is the whole's",
            ),
        ],
    )
    def test_nothing_is_reported(self, lines: tuple[str, ...]) -> None:
        assert loud(*lines) == []


class TestFound:
    """Misses of the past, and wrong figures blamed."""

    @pytest.mark.parametrize(
        ("right", "printed", "lines"),
        [
            (
                "3.75",
                "6.75",
                ("2031年收入总计529.71万元，支出总计513.56万元，与2030年相比，收入减少20.66万元，下降3.75%。",),
            ),
            (
                "4.03",
                "7.03",
                ("2031年度收、支总计（含结转和结余）138.60万元。与上年相比，收支各减少5.82万元，下降4.03%。",),
            ),
            (
                "9.53",
                "6.53",
                (
                    "2031年一般公共预算财政拨款支出2408.22万元。与上年相比，一般公共预算财政拨款增加209.52万元，增长9.53%。",
                ),
            ),
            ("6.13", "9.13", ("公务车运行维护费14.71万元。费用支出较上年支出数减少0.96万元，下降6.13%。",)),
            ("10.00", "16.00", ("公务接待费支出4.50万元，同口径比上年减少0.50万元，下降10.00%。",)),
            (
                "73.01",
                "37.01",
                ("支出合计1288.83万元。按支出性质分，基本支出940.95万元，项目支出347.88万元，分别占73.01%和26.99%。",),
            ),
            (
                "5.92",
                "9.52",
                (
                    "本年收入合计2159.00万元。具体构成为：财政拨款收入2031.14万元，占94.08%；事业收入127.86万元，占5.92%。",
                ),
            ),
            (
                "118.25",
                "181.25",
                (
                    "支出合计522.39万元。按项级科目：行政运行（2010301）327.02万元；一般行政管理事务（2010302）77.12万元；"
                    "事业运行（2010350）118.25万元。",
                ),
            ),
            (
                "25.35",
                "52.35",
                (
                    "支出合计12860.40万元。支出按单位分：局机关6400.00万元，占49.77%；监测站3260.40万元，占25.35%；"
                    "执法大队3200.00万元，占24.88%。",
                ),
            ),
            (
                "260.00",
                "206.00",
                (
                    "收入合计892.01万元，其中：本年财政拨款收入548.54万元；上年结转83.47万元；其他资金收入260.00万元，与上年预算数260.00万元持平。",
                ),
            ),
            (
                "2700.00",
                "2400.00",
                (
                    "“三公”经费支出4862万元，其中：公务接待费1362万元，公务用车购置及运行费3500万元（购置费800万元，运行费2700.00万元）。",
                ),
            ),
            (
                "198.75",
                "189.75",
                (
                    "项目支出500.00万元。项目支出500.00万元，其中：免学费补助支出231.40万元，主要用于中职学生方面；实训基地建设支出198.75万元，主要用于实训设备采购；助学金支出69.85万元，主要用于贫困学生方面。",
                ),
            ),
            ("6.50", "9.50", ("一般公共预算收入186.52亿元，同比增长6.50%（上年175.14亿元）。",)),
            (
                "20.83",
                "28.03",
                ("年末结转和结余129.91万元。结转和结余事项：维修项目。与上年相比，减少34.19万元，下降20.83%。",),
            ),
            (
                "109.80",
                "190.80",
                ("财政拨款支出决算435.58万元。与2031年度财政拨款支出年初预算396.70万元相比，完成年初预算的109.80%。",),
            ),
            (
                "8.25",
                "2.85",
                (
                    "“三公”经费支出28.90万元，较预算减少6.10万元，下降17.43%，主要是厉行节约；较2030年度减少2.60万元，下降8.25%。",
                ),
            ),
            ("247.49", "274.49", ("年初部门预算1755.38万元，年中追加247.49万元，全年预算数2002.87万元。",)),
            (
                "10400.00",
                "10800.00",
                (
                    "房屋面积12680.00平方米，其中：办公用房1280.00平方米、业务用房10400.00平方米、其他用房1000.00平方米。",
                ),
            ),
        ],
    )
    def test_statements_once_not_understood(self, right: str, printed: str, lines: tuple[str, ...]) -> None:
        assert loud(SPENDING, *lines) == []
        wrong = [line.replace(right, printed, 1) for line in lines]
        assert (printed, right) in blamed(SPENDING, *wrong)

    def test_a_list_inside_a_list_did_not_end_with_the_semicolon(self) -> None:
        text = (
            "2031年度支出合计100.00万元。其中：基本支出60.00万元，其中：人员经费51.00万元，公用经费10.00万元；"
            "项目支出40.00万元。"
        )
        assert blamed(SPENDING, text)[0] == ("51.00", "50.00")

    def test_only_the_first_stage_of_a_part_was_added(self) -> None:
        text = (
            "“三公”经费年初预算为12.60万元，支出决算为9.47万元，其中：公务用车运行费年初预算为9.00万元，支出决算为7.62万元；"
            "公务接待费年初预算为3.60万元，支出决算为1.58万元。"
        )
        assert blamed(THREE, text) == [("1.58", "1.85")]

    def test_the_odd_print_was_not_seen_to_be_odd(self) -> None:
        lines = [
            f"{n}是办好活动，体育产业合同交易额{value}亿元。"
            for n, value in zip("一二三", ("46.35", "46.35", "64.35"), strict=True)
        ]
        assert blamed("十、重点工作", *lines) == [("64.35", "46.35")]

    def test_a_turned_direction_was_told_twice(self) -> None:
        text = (
            "2031年度“三公”经费支出9.47万元，比2030年度增加0.90万元，下降8.68%，"
            "其中：公务用车购置及运行费减少0.28万元，公务接待费减少0.62万元。"
        )
        assert blamed(THREE, text) == [("0.90", "-0.90")]

    def test_a_third_decimal_was_proposed(self) -> None:
        text = "公务接待费支出决算为1.85万元，比年初预算减少1.75万元，完成年初预算的53.19%。"
        (finding,) = findings(THREE, text)
        proposals = [finding["suspect"]["suggestion"], *(other["suggestion"] for other in finding["also"])]
        assert all(len(proposal.rstrip("万元%").partition(".")[2]) <= 2 for proposal in proposals)

    def test_short_documents_were_read_as_wrapped_because_of_their_headings(self) -> None:
        assert blamed(
            "六、一般公共预算财政拨款基本支出决算情况说明",
            "2031年度一般公共预算财政拨款基本支出1,274.09万元，其中：",
            "人员经费1,274.09万元，主要包括：基本工资、津贴补贴。",
            "公用经费118.46万元，主要包括：办公费、印刷费。",
        ) == [("1,274.09", "1,155.63")]

    def test_a_difference_from_the_budget_in_words(self) -> None:
        text = "公务接待费年初预算为1.00万元，支出决算为4.00万元，决算数大于预算数3.30万元。"
        assert [f["check"] for f in findings(THREE, text)] == ["CHG002"]


def test_two_changes_of_one_item_crashed_the_wording() -> None:
    text = (
        "2031年度收、支总计120.00、130.00万元。与2030年度相比，收、支总计各减少30.00万元、20.00万元，"
        "各下降20.00%、13.33%。"
    )
    assert all(f["message"] for f in findings("一、收入支出决算总体情况说明", text))


def test_a_unit_after_the_second_number_is_the_first_s_too() -> None:
    base = prose.understood("一、收入支出决算总体情况说明", "2031年度收、支总计120.00、120.00元。")
    assert {f.figure.amount for f in base.facts} == {120}


def test_the_hedge_was_cut_in_two() -> None:
    """不超过 was read as 超过, 在职人员 as 职人员."""
    base = prose.understood(THREE, "公务接待费不超过9.60万元。", "在职人员78人，其中：行政36人，事业42人。")
    assert str(base.facts[0].figure.qualifier) == "at-most"
    assert "在职人员" in [f.label for f in base.facts]
