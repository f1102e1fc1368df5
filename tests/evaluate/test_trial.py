"""A long sum that is tried says what it says when it is evaluated."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import audit
from audit.diagnose.severity import is_broken
from audit.diagnose.solve import solve
from audit.evaluate import evaluate
from audit.evaluate.trial import Trial
from audit.model.figure import Figure, FigureKind
from audit.model.relation import Basis, Operand, Relation, RelationKind
from audit.model.span import Span
from tests.pace import within
from tests.readers.office import text

WAN = Decimal(10_000)
CENTS = st.integers(-99_999, 99_999)


def figure(cents: int, line: int, scale: Decimal = WAN) -> Figure:
    value = Decimal(cents).scaleb(-2)
    return Figure(Span(f"{value}", line, 1), FigureKind.AMOUNT, value, 2, "万元", scale)


@st.composite
def sums(draw: st.DrawFn) -> tuple[Relation, Figure]:
    """A sum of cents that may be off by a little, and another value for one of its figures."""
    parts = draw(st.lists(st.one_of(st.just(0), CENTS), min_size=16, max_size=20))
    signs = draw(st.lists(st.sampled_from([1, -1]), min_size=len(parts), max_size=len(parts)))
    scale = draw(st.sampled_from([WAN, Decimal(1)]))
    whole = sum(sign * part for sign, part in zip(signs, parts, strict=True)) + draw(st.integers(-12, 12))
    operands = [Operand(figure(whole, 1, scale), "whole")]
    operands += [
        Operand(figure(part, line, scale), "part", coefficient=Decimal(sign))
        for line, (part, sign) in enumerate(zip(parts, signs, strict=True), 2)
    ]
    at = draw(st.integers(0, len(parts)))
    old = operands[at].figure
    changed = replace(old, value=old.value + Decimal(draw(st.integers(-12, 12))).scaleb(-2))
    return Relation("ZZZ001", RelationKind.SUM, tuple(operands), Basis.DECLARED), changed


@given(sums())
def test_tried_as_evaluated(made: tuple[Relation, Figure]) -> None:
    relation, changed = made
    trial = Trial.of(relation)
    assert trial is not None
    after = evaluate(trial.with_figure(changed))
    verdict = trial.verdict(changed)
    if verdict is not None:
        assert (verdict, verdict.breaks) == (after.verdict, is_broken(after))
    for index in range(len(relation.operands)):
        assert solve(relation, index, trial) == solve(relation, index)


def test_a_wrong_total_of_two_thousand_parts_is_told_at_once() -> None:
    def row(name: str, *cents: int) -> list[str]:
        return [name, *(f"{part // 100}.{part % 100:02d}" for part in cents)]

    parts = [(at * 7919 % 9_973 + 1, at * 13 % 997) for at in range(2_000)]
    first, second = map(sum, zip(*parts, strict=True))
    total = row("合计", first + second + 100_000, first, second)
    rows = [row(f"第{at}号改造项目", one + other, one, other) for at, (one, other) in enumerate(parts)]
    source = text(["项目支出表", "单位：万元", [["项目名称", "合计", "财政拨款", "其他资金"], total, *rows]])
    with within(5):
        (document,) = audit.audit_bytes(source, "a.txt").documents
    (found,) = document.findings
    assert found.suspect is not None
    assert found.suspect.figure.text == total[1]
