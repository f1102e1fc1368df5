"""Trials 试验: one corrupted document through the engine, against the document as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from audit import pipeline
from audit.config import Config
from audit.diagnose.edits import UNITS
from audit.model.coverage import Covered
from audit.model.document import Block, Document
from audit.model.figure import Figure
from audit.model.finding import Finding
from audit.model.once import once
from audit.model.power import Sight, Trial
from audit.model.relation import Check, Severity
from audit.model.span import Span
from audit.power.corrupt import Corruption

_LOUD = frozenset({Severity.ERROR, Severity.WARNING})
#: what a finding is about, wherever in their lines its figures stand
_Signature = tuple[str, tuple[tuple[int, str], ...]]


class Bench:
    """A document as it is, and the means to audit it with one figure changed.

    The text of a text file is changed in the file; of every other format in what its reader made of it, so that the
    reading of the format itself is not put to the test.
    """

    def __init__(self, document: Document, checks: tuple[Check, ...], config: Config) -> None:
        self.document, self.checks, self.config = document, checks, config
        self._before = pipeline.judge(document, checks)

    @property
    def figures(self) -> tuple[Covered, ...]:
        return self._before.coverage.figures

    @property
    def lines(self) -> tuple[str, ...]:
        return self.document.lines

    @once
    def _known(self) -> dict[bool, Counter[_Signature]]:
        return {loud: Counter(_signatures(self._before.findings, loud)) for loud in (True, False)}

    def run(self, corruption: Corruption) -> Trial:
        """The audit with one figure corrupted: which findings are new, and whether they blame it and mend it."""
        after = self.audit([corruption])
        new = self._new(after, [corruption], loud=True)
        trial = Trial(corruption.covered, corruption.operation, corruption.text)
        if not new:
            quiet = self._new(after, [corruption], loud=False)
            return replace(trial, sight=Sight.ROUNDING) if quiet else trial
        return replace(
            trial,
            sight=Sight.REPORTED,
            findings=len(new),
            located=any(is_located(finding, corruption.span) for finding in new),
            repaired=any(is_repaired(finding, corruption.covered.figure) for finding in new),
        )

    def audit(self, corruptions: Iterable[Corruption]) -> tuple[Finding, ...]:
        """The findings with figures corrupted, no two of them in one line."""
        with pipeline.without_collection():
            return pipeline.judge(self.corrupted(corruptions), self.checks).findings

    def corrupted(self, corruptions: Iterable[Corruption]) -> Document:
        """The document with figures corrupted, no two of them in one line; a text is read anew."""
        document = self.document
        for corruption in corruptions:
            document = _changed(document, corruption)
        if document.format != "text":
            return document
        return pipeline.read("\n".join(document.lines).encode(), document.name, self.config)

    def new(self, after: Iterable[Finding], corruptions: Iterable[Corruption]) -> list[Finding]:
        """The findings of severity error or warning that were not there before."""
        return self._new(tuple(after), list(corruptions), loud=True)

    def _new(self, after: Iterable[Finding], corruptions: list[Corruption], *, loud: bool) -> list[Finding]:
        known = self._known[loud].copy()
        prints = {(c.span.line, c.span.column): c.span.text for c in corruptions}
        found = []
        for finding in after:
            if (finding.severity in _LOUD) is not loud:
                continue
            signature = _signature(finding, prints)
            if known[signature]:
                known[signature] -= 1
                if not any(is_located(finding, corruption.span) for corruption in corruptions):
                    continue
            found.append(finding)
        return found


def is_located(finding: Finding, span: Span) -> bool:
    """Whether the finding suspects the figure that begins at a place."""
    suspect = finding.suspect
    return suspect is not None and _place(suspect.figure.span) == _place(span)


def is_repaired(finding: Finding, right: Figure) -> bool:
    """Whether the finding suggests the very amount that stood there."""
    suspect = finding.suspect
    if suspect is None or not is_located(finding, right.span):
        return False
    text, scale = suspect.suggestion.replace(",", ""), suspect.figure.scale
    for unit, factor in sorted(UNITS, key=lambda known: -len(known[0])):
        if text.endswith(unit):
            text, scale = text.removesuffix(unit), factor
            break
    return Decimal(text) * scale == right.amount


def _place(span: Span) -> tuple[int | None, int | None, int | None]:
    return (span.page, span.line, span.column)


def _signatures(findings: Iterable[Finding], loud: bool) -> list[_Signature]:
    return [_signature(finding, {}) for finding in findings if (finding.severity in _LOUD) is loud]


def _signature(finding: Finding, prints: dict[tuple[int | None, int | None], str]) -> _Signature:
    """What makes a finding the same one: the figure that it suspects, else its check and all that it is about.

    `prints` are the figures' texts before they were corrupted, by line and column.
    """
    if finding.suspect is not None:
        spans, name = [finding.suspect.figure.span], "suspect"
    else:
        spans, name = [operand.figure.span for operand in finding.operands], finding.check
        if finding.observation is not None:
            spans += finding.observation.spans
    told = {(span.line or 0, prints.get((span.line, span.column), span.text)) for span in spans}
    return (name, tuple(sorted(told)))


def _changed(document: Document, corruption: Corruption) -> Document:
    """The document with other words at a place: in its lines, and in the block that the place stands in."""
    span, more = corruption.span, len(corruption.text) - len(corruption.old)
    line, column = span.line or 0, span.column or 0
    at = line - 1
    text = document.lines[at]
    changed = text[: column - 1] + corruption.text + text[column - 1 + len(corruption.old) :]
    blocks = tuple(_shifted(block, corruption, line, column, more) for block in document.blocks)
    return replace(document, lines=(*document.lines[:at], changed, *document.lines[at + 1 :]), blocks=blocks)


def _shifted(block: Block, corruption: Corruption, line: int, column: int, more: int) -> Block:
    """A block after the change: its words where they stood in it, its anchors moved where they follow on the line."""
    anchors = block.anchors
    if not any(anchor.line == line for anchor in anchors):
        return block
    start = None
    for index, anchor in enumerate(anchors):
        stop = anchors[index + 1].start if index + 1 < len(anchors) else len(block.raw)
        offset = anchor.start + column - anchor.column
        if anchor.line == line and anchor.start <= offset < stop:
            start = offset
    moved = tuple(
        replace(
            anchor,
            start=anchor.start + more if start is not None and anchor.start > start else anchor.start,
            column=anchor.column + more if anchor.line == line and anchor.column > column else anchor.column,
        )
        for anchor in anchors
    )
    if start is None:
        return replace(block, anchors=moved)
    stop = start + len(corruption.old)
    return replace(
        block,
        text=block.text[:start] + corruption.text + block.text[stop:],
        raw=block.raw[:start] + corruption.text + block.raw[stop:],
        anchors=moved,
    )
