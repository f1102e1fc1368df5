"""Tab-separated forms 制表表单: rows of cells under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from audit.extract.numbers import numbers
from audit.extract.performance.cells import Cell, Value, is_value, money_weight, points
from audit.extract.performance.rows import Row, is_plain, kind_of, unit_of
from audit.extract.performance.vocabulary import WEIGHT, column_role, pattern
from audit.model.document import Anchor, Block, BlockKind, Document
from audit.model.figure import Figure, FigureKind
from audit.model.span import Span

_SPACE = re.compile(r"\s+")
#: 4次/年: so much in each of something
_EACH = re.compile(r"\d[^\d/]{0,4}/[^\d]")
#: what heads no column
_AMOUNT = re.compile(r"[-\d.,%]+")
#: a cell that is more than an amount
_NAMED = re.compile(r"[^-\d.,%\s|][^\t|]*")
#: a row of headings names so many columns at least
_MIN_COLUMNS = 3
#: cells that may be missing at the end of a row
_MAY_MISS = 2
_YEAR, _NO_YEAR = re.compile(r"20\d\d"), 9999
#: 无 explains nothing
_MIN_REASON = 3


def is_tabbed(block: Block) -> bool:
    """Whether a block is a row of cells: parted by tabs, or by the bars of Markdown."""
    return block.kind is BlockKind.ROW and ("\t" in block.text.strip() or block.text.startswith("|"))


def lines(document: Document, block: Block) -> list[Block]:
    """The rows of a paragraph whose lines had tabs, which the reader dropped for a sentence's sake."""
    found: list[Block] = []
    ends = [anchor.start for anchor in block.anchors[1:]] + [len(block.text)]
    for line, pieces in groupby(zip(block.anchors, ends, strict=True), key=lambda piece: piece[0].line):
        printed = document.lines[line - 1] if line <= len(document.lines) else ""
        cells: list[list[tuple[Anchor, str]]] = [[] for _ in range(printed.count("\t") + 1)]
        for anchor, end in pieces:
            cells[printed.count("\t", 0, anchor.column - 1)].append((anchor, block.text[anchor.start : end]))
        if len(cells) > _MIN_COLUMNS:
            found.append(_row_of(block, cells))
    return found


def _row_of(block: Block, cells: Sequence[Sequence[tuple[Anchor, str]]]) -> Block:
    text = ""
    anchors: list[Anchor] = []
    for number, cell in enumerate(cells):
        text += "\t" if number else ""
        for anchor, piece in cell:
            anchors.append(replace(anchor, start=len(text)))
            text += piece
    return replace(block, kind=BlockKind.ROW, text=text, raw=text, anchors=tuple(anchors), marker=None)


def headings(block: Block) -> tuple[str, ...]:
    """The roles of the columns, where the cells are their headings; empty where they are not."""
    if len(_NAMED.findall(block.text)) < _MIN_COLUMNS:
        return ()  # most rows of a document's tables
    texts = [_SPACE.sub("", cell) for _, cell in _cells(block)]
    if sum(1 for text in texts if text and not _AMOUNT.fullmatch(text)) < _MIN_COLUMNS:
        return ()
    roles = [column_role(text) for text in texts]
    if "name" not in roles and (named := [at for at, text in enumerate(texts) if pattern("unnamed").fullmatch(text)]):
        roles[named[-1]] = "name"
    if sum(1 for role in roles if role) < _MIN_COLUMNS:
        return ()
    for at, following in enumerate(texts[1:]):
        if roles[at] == "name" and not following:
            roles[at : at + 2] = ["", "name"]  # a heading over several columns: the name stands in the last
    return tuple(_latest(_nearest(roles, "weight"), texts))


def _nearest(roles: list[str], wanted: str) -> list[str]:
    """Of several columns of weights, those of the levels above go: the indicator's is the one behind its name."""
    places = [at for at, role in enumerate(roles) if role == wanted]
    name = max((at for at, role in enumerate(roles) if role == "name"), default=-1)
    kept = next((at for at in places if at > name), places[-1] if places else -1)
    return ["" if role == wanted and at != kept else role for at, role in enumerate(roles)]


