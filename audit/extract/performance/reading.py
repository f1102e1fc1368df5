"""Reading forms: rows with the role of each value, from tab-separated rows under their headings, or from a text
dump that breaks cells over lines, where the name stands in fragments above the row that holds the values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from audit.extract.numbers import Number, numbers
from audit.extract.performance.fragments import Fragments
from audit.extract.performance.vocabulary import (
    HORIZON,
    WEIGHT,
    column_role,
    levels,
    name_key,
    pattern,
    value_words,
)
from audit.model.document import Block, BlockKind, Document
from audit.model.figure import Figure, FigureKind

_SPACE = re.compile(r"\s+")
#: a name that holds a quantity is the rest of a row whose cells the dump has torn apart
_QUANTITY = re.compile(r"[≥≤]|\d(?:%|[万亿]|[家项场次个户篇批份件台套人])")
#: a value where a name should stand: the row has lost a cell
_VALUE = re.compile(r"[≥≤=<>＝\d]")
#: 4次/年: so much in each of something
_EACH = re.compile(r"\d[^\d/]{0,4}/[^\d]")
_POINTS = ("score", "weight")
#: a block this long is running text
LONG = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form: `roles` are its values by what they are (target, actual, weight, score; budget, executed, rate);
    `earlier` the values of earlier years in a form of goals, whose `horizon` is 长期 or 年度."""

    kind: str  # indicator, execution, source or total
    name: str
    block: int
    section: int
    roles: dict[str, Figure]
    earlier: tuple[Figure, ...] = ()
    horizon: str = ""
    form: int = 0


@dataclass(frozen=True, slots=True)
class Forms:
    """The rows of a document's forms and the blocks that they, and the fragments between them, take up."""

    rows: tuple[Row, ...]
    blocks: frozenset[int]


@dataclass(slots=True)
class _State:
    rows: list[Row] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    above: Fragments = field(default_factory=Fragments)
    inside: bool = False
    scored: bool = False
    weighted: bool = False
    goals: bool = False
    horizon: str = ""
    columns: list[str] = field(default_factory=list)  # roles of the tab-separated columns
    form: int = 0


def read_forms(document: Document) -> Forms:
    """The rows of all forms. A form begins at its column headings and ends at running text."""
    state = _State()
    for index, block in enumerate(document.blocks):
        if state.inside and _ends(block):
            state.inside = False
            state.columns.clear()
            state.above.clear()
        if block.kind is BlockKind.ROW:
            _row(state, index, block)
        elif state.inside and (total := _total(block, index)) is not None:
            state.taken.add(index)
            _keep(state, total)
        elif len(block.text) < LONG:
            state.above.add(block)
            if state.inside:
                state.taken.add(index)
        else:
            state.above.clear()
    return Forms(tuple(state.rows), frozenset(state.taken))


def _ends(block: Block) -> bool:
    """Running text, or a heading of the outline."""
    if block.kind is BlockKind.ROW:
        return False
    return len(block.text) >= LONG or (block.marker is not None and block.marker.rank <= 2)


def _row(state: _State, index: int, block: Block) -> None:
    if "\t" in block.text.strip():
        _tabbed(state, index, block)
        return
    joined = state.above.text
    if found := HORIZON.findall(joined):
        state.horizon = found[-1]
    if pattern("headings", "evaluation").search(joined):
        state.inside, state.goals = True, False
        state.scored = bool(pattern("headings", "scored").search(joined))
        state.weighted = bool(pattern("headings", "weighted").search(joined))
    elif pattern("headings", "goals").search(joined):
        state.inside, state.goals, state.scored = True, True, False
    if state.inside:
        state.taken.add(index)
        row = _dumped(state, index, block)
        if row is not None:
            _keep(state, row)
    state.above.clear()


def _total(block: Block, index: int) -> Row | None:
    """总分 97.89 on a line of its own."""
    match = pattern("total").match(block.text)
    found = [n for n in numbers(block.text, block.span) if n.figure.kind.states_quantity] if match else []
    if match is None or len(found) != 1 or found[0].start - match.end() > 2:
        return None
    return Row("total", match.group(0), index, block.section, {"score": found[0].figure})


def _keep(state: _State, row: Row) -> None:
    """A row of money opens the next form; the total closes one."""
    if row.kind == "execution" and any(r.form == state.form for r in state.rows):
        state.form += 1
    state.rows.append(replace(row, roles=_in_percent(_points(row.roles)), form=state.form))
    if row.kind == "total":
        state.form += 1


def _points(roles: dict[str, Figure]) -> dict[str, Figure]:
    """Scores and weights are points, whether or not 分 stands behind them; 100% is none."""
    points = (FigureKind.NUMBER, FigureKind.SCORE)
    return {
        role: replace(figure, kind=FigureKind.SCORE) if role in _POINTS else figure
        for role, figure in roles.items()
        if role not in _POINTS or figure.kind in points
    }


def _in_percent(roles: dict[str, Figure]) -> dict[str, Figure]:
    """A rate that is printed as a fraction (0.9865, or 1) counts in percent as the others do."""
    budget, executed, rate = (roles.get(role) for role in ("budget", "executed", "rate"))
    if rate is None or rate.kind is not FigureKind.NUMBER or budget is None or executed is None or not budget.value:
        return roles
    quotient = executed.value / budget.value
    if abs(rate.value - quotient) >= abs(rate.value - quotient * 100):
        return roles
    return {**roles, "rate": replace(rate, scale=rate.scale * 100)}


