"""PDF tables 框线表: the grid that ruled lines draw, and the cells of its rows as lines of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf

from msgspec import Struct, field

from audit.readers import pdf_lines
from audit.readers.pdf_drawing import Rule
from audit.readers.pdf_lines import Line
from audit.readers.pdf_page import Glyph

#: points: rules nearer than this are one (a double border, a border drawn cell by cell)
_SNAP = 3.0
_SNAP_ROWS = 4.0
_SHORTEST = 5.0
#: points: a rule that stands in a gap this wide parts two numbers
_PARTED = 1.0
_MOST_CROSSINGS = 4_000_000
_MOST_CELLS = 60_000


class Grid(Struct):
    """Rows and columns between rules. `owner[row][column]` is the cell, a row and a column, that covers the field."""

    across: list[float]
    down: list[float]
    owner: list[list[tuple[int, int]]]
    cells: dict[tuple[int, int], list[Glyph]] = field(default_factory=dict)

    def put(self, word: Sequence[Glyph]) -> bool:
        """Whether a word stands in the grid; it then belongs to the cell around its middle. Two numbers that a rule
        parts are two words, however close they stand."""
        if (cut := self._cut(word)) is not None:
            self.put(word[:cut])
            return self.put(word[cut:])
        middle = (word[0].left + word[-1].right) / 2
        height = word[0].base - 0.35 * (word[0].em or word[0].right - word[0].left)
        if not (self.across[0] < middle < self.across[-1] and self.down[0] < height < self.down[-1]):
            return False
        row = min(bisect_right(self.down, height), len(self.down) - 1) - 1
        column = min(bisect_right(self.across, middle), len(self.across) - 1) - 1
        self.cells.setdefault(self.owner[row][column], []).extend(word)
        return True

    def _cut(self, word: Sequence[Glyph]) -> int | None:
        """Where in a word a rule stands in a gap much wider than its other gaps."""
        if bisect_right(self.across, word[0].left) == bisect_left(self.across, word[-1].right):
            return None
        gaps = [right.left - left.right for left, right in pairwise(word)]
        widest = max(gaps, default=0.0)
        at = gaps.index(widest) + 1 if gaps else 0
        others = max(gaps[: at - 1] + gaps[at:], default=0.0)
        if widest < _PARTED or others > widest / 2:
            return None
        rules = bisect_left(self.across, word[at - 1].right), bisect_right(self.across, word[at].left)
        return at if rules[0] < rules[1] else None

    def rows(self) -> list[tuple[float, str, list[Line]]]:
        """Each row that holds text: its top, its cells joined by tabs, a merged cell once, and their lines."""
        found: list[tuple[float, str, list[Line]]] = []
        read = {place: pdf_lines.lines(glyphs) for place, glyphs in self.cells.items()}
        for row in range(len(self.down) - 1):
            cells = [read.get((row, column), []) for column in range(len(self.across) - 1)]
            for parts, top in _unruled(cells, self.down[row]):
                if any(parts):
                    text = "\t".join(pdf_lines.cell(part) if part else "" for part in parts)
                    found.append((top, text, [line for part in parts for line in part]))
        return found


def _unruled(cells: list[list[Line]], top: float) -> list[tuple[list[list[Line]], float]]:
    """The cells of a row: of several rows where two or more of them are stacks of amounts."""
    stacks = [cell for cell in cells if pdf_lines.stacked(cell)]
    tallest = max(stacks, key=len, default=[])
    if len(stacks) < 2 or sum(1 for stack in stacks if 2 * len(stack) > len(tallest)) < 2:
        return [(cells, top)]
    bases = [line.base for line in tallest]
    found: list[tuple[list[list[Line]], float]] = []
    for at, base in enumerate(bases):
        low = (bases[at - 1] + base) / 2 if at else -inf
        high = (base + bases[at + 1]) / 2 if at + 1 < len(bases) else inf
        found.append(([[line for line in cell if low < line.base <= high] for cell in cells], base))
    return found


def grids(horizontals: Iterable[Rule], verticals: Iterable[Rule]) -> list[Grid]:
    """The tables that rules draw: at least two columns, from top to bottom."""
    across, down = _merged(horizontals, _SNAP_ROWS), _merged(verticals, _SNAP)
    if not across or not down or len(across) * len(down) > _MOST_CROSSINGS:
        return []
    found = [grid for group in _groups(across, down) if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: (grid.down[0], grid.across[0]))


def _merged(rules: Iterable[Rule], snap: float) -> list[Rule]:
    """Rules on one line made one, those that meet end to end joined."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules):
        if levels and rule.at - levels[-1][0].at <= snap:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    found: list[Rule] = []
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        runs: list[Rule] = []
        for rule in sorted(level, key=lambda rule: rule.start):
            if runs and rule.start <= runs[-1].end + _SNAP:
                runs[-1] = Rule(at, runs[-1].start, max(runs[-1].end, rule.end))
            else:
                runs.append(Rule(at, rule.start, rule.end))
        found.extend(run for run in runs if run.end - run.start >= _SHORTEST)
    return found


