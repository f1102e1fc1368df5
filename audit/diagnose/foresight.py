"""Foresight 预看: where broken relations hang together, what the next edit leaves to the edits after it.

The edit that repairs most is not always the first of those that explain most together: a value worked out from a wrong
figure closes one relation, and what speaks against the figure itself is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit.diagnose.candidates import Candidate, Pool, candidates_for, spans_of
from audit.diagnose.confidence import TIE
from audit.diagnose.graph import WORKED_OUT, Graph

#: relations that hang together, and figures to begin with, more of which are not tried out
_MOST_RELATIONS, _MOST_FIRST = 8, 4
#: nor what is so much worse, by itself, than the best
_WORSE = Decimal(1)
#: what one more error costs: of a hundred figures or more, one is wrong
_ANOTHER = Decimal("0.5")


def foreseen(graph: Graph, pool: Pool, best: Candidate) -> tuple[Candidate, dict[int, Decimal]]:
    """The candidate to begin with, and what is explained when some, by their ids, are the first."""
    together = _together(graph, best)
    if together is None:
        return best, {}
    spans = spans_of(graph, together)
    first = sorted(
        (min(found, key=lambda c: c.rank) for span in spans if (found := pool.of(span))), key=lambda c: c.rank
    )
    beside = set(graph.around[best.figure.span])
    tried = [c for c in first if best.score - c.score < _WORSE and not beside.isdisjoint(graph.around[c.figure.span])]
    tried = tried[:_MOST_FIRST]
    if len(tried) < 2:
        return best, {}
    totals = {id(c): _total(graph, pool, c, together) for c in tried}
    most = max(totals.values())
    # a slip before what is worked out from the figures, the slip's among them
    equal = sorted((c for c in tried if most - totals[id(c)] < TIE), key=lambda c: c.edit.operation in WORKED_OUT)
    return equal[0], totals


def _together(graph: Graph, best: Candidate) -> list[int] | None:
    """The broken relations that hang together with those that the best candidate repairs; None where it repairs them
    all, or where there are too many."""
    found = dict.fromkeys(best.repaired)
    left = list(found)
    while left and len(found) <= _MOST_RELATIONS:
        for span in spans_of(graph, (left.pop(),)):
            new = [index for index in graph.around[span] if index in graph.broken and index not in found]
            found.update(dict.fromkeys(new))
            left += new
    return list(found) if len(best.repaired) < len(found) <= _MOST_RELATIONS else None


def _total(graph: Graph, pool: Pool, first: Candidate, together: Sequence[int]) -> Decimal:
    """What is explained, less what it costs, when a candidate is the first and the best follow.

    What is left unexplained takes an error each as well.
    """
    graph = graph.fork()
    known = {span: pool.of(span) for span in spans_of(graph, together)}
    total, candidate = Decimal(0), first
    while True:
        total += candidate.score - _ANOTHER
        for span in spans_of(graph, graph.mend(candidate.figure, candidate.edit, -1)):
            if span in known:
                known[span] = candidates_for(graph, span)
        left = [c for found in known.values() for c in found]
        if not left or (candidate := min(left, key=lambda c: c.rank)).score <= 0:
            return total - _ANOTHER * len(graph.broken.keys() & set(together))
