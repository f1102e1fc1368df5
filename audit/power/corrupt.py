"""Corruptions 误写: how a figure might have been printed wrongly, in the proportions in which it happens."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from msgspec import Struct

from audit.diagnose.edits import UNITS, neighbours, styled
from audit.model.coverage import Covered
from audit.model.figure import Figure, FigureKind
from audit.model.span import Span

#: how often each slip happens: of a hundred wrong digits, and beside them wrong units and values that were kept
WEIGHTS = {"digit": 74, "drop": 10, "swap": 9, "insert": 7, "unit": 5, "copy": 5}
#: an edit that turns a wrong print into the right one, seen from the right one
_INVERSE = {"digit": "digit", "swap": "swap", "insert": "drop", "drop": "insert"}
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_UNIT = re.compile(r"\s*(亿元|万元|元)")
#: so many figures of the same kind before and after one are its neighbours
_NEAR = 3


class Corruption(Struct, frozen=True):
    """`text` stands in the place of `old`, which is the figure's print, or its print and unit."""

    covered: Covered
    operation: str
    old: str
    text: str

    @property
    def span(self) -> Span:
        return self.covered.figure.span


class Plan(Struct, frozen=True):
    """`unfit` counts the figures that are not printed as a plain number in one line."""

    corruptions: tuple[Corruption, ...]
    unfit: int


def plan(figures: Sequence[Covered], lines: Sequence[str], n: int, seed: int, name: str) -> Plan:
    """`n` corruptions, spread evenly over the figures: none is corrupted twice before all were once.

    An edit that leaves the value as it was is none. Each figure draws its operation by itself, so that the choice does
    not depend on the others.
    """
    near = _neighbourhoods(figures)
    fit = [covered for covered in figures if _is_fit(covered.figure, lines)]
    order = list(fit)
    Random(f"{seed}:{name}").shuffle(order)
    found: list[Corruption] = []
    seen: set[tuple[Span, str]] = set()
    for turn in range(1 + n // max(1, len(order))):
        for covered in order:
            if len(found) >= n:
                break
            place = covered.figure.span
            drawn = _draw(covered, lines, near, Random(f"{seed}:{turn}:{place.order}"))
            if drawn is not None and (place, drawn.text) not in seen:
                seen.add((place, drawn.text))
                found.append(drawn)
    return Plan(tuple(found), len(figures) - len(fit))


def _is_fit(figure: Figure, lines: Sequence[str]) -> bool:
    line, column = figure.span.line, figure.span.column
    if line is None or column is None or not 0 < line <= len(lines) or not _PLAIN.fullmatch(figure.text):
        return False
    return lines[line - 1].startswith(figure.text, column - 1)


def _neighbourhoods(figures: Sequence[Covered]) -> dict[tuple[FigureKind, Decimal], list[Figure]]:
    """The figures of one kind and unit, in reading order."""
    found: dict[tuple[FigureKind, Decimal], list[Figure]] = defaultdict(list)
    for covered in figures:
        found[covered.figure.kind, covered.figure.scale].append(covered.figure)
    return found


def _draw(
    covered: Covered,
    lines: Sequence[str],
    near: dict[tuple[FigureKind, Decimal], list[Figure]],
    random: Random,
) -> Corruption | None:
    """One corruption of a figure by an operation that applies to it."""
    figure = covered.figure
    possible: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for text, operation in neighbours(figure):
        if Decimal(text) != figure.value:
            possible[_INVERSE.get(operation, "")].append((figure.text, styled(text, figure)))
    for text in _copies(figure, near[figure.kind, figure.scale]):
        possible["copy"].append((figure.text, text))
    for old, text in _units(figure, lines):
        possible["unit"].append((old, text))
    operations = [operation for operation in WEIGHTS if possible.get(operation)]
    if not operations:
        return None
    (operation,) = random.choices(operations, [WEIGHTS[operation] for operation in operations])
    old, text = random.choice(sorted(set(possible[operation])))
    return Corruption(covered, operation, old, text)


def _copies(figure: Figure, alike: Sequence[Figure]) -> Iterator[str]:
    """Last year's value, or that of the row above: the prints of figures nearby."""
    at = next(index for index, other in enumerate(alike) if other.span == figure.span)
    for other in alike[max(0, at - _NEAR) : at + _NEAR + 1]:
        if other.value != figure.value and _PLAIN.fullmatch(other.text):
            yield other.text


def _units(figure: Figure, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same digits under another unit; where no unit stands beside them, the same amount counted in another one."""
    if figure.kind is not FigureKind.AMOUNT or not figure.value or figure.span.line is None or not figure.span.column:
        return
    rest = lines[figure.span.line - 1][figure.span.column - 1 + len(figure.text) :]
    if (printed := _UNIT.match(rest)) is not None:
        for unit, _ in UNITS:
            if unit != printed.group(1):
                yield figure.text + printed.group(0), figure.text + unit
        return
    for _, scale in UNITS:
        other = figure.amount / scale
        if scale != figure.scale and other == other.quantize(Decimal("0.01")):
            yield figure.text, styled(f"{other:.2f}", figure)
