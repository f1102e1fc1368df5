"""Finding 发现: one root cause, as a value. Sentences are made by the reports."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from audit.model.document import DocumentKind
from audit.model.evaluation import Evaluation
from audit.model.figure import Figure
from audit.model.relation import Observation, Operand, Severity
from audit.model.span import Span


@dataclass(frozen=True, slots=True)
class Suspect:
    """疑点: the figure that is most probably wrong, and what it should be.

    `suggestion` is printed in the figure's own format; `operation` names the edit that turns the
    right value into the printed one (digit, swap, drop, insert, shift, unit, sign, copy, rate, value).
    """

    figure: Figure
    suggestion: str
    operation: str
    confidence: Decimal
    label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """`operands` are all figures that take part, the stated one first; `also` lists tied suspects."""

    check: str
    name: str
    severity: Severity
    operands: tuple[Operand, ...]
    evidence: tuple[Evaluation, ...] = ()
    observation: Observation | None = None
    suspect: Suspect | None = None
    also: tuple[Suspect, ...] = ()
    quotation: str = ""
    path: tuple[str, ...] = ()
    fingerprint: str = ""

    @property
    def place(self) -> Span:
        """Where a reader should look first."""
        if self.suspect is not None:
            return self.suspect.figure.span
        if self.observation is not None and self.observation.spans:
            return self.observation.spans[0]
        if self.evidence and self.evidence[0].relation.span is not None:
            return self.evidence[0].relation.span
        return self.operands[0].figure.span if self.operands else Span("")


@dataclass(frozen=True, slots=True)
class Coverage:
    """核对覆盖率: figures that state a quantity, and how many of them some relation checked."""

    total: int
    checked: int


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The outcome for one file. `unreadable` is set when it could not be read: silence is not clean then."""

    path: str
    format: str
    kind: DocumentKind = DocumentKind.UNKNOWN
    year: int | None = None
    entity: str = ""
    unit: str = ""
    findings: tuple[Finding, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    coverage: Coverage = Coverage(0, 0)
    unreadable: str = ""
    #: what the sentence about `unreadable` (a reason's key) quotes
    unreadable_detail: str = ""
