"""Dates: the official calendar, durations and the years of titles and sentences."""

from __future__ import annotations

from datetime import date

import pytest

from audit.extract.workdays import calendar, stretch
from audit.model.dates import YearSentence
from tests import prose


def sentences(*lines: str) -> list[tuple[int | None, int | None]]:
    found: tuple[YearSentence, ...] = prose.understood("二、收入决算情况说明", *lines).dates.sentences
    return [(sentence.current, sentence.base) for sentence in found if sentence.span.line != 1]


@pytest.mark.parametrize("year", sorted(calendar()))
def test_make_up_days_are_weekend_days_and_no_day_off(year: int) -> None:
    off, work = calendar()[year]
    assert all(day.weekday() >= 5 for day in work)
    assert not off & work


@pytest.mark.parametrize("year", sorted(calendar()))
def test_every_year_has_its_days_off(year: int) -> None:
    """Each make-up day pays for a weekday off: 11 statutory days (13 since 2025), fewer where they fall on weekends,
    and the days that the longer Spring Festival of 2020 gave."""
    off, work = calendar()[year]
    free = sum(day.weekday() < 5 for day in off) - len(work)
    assert 8 <= free <= 13


@pytest.mark.parametrize(
    ("first", "last", "working"),
    [
        (date(2022, 10, 8), date(2022, 10, 24), 13),
        (date(2022, 10, 26), date(2022, 11, 1), 5),
        (date(2022, 10, 1), date(2022, 10, 7), 0),
        (date(2020, 1, 24), date(2020, 2, 3), 1),
        (date(2018, 12, 29), date(2019, 1, 2), 2),
        (date(2015, 9, 1), date(2015, 9, 6), 3),
        (date(2026, 2, 9), date(2026, 2, 28), 11),
        (date(2031, 1, 1), date(2031, 1, 31), None),
    ],
)
def test_working_days(first: date, last: date, working: int | None) -> None:
    assert stretch(first, last).working == working


def test_a_sentence_names_its_year_and_the_one_it_compares_with() -> None:
    assert sentences("2031年度收入决算100.00万元，比2030年度增加10.00万元。") == [(2031, 2030)]
    assert sentences("1.会议费支出1.00万元，比2030年决算增加0.10万元。") == [(None, 2030)]
    assert sentences("与2030年度相比，收入决算增加10.00万元。") == [(None, 2030)]


def test_a_sentence_of_several_years_says_nothing() -> None:
    assert sentences("2031年收入决算比2030年增加10.00万元，比2029年增加20.00万元。") == []
    assert sentences("2031年支出决算5.00万元，用于2028年立项的工程。") == []
