"""指标单位 · one row, two units

What
    The target and the result of an indicator, and its values of earlier years, count the same kind of thing: things
    (家, 个, 项), people (人, 人次), or events (次, 场, 期). One value of an indicator that stands in several places
    has one unit.

Why
    A unit is typed for the row above; then the values cannot be compared.

Consistent
    成果转化项目落地数 4个 6个 ≥3个

Inconsistent
    成果转化项目落地数 4个 6个 ≥3次

Rounding
    None: units are no figures.

Limits
    A note. In one row 家 and 个, in several places 人 and 人次, 次 and 场 pass for one another; bare numbers and words
    are left alone.

核对内容
    同一指标的目标值、实际值和以前年度的值，所数的是同一类：事物（家、个、项）、人（人、人次）或活动（次、场、期）。同一
    指标的同一个值写在几处的，单位相同。

理由
    单位误抄自另一行，两个值便无法比较。

尾差
    没有尾差：单位不是数值。

局限
    只作提示。同一行中“家”与“个”、几处之间“人”与“人次”、“次”与“场”视为同类；没有单位的数和文字不比较。
"""

from collections import defaultdict
from collections.abc import Iterator

from audit.model.concept import INDICATOR
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Check, Observation, Operand, Severity

#: a shorter name may be that of two things
_MIN_NAME = 6


def run(base: FactBase) -> Iterator[Observation]:
    for mixed in base.mixed_units:
        operands = tuple(Operand(figure, "value", mixed.name) for figure in mixed.figures)
        units = tuple(f"{figure.text}{figure.unit}" for figure in mixed.figures)
        yield Observation(
            "UNI003", "indicator-unit", Severity.NOTE, (mixed.figures[-1].span,), operands, (mixed.name, *units)
        )
    yield from _in_places(base)


def _in_places(base: FactBase) -> Iterator[Observation]:
    """知识产权项目 60项 in the text, 60家 in the form: once for each indicator."""
    values: dict[str, dict[object, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in base.indicators:
        figure, concept = fact.figure, fact.concept
        if figure.kind is FigureKind.COUNT and figure.unit:
            values[concept.item][concept.stage, figure.amount].append(fact)
    for stated in (stated for item, stated in values.items() if len(item) >= len(INDICATOR) + _MIN_NAME):
        pairs = (pair for facts in stated.values() if (pair := _other_unit(facts)) is not None)
        if (pair := next(pairs, None)) is not None:
            operands = tuple(Operand(fact.figure, "value", fact.label) for fact in pair)
            units = tuple(f"{fact.figure.text}{fact.figure.unit}" for fact in pair)
            spans = (pair[-1].figure.span, pair[0].figure.span)
            yield Observation("UNI003", "unit-in-places", Severity.NOTE, spans, operands, (pair[0].label, *units))


def _other_unit(facts: list[Fact]) -> tuple[Fact, Fact] | None:
    """The first of some prints of one value, and one whose unit counts something else, or things under another name."""
    first = facts[0]
    for fact in facts[1:]:
        kinds = {fact.concept.within, first.concept.within}
        if fact.figure.unit != first.figure.unit and (len(kinds) > 1 or "" in kinds):
            return first, fact
    return None


CHECK = Check(id="UNI003", name="indicator-unit", run=run, doc=__doc__)
