"""不存在的日期 · a date that cannot be

What
    A printed day exists (not 2月30日, not 6月31日), and a stretch of days whose ends both carry their year does not
    end before it begins.

Why
    Such a date is a slip of the pen, and whatever was counted from it is in doubt.

Consistent
    2024年2月29日; 从2022年10月8日至2022年10月24日.

Inconsistent
    2023年2月29日; 从2022年10月24日至2022年10月8日.

Rounding
    None: a day is or is not in the calendar.

Limits
    Only dates with year, month and day are looked at; a stretch needs both years, since 11月15日至3月15日 runs
    into the next year.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for topic, spans in (("impossible-date", base.dates.impossible), ("impossible-stretch", base.dates.backward)):
        for span in spans:
            yield Observation("DAT004", topic, Severity.WARNING, (span,), (), ("".join(span.text.split()),))


CHECK = Check(id="DAT004", name="impossible-date", run=run, doc=__doc__)
