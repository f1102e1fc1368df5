"""How like two names of results are."""

import pytest

from audit.extract.performance.paired import likeness


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("公益体育培训", "公益体育培训", 100, 100),
        ("公益体育培训", "公益体育培训期", 90, 99),  # one inside the other
        ("健身步道维护里程", "维护健身步道里程", 60, 99),  # the words in another order
        ("公益体育培训", "体育志愿者注册", 0, 40),
        ("健身步道", "场馆开放", 0, 0),
        ("培训", "公益体育培训", 0, 50),  # two characters are inside anything
    ],
)
def test_likeness_is_of_shared_pairs(one: str, other: str, least: int, most: int) -> None:
    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == likeness(other, one)
