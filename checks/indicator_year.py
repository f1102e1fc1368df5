"""指标年度 · one indicator under two years

What
    An indicator whose name begins with a year keeps it where the text or another form gives its value again.

Why
    Last year's form is copied, and the year in a name is overlooked; then nobody knows of which year the number is.

Consistent
    产出目标：2031年新增健身步道36公里。…自评表：2031年新增健身步道 36公里 36公里

Inconsistent
    产出目标：2031年新增健身步道36公里。…自评表：2030年新增健身步道 36公里 36公里

Rounding
    None: a year is exact.

Limits
    A warning. Only where the same value stands under both years, each year in places of its own: a series of years may
    well repeat a value.

核对内容
    名称以年份开头的指标，正文或其他表再次写到它的值时，年份相同。

理由
    沿用上年的表格时，名称里的年份最容易漏改，读者便不知道这个数是哪一年的。

尾差
    没有尾差：年份是精确的。

局限
    作警告。只在同一个值分别写在两个年份之下、且各在一处时判断：逐年数列中的值可能恰好相同。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from audit.model.concept import INDICATOR
from audit.model.fact import Fact, FactBase
from audit.model.relation import Check, Observation, Operand, Severity

_YEAR = re.compile(r"(20\d\d) ?年度?")
#: a shorter name may be that of something else
_MIN_NAME = 5
#: a value of one digit is that of many things
_MIN_VALUE = 10


def run(base: FactBase) -> Iterator[Observation]:
    dated = {
        fact.concept.item.removeprefix(INDICATOR)
        for fact in base.indicators
        if fact.source == "form" and _YEAR.match(fact.label)
    }
    names = sorted(name for name in dated if len(name) >= _MIN_NAME)
    items = {fact.concept.item for fact in base.facts} if names else ()
    for name in names:
        yield from _of_name(base, name, [item for item in sorted(items) if name in item])


def _of_name(base: FactBase, name: str, items: list[str]) -> Iterator[Observation]:
    """The first place of each of two years, where one value stands under both and nothing else under either."""
    printed = re.compile(rf"(20\d\d) ?年度?{re.escape(name)}")
    years: dict[int, list[Fact]] = defaultdict(list)
    named = [fact for item in items for fact in base.by_item(item)]
    for fact in sorted(named, key=lambda fact: fact.figure.span.order):
        if fact.figure.value >= _MIN_VALUE:
            found = {int(year) for year in printed.findall(base.document.blocks[fact.block].text)}
            if len(found) == 1:
                years[found.pop()].append(fact)
    if len(years) != 2 or len({fact.figure.amount for facts in years.values() for fact in facts}) != 1:
        return
    (one, first), (other, second) = ((year, facts[0]) for year, facts in sorted(years.items()))
    if first.section != second.section:
        operands = (Operand(first.figure, "value", first.label), Operand(second.figure, "value", second.label))
        words = (name, str(one), str(other), f"{first.figure.text}{first.figure.unit}")
        spans = (first.figure.span, second.figure.span)
        yield Observation("DAT005", "indicator-year", Severity.WARNING, spans, operands, words)


CHECK = Check(id="DAT005", name="indicator-year", run=run, doc=__doc__)
