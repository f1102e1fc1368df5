"""指标一致性 · one indicator, stated again

What
    An indicator's target and its actual value are the same in the form, in the annex and in the narrative.

Why
    The form is corrected and the text is not; a target is copied from another year.

Consistent
    培训人数，目标值为≥100人次。… 培训人数 ≥100人次 120人次 …

Inconsistent
    培训人数，目标值为≥100人次。… 培训人数 ≥110人次 120人次 …

Rounding
    11.8% and 11.80% agree; qualified values are compared as intervals (超过 2500 and 2600 agree).

Limits
    Within one report always; between two reports (the department's, a project's) only where most of the indicators
    that they share agree, so that they are about the same thing. At most a warning: scopes may differ.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from audit.model.concept import Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import Figure, Qualifier
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

_PREFIX = "indicator:"
#: two reports that agree on at least so many indicators, and on most of those they share, describe one thing
_MIN_SHARED = 3
#: reports before this one that may describe the same thing
_REACH = 12
_Report = tuple[int, str]
_Key = tuple[str, Stage | None, int | None, str]


def run(base: FactBase) -> Iterator[Relation]:
    reports: dict[_Report, dict[_Key, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in base.facts:
        if fact.concept.item.startswith(_PREFIX):
            concept = fact.concept
            key = (concept.item, concept.stage, concept.year, fact.figure.kind.value + concept.within)
            reports[_report(base, fact)][key].append(fact)
    firsts: dict[_Report, dict[_Key, Fact]] = {}
    for report, facts in reports.items():
        firsts[report] = {}
        for key, listed in facts.items():
            reference = _reference(listed)
            firsts[report][key] = reference
            yield from _agree(listed, reference, Basis.RESTATED)
    numbers = sorted(firsts)
    for position, one in enumerate(numbers):
        for other in reversed(numbers[max(0, position - _REACH) : position]):
            shared = [k for k in firsts[one] if k in firsts[other]]
            equal = [k for k in shared if _same(firsts[one][k].figure, firsts[other][k].figure)]
            if len(equal) >= _MIN_SHARED and len(equal) * 10 >= len(shared) * 7:
                for key in shared:
                    yield from _agree([firsts[one][key]], firsts[other][key], Basis.INFERRED)
                break


def _report(base: FactBase, fact: Fact) -> _Report:
    """The outermost section (a part of the document, an annex, a form), and the horizon of a table of goals."""
    chain = base.document.ancestors(fact.section)
    return (chain[-2] if len(chain) > 1 else chain[-1], fact.concept.scope if fact.source == "form" else "")


def _reference(facts: list[Fact]) -> Fact:
    counts: dict[object, int] = defaultdict(int)
    for fact in facts:
        counts[fact.figure.amount] += 1
    return max(facts, key=lambda f: (counts[f.figure.amount], f.figure.is_point))


def _same(one: Figure, other: Figure) -> bool:
    return one.amount == other.amount or one.interval.meets(other.interval)


def _agree(facts: list[Fact], reference: Fact, basis: Basis) -> Iterator[Relation]:
    """Every print against the one that most agree with; a second value that is itself restated differs once."""
    firsts = {reference.figure.amount: reference}
    for fact in facts:
        same = firsts.setdefault(fact.figure.amount, fact)
        against = reference if same is fact else same
        one, other = fact.figure, against.figure
        if one.span == other.span or Qualifier.ABOUT in (one.qualifier, other.qualifier):
            continue
        if one.qualifier != other.qualifier and _same(one, other):
            continue
        operands = (Operand(_bare(one), "stated", fact.label), Operand(_bare(other), "other", against.label))
        yield Relation("TIE004", RelationKind.EQUAL, operands, basis, ceiling=Severity.WARNING)


def _bare(figure: Figure) -> Figure:
    """A threshold restated is the same threshold: ≥80% against ≥85% is compared as 80 against 85."""
    return replace(figure, qualifier=None) if figure.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST) else figure


CHECK = Check(id="TIE004", name="indicator-restated", run=run, doc=__doc__)
