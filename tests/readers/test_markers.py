"""Markers: the numbers that open headings and items."""

from __future__ import annotations

import pytest

from audit.model.numerals import chinese_number
from audit.readers.folding import fold
from audit.readers.markers import marker_at


@pytest.mark.parametrize(
    ("text", "rank", "number"),
    [
        ("第三部分 决算", 0, 3),
        ("第十二部分决算", 0, 12),
        ("第2章 概况", 0, 2),
        ("一、收入", 1, 1),
        ("二十一、收入", 1, 21),
        ("廿一、收入", 1, 21),
        ("三.收入", 1, 3),
        ("（一）收入", 2, 1),
        ("(十)收入", 2, 10),
        ("1.收入", 3, 1),
        ("12．收入", 3, 12),
        ("3、收入", 3, 3),
        ("1.2031年收入", 3, 1),
        ("（3）收入", 4, 3),
        ("(3)收入", 4, 3),
        ("①收入", 5, 1),
        ("⑩收入", 5, 10),
        ("⑾收入", 5, 11),
    ],
)
def test_markers(text: str, rank: int, number: int) -> None:
    marker = marker_at(fold(text))
    assert marker is not None
    assert (marker.rank, marker.number) == (rank, number)


@pytest.mark.parametrize(
    "text", ["", "收入", "1.5万元", "12.34%", "2031年", "一般公共预算", "（类）", "三公经费", "3.2.1", "第三季度"]
)
def test_no_marker(text: str) -> None:
    assert marker_at(fold(text)) is None


@pytest.mark.parametrize(
    ("text", "value"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("7", 7), ("甲", 0)]
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert chinese_number(text) == value


def test_the_length_is_that_of_the_marker() -> None:
    marker = marker_at("（十二）支出")
    assert marker is not None
    assert marker.length == 4


def test_folding_keeps_the_length() -> None:
    text = "（Ａ）１２．５％，萬元；＂三公＂～〈〉"
    assert len(fold(text)) == len(text)
