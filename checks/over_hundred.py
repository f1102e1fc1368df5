"""超过百分之百 · a rate above 100 %

What
    A share of a whole, and a rate that cannot exceed its whole (满意度, 合格率, 准确率, 拨款, …), are at most 100 %; so
    are the target of such a rate (≥105%) and that of what is done in time or is not (按时完成演出任务).

Why
    The decimal point moves, or a digit is doubled, in a rate that nothing else in the document restates.

Consistent
    服务采购授予中小企业合同金额占服务支出金额的 81.48%。

Inconsistent
    服务采购授予中小企业合同金额占服务支出金额的 814.80%。

Rounding
    None: 100.00 is allowed, 100.01 is not.

Limits
    A warning. Shares whose part and whole are both printed are left to RAT001; shares of a budget, of last year's
    amount or of a target may exceed 100 %.

核对内容
    占整体的比重，以及不可能超过整体的比率（满意度、合格率、准确率、拨款等），不超过 100%；这类比率的目标（≥105%），以及
    按时与否的目标（按时完成演出任务），也是如此。

理由
    小数点移位或多写一位，而文件中没有其他数可以对照。

尾差
    没有尾差：100.00 可以，100.01 不可以。

局限
    作警告。分项与整体均已披露的占比归 RAT001；占预算、占上年或占目标的比率可以超过 100%。
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from audit.model.concept import Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.interval import Interval
from audit.model.relation import Check, Observation, Operand, Severity
from audit.strict_yaml import load

_HUNDRED = Decimal(100)
_POSSIBLE = Interval(None, _HUNDRED)


def run(base: FactBase) -> Iterator[Observation]:
    for share in base.shares:
        unknown = share.part is None or share.base is None
        if unknown and _exceeds(share.rate) and not _exceedable().search(share.base_label + share.part_label):
            yield _observed(share.rate, share.part_label or share.base_label)
    seen = set()
    for fact in base.facts:
        bounded = fact.figure.kind is FigureKind.PERCENT and _exceeds(fact.figure) and _is_bounded(fact)
        if bounded and fact.figure.span not in seen:
            seen.add(fact.figure.span)
            yield _observed(fact.figure, fact.label)


def _is_bounded(fact: Fact) -> bool:
    target = fact.concept.stage is Stage.TARGET
    return bool(_bounded().search(fact.label) or (target and _in_time().search(fact.label)))


@cache
def _words() -> dict[str, str]:
    """The words of rates.yaml, as alternatives of a pattern."""
    data = load(Path(__file__).with_name("rates.yaml"))
    return {key: "|".join(data[key]) for key in ("bounded", "in-time", "counted", "exceedable")}


@cache
def _bounded() -> re.Pattern[str]:
    """The names of rates that cannot exceed 100 %."""
    return re.compile(rf"(?:{_words()['bounded']})(?:指标|测评|调查|评价)?(?:（[^（）]*）)?$")


@cache
def _in_time() -> re.Pattern[str]:
    """What is done in time or is not, and is not counted beside."""
    return re.compile(rf"^(?!.*(?:{_words()['counted']}))(?:{_words()['in-time']})")


@cache
def _exceedable() -> re.Pattern[str]:
    """The names of what a part may exceed."""
    return re.compile(_words()["exceedable"])


def _exceeds(figure: Figure) -> bool:
    """Whether a rate, or the least that it shall be, is above 100 %."""
    return (figure.is_point or figure.qualifier is Qualifier.AT_LEAST) and figure.value > _HUNDRED


def _observed(figure: Figure, label: str) -> Observation:
    operand, words = Operand(figure, "stated", label), (label, figure.text)
    return Observation("RAT006", "over-hundred", Severity.WARNING, (figure.span,), (operand,), words, (_POSSIBLE,))


CHECK = Check(id="RAT006", name="over-hundred", run=run, doc=__doc__)
