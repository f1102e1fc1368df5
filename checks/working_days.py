"""历时天数 · a duration against its dates

What
    The number of days that a text states beside two dates (从10月8日至10月24日，历时17个工作日) is a count of the
    days between them; so is that of working days in brackets behind it (历时17天（13个工作日）).

Why
    Who counts calendar days and writes 工作日 claims work on Saturdays, Sundays and holidays.

Consistent
    2022年10月26日至2022年11月1日，历时5个工作日: Wednesday to Tuesday are 5 working days.

Inconsistent
    2022年10月8日至2022年10月24日，历时17个工作日: 17 calendar days, of which 13 are working days.

Rounding
    None. Either end may be left out of the count; weekdays without regard to holidays and make-up days pass too.

Limits
    Holidays and make-up days are known for the years of workdays.yaml (2010 to 2026). In other years 8
    holidays and 2 make-up days are allowed for in every two months. 天 may mean calendar days or working days.
    Dates without a year are tried with the document's year and the next. Hedged numbers (约, 余) are let pass.
"""

from collections.abc import Iterator

from audit.model.dates import Duration, Stretch
from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Operand, Severity

#: in so many days there are at most so many holidays on weekdays and make-up days
_DAYS = 60
_HOLIDAYS = 8
_MAKE_UP_DAYS = 2


def run(base: FactBase) -> Iterator[Observation]:
    for duration in base.dates.durations:
        if not any(duration.stated.value in _counts(reading, duration) for reading in duration.readings):
            yield _observation(duration)


def _counts(stretch: Stretch, duration: Duration) -> set[int]:
    """Every number of days that a reasonable count gives."""
    days = stretch.weekdays
    if stretch.working is None:
        times = 1 + stretch.calendar // _DAYS
        counts = set(range(days - 1 - times * _HOLIDAYS, days + 1 + times * _MAKE_UP_DAYS))
    else:
        counts = {days, days - 1, stretch.working, stretch.working - 1}
    return counts if duration.working else counts | {stretch.calendar, stretch.calendar - 1}


def _observation(duration: Duration) -> Observation:
    stretch = duration.readings[0]
    known = stretch.working is not None
    return Observation(
        "DAT001",
        "duration" if known else "duration-weekdays",
        Severity.ERROR,
        (duration.stated.span, duration.span),
        (Operand(duration.stated, "stated", "历时"),),
        (
            duration.span.text,
            f"{stretch.calendar}",
            f"{stretch.working if known else stretch.weekdays}",
            f"{duration.stated.text}{duration.stated.unit}",
        ),
    )


CHECK = Check(id="DAT001", name="working-days", run=run, doc=__doc__)
