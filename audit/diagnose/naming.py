"""Naming 称谓: findings whose figures are called what the document calls them, and found in their quotations, for
people who read a report.

A label is what facts are known by, without the fund that a concept keeps apart: 支出 of 一般公共预算财政拨款支出. The
fingerprints, which labels are a part of, have been made before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from audit.diagnose.quotation import Quotations
from audit.model.document import Document
from audit.model.evaluation import Evaluation
from audit.model.figure import Figure
from audit.model.finding import Finding, Suspect
from audit.model.relation import Operand

#: the words that are printed before a figure and its label, to its fuller name
Fuller = Callable[[str, str], str]


def named(document: Document, findings: Iterable[Finding], fuller: Fuller) -> tuple[Finding, ...]:
    """The same findings with the fuller names of their figures."""
    findings = tuple(findings)
    naming = _Naming(Quotations(document), fuller) if findings else None
    return tuple(naming.finding(found) for found in findings) if naming is not None else ()


class _Naming:
    def __init__(self, quotations: Quotations, fuller: Fuller) -> None:
        self._quotations, self._fuller = quotations, fuller
        self._operands: dict[Operand, Operand] = {}  # one that stands in several relations stays one

    def finding(self, found: Finding) -> Finding:
        seen = found.observation
        return replace(
            found,
            operands=self._all(found.operands),
            evidence=tuple(self._evaluation(evaluation) for evaluation in found.evidence),
            observation=replace(seen, operands=self._all(seen.operands)) if seen is not None else None,
            suspect=self._suspect(found.suspect) if found.suspect is not None else None,
            also=tuple(self._suspect(suspect) for suspect in found.also),
            quoted_at=self._quotations.within(found.place) if found.quotation else -1,
        )

    def _all(self, operands: Iterable[Operand]) -> tuple[Operand, ...]:
        return tuple(self._operand(operand) for operand in operands)

    def _operand(self, operand: Operand) -> Operand:
        if operand not in self._operands:
            label = self._name(operand.figure, operand.label)
            self._operands[operand] = operand if label == operand.label else replace(operand, label=label)
        return self._operands[operand]

    def _evaluation(self, evaluation: Evaluation) -> Evaluation:
        relation = evaluation.relation
        operands, hinted = self._all(relation.operands), self._all(relation.hint_operands)
        return replace(evaluation, relation=replace(relation, operands=operands, hint_operands=hinted))

    def _suspect(self, suspect: Suspect) -> Suspect:
        return replace(suspect, label=self._name(suspect.figure, suspect.label))

    def _name(self, figure: Figure, label: str) -> str:
        return self._fuller(self._quotations.before(figure.span), label) if label else label
