"""Performance forms of a text dump: indicator rows, money rows, and the narrative about the same indicators."""

from __future__ import annotations

import pytest

from audit.model.concept import Stage
from audit.model.fact import Fact, FactBase
from tests import prose

TITLE = "白石区体育局2031年度项目支出绩效自评"
HEAD = ("三级指标", "年初目标值（A）", "实际完成值（B）", "得分")


def form(*rows: str, before: tuple[str, ...] = ()) -> FactBase:
    return prose.understood(*before, "二、项目支出绩效自评表", *HEAD, *rows, title=TITLE)


def indicators(base: FactBase, source: str = "form") -> list[tuple[str, str, str]]:
    """label, stage and figure of the indicators' facts, with their hedge."""
    return [_shown(f) for f in base.facts if f.concept.item.startswith("indicator:") and f.source == source]


def _shown(fact: Fact) -> tuple[str, str, str]:
    hedge = fact.figure.qualifier.value + " " if fact.figure.qualifier else ""
    return fact.label, fact.concept.stage.value if fact.concept.stage else "", hedge + prose.shown(fact.figure)


def test_target_and_actual_of_a_row() -> None:
    assert indicators(form("赛事参与人数 ≥3500人次 3620人次 10")) == [
        ("赛事参与人数", "target", "at-least 3500人次"),
        ("赛事参与人数", "final", "3620人次"),
    ]


def test_a_name_broken_over_the_lines_above_its_row() -> None:
    found = indicators(form("赛事参与人数 ≥3500人次 3620人次 10", "场馆惠民", "开放天数", "≥330天 345天 10"))
    assert found[2:] == [("场馆惠民开放天数", "target", "at-least 330天"), ("场馆惠民开放天数", "final", "345天")]


def test_the_unit_stands_in_the_name() -> None:
    base = form("体育产业成交额（亿元） 12.5 13.2 5")
    amounts = [f.figure.amount for f in base.facts if f.concept.item.startswith("indicator:")]
    assert amounts == [1_250_000_000, 1_320_000_000]


def test_a_weight_in_the_name_is_no_value() -> None:
    assert [shown for _, _, shown in indicators(form("赛事参与人数（10分） ≥3500人次 3620人次 10"))] == [
        "at-least 3500人次",
        "3620人次",
    ]


@pytest.mark.parametrize(
    "row", ["人数 ≥3500人次 3620人次 10", "赛事参与人数 完成 完成 10", "赛事参与人数 ≥3500人次 98% 10"]
)
def test_rows_that_say_nothing_to_compare(row: str) -> None:
    assert indicators(form(row)) == []


def test_the_narrative_states_the_same_indicator() -> None:
    base = form(
        "赛事参与人数 ≥3500人次 3620人次 10",
        before=("一、绩效目标完成情况", "赛事参与人数，目标值为≥3500人次，实际完成值为3620人次。"),
    )
    told = [f for f in base.facts if f.concept.item.startswith("indicator:") and f.source == "text"]
    assert [(f.concept.stage, f.figure.text) for f in told] == [(Stage.TARGET, "3500"), (Stage.FINAL, "3620")]
    written = [f for f in base.facts if f.source == "form"]
    assert {f.concept.item for f in told} == {f.concept.item for f in written}


def test_of_two_values_the_one_before_实际_is_the_target() -> None:
    base = form(
        "新增健身路径 170个 184个 10",
        before=("一、绩效目标完成情况", "全年新增健身路径170个，实际新增健身路径184个。"),
    )
    told = [f for f in base.facts if f.concept.item.startswith("indicator:") and f.source == "text"]
    assert [(f.concept.stage, f.figure.text) for f in told] == [(Stage.TARGET, "170"), (Stage.FINAL, "184")]


def test_the_money_row_is_a_completion() -> None:
    base = prose.understood(
        "二、项目支出绩效自评表",
        "预算数（A）",
        "执行数（B）",
        "执行率（B/A）",
        "得分",
        "年度财政资金总额 240.00 236.80 98.67% 19.73",
        title=TITLE,
    )
    assert prose.completions(base.completions) == ["236.80万元 / 240.00万元 = 98.67%"]


def test_a_form_ends_where_prose_begins() -> None:
    base = form("赛事参与人数 ≥3500人次 3620人次 10", "三、其他情况说明", "场馆开放天数 330天 345天 10")
    assert [label for label, _, _ in indicators(base)] == ["赛事参与人数", "赛事参与人数"]