def _groups(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that cross or touch one another belong to one table."""
    group = list(range(len(horizontals) + len(verticals)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    levels = [rule.at for rule in horizontals]
    for at, vertical in enumerate(verticals, start=len(horizontals)):
        first = bisect_left(levels, vertical.start - _SNAP_ROWS)
        last = bisect_right(levels, vertical.end + _SNAP_ROWS)
        for index in range(first, last):
            if horizontals[index].start - _SNAP <= vertical.at <= horizontals[index].end + _SNAP:
                group[root(at)] = root(index)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*horizontals, *verticals]):
        found.setdefault(root(index), ([], []))[index >= len(horizontals)].append(rule)
    return [rules for rules in found.values() if rules[0] and rules[1]]


def _grid(horizontals: list[Rule], verticals: list[Rule]) -> Grid | None:
    """The fields between the rules; fields without a rule between them are one cell. The outer edges need no rule."""
    ends = [end for rule in horizontals for end in (rule.start, rule.end)]
    across = _levels([rule.at for rule in verticals], (min(ends), max(ends)), _SNAP)
    ends = [end for rule in verticals for end in (rule.start, rule.end)]
    down = _levels([rule.at for rule in horizontals], (min(ends), max(ends)), _SNAP_ROWS)
    rows, columns = len(down) - 1, len(across) - 1
    if rows < 1 or columns < 2 or rows * columns > _MOST_CELLS:
        return None
    left = _walls(verticals, across, down, _SNAP)
    top = _walls(horizontals, down, across, _SNAP_ROWS)
    owner = _owners(rows, columns, left, top)
    return Grid(across, down, owner)


def _levels(found: Iterable[float], outer: tuple[float, float], snap: float) -> list[float]:
    levels = sorted(set(found))
    if not levels or outer[0] < levels[0] - 2 * snap:
        levels.insert(0, outer[0])
    if outer[1] > levels[-1] + 2 * snap:
        levels.append(outer[1])
    return levels


def _walls(
    rules: Iterable[Rule], levels: Sequence[float], fields: Sequence[float], snap: float
) -> set[tuple[int, int]]:
    """The (level, field) pairs that a rule covers to more than a half."""
    places = {level: at for at, level in enumerate(levels)}
    middles = [(a + b) / 2 for a, b in pairwise(fields)]
    found: set[tuple[int, int]] = set()
    for rule in rules:
        level = places[rule.at]
        first, last = bisect_left(middles, rule.start), bisect_right(middles, rule.end)
        found.update((level, at) for at in range(first, last))
    return found


def _owners(
    rows: int, columns: int, left: set[tuple[int, int]], top: set[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """For each field the first field of its cell, in reading order."""
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            owner[place] = owner[owner[place]]
            place = owner[place]
        return place

    def join(one: tuple[int, int], two: tuple[int, int]) -> None:
        first, second = sorted((root(one), root(two)))
        owner[second] = first

    for row in range(rows):
        for column in range(columns):
            if column and (column, row) not in left:
                join((row, column - 1), (row, column))
            if row and (row, column) not in top:
                join((row - 1, column), (row, column))
    return [[root((row, column)) for column in range(columns)] for row in range(rows)]
