"""Names that look like one name."""

from __future__ import annotations

import pytest

from audit.model.likeness import is_slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("技术研究开发", "技术研究与开发"),
        ("医疗补助费", "医疗费补助"),
        ("公务员医疗", "公务员医疗补助"),
        ("文物保养与利用", "文物保护与利用"),
        ("水利工程建设支出", "水利工程建设"),
    ],
)
def test_a_slip_is_a_slip_both_ways(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("水利工程建设", "水利工程建设"),
        ("维修（护）费", "维修护费"),
        ("水费", "水费山"),
        ("科学技术支出", "其他科学技术支出"),
        ("城东河道一期整治", "城东河道二期整治"),
        ("城东河道整治", "城西河道整治"),
        ("水利工程建设", "水利工程维护"),
        ("林业", "林业和草原"),
        ("初中教育", "高中教育"),
    ],
)
def test_other_names_are_other_names(one: str, other: str) -> None:
    assert not is_slip(one, other)
    assert not is_slip(other, one)