def _latest(roles: list[str], texts: Sequence[str]) -> list[str]:
    """Of several columns of results, or of targets, that of the latest year stays; a heading without one is of it."""
    for role in ("target", "actual"):
        places = [at for at, own in enumerate(roles) if own == role]
        years = {at: int(found.group()) if (found := _YEAR.search(texts[at])) else _NO_YEAR for at in places}
        kept = max(places, key=lambda at: years[at], default=-1)
        roles = ["" if own == role and at != kept else own for at, own in enumerate(roles)]
    return roles


def _cells(block: Block) -> list[tuple[int, str]]:
    """The cells of a row, with where they start."""
    bars = block.text.startswith("|")
    found = []
    start = 0
    for cell in block.text.split("|" if bars else "\t"):
        found.append((start, cell))
        start += len(cell) + 1
    if bars:  # nothing stands before the first bar, nor behind the last
        return found[1:-1] if block.text.rstrip().endswith("|") else found[1:]
    return found


def row(block: Block, index: int, columns: Sequence[str], heading: Block | None = None) -> Row | None:
    """The row of a form under the roles of its columns; None when it has nothing of use or does not fit them."""
    cells = _cells(block)
    aligned = _aligned([cell for _, cell in cells], columns)
    if aligned is None:
        return _total(block, index, columns)
    name, sign, unit, explained = "", "", "", False
    found: dict[str, Figure] = {}
    for (start, cell), role in zip(cells, aligned, strict=True):
        text = cell.strip()
        explained = explained or (_is_reason(text) and (role == "reason" or (not role and "score" in found)))
        if role in ("", "name"):
            named = role == "name" or not name or not (found or is_value(text))
            name = text if text and named else name
        elif role == "sign":
            sign = text
        elif role == "unit":
            unit = text
        elif role == "reason":
            continue
        elif role not in found and (figure := _in_cell(block, start, cell)):
            found[role] = figure
    if sign or unit:
        found = {role: _completed(figure, role, sign, unit) for role, figure in found.items()}
    name = name or cells[0][1].strip()
    if "weight" not in columns and (weight := _weight(block, index, cells, name)):
        found |= weight
    kind = kind_of(_SPACE.sub("", name), found)
    if not kind and "score" in found and {"target", "actual"} <= {*columns}:
        kind = "indicator"  # its values are words
    if kind == "execution" and heading is not None and "weight" not in columns:
        found = money_weight(Value([Cell(heading.text, heading, index, 0)])) | found
    if "weight" in found and "score" not in columns:
        kind = kind or "indicator"  # a goal in words
    unit = unit_of(f"{heading.text if heading is not None else ''}{name}")
    if not found or not kind:
        return None
    return Row(kind, name, index, block.section, found, unit=unit, explained=explained)


def _weight(block: Block, index: int, cells: Sequence[tuple[int, str]], name: str) -> dict[str, Figure]:
    """The points in brackets behind the row's name: 培训人数（5分）."""
    start = next((at + cell.index(name) for at, cell in cells if name and name in cell), 0)
    match = WEIGHT.search(name)
    return points(Value([Cell(name, block, index, start)]), match) if match and match.end() == len(name) else {}


def _is_reason(text: str) -> bool:
    """Whether a cell says something: behind the score, why it is what it is."""
    return len(text) >= _MIN_REASON and not is_value(text)


def _total(block: Block, index: int, columns: Sequence[str]) -> Row | None:
    """A row of totals whose empty cells are gone: the whole of the scores, and that of the weights before it."""
    cells = _cells(block)
    name = next((_SPACE.sub("", cell) for _, cell in cells if cell.strip()), "")
    if "score" not in columns or not (pattern("total").search(name) or pattern("sum").fullmatch(name)):
        return None
    found = [_in_cell(block, start, cell) for start, cell in cells]
    plain = [figure for figure in found if is_plain(figure)]
    roles = [role for role in columns if role in ("weight", "score")][-len(plain) :] if plain else []
    values = {role: figure for role, figure in zip(roles, plain, strict=False) if figure is not None}
    return Row("total", name, index, block.section, values) if len(plain) <= 2 and "score" in values else None


def is_unread(block: Block, columns: Sequence[str]) -> bool:
    """Whether a row that gave nothing holds points all the same, under the headings of indicators."""
    cells = [cell.strip() for _, cell in _cells(block)]
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
