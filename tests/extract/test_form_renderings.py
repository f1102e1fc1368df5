"""One self-evaluation form in the renderings that publishers use: tabs, a torn text dump, one cell to a line."""

from __future__ import annotations

from audit.extract.performance import read_forms
from audit.extract.performance.rows import Forms, Row
from audit.readers import read

TITLE = "白石区体育局2031年度项目支出绩效自评"


def forms(*lines: str) -> Forms:
    return read_forms(read("\n".join((TITLE, "", *lines)).encode(), "a.txt"))


def shown(row: Row) -> str:
    values = " ".join(f"{role}={figure.text}{figure.unit}" for role, figure in sorted(row.roles.items()))
    return f"{row.kind} {row.name}: {values}"


def rows(*lines: str) -> list[str]:
    return [shown(row) for row in forms(*lines).rows]


TORN = (
    "2031年度场馆惠民项目自评表",
    "预算执行情况",
    "（20分）",
    "预算数（A）",
    "执行数（B）",
    "执行率（B/A）",
    "得分",
    "（20分*执行率）",
    "年度财政",
    "资金总额",
    "240.00 236.80 98.67% 19.73",
    "一级",
    "指标",
    "二级指标 三级指标",
    "年初目标值",
    "（A）",
    "实际完成值",
    "（B）",
    "得分",
    "产出",
    "指标",
    "数量指标",
)


def test_values_torn_over_lines_and_brackets() -> None:
    found = rows(
        *TORN,
        "场馆开放场次",
        "6场",
        "6场（2个区",
        "级馆，4个社区",
        "馆）",
        "4",
        "观众人",
        "次",
        "≥1000人",
        "次",
        "1200人",
        "次",
        "5",
    )
    assert found == [
        "execution （20分*执行率）年度财政资金总额: budget=240.00 executed=236.80 rate=98.67% score=19.73 weight=20分",
        "indicator 场馆开放场次: actual=6场 score=4 target=6场",
        "indicator 观众人次: actual=1200人次 score=5 target=1000人次",
    ]


def test_values_in_words_leave_their_points() -> None:
    assert rows(*TORN, "健身氛围 有提高 有提高 5", "场馆开放场次 6场 6场 4")[1:] == [
        "indicator 健身氛围: score=5",
        "indicator 场馆开放场次: actual=6场 score=4 target=6场",
    ]


def test_two_targets_share_a_merged_result() -> None:
    found = forms(*TORN, "改造球场（片） 10", "13 5.2", "改造步道（条） 10", "培训班（期） 3 4 4")
    row = found.rows[1]
    assert shown(row) == "indicator 改造球场（片）: actual=13 score=5.2 target=10"
    assert [figure.text for figure in row.also] == ["10"]
    assert not found.loose


def test_an_empty_column_of_scores() -> None:
    found = forms(*TORN, "改造球场 10个 13个", "改造步道 10条 13条", "培训班 3期 4期", "总分 99.73")
    assert found.unscored == {0}
    assert [shown(row) for row in found.rows[1:3]] == [
        "indicator 改造球场: actual=13个 target=10个",
        "indicator 改造步道: actual=13条 target=10条",
    ]


def test_a_row_that_cannot_be_told_makes_the_form_loose() -> None:
    assert forms(*TORN, "宣传覆盖 200家单", "位", "309家", "总分 99.73").loose == {0}
    assert not forms(*TORN, "改造球场 10个 13个 80", "总分 99.73").loose


def test_one_cell_to_a_line() -> None:
    head = ("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    money = ("年度资金总额", "240.00", "240.00", "236.80", "10", "98.67%", "9.87")
    columns = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
    first = ("产出指标", "数量指标", "改造球场数", "≥10个", "9个", "10", "9", "一处用地未落实")
    second = ("健身氛围", "更加浓厚", "较为浓厚", "15", "15", "无")
    assert rows("2031年度场馆惠民项目自评表", *head, *money, *columns, *first, *second, "总分", "100", "99.87") == [
        "execution 年度资金总额: budget=240.00 executed=236.80 initial=240.00 rate=98.67% score=9.87 weight=10",
        "indicator 改造球场数: actual=9个 score=9 target=10个 weight=10",
        "indicator 健身氛围: score=15 weight=15",
        "total 总分: score=99.87 weight=100",
    ]


def test_merged_first_cells_that_the_paste_has_dropped() -> None:
    found = rows(
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因",
        "产出指标\t数量指标\t改造球场数\t≥10个\t12个\t10\t10\t",
        "改造步道数\t≥3条\t4条\t15\t15\t",
        "质量指标\t工程合格率\t100%\t100%\t5\t5\t",
        "总分\t100\t99.87",
    )
    assert found[1:] == [
        "indicator 改造步道数: actual=4条 score=15 target=3条 weight=15",
        "indicator 工程合格率: actual=100% score=5 target=100% weight=5",
        "total 总分: score=99.87 weight=100",
    ]


def test_sign_value_and_unit_in_three_cells() -> None:
    found = forms(
        "三级指标\t指标性质\t指标值\t度量单位\t权重\t实际完成值\t得分",
        "改造球场数\t≥\t10\t个\t20\t12\t20",
    )
    row = found.rows[0]
    assert shown(row) == "indicator 改造球场数: actual=12个 score=20 target=10个 weight=20"
    assert row.roles["target"].qualifier is not None


def test_weights_in_the_names_of_tabbed_rows_and_values_in_words() -> None:
    found = rows(
        "一级指标\t二级指标\t三级指标\t年初目标值（A）\t实际完成值（B）\t得分",
        "产出指标\t数量指标\t改造球场数（40分）\t≥10个\t12个\t40",
        "\t\t健身氛围（20分）\t更加浓厚\t更加浓厚\t18",
    )
    assert found == [
        "indicator 改造球场数（40分）: actual=12个 score=40 target=10个 weight=40分",
        "indicator 健身氛围（20分）: score=18 weight=20分",
    ]


def test_weights_of_the_levels_before_a_total_without_a_name() -> None:
    found = rows(
        "一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t目标值\t实际值\t得分",
        "产出指标\t50\t数量指标\t50\t改造球场数\t50\t10个\t12个\t50",
        "合计\t100\t\t\t\t100\t\t\t99.69",
    )
    assert found[1] == "total 合计: score=99.69 weight=100"


def test_a_heading_over_three_columns_of_which_a_row_has_lost_two() -> None:
    head = "项目资金\t\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分"
    assert rows(head, "年度资金总额\t240.00\t240.00\t236.80\t10\t98.67%\t9.87") == [
        "execution 年度资金总额: budget=240.00 executed=236.80 initial=240.00 rate=98.67% score=9.87 weight=10"
    ]
