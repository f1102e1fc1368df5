"""Prints 他处所见: what the whole document prints, as evidence for a value where the relations leave a choice.

A value that stands elsewhere, tied to this place by a relation or not, is seldom a slip, and a slip seldom gives one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

from audit.diagnose.edits import Edit
from audit.model.figure import Figure, FigureKind
from audit.model.likeness import digits_of
from audit.model.span import Span

#: how much a factor of e in the odds weighs against a relation, which weighs 1
_SCALE = Decimal("0.1")
#: a value of so many significant digits or fewer is printed again by chance: so many prints are to be expected
_CHANCE = {1: Decimal(2), 2: Decimal(1), 3: Decimal("0.2")}
_RARE = Decimal("0.05")
#: what a unit weighs that is the document's usual one
_UNIT = Decimal("0.12")
#: operations of which the wrong print, too, is likely to stand elsewhere
_TAKEN = frozenset({"copy", "value", "rate"})
_NOTHING = Decimal(0)
#: how many of the parts that a figure is added to have an amount
Beside = Callable[[Decimal], int]


def _none(_: Decimal) -> int:
    return 0


class Prints:
    """How often each value, and each unit, is printed in a document."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        distinct: dict[Span, Figure] = {}
        for figure in {id(figure): figure for figure in figures}.values():  # most stand in many relations
            distinct.setdefault(figure.span, figure)
        self._values = Counter((f.kind, f.amount) for f in distinct.values())
        scales = Counter(f.scale for f in distinct.values() if f.kind is FigureKind.AMOUNT)
        self._scale = max(scales, key=lambda scale: (scales[scale], -scale), default=Decimal(1))

    def support(self, figure: Figure, edit: Edit, beside: Beside = _none) -> Decimal:
        """What speaks for the edited value and against the printed one; negative when it is the other way round.

        `beside` counts the amounts of the parts that the figure is added to: that two parts are equal says nothing.
        """
        value = edit.value * figure.scale
        after = _seen(self._values[figure.kind, value] - beside(value), edit.value)
        if edit.operation in _TAKEN:  # what was taken from elsewhere stands there too; a nought stands everywhere
            return _SCALE * after if edit.value else _NOTHING
        before = _seen(self._values[figure.kind, figure.amount] - 1 - beside(figure.amount), figure.value)
        return _SCALE * (after - before) + (self._usual(figure, edit) if edit.operation == "unit" else _NOTHING)

    def _usual(self, figure: Figure, edit: Edit) -> Decimal:
        """For a unit slip that leads to the document's usual unit, against one that leads away from it."""
        scale = edit.value * figure.scale / figure.value
        return _UNIT * ((scale == self._scale) - (figure.scale == self._scale))


@cache
def _seen(times: int, value: Decimal) -> Decimal:
    """The odds, as a logarithm, of a value that stands in so many other places, against one that stands in none."""
    chance = _CHANCE.get(digits_of(value), _RARE)
    return ((max(0, times) + chance) / chance).ln()
