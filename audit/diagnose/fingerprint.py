"""Fingerprint 指纹: the name by which a finding is known again in another version or format of its document.

It is made of what is wrong and of nothing that says where: no page, line, row or heading, and no figure beside the
cause. A suspect with one suggestion is the cause; which check proved it first depends on what else was read. Eight
hexadecimal digits stand for what the finding is about and eight for its figures, so that one that has come back with
other figures is recognised too; of two that are alike in both, the second in reading order ends with `-2`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from unicodedata import normalize

from msgspec.structs import replace

from audit.model.evaluation import Evaluation
from audit.model.finding import Finding
from audit.model.relation import Observation

_SEPARATOR = "\x1f"


def numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, given in their order, with their fingerprints."""
    seen: Counter[str] = Counter()
    named = []
    for finding in findings:
        name = fingerprint(finding)
        seen[name] += 1
        named.append(replace(finding, fingerprint=name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return tuple(named)


def subject(name: str) -> str:
    """The half of a fingerprint that stays when a figure of the finding changes."""
    return name[:8]


def fingerprint(finding: Finding) -> str:
    """The fingerprint of a finding for itself."""
    if finding.observation is not None:
        about, figures = _of_observation(finding.observation)
    elif finding.suspect is not None and finding.suspect.suggestion and not finding.also:
        suspect = finding.suspect
        about, figures = (
            ["suspect", suspect.label],
            [_plain(suspect.figure.amount), suspect.suggestion.replace(",", "")],
        )
    elif finding.evidence:
        about, figures = _of_relation(finding.evidence[0])
    else:
        about, figures = [finding.check], []
    return _digest(about) + _digest(figures)


def _of_relation(evaluation: Evaluation) -> tuple[list[str], list[str]]:
    """What is stated against what it should be; two prints of one fact, whichever of them stands first."""
    relation = evaluation.relation
    if evaluation.recomputed is None:
        amounts = [figure.amount for figure in relation.figures]
    else:
        amounts = [relation.stated.figure.amount, evaluation.recomputed]
    return [relation.check, str(relation.kind), relation.stated.label], sorted(map(_plain, amounts))


def _of_observation(observation: Observation) -> tuple[list[str], list[str]]:
    words = list(observation.words) or [span.text for span in observation.spans]
    amounts = [_plain(operand.figure.amount) for operand in observation.operands]
    return [observation.check, observation.topic, *(re.sub(r"\d+", "", word) for word in words)], [*words, *amounts]


def _plain(amount: Decimal) -> str:
    """An amount without the way in which it was printed: 1,105.40 and 1105.4 are one."""
    return f"{amount.normalize():f}"


def _digest(parts: Iterable[str]) -> str:
    """Spaces and full-width forms do not count: another format has others."""
    folded = ("".join(normalize("NFKC", part).split()) for part in parts)
    return hashlib.sha256(_SEPARATOR.join(folded).encode("utf-8", "backslashreplace")).hexdigest()[:8]
