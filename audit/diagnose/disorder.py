"""Disorder 错乱: tables of a text dump that cannot have been read as they were printed.

Some producers print a table column by column, or its cells in any order. What is read off such a dump does not add up
in row after row; of a table that was published, a figure or two are wrong, seldom more. Nothing is concluded from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from audit.diagnose.severity import is_broken
from audit.model.evaluation import Evaluation, Verdict
from audit.model.fact import FactBase
from audit.model.relation import RelationKind

#: so many figures must be wrong, and one relation in so many be broken, before it is the reading that is
_SIGNS = ((3, 6), (2, 2))
_SUMS = frozenset({RelationKind.SUM, RelationKind.FORMULA})


def without_disorder(base: FactBase, evaluations: Sequence[Evaluation]) -> tuple[Evaluation, ...]:
    """The evaluations, none of those that rest on a table in disorder."""
    if base.document.celled or base.document.grids or not any(map(is_broken, evaluations)):
        return tuple(evaluations)
    table_of = {
        id(cell.figure): table.index for table in base.tables for row in table.rows for cell in row.cells if cell.figure
    }
    evaluated: Counter[int] = Counter()
    broken: dict[int, list[frozenset[int]]] = defaultdict(list)
    for evaluation in evaluations:
        figures = frozenset(id(operand.figure) for operand in evaluation.relation.operands)
        tables = {table_of.get(figure) for figure in figures}
        if len(tables) != 1 or evaluation.relation.kind not in _SUMS or evaluation.relation.tentative:
            continue
        (table,) = tables
        if table is not None and evaluation.verdict is not Verdict.NOT_EVALUABLE:
            evaluated[table] += 1
            if is_broken(evaluation):
                broken[table].append(figures)
    if not any(_is_disordered(sums, evaluated[table]) for table, sums in broken.items()):
        return tuple(evaluations)
    disordered = broken.keys()  # what was done to one table was done to all
    return tuple(
        replace(evaluation, verdict=Verdict.NOT_EVALUABLE, reason="disorder")
        if any(table_of.get(id(operand.figure)) in disordered for operand in evaluation.relation.operands)
        else evaluation
        for evaluation in evaluations
    )


def _is_disordered(sums: Sequence[frozenset[int]], evaluated: int) -> bool:
    return any(_wrong(sums) >= fewest and len(sums) * share >= evaluated for fewest, share in _SIGNS)


def _wrong(sums: Sequence[frozenset[int]]) -> int:
    """How many figures would have to be wrong: the one that most of the sums have, and so on until none is left."""
    left, count = list(sums), 0
    while left:
        ((figure, _),) = Counter(figure for figures in left for figure in figures).most_common(1)
        left = [figures for figures in left if figure not in figures]
        count += 1
    return count
