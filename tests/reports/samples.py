"""Findings and reports made by hand, for the tests of every format."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from audit.model.document import DocumentKind
from audit.model.evaluation import Evaluation
from audit.model.finding import DocumentReport, Finding, Suspect, tally
from audit.model.relation import RelationKind, Severity
from tests.support import covered, evaluation, figure, finding, observation, operand

SUM = evaluation(
    RelationKind.SUM,
    operand("1,385.40", "whole", "支出合计", line=12),
    operand("1,105.40", "part", "基本支出", line=12),
    operand("235", "part", "项目支出", line=13),
    recomputed="1340.40",
)
SHARE = evaluation(
    RelationKind.SHARE,
    operand("83.04", "rate", "", "%", line=12),
    operand("1,105.40", "part", "基本支出", line=12),
    operand("1,385.40", "base", "支出合计", line=12),
    recomputed="79.7892305",
    check="RAT001",
)
SUSPECT = Suspect(figure("1,105.40", line=12, column=30), "1,150.40", "swap", Decimal("0.97"), "基本支出")
FOUND = finding(
    SUM,
    SHARE,
    suspect=SUSPECT,
    also=(Suspect(figure("235", line=13), "200", "value", Decimal("0.1"), "项目支出"),),
    quotation="支出合计1,385.40万元，其中：基本支出1,105.40万元，占83.04%；项目支出235万元。",
    path=("第三部分 情况说明", "三、支出情况"),
    fingerprint="f1",
)


def one_of_each() -> list[Finding]:
    """A finding of every kind of relation, with every hint and operation, and an observation."""
    cases: list[Evaluation] = [
        SUM,
        SHARE,
        evaluation(RelationKind.EQUAL, operand("120", "stated"), operand("100", "other"), recomputed="100"),
        evaluation(
            RelationKind.DIFFERENCE,
            operand("5.2", "amount"),
            operand("95", "current", coefficient=-1),
            operand("100", "prior"),
            recomputed="5",
            direction=-1,
        ),
        evaluation(
            RelationKind.CHANGE_RATE,
            operand("5.3", "rate", unit="%"),
            operand("95", "current"),
            operand("100", "prior"),
            recomputed="5",
            direction=-1,
        ),
        evaluation(
            RelationKind.COMPLETION,
            operand("95.1", "rate", unit="%"),
            operand("300.00", "actual"),
            operand("312.50", "budget"),
            recomputed="96",
            hint="wrong-base-stage",
            hint_operands=(operand("312.50", "budget", "全年预算"),),
        ),
        evaluation(
            RelationKind.SCORE,
            operand("9", "points", unit="分"),
            operand("10", "weight", unit="分"),
            operand("95", "rate", unit="%"),
            recomputed="9.5",
        ),
        evaluation(
            RelationKind.WEIGHTED,
            operand("30.00", "stated"),
            operand("20.00", "part"),
            operand("50", "rate", unit="%"),
            operand("40.00", "part"),
            operand("25", "rate", unit="%"),
            recomputed="20.00",
        ),
        evaluation(
            RelationKind.FORMULA,
            operand("8.2", "stated"),
            operand("82", "term"),
            operand("10", "term"),
            recomputed="820",
            expression="{0}*{1}",
        ),
        evaluation(RelationKind.DIRECTION, operand("119", "actual"), operand("132", "budget"), direction=1),
        evaluation(RelationKind.AT_MOST, operand("200", "part"), operand("100", "whole"), recomputed="100"),
        evaluation(RelationKind.COUNT, operand("5", "stated", "预算单位", "个"), recomputed="4", listed=4),
    ]
    found = [finding(case, suspect=SUSPECT) for case in cases]
    seen = observation("DOC001")
    return [*found, Finding("DOC001", "sample", Severity.NOTE, (), observation=seen)]


def report(*findings: Finding, **more: Any) -> DocumentReport:
    return DocumentReport(
        "a.txt",
        "text",
        DocumentKind.FINAL_ACCOUNTS,
        2024,
        "某局",
        "万元",
        findings,
        (SUM, SHARE),
        covered(3, 2, 2, 2, 1, 1, 1, 0),
        verdicts=tally((SUM, SHARE)),
        **more,
    )
