"""比率过低 · a rate too low to be meant

What
    A rate of quality that a disclosure reports or aims at (满意度, 合格率, 准确率, 完好率, 办结率) is not below
    60 %, nor one of being in time (及时率) below 30 %.

Why
    100 loses a digit and becomes 10, 95 becomes 59; nothing else in the document restates the rate.

Consistent
    工程验收合格率 100%，受益群众满意度 95%。

Inconsistent
    工程验收合格率 10%，受益群众满意度 59%。

Rounding
    None: nothing is computed.

Limits
    A warning. Changes of a rate, the opposite of one (不合格率), a part of one (基本满意度), and a result that is
    told as a shortfall (仅, 偏低) or for which a form takes off points are left alone; so is another year's.

核对内容
    披露的或作为目标的质量类比率（满意度、合格率、准确率、完好率、办结率）不低于 60%，及时率不低于 30%。

理由
    100 漏一位成 10，95 倒成 59，而文件中没有其他数可以对照。

尾差
    没有尾差：不作计算。

局限
    作警告。比率的增减、反面（不合格率）、一部分（基本满意度），作为不足来叙述的（仅、偏低），
    以及自评表已扣分的实际值，不作发现；说的是其他年度的也不作发现。
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from audit.model.concept import Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind, Qualifier
from audit.model.interval import Interval
from audit.model.relation import Check, Observation, Operand, Severity
from audit.model.span import Span
from audit.strict_yaml import load

_HUNDRED = Decimal(100)
#: a rate is told as a shortfall so many characters before or behind
_NEAR = 20
_STAGES = (None, Stage.FINAL, Stage.TARGET)


def run(base: FactBase) -> Iterator[Observation]:
    admitted = set(_admitted(base))
    for fact in base.facts:
        if fact.figure.kind is not FigureKind.PERCENT or fact.figure.span in admitted:
            continue
        if (floor := _floor(fact, base.year)) is not None and fact.figure.value < floor:
            text = base.document.blocks[fact.block].text
            at = text.find(f"{fact.figure.text}%")
            if _words("shortfall").search(text, max(0, at - _NEAR), max(0, at) + _NEAR):
                continue
            admitted.add(fact.figure.span)
            operands = (Operand(fact.figure, "stated", fact.label),)
            words = (fact.label, fact.figure.text)
            wanted = (Interval(floor, _HUNDRED),)
            yield Observation("RAT008", "low-rate", Severity.WARNING, (fact.figure.span,), operands, words, wanted)


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = load(Path(__file__).with_name("rates.yaml"))
    return found


@cache
def _words(key: str) -> re.Pattern[str]:
    """Any of the words that stand under a key."""
    return re.compile("|".join(_data()[key]))


@cache
def _floors() -> tuple[tuple[re.Pattern[str], Decimal], ...]:
    """Patterns for the names of rates, with the share below which they hardly ever are."""
    listed = _data()["floors"].items()
    tail = r"(?:指标)?(?:（[^（）]*）)?$"
    return tuple((re.compile(f"(?:{'|'.join(names)}){tail}"), Decimal(floor)) for floor, names in listed)


def _admitted(base: FactBase) -> Iterator[Span]:
    """Results for which a form takes off points."""
    for row in (row for form in base.forms for row in form.rows):
        if row.actual is not None and row.met is False:
            yield row.actual.span


def _floor(fact: Fact, year: int | None) -> Decimal | None:
    """Below what a percentage is too low; None for one that may be as low as it likes."""
    concept, figure = fact.concept, fact.figure
    if concept.within in ("change", "reason") or concept.stage not in _STAGES or concept.year not in (None, year):
        return None
    if figure.qualifier not in (None, Qualifier.AT_LEAST) or not figure.value or _words("other").search(fact.label):
        return None
    return next((floor for name, floor in _floors() if name.search(fact.label)), None)


CHECK = Check(id="RAT008", name="low-rate", run=run, doc=__doc__)
