"""Working days 工作日: the official calendar of workdays.yaml."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from audit.model.dates import Stretch
from audit.strict_yaml import load

_SATURDAY = 5


@cache
def calendar() -> dict[int, tuple[frozenset[date], frozenset[date]]]:
    """Year -> the days off and the weekend days at work."""
    listed = load(Path(__file__).with_name("workdays.yaml"))
    return {
        int(year): (
            frozenset(day for entry in entries["off"] for day in _days(year, entry)),
            frozenset(day for entry in entries["work"] for day in _days(year, entry)),
        )
        for year, entries in listed.items()
    }


def _days(year: str, entry: str) -> list[date]:
    first, _, last = entry.partition("/")
    start, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
    return [start + timedelta(n) for n in range((end - start).days + 1)]


def stretch(first: date, last: date) -> Stretch:
    """Count the days from the first to the last, both included."""
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    known = all(year in calendar() for year in {first.year, last.year})
    working = sum(map(_works, days)) if known else None
    return Stretch(first, last, sum(day.weekday() < _SATURDAY for day in days), working)


def _works(day: date) -> bool:
    off, work = calendar()[day.year]
    return day in work or (day.weekday() < _SATURDAY and day not in off)
