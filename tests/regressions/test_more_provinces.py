"""Further templates of the provinces: what must stay silent, and what a figure planted in them must still show."""

from __future__ import annotations

import pytest

from tests.regressions.test_once_wrong import loud

THREE = "七、“三公”经费支出决算情况说明"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            (
                "八、政府性基金预算收入支出决算情况",
                "2031年度政府性基金预算财政拨款收入58.22万元；年初结转和结余6.88万元；支出57.21万元，其中基本支出0万元，"
                "项目支出57.21万元；年末结转和结余7.89万元。",
            ),
            id="what was carried over is not what is spent",
        ),
    ],
)
def test_nothing_is_reported(lines: tuple[str, ...]) -> None:
    assert loud(*lines) == []


@pytest.mark.parametrize(
    ("lines", "figure"),
    [
        pytest.param(
            (
                THREE,
                "公务接待费支出预算为3.95万元，支出决算为3.38万元，完成预算的85.57%，决算数小于预算数的主要原因是厉行节约，"
                "与上年相比增加0.66万元，增长34.26%，增加的主要原因是接待批次增加。",
            ),
            "34.26",
            id="a change behind the reason of a comparison with the budget",
        ),
        pytest.param(
            (
                THREE,
                "（三）公务用车购置及运行维护费支出13.52万元，其中公务用车购置年初预算数为0.00万元，决算数为0.00万元，"
                "完成预算的0.00%，决算数较2030年增加0.00万元，增长0.00%，主要原因是没有购置；公务用车运行维护费支出年初预算数为"
                "14.33万元，决算数为13.52万元，完成预算的94.35%，决算数较2030年增加1.19万元，增长19.65%，主要原因是维修费变动。",
            ),
            "19.65",
            id="a part with its budget and its outturn is one part",
        ),
        pytest.param(
            (
                THREE,
                "与全年预算相比，2031年度财政拨款“三公”经费支出全年预算数16.02万元，决算数14.10万元，预决算差异率-11.99%，"
                "主要原因是：严控支出。其中：公务用车运行维护费全年预算数10.42万元，决算数9.14万元，预决算差异率-22.28%，"
                "主要原因是：严控；公务接待费全年预算数5.60万元，决算数4.96万元，预决算差异率-11.43%，主要原因是：严控。",
            ),
            "22.28",
            id="the deviation from the budget of a part",
        ),
    ],
)
def test_a_planted_figure_is_reported(lines: tuple[str, ...], figure: str) -> None:
    assert any(figure in message for message in loud(*lines))
