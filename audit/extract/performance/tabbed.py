"""Tab-separated forms 制表表单: rows of cells under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audit.extract.numbers import numbers
from audit.extract.performance.cells import Cell, Value, is_value, money_weight
from audit.extract.performance.rows import Row, is_plain, kind_of, unit_of
from audit.extract.performance.vocabulary import column_role, pattern
from audit.model.document import Block
from audit.model.figure import Figure, FigureKind
from audit.model.span import Span

_SPACE = re.compile(r"\s+")
#: 4次/年: so much in each of something
_EACH = re.compile(r"\d[^\d/]{0,4}/[^\d]")
#: what heads no column
_AMOUNT = re.compile(r"[-\d.,%]+")
#: a row of headings names so many columns at least
_MIN_COLUMNS = 3
#: cells that may be missing at the end of a row
_MAY_MISS = 2


def headings(cells: Sequence[str]) -> tuple[str, ...]:
    """The roles of the columns, where the cells are their headings; empty where they are not."""
    if sum(1 for cell in cells if cell and not _AMOUNT.fullmatch(cell)) < _MIN_COLUMNS:
        return ()
    roles = tuple(column_role(_SPACE.sub("", cell)) for cell in cells)
    return roles if sum(1 for role in roles if role) >= _MIN_COLUMNS else ()


def row(block: Block, index: int, columns: Sequence[str], heading: Block | None = None) -> Row | None:
    """The row of a form under the roles of its columns; None when it has nothing of use or does not fit them."""
    cells = block.text.split("\t")
    aligned = _aligned(cells, columns)
    if aligned is None:
        return _total(block, index, cells, columns)
    offset, name, sign, unit = 0, "", "", ""
    found: dict[str, Figure] = {}
    for cell, role in zip(cells, aligned, strict=True):
        text = cell.strip()
        if role in ("", "name"):
            name = text if text and (role == "name" or not name or not found) else name
        elif role == "sign":
            sign = text
        elif role == "unit":
            unit = text
        elif role not in found and (figure := _in_cell(block, offset, cell)):
            found[role] = figure
        offset += len(cell) + 1
    if sign or unit:
        found = {role: _completed(figure, role, sign, unit) for role, figure in found.items()}
    name = name or cells[0].strip()
    kind = kind_of(_SPACE.sub("", name), found)
    if kind == "execution" and heading is not None and "weight" not in columns:
        found = money_weight(Value([Cell(heading.text, heading, index, 0)])) | found
    if "weight" in found and "score" not in columns:
        kind = kind or "indicator"  # a goal in words
    unit = unit_of(f"{heading.text if heading is not None else ''}{name}")
    return Row(kind, name, index, block.section, found, unit=unit) if found and kind else None


def _total(block: Block, index: int, cells: Sequence[str], columns: Sequence[str]) -> Row | None:
    """A row of totals whose empty cells are gone: the whole of the scores, and that of the weights before it."""
    name = next((_SPACE.sub("", cell) for cell in cells if cell.strip()), "")
    if "score" not in columns or not (pattern("total").search(name) or pattern("sum").fullmatch(name)):
        return None
    places = [sum(len(cell) + 1 for cell in cells[:position]) for position in range(len(cells))]
    found = [_in_cell(block, offset, cell) for offset, cell in zip(places, cells, strict=True)]
    points = [figure for figure in found if is_plain(figure)]
    roles = [role for role in columns if role in ("weight", "score")][-len(points) :] if points else []
    values = {role: figure for role, figure in zip(roles, points, strict=False) if figure is not None}
    return Row("total", name, index, block.section, values) if len(points) <= 2 and "score" in values else None


def is_unread(block: Block, columns: Sequence[str]) -> bool:
    """Whether a row that gave nothing holds points all the same, under the headings of indicators."""
    cells = [cell.strip() for cell in block.text.split("\t")]
    if "score" not in columns or pattern("subtotal").search(block.text):
        return False
    return any(re.fullmatch(r"\d+(?:\.\d+)?分?", cell) for cell in cells)


def _aligned(cells: Sequence[str], columns: Sequence[str]) -> tuple[str, ...] | None:
    """The role of each cell: the row is whole, or its last cells are missing, or the merged ones before its name."""
    if len(cells) == len(columns):
        return tuple(columns)
    missing = len(columns) - len(cells)
    name = columns.index("name") if "name" in columns else 0
    choices = []
    if 0 < missing <= name:
        choices.append(tuple(columns[missing:]))
    if 0 < missing <= _MAY_MISS:
        choices.append(tuple(columns[: len(cells)]))
    fitting = [roles for roles in choices if _fits(cells, roles)]
    return fitting[0] if fitting else None


def _fits(cells: Sequence[str], roles: Sequence[str]) -> bool:
    """Whether the name is no value, and points stand where points should."""
    for cell, role in zip(cells, roles, strict=True):
        text = _SPACE.sub("", cell)
        if role == "name" and (not text or is_value(text)):
            return False
        if role in ("weight", "score") and text and not _is_points(text):
            return False
    return True


def _is_points(text: str) -> bool:
    found = [n.figure for n in numbers(text, _nowhere)]
    return is_value(text) and (not found or is_plain(found[0]))


def _nowhere(start: int, end: int) -> Span:
    return Span("", 0, 0)


def _in_cell(block: Block, offset: int, cell: str) -> Figure | None:
    """The number of a cell, whatever stands in brackets; none where several stand beside one another."""
    found = [
        n
        for n in numbers(cell, lambda a, b: block.span(offset + a, offset + b))
        if n.figure.kind.states_quantity and cell[: n.start].count("（") <= cell[: n.start].count("）")
    ]
    return found[0].figure if len(found) == 1 and not _EACH.search(cell) else None


def _completed(figure: Figure, role: str, sign: str, unit: str) -> Figure:
    """A value whose sign and unit stand in columns of their own: ≥ | 50 | 个."""
    if role not in ("target", "actual") or figure.kind is not FigureKind.NUMBER:
        return figure
    signed = sign if role == "target" else ""
    probe = next(iter(numbers(f"{signed}1{unit}", lambda start, end: figure.span)), None)
    if probe is None:
        return figure
    like = probe.figure
    return replace(
        figure, kind=like.kind, unit=like.unit, scale=like.scale, qualifier=figure.qualifier or like.qualifier
    )
