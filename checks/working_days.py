"""历时天数 · a duration against its dates

What
    The number of days that a text states beside two dates (从10月7日至10月23日，历时17个工作日) is a count of the
    days between them; so is that of working days in brackets behind it (历时17天（13个工作日）).

Why
    Who counts calendar days and writes 工作日 claims work on Saturdays, Sundays and holidays.

Consistent
    2023年10月25日至2023年10月31日，历时5个工作日: Wednesday to Tuesday are 5 working days.

Inconsistent
    2023年10月7日至2023年10月23日，历时17个工作日: 17 calendar days, of which 13 are working days.

Rounding
    None. Either end may be left out of the count; weekdays without regard to holidays and make-up days pass too.

Limits
    Holidays and make-up days are known for the years of workdays.yaml (2010 to 2026). In other years 8
    holidays and 2 make-up days are allowed for in every two months. 天 may mean calendar days or working days.
    Months are counted with or without the last one begun. Dates without a year are tried with the document's year and
    the next. Hedged numbers (约, 余) are let pass.

核对内容
    文字在两个日期旁写明的天数（从10月7日至10月23日，历时17个工作日）等于其间的天数；其后括号中的工作日数（历时17天
    （13个工作日））相同。

理由
    按日历天数计算却写作工作日，等于说周六、周日和节假日也在工作。

相符
    2023年10月25日至2023年10月31日，历时5个工作日：周三至下周二为5个工作日。

不符
    2023年10月7日至2023年10月23日，历时17个工作日：日历天数为17，其中工作日13天。

尾差
    没有尾差。首日或末日可以不计；不考虑节假日和调休、只按周一至周五计算的也可以。

局限
    节假日和调休已知的年份见 workdays.yaml（2010 至 2026 年）；其他年份每两个月容许 8 天假期和 2 天调休。“天”可以是日
    历天或工作日，月数可计入、也可不计入最后未满的一个月。没有年份的日期按文件年度及下一年试算。带“约”“余”的不核对。
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
    """Every number of days, or of months, that a reasonable count gives."""
    if duration.stated.unit == "个月":
        months = (stretch.last.year - stretch.first.year) * 12 + stretch.last.month - stretch.first.month
        return {months, months + 1}
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
