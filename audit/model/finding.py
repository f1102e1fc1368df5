"""Finding 发现: one root cause, as a value. Sentences are made by the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from audit.model.coverage import Coverage
from audit.model.document import Document, DocumentKind, Notice
from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import Figure
from audit.model.inventory import Entry
from audit.model.relation import Observation, Operand, Severity
from audit.model.span import Span
from audit.model.suppression import BaselineState, LapsedEntry, Suppression
from audit.model.table import Table


class Suspect(Struct, frozen=True):
    """疑点: the figure that is most probably wrong, and what it should be.

    `suggestion` is printed in the figure's own format; `operation` names the edit that turns the
    right value into the printed one (digit, swap, drop, insert, shift, unit, sign, copy, rate, value).
    """

    figure: Figure
    suggestion: str
    operation: str
    confidence: Decimal
    label: str = ""


class Finding(Struct, frozen=True):
    """`operands` are all figures that take part, the stated one first; `also` lists tied suspects.

    `remarks` are observations that follow from the suspect.

    `suppression` is set on a finding that someone has accepted; `baseline` is None unless a run has a baseline.
    """

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
    suppression: Suppression | None = None
    baseline: BaselineState | None = None
    remarks: tuple[Observation, ...] = ()
    #: where in the quotation the place begins; -1 where that is not known
    quoted_at: int = -1

    @property
    def is_live(self) -> bool:
        """Whether it counts for the exit code and the totals."""
        return self.suppression is None

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


def tally(evaluations: Iterable[Evaluation]) -> tuple[tuple[Verdict, int], ...]:
    """How many relations have each verdict, in the order of the verdicts."""
    counts = Counter(evaluation.verdict for evaluation in evaluations)
    return tuple((verdict, counts[verdict]) for verdict in Verdict if counts[verdict])


class TablePlace(Struct, frozen=True):
    """The cell that a figure stands in: its table's title, the row's code and name, the column's name."""

    table: str
    row: str
    column: str


class Reading(Struct, frozen=True):
    """What a report needs that shows the document itself: its text, and its tables as they were recovered."""

    document: Document
    tables: tuple[Table, ...]


class DocumentReport(Struct, frozen=True):
    """The outcome for one file. `unreadable` is set when it could not be read: silence is not clean then.

    `verdicts` counts the relations; `evaluations` are the relations themselves, kept only for a report that shows
    every figure of the document. `lapsed` are entries of a baseline that suppress nothing here any more.
    """

    path: str
    format: str
    kind: DocumentKind = DocumentKind.UNKNOWN
    year: int | None = None
    entity: str = ""
    unit: str = ""
    findings: tuple[Finding, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    inventory: tuple[Entry, ...] = ()
    unreadable: str = ""
    #: what the sentence about `unreadable` (a reason's key) quotes
    unreadable_detail: str = ""
    #: kept only for a report that shows the document itself
    reading: Reading | None = None
    #: of the findings' figures that stand in tables, where
    cells: Mapping[Span, TablePlace] = field(default_factory=dict)
    verdicts: tuple[tuple[Verdict, int], ...] = ()
    lapsed: tuple[LapsedEntry, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def relations(self) -> int:
        """How many relations were asserted."""
        return sum(count for _, count in self.verdicts)

    @property
    def live(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(finding for finding in self.findings if finding.is_live)

    def lean(self) -> DocumentReport:
        """Without the document, the relations and the figures, which few reports show and which weigh most."""
        return replace(self, evaluations=(), coverage=self.coverage.without_figures(), reading=None)
