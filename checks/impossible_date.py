"""不存在的日期 · a date that cannot be

What
    A printed day exists (not 2月30日, not 6月31日), and a stretch of days whose ends both carry their year does not
    end before it begins.

Why
    Such a date is a slip of the pen, and whatever was counted from it is in doubt.

Consistent
    2024年2月29日; 从2023年10月8日至2023年10月24日.

Inconsistent
    2023年2月29日; 从2023年10月24日至2023年10月8日.

Rounding
    None: a day is or is not in the calendar.

Limits
    Only dates with year, month and day are looked at; a stretch needs both years, since 11月15日至3月15日 runs
    into the next year.

核对内容
    所印日期存在（没有2月30日、6月31日）；首尾都写明年份的时段，结束不早于开始。

理由
    这样的日期是笔误，据以计算的一切都存疑。

相符
    2024年2月29日；从2023年10月8日至2023年10月24日。

不符
    2023年2月29日；从2023年10月24日至2023年10月8日。

尾差
    没有尾差：日历上有就是有，没有就是没有。

局限
    只看年月日齐全的日期；时段须首尾都有年份，因为11月15日至3月15日会跨年。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity


def run(base: FactBase) -> Iterator[Observation]:
    for topic, spans in (("impossible-date", base.dates.impossible), ("impossible-stretch", base.dates.backward)):
        for span in spans:
            yield Observation("DAT004", topic, Severity.WARNING, (span,), (), ("".join(span.text.split()),))


CHECK = Check(id="DAT004", name="impossible-date", run=run, doc=__doc__)
