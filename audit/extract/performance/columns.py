"""Columns 表列: what the values of a row of a text dump are, where some of its cells are empty and leave no trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.extract.performance.rows import is_plain
from audit.extract.performance.vocabulary import UNIT
from audit.model.figure import Figure, FigureKind

#: the columns of a row of money, where its headings name no others
PLAIN_MONEY = ("budget", "executed", "rate", "score")
POINTS = ("weight", "score")
#: a row of money has at least so many values: two amounts and something about them
_LEAST_MONEY = 3


def result_roles(columns: tuple[str, ...], figures: Sequence[Figure | None], bare: str) -> dict[str, Figure] | None:
    """The values by their columns; where some are missing or stand as words in the name, the last ones by theirs."""
    missing = len(columns) - len(figures)
    if missing < 0:
        return None
    if missing == 0:
        pairs = zip(columns, figures, strict=True)
        return {role: figure for role, figure in pairs if figure is not None}
    if columns[-1:] == ("weight",) and is_plain(figures[-1]) and figures[-1] is not None:
        return {"weight": figures[-1]}
    if columns[-1:] != ("score",):
        return None
    points = 2 if columns[-2:] == ("weight", "score") else 1
    last = figures[-points:]
    if len(last) == points and all(is_plain(figure) for figure in last):
        if len(figures) == 1 and points == 1 and UNIT.search(bare):
            return {"target": figures[0]} if figures[0] is not None else None
        return {role: f for role, f in zip(columns[-points:], last, strict=True) if f is not None}
    return None


def money_roles(columns: tuple[str, ...], figures: Sequence[Figure | None]) -> dict[str, Figure] | None:
    """The values of a row of money by their columns; None when no reading puts its percentage where the rate is."""
    percent = any(figure is not None and figure.kind is FigureKind.PERCENT for figure in figures)
    choices = _money_columns(columns, len(figures), percent)
    found = next((choice for choice in choices if _is_rate_in_place(choice, figures)), None)
    if found is None or len(figures) < _LEAST_MONEY:
        return None
    return {role: figure for role, figure in zip(found, figures, strict=True) if figure is not None}


def _money_columns(columns: tuple[str, ...], length: int, percent: bool) -> Iterator[tuple[str, ...]]:
    """The columns that a row of money may fill: all, those but the points, the first of these; or the usual ones, where
    the headings name no others and a percentage shows which is the rate."""
    if len(columns) == length:
        yield columns
    yield tuple(role for role in columns if role not in POINTS)[:length]
    if percent and set(columns) <= {*PLAIN_MONEY, *POINTS}:
        yield PLAIN_MONEY[:length]


def _is_rate_in_place(columns: tuple[str, ...], figures: Sequence[Figure | None]) -> bool:
    """Whether each value has its column, and the only percentage is in that of the rate."""
    if len(columns) != len(figures):
        return False
    percent = [at for at, figure in enumerate(figures) if figure is not None and figure.kind is FigureKind.PERCENT]
    return not percent or (len(percent) == 1 and columns[percent[0]] == "rate")
