"""Names with the fund that is printed before them."""

from __future__ import annotations

import pytest

from audit.extract.names import with_fund


@pytest.mark.parametrize(
    ("before", "label", "told"),
    [
        ("2031年度一般公共预算财政拨款支出", "支出", "一般公共预算财政拨款支出"),
        ("其中：政府性基金预算拨款收入", "收入", "政府性基金预算拨款收入"),
        ("财政拨款支出年初预算为", "支出", "财政拨款支出"),
        ("一般公共预算基本支出86.40万元，其中：人员经费", "人员经费", "人员经费"),
        ("一般公共预算财政拨款支出年初预算为80.00万元，支出决算为", "支出", "支出"),
        ("2031年度支出合计", "支出合计", "支出合计"),
        ("本年收入", "支出", "支出"),
        ("", "支出", "支出"),
        ("支出", "支出", "支出"),
        ("财政拨款", "", ""),
    ],
)
def test_a_name_with_its_fund(before: str, label: str, told: str) -> None:
    assert with_fund(before, label) == told


def test_a_name_far_before_its_figure_is_left_alone() -> None:
    before = "财政拨款支出" + "、甲" * 30
    assert with_fund(before, "支出") == "支出"
