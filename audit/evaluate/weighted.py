"""Sums of worked-out terms: amounts at their rates (86万元的82%，加上513万元的89%), or the budgets that outturns imply:
by their completion rates (6.84万元是76.00%), or by what they fall short of them (1.85万元，少1.75万元)."""

from __future__ import annotations

from decimal import Decimal

from audit.evaluate.verdicts import judged
from audit.model.evaluation import Evaluation, Verdict
from audit.model.interval import Interval
from audit.model.relation import Operand, Relation

_HUNDREDTH = Decimal("0.01")
Term = tuple[Operand, ...]


def weighted(relation: Relation) -> Evaluation:
    """stated = Σ term; where the relation has a direction, the terms are not all there are: stated ≥ Σ term."""
    if not all(o.figure.interval.bounded for o in relation.operands[1:]):
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="bound")
    listed = terms(relation)
    try:
        recomputed = sum((_value(term) for term in listed), Decimal(0))
        least = added(listed).low
    except (ValueError, ArithmeticError):
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="zero-base")
    if not relation.direction:
        return judged(relation, recomputed, lambda: added(listed))
    most = relation.stated.figure.interval.high
    broken = most is not None and least is not None and least > most
    verdict = Verdict.INCONSISTENT if broken else Verdict.CONSISTENT
    return Evaluation(relation, verdict, recomputed, relation.stated.figure.amount - recomputed)


def terms(relation: Relation) -> list[Term]:
    """Each part with its rate; each outturn with its completion rate, or with its difference from the budget."""
    found: list[Term] = []
    for operand in relation.operands[1:]:
        if operand.role in ("rate", "amount"):
            found[-1] = (*found[-1], operand)
        else:
            found.append((operand,))
    return found


def added(listed: list[Term]) -> Interval:
    """What some terms may come to. A rate that may be zero raises ValueError."""
    found = Interval.exact(Decimal(0))
    for term in listed:
        found = found + _interval(term)
    return found


def _interval(term: Term) -> Interval:
    first = term[0].figure.interval
    if len(term) == 1:
        return first
    second = term[1].figure.interval
    if term[1].role == "amount":
        return first - second.scaled(term[1].coefficient)
    share = second.scaled(_HUNDREDTH)
    return first / share if term[0].role == "actual" else first * share


def _value(term: Term) -> Decimal:
    first = term[0].figure.amount
    if len(term) == 1:
        return first
    second = term[1].figure.amount
    if term[1].role == "amount":
        return first - term[1].coefficient * second
    return first * 100 / second if term[0].role == "actual" else first * second * _HUNDREDTH
