"""Evaluation 核对: a relation and what its figures say about it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from audit.model.relation import Relation


class Verdict(StrEnum):
    """核对结论, see DESIGN: decided by the printed precision alone."""

    CONSISTENT = "consistent"
    ROUNDING = "rounding"
    IMPROBABLE = "improbable"
    INCONSISTENT = "inconsistent"
    NOT_EVALUABLE = "not-evaluable"

    @property
    def breaks(self) -> bool:
        return self in (Verdict.IMPROBABLE, Verdict.INCONSISTENT)


class Evaluation(Struct, frozen=True, gc=False):
    """`recomputed` and `difference` (stated − recomputed) are in the stated figure's base unit; None when
    nothing could be recomputed."""

    relation: Relation
    verdict: Verdict
    recomputed: Decimal | None = None
    difference: Decimal | None = None
    reason: str = ""
