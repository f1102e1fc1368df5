"""Builders for tests: figures, operands, relations and findings, made by hand as the engine would make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

from audit.model.coverage import Coverage, Covered, Gap
from audit.model.document import Block, BlockKind, Document, DocumentKind, Section
from audit.model.evaluation import Evaluation, Verdict
from audit.model.fact import FactBase
from audit.model.figure import Figure, FigureKind
from audit.model.finding import Finding
from audit.model.relation import (
    Assertion,
    Basis,
    Check,
    Observation,
    Operand,
    Relation,
    RelationKind,
    Severity,
)
from audit.model.span import Span

ROOT = Path(__file__).parent.parent

_SCALES = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}

DOC = """示例 sample: a check of the tests.

What: nothing."""


def figure(text: str, unit: str = "万元", line: int = 1, column: int = 1) -> Figure:
    """A printed number; the kind follows from the unit."""
    digits = text.replace(",", "")
    kind = FigureKind.AMOUNT if unit in _SCALES else FigureKind.PERCENT if unit == "%" else FigureKind.COUNT
    decimals = len(digits.partition(".")[2])
    return Figure(Span(text, line, column), kind, Decimal(digits), decimals, unit, _SCALES.get(unit, Decimal(1)))


def operand(text: str, role: str, label: str = "", unit: str = "万元", line: int = 1, coefficient: int = 1) -> Operand:
    return Operand(figure(text, unit, line), role, label, Decimal(coefficient))


def evaluation(
    kind: RelationKind,
    *operands: Operand,
    recomputed: str | None = None,
    verdict: Verdict = Verdict.INCONSISTENT,
    check: str = "SUM001",
    direction: int = 0,
    listed: int = 0,
    hint: str = "",
    hint_operands: tuple[Operand, ...] = (),
    expression: str = "",
) -> Evaluation:
    """An evaluation; `recomputed` is in the stated figure's printed unit."""
    relation = Relation(
        check,
        kind,
        operands,
        Basis.DECLARED,
        direction,
        listed,
        hint=hint,
        hint_operands=hint_operands,
        expression=expression,
    )
    stated = operands[0].figure
    value = None if recomputed is None else Decimal(recomputed) * stated.scale
    return Evaluation(relation, verdict, value, None if value is None else stated.amount - value)


def finding(*evidence: Evaluation, severity: Severity = Severity.ERROR, **more: object) -> Finding:
    operands = tuple(dict.fromkeys(o for e in evidence for o in e.relation.operands))
    check = evidence[0].relation.check if evidence else "DOC001"
    return Finding(check, "sample", severity, operands, evidence, **more)  # type: ignore[arg-type]


def covered(*relations: int, path: tuple[str, ...] = ("支出决算情况",)) -> Coverage:
    """The coverage of figures that so many relations check; of those that none does, nothing else says them."""
    return Coverage.of(
        Covered(figure("7.00", line=line), times, path, "支出", None if times else Gap.ALONE)
        for line, times in enumerate(relations, 1)
    )


def check(id_: str, assertions: Iterable[Assertion] | Callable[[FactBase], Iterable[Assertion]] = ()) -> Check:
    """A check that asserts what it is given."""
    run = assertions if callable(assertions) else lambda base: assertions
    return Check(id_, f"sample-{id_.lower()}", run, DOC)


def observation(check_id: str, topic: str = "placeholder", severity: Severity = Severity.NOTE) -> Observation:
    return Observation(check_id, topic, severity, (Span("XX", 1, 1),))


def base(name: str = "a.txt") -> FactBase:
    """An empty fact base of a document with one paragraph."""
    block = Block(BlockKind.PARAGRAPH, "收入总计。", "收入总计。", ())
    document = Document(name, "text", (block,), (Section("", 0, None, 1),))
    return FactBase(document, DocumentKind.UNKNOWN, None, "", "万元", (), ())