def _tabbed(state: _State, index: int, block: Block) -> None:
    """A tab-separated row: headings give the roles, later rows the values."""
    cells = block.text.split("\t")
    roles = [column_role(_SPACE.sub("", cell)) for cell in cells]
    if sum(1 for role in roles if role) >= 3:
        begun = any(row.form == state.form and row.kind == "indicator" for row in state.rows)
        if begun and {"target", "actual"} & set(roles):
            state.form += 1  # headings once more: another form
        state.columns, state.inside = roles, True
        state.taken.add(index)
        return
    if not state.inside or not state.columns or not _fits(cells, state.columns):
        return
    state.taken.add(index)
    offset, name = 0, ""
    found: dict[str, Figure] = {}
    for position, cell in enumerate(cells):
        role = state.columns[position] if position < len(state.columns) else ""
        if role in ("", "name"):
            name = cell.strip() if cell.strip() and (role == "name" or not name or not found) else name
        elif role not in found and (figure := _in_cell(block, offset, cell)):
            found[role] = figure
        offset += len(cell) + 1
    name = name or cells[0].strip()
    kind = _kind(name, found)
    if found and kind:
        _keep(state, Row(kind, name, index, block.section, found))


def _fits(cells: list[str], columns: list[str]) -> bool:
    """Whether a row's cells stand under the headings: as many, or fewer where the last are missing, not the first."""
    if len(cells) == len(columns):
        return True
    name = columns.index("name") if "name" in columns else 0
    return len(columns) - 2 <= len(cells) < len(columns) and not _VALUE.match(cells[name].strip())


def _in_cell(block: Block, offset: int, cell: str) -> Figure | None:
    """The number of a cell, whatever stands in brackets; none where several stand beside one another."""
    found = [
        n
        for n in numbers(cell, lambda a, b: block.span(offset + a, offset + b))
        if n.figure.kind.states_quantity and not _in_brackets(cell, n)
    ]
    return found[0].figure if len(found) == 1 and not _EACH.search(cell) else None


def _kind(name: str, roles: dict[str, Figure]) -> str:
    if pattern("subtotal").fullmatch(_SPACE.sub("", name)):
        return ""
    if "score" in roles and (pattern("total").search(name) or pattern("sum").fullmatch(_SPACE.sub("", name))):
        return "total"
    if pattern("execution").search(name):
        return "execution" if {"executed", "rate"} & roles.keys() else ""
    if pattern("sources").search(name) and {"initial", "budget", "executed"} & roles.keys():
        return "source"
    scored = {"weight", "score"} <= roles.keys()
    return "indicator" if scored or {"target", "actual"} & roles.keys() else ""


def _dumped(state: _State, index: int, block: Block) -> Row | None:
    """A row of a text dump: the values in their order, the name before them or in the fragments above."""
    found = [
        n for n in numbers(block.text, block.span) if n.figure.kind.states_quantity and not _in_brackets(block.text, n)
    ]
    if not found:
        return None
    words = block.text[: found[0].outer_start].split()
    while words and words[-1] in value_words():
        words.pop()
    printed = "".join(words)
    name = printed or state.above.last_name()
    values = [n.figure for n in found]
    if pattern("total").search(name):
        return Row("total", name, index, block.section, {"score": values[-1]})
    if pattern("execution").search(name) and len(values) >= 3:
        return _money(state, (index, block.section), name, values)
    bare = levels().sub("", name)
    if len(name_key(bare)) < 2 or _QUANTITY.search(WEIGHT.sub("", bare)):
        return None
    weight = _weight(block, printed) if printed else state.above.last_weight()
    return _indicator(state, (index, block.section), bare, values, weight)


def _in_brackets(text: str, number: Number) -> bool:
    before = text[: number.start]
    return before.count("（") > before.count("）")


def _weight(block: Block, printed: str) -> Figure | None:
    """The points in the brackets of a name that stands in the row itself."""
    matches = list(WEIGHT.finditer(block.text[: len(block.text)])) if WEIGHT.search(printed) else []
    if not matches:
        return None
    start, end = matches[0].span(1)
    found = next((n.figure for n in numbers(block.text, block.span) if n.start == start), None)
    return found if end else None


def _money(state: _State, place: tuple[int, int], name: str, values: list[Figure]) -> Row | None:
    """Budget, executed, rate, points; the points' weight stands in the heading (20分)."""
    roles = dict(zip(("budget", "executed", "rate", "score"), values, strict=False))
    if roles["rate"].kind not in (FigureKind.PERCENT, FigureKind.NUMBER):
        return None
    weight = state.above.first_weight()
    if weight is not None and "score" in roles:
        roles["weight"] = weight
    return Row("execution", name, *place, roles)


def _indicator(
    state: _State, place: tuple[int, int], name: str, values: list[Figure], weight: Figure | None
) -> Row | None:
    if state.goals:
        *earlier, target = values
        return Row("indicator", name, *place, {"target": target}, tuple(earlier), state.horizon)
    roles: dict[str, Figure] = {} if weight is None else {"weight": weight}
    if state.scored and len(values) > 1 and values[-1].kind in (FigureKind.NUMBER, FigureKind.SCORE):
        roles["score"] = values.pop()
        if state.weighted and len(values) == 3 and values[-1].kind in (FigureKind.NUMBER, FigureKind.SCORE):
            roles["weight"] = values.pop()
    if len(values) == 2:
        roles["target"], roles["actual"] = values
    return Row("indicator", name, *place, roles) if len(roles) > 1 else None
