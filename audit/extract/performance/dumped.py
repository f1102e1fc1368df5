"""Text dumps 文字表: forms whose cells stand one after another, torn over lines or one to a line. A row is the words
of its name and the values that follow them; the headings tell what each value is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from audit.extract.performance.cells import Cell, Value, cells, is_open, is_value, joins, money_weight, points
from audit.extract.performance.columns import PLAIN_MONEY, POINTS, money_roles, result_roles
from audit.extract.performance.rows import Part, Row, is_plain, kind_of, unit_of
from audit.extract.performance.vocabulary import (
    HORIZON,
    WEIGHT,
    basis,
    column_roles,
    levels,
    name_key,
    pattern,
    vocabulary,
)
from audit.model.document import Block
from audit.model.figure import Figure

#: a name that holds a quantity is the rest of a row whose cells the dump has torn apart
_QUANTITY = re.compile(r"[≥≤]|\d(?:%|[万亿]|[家项场次个户篇批份件台套人])")
_RESULTS = ("target", "actual", "weight", "score")
_PLAIN_RESULTS = ("target", "actual")
_MONEY = ("initial", "budget", "executed", "rate", "weight", "score")
#: more values than any row has
_MOST = 9
#: a row that has a target only, and shares the result of the row before it
_SHARED = "shared"


@dataclass(frozen=True, slots=True)
class _Raw:
    """A row as it stands: the cells of its name, its values, and the roles of its columns."""

    part: Part
    name: Value
    bare: str
    values: tuple[Value, ...]
    columns: tuple[str, ...]
    horizon: str
    explained: bool = False
    exceeded: bool = False  # more values follow than the headings have columns

    @property
    def place(self) -> tuple[int, int]:
        cell = self.values[0].cells[0]
        return cell.index, cell.block.section


@dataclass(slots=True)
class Dump:
    """The row that is being read, and the rows of the form so far."""

    name: list[Cell] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    raws: list[_Raw] = field(default_factory=list)
    part: Part | None = None
    columns: tuple[str, ...] = ()
    stacked: bool = False  # one cell to a line, none torn
    reasoned: bool = False  # the form has a column for why results deviate
    based: bool = False  # a form of goals has a column for what each is based on, which ends its rows
    worded: bool = False  # there is a column of words that say how a row is scored
    horizon: str = ""
    serial: int = 0  # of the next row, where the rows are numbered

    def feed(self, block: Block, index: int) -> None:
        """The cells of one more block."""
        for cell in cells(block, index):
            self._take(cell)

    def rows(self) -> tuple[list[Row], bool, bool]:
        """The rows of the form that ends here, whether some could not be read, and whether no scores are filled in."""
        self._close("")
        self.name.clear()
        raws, self.raws, self.part, self.serial = self.raws, [], None, 0
        raws, exceeded = _without_unknown_columns(raws)
        unscored = _is_unscored(raws)
        found: list[Row] = []
        loose = exceeded
        for raw in raws:
            row = _interpreted(raw, unscored)
            if row is None:
                loose = loose or (raw.part is Part.RESULTS and not pattern("subtotal").search(raw.name.text))
            elif row.kind == _SHARED:
                _share(found, row)
            elif row.kind:
                found.append(row)
        return found, loose, unscored

    @property
    def is_closed(self) -> bool:
        """Whether the form's total has been read."""
        return bool(self.raws) and _is_total(self.raws[-1].bare) and not self.values

    def _take(self, cell: Cell) -> None:
        if self._is_serial(cell):
            return
        if self.values:
            last = self.values[-1]
            if is_open(last.text) or joins(last.text, cell.text):
                last.cells.append(cell)
                return
            full = len(self.values) == self._wanted() or self._has_points(cell)
            if not full and (is_value(cell.text) or self._is_worded(cell, last)):
                self.values.append(Value([cell]))
                return
            line = last.cells[-1].line
            if self.worded and not full and cell.line == line:
                return  # 评分标准: words between two values
            self._close(cell.text)
            if full and self.raws and (cell.line == line or self.stacked) and _is_number(cell.text):
                self.raws[-1] = replace(self.raws[-1], exceeded=True)
            if full and cell.line == line:
                self._explain()
                return  # the last column: why the result deviates
        if not is_value(cell.text):
            self.name.append(cell)
        elif self.name and self._is_headed():
            self.values.append(Value([cell]))

    def _explain(self) -> None:
        if self.raws:
            self.raws[-1] = replace(self.raws[-1], explained=True)

    def _is_worded(self, cell: Cell, last: Value) -> bool:
        """Whether words go on with a row of which, so far, there is only the weight: 健全 behind 10."""
        beside = self.stacked or cell.line == last.cells[-1].line
        return beside and self.columns[:1] + self.columns[-1:] == ("weight", "score")

    def _is_serial(self, cell: Cell) -> bool:
        """Whether a cell is the number of the row that it opens; the row before it is over."""
        if cell.text == "1" and not self.values and "序号" in Value(self.name).text and self._is_headed():
            self.serial = 1
            self.name.clear()
        over = not self.values or len(self.values) == self._wanted() or self._has_points(None)
        if not self.serial or cell.text != str(self.serial) or not over:
            return False
        self._close("")
        self.serial += 1
        return True

    def _is_headed(self) -> bool:
        """Whether the columns are known, by the headings before this row or by those before an earlier one."""
        text = Value(self.name).text
        if found := HORIZON.findall(text):
            self.horizon = found[-1]
        if pattern("headings", "evaluation").search(text):
            money = pattern("execution").search(text) is not None
            self.part = Part.MONEY if money else Part.RESULTS
            self.columns = column_roles(text, _MONEY if money else _RESULTS)
            self.stacked = _is_stacked(self.name)
            self.reasoned = pattern("columns", "reason").search(text) is not None
            self.worded = pattern("worded").search(text) is not None
        elif pattern("headings", "goals").search(text):
            self.part, self.columns, self.stacked, self.based = Part.GOALS, (), False, "确定" in text
        elif pattern("headings", "planned").search(text):
            self.part, self.columns, self.stacked = Part.RESULTS, column_roles(text, _RESULTS), _is_stacked(self.name)
        return self.part is not None

    def _has_points(self, following: Cell | None) -> bool:
        """Whether weight and score are there already, those before them being words, and no number follows."""
        if self.columns[-2:] != ("weight", "score") or (following and any(c.isdigit() for c in following.text)):
            return False
        return len(self.values) > 1 and all(is_plain(value.figure()) for value in self.values[-2:])

    def _wanted(self) -> int:
        """How many values a row has at most."""
        if self.part is Part.GOALS:
            return _MOST
        return max(len(self.columns), len(PLAIN_MONEY) if self.part is Part.MONEY else len(_PLAIN_RESULTS))

    def _close(self, following: str) -> None:
        """The row ends; `following` is what comes after it."""
        if not self.values or self.part is None:
            return
        missing = max(0, self._wanted() - len(self.values))
        names = self.name[-1 - missing :][:1] if self.stacked and self.part is not Part.GOALS else list(self.name)
        name = Value(names)
        if self.part is not Part.GOALS or not self.based or basis().match(following):
            bare = _bare(name.text)
            if self.reasoned and sum(1 for cell in self.name if not levels().fullmatch(cell.text)) > 1:
                self._explain()  # words are left over, and may be the reason of the row before
            self.raws.append(_Raw(self.part, name, bare, tuple(self.values), self.columns, self.horizon))
        self.name.clear()
        self.values.clear()


