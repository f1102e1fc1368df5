"""Marks: which stretches of a document a page marks, what was proved about each, and which findings are about it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from audit.model.coverage import Covered, Standing
from audit.model.finding import DocumentReport, Finding
from audit.model.relation import Severity
from audit.model.span import Span
from reports import phrasing

#: findings that put their figure in doubt; a rounding difference or a note does not
_DOUBTING = (Severity.ERROR, Severity.WARNING)
SUSPECT = "suspect"


class Mark(Struct):
    """A marked stretch: a figure, or the words that a finding is about (then `standing` is empty).

    `standing` is proved, checked-once, unchecked or suspect; `findings` are the numbers of the findings it is part of,
    those first that stand here.
    """

    id: str
    span: Span
    standing: str = ""
    about: str = ""
    findings: list[int] = field(default_factory=list)

    @property
    def length(self) -> int:
        return max(1, len(self.span.text))


class Marks:
    """The marks of one document, by place."""

    def __init__(self, document: DocumentReport, prefix: str, lang: str) -> None:
        self._prefix = prefix
        self._marks: dict[Span, Mark] = {}
        if document.reading is None:  # no text to mark, and nothing that a link could lead to
            return
        for covered in document.coverage.figures:
            mark = self._at(covered.figure.span)
            mark.standing, mark.about = str(covered.standing), _about(covered, lang)
        for number, finding in enumerate(document.findings):
            place = finding.place
            for span in _spans(finding):
                mark = self._at(span)
                mark.findings.insert(0, number) if span == place else mark.findings.append(number)
            if finding.is_live and finding.severity in _DOUBTING and place in self._marks:
                self._marks[place].standing = SUSPECT

    def _at(self, span: Span) -> Mark:
        if span not in self._marks:
            self._marks[span] = Mark(f"{self._prefix}f{len(self._marks)}", span)
        return self._marks[span]

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks.values())

    def at(self, span: Span) -> Mark | None:
        return self._marks.get(span)


def _spans(finding: Finding) -> Iterator[Span]:
    """Every place that a finding is about, each once; what has no line is the whole document."""
    spans = [finding.place, *(operand.figure.span for operand in finding.operands)]
    spans += [suspect.figure.span for suspect in finding.also]
    spans += finding.observation.spans if finding.observation is not None else ()
    yield from (span for span in dict.fromkeys(spans) if span.line is not None or span.cell is not None)


def _about(covered: Covered, lang: str) -> str:
    """What is known of a figure, in a line."""
    if covered.standing is Standing.UNCHECKED and covered.gap is not None:
        told = phrasing.phrase("coverage", str(covered.gap), lang)
    else:
        told = phrasing.phrase("page", "relations", lang, count=str(covered.relations))
    standing = phrasing.phrase("standing", str(covered.standing), lang)
    colon = "：" if lang == "zh" else ": "
    return " · ".join(part for part in (covered.label, f"{standing}{colon}{told}") if part)
