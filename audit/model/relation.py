"""Relation 勾稽关系: figures that must agree, and why. Checks assert relations; they do not judge them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from audit.model.figure import Figure
from audit.model.interval import Interval
from audit.model.operand import Operand, RelationKind
from audit.model.span import Span

__all__ = [
    "Assertion",
    "Basis",
    "Check",
    "Observation",
    "Operand",
    "Relation",
    "RelationKind",
    "Severity",
    "likely_equal",
]

if TYPE_CHECKING:
    from audit.model.fact import Fact, FactBase


class Basis(StrEnum):
    """Why the figures must agree."""

    DECLARED = "declared"  # the document says so
    STATUTORY = "statutory"  # the official tables require it
    RESTATED = "restated"  # the same fact twice
    INFERRED = "inferred"  # concluded from the document's other figures


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    ROUNDING = "rounding"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 is the worst."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Relation(Struct, frozen=True, gc=False):
    """Figures that must satisfy a formula.

    `constant` is added to the sum of a linear relation (shares add up to 100: the first is 100 less the others).
    `direction` is +1, 0 or -1 for changes and comparisons. `listed` counts the things of a COUNT
    relation. `ceiling` caps the severity where another scope might explain a break. `hint` names a
    reading that the words of the report should mention (`wrong-denominator`, `zero-base`, …), with
    `hint_operands` as the figures that it rests on.
    """

    check: str
    kind: RelationKind
    operands: tuple[Operand, ...]
    basis: Basis
    direction: int = 0
    listed: int = 0
    constant: Decimal = Decimal(0)
    ceiling: Severity | None = None
    hint: str = ""
    hint_operands: tuple[Operand, ...] = ()
    #: of a FORMULA relation: arithmetic in which {i} is the i-th operand after the stated one
    expression: str = ""
    #: a rounding difference says nothing here (correctly rounded shares need not add up to 100)
    rounds_freely: bool = False
    #: the figures need not agree (a list may leave things out, two scopes may differ): a break counts only
    #: when one edit of one figure, such as a wrong digit, would mend it
    tentative: bool = False
    #: where the words stand that make the claim, when no figure of its own does
    span: Span | None = None

    @property
    def stated(self) -> Operand:
        """The figure that the others recompute: the first operand."""
        return self.operands[0]

    def role(self, role: str) -> Operand | None:
        return next((o for o in self.operands if o.role == role), None)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple([o.figure for o in self.operands])


def likely_equal(check: str, one: Fact, other: Fact) -> Relation:
    """Two facts that nothing but their likeness says to be one: at most a warning, and only where a single slip
    explains the difference."""
    operands = (Operand(one.figure, "stated", one.label), Operand(other.figure, "other", other.label))
    return Relation(check, RelationKind.EQUAL, operands, Basis.INFERRED, tentative=True, ceiling=Severity.WARNING)


class Observation(Struct, frozen=True):
    """A finding without arithmetic: a placeholder, a missing table, a base of zero.

    `topic` selects the sentence in the report; `operands` and `words` fill it. `wanted` are the values that the
    operands may stand for, in their order, where they are known: the single slip that leads to one is suggested.
    """

    check: str
    topic: str
    severity: Severity
    spans: tuple[Span, ...]
    operands: tuple[Operand, ...] = ()
    words: tuple[str, ...] = ()
    wanted: tuple[Interval, ...] = ()


Assertion = Relation | Observation


class Check(Struct, frozen=True):
    """A pluggable check: `run` asserts what must hold in one document; `doc` is its page (see CONTRIBUTING.md)."""

    id: str
    name: str
    run: Callable[[FactBase], Iterable[Assertion]]
    doc: str

    @property
    def family(self) -> str:
        return self.id[:3]

    @property
    def title(self) -> str:
        """The first line of its page: the Chinese term of art and what it means."""
        return self.doc.strip().partition("\n")[0]
