"""指标偏离 · a target and a result too far apart to be both right

What
    The rate that an indicator aims at and the one that it reached lie so far apart, without a word of why, that one of
    them is misprinted or a reason is missing: a result below half the target in a form without points; 100% for a
    target of 10%; twice a target of 100%; ≥90% as the result of ≥60%; a new target 20 points below what two years
    reached alike. A result is not exactly ten times a target of two digits or more, or a tenth of it. A rate in the
    indicator's name (可用率95%以上) is its target.

Why
    A digit is lost or exchanged in a value that nothing else in the document restates; the rules of self-evaluation
    ask for a reason where a result deviates much.

Consistent
    器材完好率 ≥90% 96.45%

Inconsistent
    器材完好率 ≥90% 9.45%

Rounding
    None: the distances are larger than any rounding.

Limits
    A warning. Otherwise only rates, and none that grow or fall (增长率, 降幅); rows that give a reason are left alone.

核对内容
    指标的目标比率与实际比率相差过大而未说明原因：不计分的表中实际值不到目标值的一半；目标值 10% 而实际值 100%；达到
    100% 目标的两倍以上；目标写 ≥60% 而实际写 ≥90%；本年目标比前两年相同的实际值低 20 个百分点以上。实际值不应恰为目标
    值（两位以上有效数字）的十倍或十分之一。指标名称中的比率（可用率95%以上）即其目标值。

理由
    漏写或误写一位，而文件中没有其他数可以对照；按自评规则，偏离较大的应当说明原因。

尾差
    没有尾差：差距大于任何舍入误差。

局限
    作警告。除相差十倍的以外只核对比率，增长、下降类除外；已说明原因的行不作发现。
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from audit.model.concept import Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.form import ScoredRow
from audit.model.interval import Interval
from audit.model.patterns import late
from audit.model.relation import Check, Observation, Operand, Severity
from audit.strict_yaml import load

_HUNDRED = Decimal(100)
#: 设备完好率95%以上
_IN_NAME = late(r"(?<=[一-龥≥])(\d+(?:\.\d+)?)[%％](?:及?以上|/[月季年])?(?:（[^（）]*）)?$")
#: points between what two years reached and the next target
_DROP = Decimal(20)
#: … and between a bound that is aimed at and one that is given as the result
_RISE = Decimal(25)
_YEARS = 2


def run(base: FactBase) -> Iterator[Observation]:
    for form in base.forms:
        for row in form.rows:
            if row.rate is not None or row.target is None:
                continue
            if _is_rate(row.target):
                yield from _named(row)
            if row.actual is not None and not row.explained and _is_far(row, row.target, row.actual):
                yield _observed(row.actual, row.target, row.name)
    yield from _lowered(base)


@cache
def _words() -> dict[str, str]:
    """The words of indicators.yaml, as alternatives of a pattern."""
    data = load(Path(__file__).with_name("indicators.yaml"))
    return {key: "|".join(data[key]) for key in ("changes", "to-be-low", "tasks")}


@cache
def _open() -> re.Pattern[str]:
    """Changes, and rates that are to be low."""
    ends = r"(?:的?(?:率|幅度|比例|比率|比))?(?:（[^（）]*）)?$"
    return re.compile(rf"(?:{_words()['changes']}){ends}|{_words()['to-be-low']}")


@cache
def _task() -> re.Pattern[str]:
    """What may be done twice over."""
    return re.compile(_words()["tasks"])


def _is_rate(figure: Figure | None) -> bool:
    return figure is not None and figure.kind is FigureKind.PERCENT and figure.qualifier in (None, Qualifier.AT_LEAST)


def _named(row: ScoredRow) -> Iterator[Observation]:
    stated = _IN_NAME.search(row.name)
    if stated is not None and row.target is not None and Decimal(stated.group(1)) != row.target.value:
        operands = (Operand(row.target, "target", row.name),)
        words = (row.name, stated.group(1), row.target.text)
        yield Observation("PRF014", "named-value", Severity.WARNING, (row.target.span,), operands, words)


def _is_far(row: ScoredRow, target: Figure, actual: Figure) -> bool:
    if (target.kind, target.unit) != (actual.kind, actual.unit) or _open().search(row.name):
        return False
    if not _is_rate(target) or not _is_rate(actual):
        return _is_shifted(target.value, actual.value)
    missed = row.score is None and row.met is False and actual.value * 2 < target.value
    doubled = target.value == _HUNDRED and actual.value >= target.value * 2 and not _task().search(row.name)
    copied = actual.qualifier is target.qualifier is Qualifier.AT_LEAST
    slipped = target.value * 10 == actual.value == _HUNDRED
    return missed or doubled or slipped or (copied and actual.value >= target.value + _RISE)


def _is_shifted(one: Decimal, other: Decimal) -> bool:
    """Whether a value of two digits or more is exactly ten times the other: 720 and 72."""
    low, high = sorted((one, other))
    return low * 10 == high and len(str(low).replace(".", "").strip("0")) > 1


def _lowered(base: FactBase) -> Iterator[Observation]:
    """Targets far below what the two years before them reached alike."""
    rows: dict[tuple[str, str, int], dict[Stage | None, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in base.indicators:
        if fact.source == "form" and _is_rate(fact.figure):
            rows[fact.concept.item, fact.concept.scope, fact.block][fact.concept.stage].append(fact)
    for stages in rows.values():
        targets, earlier = stages[Stage.TARGET], stages[Stage.FINAL]
        if len(targets) != 1 or len(earlier) != _YEARS or _open().search(targets[0].label):
            continue
        values = [fact.figure.value for fact in (*targets, *earlier)]
        if values[1] == values[2] >= values[0] + _DROP:
            yield _observed(earlier[0].figure, targets[0].figure, targets[0].label)
        elif all(fact.figure.qualifier is Qualifier.AT_LEAST for fact in earlier) and values[0] == max(values):
            # what was aimed at in other years: one of two that are alike, and one far below
            low = min(earlier, key=lambda fact: fact.figure.value)
            if values.count(values[0]) == _YEARS and low.figure.value + _RISE <= values[0]:
                yield _observed(low.figure, targets[0].figure, targets[0].label)


def _observed(actual: Figure, target: Figure, name: str) -> Observation:
    operands = (Operand(actual, "actual", name), Operand(target, "target", name))
    words = (name, target.text + target.unit, actual.text + actual.unit)
    alike = (Interval.exact(target.amount), Interval.exact(actual.amount))
    return Observation("PRF014", "far-apart", Severity.WARNING, (actual.span, target.span), operands, words, alike)


CHECK = Check(id="PRF014", name="deviation", run=run, doc=__doc__)