def _is_stacked(heading: Iterable[Cell]) -> bool:
    """Whether the headings stand one to a line, and whole."""
    texts = [(cell.text, cell.line) for cell in heading]
    lines = [line for _, line in texts]
    whole = {text for text, line in texts if lines.count(line) == 1}
    return bool(whole & set(vocabulary()["name"])) and any(pattern("columns", "actual").fullmatch(t) for t in whole)


def _bare(text: str) -> str:
    """The name of a row without the headings and the names of levels before it."""
    start = 0
    for match in pattern("headings", "evaluation").finditer(text):
        start = match.end()
    if start:
        start = max((match.end() for match in pattern("columns", "reason").finditer(text, start)), default=start)
    for match in levels().finditer(text, start):
        start = match.end()
    ends = [match.end() for match in WEIGHT.finditer(text, start)]
    return text[ends[-2] if len(ends) > 1 else start :]


def _is_total(bare: str) -> bool:
    return bool(pattern("total").search(bare) or pattern("sum").fullmatch(bare))


def _is_unscored(raws: Sequence[_Raw]) -> bool:
    """Whether there is a column of scores, and most rows are one value short of it, hardly any whole."""
    listed = [raw for raw in raws if raw.part is Part.RESULTS and not _is_total(raw.bare)]
    missing = [len(raw.columns) - len(raw.values) for raw in listed if raw.columns[-1:] == ("score",)]
    return len(missing) > 2 and missing.count(1) * 2 > len(missing) and missing.count(0) * 10 <= len(missing)


