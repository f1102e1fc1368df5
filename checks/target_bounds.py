"""目标值限定 · one target, with and without its bound

What
    The target of an indicator that stands in the forms of several tables is printed in the same way: ≥8 次 in one of
    them is not 8 次 in another.

Why
    8 次 is missed by 9, ≥8 次 is not: whether a target is met, and how it is scored, depends on the sign.

Consistent
    场馆开放天数 ≥330天 …场馆开放天数 ≥330天

Inconsistent
    场馆开放天数 ≥330天 …场馆开放天数 330天

Rounding
    None: a sign is no figure.

Limits
    A note, once for each indicator. Only forms are compared, and only where no form has a column of its own for the
    sign (指标性质, 运算符号).

核对内容
    同一指标的目标值在几张表中写法一致：一处为“≥8次”，另一处不写作“8次”。

理由
    “8次”做到9次也是偏离，“≥8次”则不是：是否完成、如何得分，取决于这个符号。

尾差
    没有尾差：符号不是数值。

局限
    只作提示，每个指标一次。只比较表格；有表格另设一列写符号（指标性质、运算符号）的不比较。
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audit.model.concept import Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import Figure, Qualifier
from audit.model.relation import Check, Observation, Operand, Severity
from audit.strict_yaml import load

_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST})


@cache
def _headings() -> tuple[str, ...]:
    return tuple(load(Path(__file__).with_name("indicators.yaml"))["signs"])


def _have_own_column(text: str) -> bool:
    """Whether some form has its signs in a column of their own."""
    return any(heading in text for heading in _headings())


def run(base: FactBase) -> Iterator[Observation]:
    targets: dict[tuple[str, object], list[Fact]] = defaultdict(list)
    for fact in base.indicators:
        concept = fact.concept
        if fact.source == "form" and concept.stage is Stage.TARGET:
            targets[concept.item, fact.figure.amount].append(fact)
    told: set[str] = set()
    for (item, _), facts in targets.items():
        bounded = next((fact for fact in facts if fact.figure.qualifier in _BOUNDS), None)
        plain = next((fact for fact in facts if fact.figure.is_point), None)
        if bounded is None or plain is None or item in told or _have_own_column(base.document.text):
            continue
        told.add(item)
        operands = (Operand(bounded.figure, "value", bounded.label), Operand(plain.figure, "value", plain.label))
        spans = (plain.figure.span, bounded.figure.span)
        sign = "≥" if bounded.figure.qualifier is Qualifier.AT_LEAST else "≤"
        words = (bounded.label, f"{sign}{_printed(bounded.figure)}", _printed(plain.figure))
        yield Observation("PRF016", "target-bounds", Severity.NOTE, spans, operands, words)


def _printed(figure: Figure) -> str:
    return f"{figure.text}{figure.unit}"


CHECK = Check(id="PRF016", name="target-bounds", run=run, doc=__doc__)
