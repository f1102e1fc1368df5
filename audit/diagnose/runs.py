"""Runs 连值: the points of a form come in runs, row below row worth the same; one that stands out is likelier wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from itertools import pairwise

from audit.diagnose.graph import Graph
from audit.model.figure import FigureKind
from audit.model.relation import RelationKind
from audit.model.span import Span

#: what a value of a figure has for it, in the printed unit, from its neighbours
InRun = Callable[[Decimal], Decimal]
#: parts of a sum from which on it tells how often neighbours are alike
_LEAST = 4
_SCALE = Decimal("0.1")
_ROUGHLY = Context(prec=6)
_NOTHING = Decimal(0)


def none(_: Decimal) -> Decimal:
    return _NOTHING


def in_run(graph: Graph, span: Span, broken: Iterable[int]) -> InRun:
    """What speaks for a value because the points before and after it are the same, against the printed one."""
    for index in broken:
        relation = graph.current[index].relation
        places = [at for at in graph.positions(index, span) if at]
        parts = [operand.figure for operand in relation.operands]
        if relation.kind is not RelationKind.SUM or len(parts) <= _LEAST or len(places) != 1:
            continue
        at = places[0]
        if parts[at].kind is FigureKind.SCORE:
            values = [figure.value for figure in parts]
            near = [values[other] for other in (at - 1, at + 1) if 0 < other < len(values)]
            alike = [one == other for n, (one, other) in enumerate(pairwise(values)) if n and at not in (n, n + 1)]
            return _odds(values[at], near, (Decimal(sum(alike)) + 1) / (len(alike) - sum(alike) + 1))
    return none


def _odds(printed: Decimal, near: list[Decimal], odds: Decimal) -> InRun:
    """`odds` are those of two neighbours to be alike."""
    each = _SCALE * odds.ln(_ROUGHLY)
    before = near.count(printed)
    return lambda value: each * (near.count(value) - before)
