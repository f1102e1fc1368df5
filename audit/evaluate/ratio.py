"""Ratio relations: shares, completion rates, change rates, scores. Rates are in percent."""

from __future__ import annotations

from decimal import Decimal

from audit.evaluate.verdicts import judged
from audit.model.evaluation import Evaluation, Verdict
from audit.model.interval import Interval
from audit.model.relation import Operand, Relation, RelationKind

_HUNDRED = Decimal(100)
_ONE = Interval.exact(Decimal(1))


def share(relation: Relation) -> Evaluation:
    """rate = part / base · 100."""
    return _quotient(relation, "part", "base")


def completion(relation: Relation) -> Evaluation:
    """rate = actual / budget · 100; where only the difference is printed, budget = actual − difference."""
    amount, actual = relation.role("amount"), relation.role("actual")
    if relation.role("budget") is not None or amount is None or actual is None:
        return _quotient(relation, "actual", "budget")
    value = actual.figure.amount - amount.coefficient * amount.figure.amount
    budget = actual.figure.interval - amount.figure.interval.scaled(amount.coefficient)
    if value <= 0 or budget.spans_zero():
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="zero-base")
    recomputed = actual.figure.amount / value * _HUNDRED
    return judged(relation, recomputed, lambda: (actual.figure.interval / budget).scaled(_HUNDRED))


def _quotient(relation: Relation, top: str, bottom: str) -> Evaluation:
    numerator, denominator = relation.role(top), relation.role(bottom)
    if denominator is None and numerator is not None and numerator.figure.amount == 0:
        return _of_nothing(relation)
    if numerator is None or denominator is None:
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="missing")
    if denominator.figure.amount == 0 or denominator.figure.interval.spans_zero():
        return _of_zero(relation, numerator, denominator)
    if not (numerator.figure.interval.bounded and denominator.figure.interval.bounded):
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="bound")
    if numerator.figure is denominator.figure:
        return judged(relation, _HUNDRED, lambda: Interval.exact(_HUNDRED))
    recomputed = numerator.figure.amount / denominator.figure.amount * _HUNDRED
    return judged(
        relation,
        recomputed,
        lambda: (numerator.figure.interval / denominator.figure.interval).scaled(_HUNDRED),
    )


def _of_nothing(relation: Relation) -> Evaluation:
    """Nothing, of whatever base, is 0 %; 100 % is let pass, as the custom for 0 of 0."""
    stated = relation.stated.figure.amount
    verdict = Verdict.CONSISTENT if stated in (0, _HUNDRED) else Verdict.INCONSISTENT
    return Evaluation(relation, verdict, Decimal(0), stated)


def _of_zero(relation: Relation, numerator: Operand, denominator: Operand) -> Evaluation:
    """Nothing of nothing is printed as 0 %, by custom, or as 100 %; as a share it is nothing else. A completion of
    something else may be of a budget that was not read."""
    if denominator.figure.amount or numerator.figure.amount:
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="zero-base")
    if relation.stated.figure.amount == _HUNDRED:
        return Evaluation(relation, Verdict.CONSISTENT, _HUNDRED, Decimal(0))
    if relation.kind is RelationKind.SHARE or not relation.stated.figure.amount:
        return _of_nothing(relation)
    return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="zero-base")


def change_rate(relation: Relation) -> Evaluation:
    """rate = |current − prior| / prior · 100, from two of current, amount and prior; each stands once in it."""
    amount, current, prior = (relation.role(role) for role in ("amount", "current", "prior"))
    sign = 1 if relation.direction >= 0 else -1
    try:
        if amount is not None and prior is not None:
            value, interval = _ratio(amount, prior)
        elif amount is not None and current is not None:
            value, interval = _from_amount(amount, current, sign)
        elif current is not None and prior is not None:
            value, interval = _ratio(current, prior)
            value, interval = (value - 1) * sign, (interval - _ONE).scaled(Decimal(sign))
        else:
            return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="missing")
    except (ValueError, ZeroDivisionError, ArithmeticError):
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="zero-base")
    return judged(relation, value * _HUNDRED, lambda: interval.scaled(_HUNDRED))


def _ratio(top: Operand, bottom: Operand) -> tuple[Decimal, Interval]:
    if bottom.figure.amount == 0:
        raise ValueError("zero base")
    return top.figure.amount / bottom.figure.amount, top.figure.interval / bottom.figure.interval


def _from_amount(amount: Operand, current: Operand, sign: int) -> tuple[Decimal, Interval]:
    """amount / (current − sign · amount), written as 1 / (current / amount − sign)."""
    if amount.figure.amount == 0:
        return Decimal(0), amount.figure.interval / (
            current.figure.interval - amount.figure.interval.scaled(Decimal(sign))
        )
    base = current.figure.amount - sign * amount.figure.amount
    if base <= 0:
        raise ValueError("zero base")
    value = amount.figure.amount / base
    step = Interval.exact(Decimal(sign))
    try:
        interval = _ONE / (current.figure.interval / amount.figure.interval - step)
    except ValueError:  # an amount of a few last places: its interval touches zero
        interval = amount.figure.interval / (current.figure.interval - amount.figure.interval.scaled(Decimal(sign)))
    return value, interval


def score(relation: Relation) -> Evaluation:
    """points = weight · rate / 100, at most the weight."""
    weight, rate = relation.role("weight"), relation.role("rate")
    if weight is None or rate is None:
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="missing")
    if not (weight.figure.interval.bounded and rate.figure.interval.bounded):
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="bound")
    factor = min(rate.figure.amount, _HUNDRED) / _HUNDRED
    return judged(
        relation,
        weight.figure.amount * factor,
        lambda: rate.figure.interval.scaled(weight.figure.amount / _HUNDRED),
    )
