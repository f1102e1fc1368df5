"""Reading forms: where a form begins and ends, and its rows in either rendering."""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from audit.extract.performance import tabbed
from audit.extract.performance.cells import cells
from audit.extract.performance.rows import Forms, Row, normal, unit_of
from audit.extract.performance.vocabulary import pattern
from audit.model.document import Block, BlockKind, Document

if TYPE_CHECKING:
    from audit.extract.performance.dumped import Dump

_SPACE = re.compile(r"\s+")
#: so many words for what goals are based on stand in rows, not in a sentence
_ROWS = 2
_STOPS = re.compile(r"[。；，]")
#: a block this long is running text
_LONG = 60
#: values that stand side by side in rows only
_BESIDE = 3
#: headings never take more blocks than this
_MOST = 30


class _State(Struct):
    rows: list[Row] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)
    unscored: set[int] = field(default_factory=set)
    above: list[tuple[int, Block]] = field(default_factory=list)  # short blocks that may be headings
    dump: Dump | None = None
    columns: tuple[str, ...] = ()  # roles of the tab-separated columns
    heading: Block | None = None  # where they are named
    unit: str = ""  # of amounts, as the last line that gives one has it
    form: int = 0


def read_forms(document: Document) -> Forms:
    """The rows of all forms. A form begins at its column headings and ends with its total, or at running text."""
    state = _State()
    for index, block in enumerate(document.blocks):
        if tabbed.is_tabbed(block):
            _flush(state)
            _tabbed(state, index, block)
            state.above.clear()
            continue
        if state.columns and (rows := tabbed.lines(document, block)):
            for row in rows:
                _tabbed(state, index, row)
            continue
        prose = is_prose(block) and not ((state.dump is not None or "得分" in block.text) and _holds_row(block, index))
        if _ends(block, prose):
            _flush(state)
            state.columns, state.unit = (), ""
        if len(block.text) < _LONG and (unit := unit_of(block.text)):
            state.unit = unit
        if prose or (state.dump is None and _is_sentence(block)):
            state.above.clear()
        elif state.dump is None:
            _above(state, index, block)
        else:
            _dumped(state, index, block)
    _flush(state)
    return Forms(tuple(state.rows), frozenset(state.taken), frozenset(state.loose), frozenset(state.unscored))


def _ends(block: Block, prose: bool) -> bool:
    """Running text, or a heading of the outline."""
    if block.kind is BlockKind.ROW:
        return False
    return prose or (block.marker is not None and block.marker.rank <= 2)


def is_prose(block: Block) -> bool:
    """Running text; rows that the reader took for a paragraph have no stops, or the words that begin or end rows."""
    if len(block.text) < _LONG or _STOPS.search(block.text) is None or pattern("name").search(block.text):
        return False
    return len(pattern("basis").findall(block.text)) < _ROWS


def _is_sentence(block: Block) -> bool:
    """Whether a short block is a sentence, which no headings of a form end with: 自评得分97分，等级为“优”。"""
    return block.kind is BlockKind.PARAGRAPH and block.text.endswith("。") and "，" in block.text


def _holds_row(block: Block, index: int) -> bool:
    """Whether values stand side by side in a block: rows, joined for the sentence in the last cell of one."""
    beside = (len(list(group)) for value, group in groupby(cells(block, index), lambda cell: cell.is_value) if value)
    return max(beside, default=0) >= _BESIDE


def _above(state: _State, index: int, block: Block) -> None:
    """A block outside the forms of a dump: with a row of values, those above it may turn out to be headings."""
    state.above.append((index, block))
    del state.above[:-_MOST]
    if block.kind is not BlockKind.ROW and not pattern("basis").search(block.text):
        return
    joined = _SPACE.sub("", "".join(above.text for _, above in state.above))
    if any(pattern("headings", key).search(joined) for key in ("evaluation", "goals", "planned")):
        from audit.extract.performance.dumped import Dump

        state.dump = Dump()
        for number, above in state.above:
            state.dump.feed(above, number)
        state.taken.add(index)
    state.above.clear()


def _dumped(state: _State, index: int, block: Block) -> None:
    assert state.dump is not None
    state.taken.add(index)
    state.dump.feed(block, index)
    if state.dump.is_closed:
        _flush(state)


def _flush(state: _State) -> None:
    """The form of the dump ends."""
    if state.dump is None:
        return
    rows, loose, unscored = state.dump.rows()
    state.dump = None
    before = len(state.rows)
    for row in rows:
        _keep(state, row)
    forms = {row.form for row in state.rows[before:]}
    state.loose |= forms if loose else set()
    state.unscored |= forms if unscored else set()


def _keep(state: _State, row: Row) -> None:
    """A row of money opens the next form; the total closes one."""
    if row.kind == "execution" and _has(state):
        state.form += 1
    if row.unit:
        state.unit = row.unit
    state.rows.append(replace(row, roles=normal(row.roles), form=state.form, unit=state.unit))
    if row.kind == "total":
        state.form += 1


def _has(state: _State, kind: str = "") -> bool:
    """Whether the form that is being read has rows, of a kind or of any."""
    own = takewhile(lambda row: row.form == state.form, reversed(state.rows))
    return any(not kind or row.kind == kind for row in own)


def _tabbed(state: _State, index: int, block: Block) -> None:
    """A tab-separated row: headings give the roles, later rows the values."""
    if columns := tabbed.headings(block):
        if _has(state, "indicator") and {"target", "actual"} & set(columns):
            state.form += 1  # headings once more: another form
        state.columns, state.heading = columns, block
        state.taken.add(index)
    elif state.columns:
        if row := tabbed.row(block, index, state.columns, state.heading):
            state.taken.add(index)
            _keep(state, row)
        elif tabbed.is_unread(block, state.columns):
            state.loose.add(state.form)
