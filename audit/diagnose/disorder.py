"""Disorder 错乱: tables of a text dump that cannot have been read as they were printed.

Some producers print a table column by column, or its cells in any order. What is read off such a dump does not add up
in row after row; of a table that was published, a figure or two are wrong, or a row was left out. Nothing is concluded
from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from audit.diagnose.severity import is_broken
from audit.model.evaluation import Evaluation, Verdict
from audit.model.fact import FactBase
from audit.model.relation import RelationKind

#: three rows wrong, and of the relations one in six broken; or two wrong, and of three relations or more two thirds
_MANY, _ONE_IN = 3, 6
_SOME, _LEAST = 2, 3
_NOWHERE = (-1, -1)
_SUMS = frozenset({RelationKind.SUM, RelationKind.FORMULA})


def without_disorder(base: FactBase, evaluations: Sequence[Evaluation]) -> tuple[Evaluation, ...]:
    """The evaluations, none of those that rest on a table in disorder."""
    if base.document.celled or base.document.grids or sum(map(_is_broken_sum, evaluations)) < _LEAST:
        return tuple(evaluations)
    places = {
        id(cell.figure): (table.index, at)
        for table in base.tables
        for at, row in enumerate(table.rows)
        for cell in row.cells
        if cell.figure is not None
    }
    evaluated: Counter[int] = Counter()
    broken: dict[int, list[frozenset[int]]] = defaultdict(list)
    for evaluation in evaluations:
        relation = evaluation.relation
        if relation.kind not in _SUMS or relation.tentative or evaluation.verdict is Verdict.NOT_EVALUABLE:
            continue
        here = {places.get(id(operand.figure), _NOWHERE) for operand in relation.operands}
        if len({table for table, _ in here}) == 1 and _NOWHERE not in here:
            table, _ = next(iter(here))
            evaluated[table] += 1
            if is_broken(evaluation):
                broken[table].append(frozenset(row for _, row in here))
    if not any(_is_disordered(sums, evaluated[table]) for table, sums in broken.items()):
        return tuple(evaluations)
    disordered = broken.keys()  # what was done to one table was done to all
    return tuple(
        replace(evaluation, verdict=Verdict.NOT_EVALUABLE, reason="disorder")
        if any(places.get(id(operand.figure), _NOWHERE)[0] in disordered for operand in evaluation.relation.operands)
        else evaluation
        for evaluation in evaluations
    )


def _is_broken_sum(evaluation: Evaluation) -> bool:
    """Whether a sum that may be a table's is broken: cells seldom print a unit."""
    relation = evaluation.relation
    return (
        relation.kind in _SUMS
        and not any(operand.figure.unit_printed for operand in relation.operands)
        and is_broken(evaluation)
    )


def _is_disordered(sums: Sequence[frozenset[int]], evaluated: int) -> bool:
    wrong, count = _wrong(sums), len(sums)
    if wrong >= _MANY and count * _ONE_IN >= evaluated:
        return True
    return wrong >= _SOME and count >= _LEAST and count * 3 >= evaluated * 2


def _wrong(sums: Sequence[frozenset[int]]) -> int:
    """How many rows would have to be wrong: the one that most of the sums have, and so on until none is left."""
    left, count = list(sums), 0
    while left:
        ((wrong, _),) = Counter(row for rows in left for row in rows).most_common(1)
        left = [rows for rows in left if wrong not in rows]
        count += 1
    return count
