"""Trial 试算: what a long sum says when one of its figures is another, without adding it up again.

A broken sum of hundreds of parts is tried with many values for each of them.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from audit.evaluate.linear import most_likely, rounded
from audit.evaluate.verdicts import judged
from audit.model.evaluation import Verdict
from audit.model.figure import Figure
from audit.model.interval import Interval
from audit.model.relation import Relation, RelationKind
from audit.model.span import Span

#: operands from which on it pays
_LONG = 16


class Trial:
    """A sum, added up once. `places` are the positions of each figure among its operands."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        self.places: dict[Span, list[int]] = {}
        for position, operand in enumerate(relation.operands):
            self.places.setdefault(operand.figure.span, []).append(position)
        others = relation.operands[1:]
        self._total = sum([o.coefficient * o.figure.amount for o in others], relation.constant)
        #: what the stated figure would have to be
        self.wanted = Interval.weighted(relation.constant, ((o.coefficient, o.figure.interval) for o in others))
        self._addends = sum([bool(o.figure.amount) for o in others])
        self._rounded = rounded(relation.operands)

    @classmethod
    def of(cls, relation: Relation) -> Trial | None:
        """The trial of a sum that is long enough, and of bounded figures."""
        if len(relation.operands) < _LONG or relation.kind is not RelationKind.SUM:
            return None
        trial = cls(relation)
        return trial if trial.wanted.bounded else None

    def of_part(self, position: int) -> Interval:
        """What the figure at a position would have to be: what is stated, less all others."""
        operand = self.relation.operands[position]
        own = operand.figure.interval.scaled(operand.coefficient)
        others = Interval(_less(self.wanted.low, own.low), _less(self.wanted.high, own.high))
        return (self.relation.stated.figure.interval - others).scaled(1 / operand.coefficient)

    def with_figure(self, changed: Figure) -> Relation:
        """The sum with another figure at that place."""
        operands = list(self.relation.operands)
        for position in self.places.get(changed.span, ()):
            operands[position] = replace(operands[position], figure=changed)
        return replace(self.relation, operands=tuple(operands))

    def verdict(self, changed: Figure) -> Verdict | None:
        """The verdict, were the figure at that place the changed one. None where the sum has to be evaluated as a
        whole: with a single addend left it prints its number twice."""
        positions = self.places.get(changed.span, ())
        if self._addends - len(positions) < 2 or not changed.interval.bounded:
            return None
        before = [self.relation.operands[position] for position in positions]
        after = [replace(operand, figure=changed) for operand in before]
        parts = [(old, new) for position, old, new in zip(positions, before, after, strict=True) if position]
        total, low, high = self._total, self.wanted.low, self.wanted.high
        for old, new in parts:
            total += old.coefficient * (new.figure.amount - old.figure.amount)
            was = old.figure.interval.scaled(old.coefficient)
            is_ = new.figure.interval.scaled(new.coefficient)
            low, high = _moved(low, was.low, is_.low), _moved(high, was.high, is_.high)

        def probable(_: Relation) -> Decimal | None:
            (count, variance), (fewer, less), (more, further) = self._rounded, rounded(before), rounded(after)
            return most_likely(count - fewer + more, variance - less + further)

        relation = self.with_figure(changed) if 0 in positions else self.relation
        return judged(relation, total, lambda: Interval(low, high), probable).verdict


def _less(bound: Decimal | None, own: Decimal | None) -> Decimal | None:
    return None if bound is None or own is None else bound - own


def _moved(bound: Decimal | None, was: Decimal | None, is_: Decimal | None) -> Decimal | None:
    return None if bound is None or was is None or is_ is None else bound - was + is_
