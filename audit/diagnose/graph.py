"""Graph 勾稽网: the figures and the relations that they stand in, holding ones included, as far as they were mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from decimal import Decimal

from msgspec.structs import replace

from audit.diagnose.edits import Edit
from audit.diagnose.prints import Prints
from audit.diagnose.severity import is_broken
from audit.evaluate import evaluate
from audit.evaluate.trial import Trial
from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import Figure, FigureKind
from audit.model.once import once
from audit.model.operand import Operand
from audit.model.relation import Relation, RelationKind
from audit.model.span import Span

#: why a relation that cannot be evaluated may be one with the right figures: a list that no single slip closes, a base
#: that cannot be. Where an edit makes it hold, it speaks for the edit.
_WITNESSES = frozenset({"partial", "zero-base"})
_ADDED = frozenset({RelationKind.SUM, RelationKind.EQUAL, RelationKind.DIFFERENCE})
#: operations whose value is worked out from a relation
WORKED_OUT = frozenset({"value", "rate", "copy"})


class Graph:
    """`printed` are the evaluations of what was printed; `current` those with the edits that were accepted so far."""

    def __init__(self, evaluations: Sequence[Evaluation], figures: Iterable[Figure] = ()) -> None:
        self.printed = tuple(evaluations)
        self.current = list(evaluations)
        #: the relations that need a cause yet, in order
        self.broken = {index: None for index, evaluation in enumerate(self.printed) if is_broken(evaluation)}
        #: the cause, by its number, of each figure that was mended
        self.mended: dict[Span, int] = {}
        self._closed: set[int] = set()
        self._figures = figures
        # what was worked out of relations as they were
        self._amounts: dict[int, tuple[Relation, dict[Decimal, set[Span]]]] = {}
        self._breaks: dict[int, tuple[Evaluation, bool]] = {}
        self._trials: dict[int, tuple[Relation, Trial | None]] = {}

    def fork(self) -> Graph:
        """A graph of the same relations, in which an edit may be tried."""
        forked = copy(self)
        forked.current = list(self.current)
        forked.broken, forked.mended, forked._closed = dict(self.broken), dict(self.mended), set(self._closed)
        return forked

    @once
    def around(self) -> dict[Span, list[int]]:
        """The relations, by place, of the figures that stand in a broken one: no relation breaks later."""
        wanted = {o.figure.span for index in self.broken for o in self.printed[index].relation.operands}
        known: dict[int, Span | None] = {}  # by the figure itself: a place is slow to look up
        found: dict[Span, list[int]] = defaultdict(list)
        for index, evaluation in enumerate(self.printed):
            if evaluation.verdict is Verdict.NOT_EVALUABLE and evaluation.reason not in _WITNESSES:
                continue
            for operand in evaluation.relation.operands:
                figure = operand.figure
                key = id(figure)
                if key not in known:
                    known[key] = figure.span if figure.span in wanted else None
                if (span := known[key]) is not None and ((there := found[span])[-1:] != [index]):
                    there.append(index)
        return found

    @once
    def prints(self) -> Prints:
        """What the document prints: counted when something is broken."""
        return Prints((*self._figures, *(o.figure for e in self.printed for o in e.relation.operands)))

    def with_figure(self, index: int, changed: Figure) -> Evaluation:
        """The evaluation of a relation, were the figure at that place the changed one."""
        relation = self.current[index].relation
        if (trial := self.trial(index)) is not None:
            return evaluate(trial.with_figure(changed))
        operands = tuple([_put(changed, o) if o.figure.span == changed.span else o for o in relation.operands])
        return evaluate(replace(relation, operands=operands))

    def trial(self, index: int) -> Trial | None:
        """A long sum as it is now, prepared for many trials."""
        relation = self.current[index].relation
        found = self._trials.get(index)
        if found is None or found[0] is not relation:
            found = self._trials[index] = (relation, Trial.of(relation))
        return found[1]

    def amounts(self, index: int) -> dict[Decimal, set[Span]]:
        """Where each amount stands in a relation. The points of a form are few values, and so kept out."""
        relation = self.current[index].relation
        found = self._amounts.get(index)
        if found is None or found[0] is not relation:
            places: dict[Decimal, set[Span]] = defaultdict(set)
            for figure in relation.figures:
                if figure.kind is FigureKind.AMOUNT:
                    places[figure.amount].add(figure.span)
            found = self._amounts[index] = (relation, places)
        return found[1]

    def breaks(self, index: int) -> bool:
        """Whether a relation is broken as it is now."""
        evaluation = self.current[index]
        found = self._breaks.get(index)
        if found is None or found[0] is not evaluation:
            found = self._breaks[index] = (evaluation, is_broken(evaluation))
        return found[1]

    def witnesses(self, span: Span) -> list[int]:
        """The relations of a figure that cannot be evaluated, and may with another value."""
        return [index for index in self.around[span] if self.current[index].verdict is Verdict.NOT_EVALUABLE]

    def is_closed(self, index: int) -> bool:
        """Whether a relation holds by a value that was worked out from it: that says nothing of its other figures."""
        return index in self._closed

    def positions(self, index: int, span: Span) -> list[int]:
        """Where a figure stands among the operands of a relation."""
        if (trial := self.trial(index)) is not None:
            return trial.places.get(span, [])
        operands = self.current[index].relation.operands
        return [position for position, operand in enumerate(operands) if operand.figure.span == span]

    def tried(self, index: int, changed: Figure) -> tuple[Verdict, bool]:
        """The verdict on a relation, were the figure at that place the changed one, and whether it is broken then."""
        trial = self.trial(index)
        if trial is not None and (verdict := trial.verdict(changed)) is not None:
            return verdict, verdict.breaks
        after = self.with_figure(index, changed)
        return after.verdict, is_broken(after)

    def strain(self, index: int, changed: Figure) -> Decimal:
        """How much more of what rounding explains a relation takes up with the changed figure; at most all of it."""
        before, after = self.current[index], self.with_figure(index, changed)
        if before.difference is None or after.difference is None or before.relation.kind not in _ADDED:
            return Decimal(0)
        room = sum([abs(o.coefficient) * o.figure.grain for o in before.relation.operands], Decimal(0)) / 2
        return max(Decimal(-1), min(Decimal(1), (abs(after.difference) - abs(before.difference)) / room))

    def mend(self, figure: Figure, edit: Edit, cause: int) -> list[int]:
        """Accept an edit, and return the relations that it changes. One that held stays as it was printed."""
        changed = edited(figure, edit)
        self.mended[figure.span] = cause
        found, closed = [], []
        for index in self.around[figure.span]:
            after = self.with_figure(index, changed)
            if is_broken(after) and not is_broken(self.current[index]):
                continue
            self.current[index] = after
            if not is_broken(after) and index in self.broken:
                del self.broken[index]
                closed.append(index)
            found.append(index)
        if edit.operation in WORKED_OUT and len(closed) == 1:
            self._closed.update(closed)
        return found

    def settle(self, indices: Iterable[int]) -> None:
        """Relations that have their cause, though no figure was mended."""
        for index in indices:
            self.broken.pop(index, None)


def _put(figure: Figure, operand: Operand) -> Operand:
    """A figure in the place of an operand's."""
    return Operand(figure, operand.role, operand.label, operand.coefficient)


def edited(figure: Figure, edit: Edit) -> Figure:
    """The figure, were it printed with the edit's value."""
    exponent = edit.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return replace(figure, value=edit.value, decimals=max(figure.decimals, places))