def _without_unknown_columns(raws: list[_Raw]) -> tuple[list[_Raw], bool]:
    """The rows, without those of indicators where many have more values than the headings name: no one knows which."""
    results = [raw for raw in raws if raw.part is Part.RESULTS]
    exceeding = sum(1 for raw in results if raw.exceeded)
    unknown = exceeding > 1 and exceeding * 3 >= len(results)
    return ([raw for raw in raws if raw.part is not Part.RESULTS] if unknown else raws), unknown


def _is_number(text: str) -> bool:
    return any(character.isdigit() for character in text) and is_value(text)


def _interpreted(raw: _Raw, unscored: bool) -> Row | None:
    """The row with the roles of its values; None when they cannot be told."""
    if raw.part is Part.GOALS:
        return _goal(raw)
    figures = [value.figure() for value in raw.values]
    if _is_total(raw.bare):
        return _total(raw, figures)
    if raw.part is Part.MONEY:
        return _money(raw, figures)
    if pattern("subtotal").search(raw.name.text):
        return None
    columns = raw.columns[:-1] if unscored else raw.columns
    roles = result_roles(columns, figures, raw.bare)
    if roles is None or len(name_key(raw.bare)) < 2:
        return None
    if set(roles) == {"target"} and len(raw.columns) > 1 and len(figures) == 1:
        return Row(_SHARED, raw.bare, *raw.place, roles)
    name = raw.bare
    if "weight" not in columns and (weight := _last_weight(raw.name)) is not None:
        roles["weight"] = weight
        name = name[: list(WEIGHT.finditer(name))[-1].end()]
    if len(name) < len(raw.bare):
        roles.pop("target", None)  # its words stand behind the weight
    elif _QUANTITY.search(WEIGHT.sub("", name)):
        # the name has swallowed a value: the points are the row's all the same
        roles = {role: figure for role, figure in roles.items() if role in ("weight", "score")}
    return Row("indicator", name, *raw.place, roles, explained=raw.explained)


def _share(rows: list[Row], shared: Row) -> None:
    """A row that has nothing but a target shares the result of the row before it: their cells are merged."""
    if not rows or not {"target", "actual"} <= rows[-1].roles.keys():
        return
    first = rows[-1]
    also = (*first.also, shared.roles["target"])
    rows[-1] = Row(first.kind, first.name, first.block, first.section, first.roles, also=also)


def _total(raw: _Raw, figures: list[Figure | None]) -> Row | None:
    """总分 97.89, or the whole of the weights before it."""
    known = [figure for figure in figures if is_plain(figure)]
    if raw.columns and raw.columns[-1] not in POINTS and {*POINTS} & {*raw.columns}:
        points = raw.columns[min(raw.columns.index(role) for role in POINTS if role in raw.columns) :]
        # the column behind the score has its total too, or none
        known = known[: points.index("score") + 1] if len(known) == len(points) and "score" in points else []
    if not known or known[-1] is None:
        return None
    roles = {"score": known[-1]}
    if len(known) == 2 and known[0] is not None:
        roles["weight"] = known[0]
    return Row("total", raw.bare, *raw.place, roles)


def _money(raw: _Raw, figures: list[Figure | None]) -> Row | None:
    """Budget, executed, rate, points; the points' weight may stand in the heading (20分)."""
    roles = money_roles(raw.columns, figures)
    if roles is None:
        return None
    kind = kind_of(raw.bare, roles)
    if kind == "execution" and "score" in roles and "weight" not in roles:
        roles |= money_weight(raw.name)
    return Row(kind, raw.bare, *raw.place, roles, unit=unit_of(raw.name.text))


def _goal(raw: _Raw) -> Row | None:
    figures = [figure for figure in (value.figure() for value in raw.values) if figure is not None]
    if len(figures) < len(raw.values) or len(name_key(raw.bare)) < 2 or _QUANTITY.search(WEIGHT.sub("", raw.bare)):
        return None
    *earlier, target = figures
    return Row("indicator", raw.bare, *raw.place, {"target": target}, tuple(earlier), raw.horizon)


def _last_weight(name: Value) -> Figure | None:
    """The points in brackets behind the row's name."""
    text = name.text
    found = list(WEIGHT.finditer(text, max(0, len(text) - len(_bare(text)))))
    return points(name, found[-1]).get("weight") if found else None
