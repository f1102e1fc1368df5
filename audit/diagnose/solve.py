"""Solving 反解: what one figure of a relation would have to be, given the others."""

from __future__ import annotations

from decimal import Decimal

from audit.evaluate import evaluate
from audit.evaluate.formula import quotient
from audit.evaluate.trial import Trial
from audit.evaluate.weighted import added, terms
from audit.model.interval import Interval
from audit.model.relation import Operand, Relation, RelationKind

_LINEAR = (RelationKind.SUM, RelationKind.EQUAL, RelationKind.DIFFERENCE)
_HUNDREDTH = Decimal("0.01")
_ONE = Interval.exact(Decimal(1))


def solve(relation: Relation, index: int, trial: Trial | None = None) -> Interval | None:
    """The values, in the base unit, of operand `index` that keep the relation; None when it cannot be solved for.

    `trial` is the relation, where it is a long sum that has been added up.
    """
    try:
        if trial is not None:
            return trial.of_part(index) if index else trial.wanted
        if relation.kind in _LINEAR:
            return _linear(relation, index)
        if relation.kind in (RelationKind.SHARE, RelationKind.COMPLETION):
            return _quotient(relation, relation.operands[index])
        if relation.kind is RelationKind.CHANGE_RATE:
            return _change(relation, relation.operands[index])
        if relation.kind is RelationKind.SCORE:
            return _score(relation, relation.operands[index])
        if relation.kind is RelationKind.WEIGHTED:
            return _weighted(relation, index)
        if relation.kind is RelationKind.FORMULA:
            return _formula(relation, index)
        if relation.kind is RelationKind.COUNT:
            return Interval.exact(Decimal(relation.listed)) if index == 0 else None
        if relation.kind is RelationKind.AT_MOST:
            return _at_most(relation, index)
    except ValueError:
        return None
    return None


def _weighted(relation: Relation, index: int) -> Interval:
    """stated = Σ term, or ≥ where the relation has a direction: a figure of a term, from what the others leave of the
    stated amount."""
    listed = terms(relation)
    if index == 0:
        total = added(listed)
        return Interval(total.low, None) if relation.direction else total
    wanted = relation.operands[index]
    at = next(at for at, term in enumerate(listed) if any(operand is wanted for operand in term))
    own = listed.pop(at)
    left = relation.stated.figure.interval - added(listed)
    if relation.direction:
        left = Interval(Decimal(0), left.high)
    if len(own) == 1:
        return left
    first, second = (operand.figure.interval for operand in own)
    if own[1].role == "amount":
        sign = own[1].coefficient
        return left + second.scaled(sign) if wanted is own[0] else (first - left).scaled(sign)
    if own[0].role == "actual":
        if wanted is own[0]:
            return left * second.scaled(_HUNDREDTH)
        least = first / Interval(left.high, left.high)
        return (Interval(least.low, None) if relation.direction else first / left).scaled(Decimal(100))
    return left / second.scaled(_HUNDREDTH) if wanted is own[0] else (left / first).scaled(Decimal(100))


def _formula(relation: Relation, index: int) -> Interval | None:
    stated = relation.stated.figure
    if (exact := quotient(relation)) is not None:
        # of so few some number explains any average
        return (exact, stated.interval * relation.operands[2].figure.interval, None)[index]
    recomputed = evaluate(relation).recomputed
    return None if recomputed is None or index else Interval.printed(recomputed, stated.decimals)


def _at_most(relation: Relation, index: int) -> Interval:
    """Σ coefficient · x ≤ 0."""
    rest = Interval.exact(Decimal(0))
    for position, operand in enumerate(relation.operands):
        if position != index:
            rest = rest - operand.figure.interval.scaled(operand.coefficient)
    coefficient = relation.operands[index].coefficient
    bound = Interval(None, rest.high) if rest.high is not None else Interval(None, None)
    return bound.scaled(1 / coefficient)


def _linear(relation: Relation, index: int) -> Interval:
    stated, others = relation.operands[0], relation.operands[1:]
    if index == 0:
        found = Interval.exact(relation.constant)
        for operand in others:
            found = found + operand.figure.interval.scaled(operand.coefficient)
        return found
    rest = stated.figure.interval - Interval.exact(relation.constant)
    for position, operand in enumerate(others, start=1):
        if position != index:
            rest = rest - operand.figure.interval.scaled(operand.coefficient)
    return rest.scaled(1 / others[index - 1].coefficient)


def _quotient(relation: Relation, wanted: Operand) -> Interval | None:
    rate = relation.operands[0].figure.interval.scaled(_HUNDREDTH)
    top = relation.role("part") or relation.role("actual")
    bottom = relation.role("base") or relation.role("budget")
    amount = relation.role("amount")
    if top is None:
        return None
    nothing = not top.figure.amount and (bottom is None or not bottom.figure.amount)
    if nothing and amount is None:
        return Interval.exact(Decimal(0)) if wanted is relation.operands[0] else None
    if bottom is None:
        return _implied(rate, top, amount, wanted) if amount is not None else None
    if wanted is relation.operands[0]:
        return (top.figure.interval / bottom.figure.interval).scaled(Decimal(100))
    if wanted is top:
        return rate * bottom.figure.interval
    return top.figure.interval / rate


def _implied(rate: Interval, actual: Operand, amount: Operand, wanted: Operand) -> Interval | None:
    """rate = actual / (actual − sign · amount)."""
    sign = amount.coefficient
    if wanted is amount:
        return (actual.figure.interval - actual.figure.interval / rate).scaled(sign)
    if wanted is actual:
        return amount.figure.interval.scaled(sign) * rate / (rate - _ONE)
    return (actual.figure.interval / (actual.figure.interval - amount.figure.interval.scaled(sign))).scaled(
        Decimal(100)
    )


def _change(relation: Relation, wanted: Operand) -> Interval | None:
    """rate = amount / prior, with current = prior + sign · amount."""
    rate = relation.operands[0].figure.interval.scaled(_HUNDREDTH)
    amount, prior, current = (relation.role(role) for role in ("amount", "prior", "current"))
    sign = Decimal(1 if relation.direction >= 0 else -1)
    growth = _ONE + rate.scaled(sign)
    if amount is not None and prior is not None:
        if wanted is amount:
            return rate * prior.figure.interval
        if wanted is prior:
            return amount.figure.interval / rate
        if wanted is current:
            return None
        return (amount.figure.interval / prior.figure.interval).scaled(Decimal(100))
    if amount is not None and current is not None:
        if wanted is amount:
            return current.figure.interval * rate / growth
        if wanted is current:
            return amount.figure.interval * growth / rate
        base = current.figure.interval - amount.figure.interval.scaled(sign)
        return (amount.figure.interval / base).scaled(Decimal(100))
    if current is not None and prior is not None:
        if wanted is current:
            return prior.figure.interval * growth
        if wanted is prior:
            return current.figure.interval / growth
        return (current.figure.interval / prior.figure.interval - _ONE).scaled(sign * 100)
    return None


def _score(relation: Relation, wanted: Operand) -> Interval | None:
    weight, rate = relation.role("weight"), relation.role("rate")
    if weight is None or rate is None:
        return None
    if wanted is relation.operands[0]:
        return weight.figure.interval * rate.figure.interval.scaled(_HUNDREDTH)
    if wanted is weight:
        return relation.operands[0].figure.interval / rate.figure.interval.scaled(_HUNDREDTH)
    return (relation.operands[0].figure.interval / weight.figure.interval).scaled(Decimal(100))
