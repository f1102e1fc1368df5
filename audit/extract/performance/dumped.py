"""Text dumps 文字表: forms whose cells stand one after another, torn over lines or one to a line. A row is the words
of its name and the values that follow them; the headings tell what each value is."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from audit.extract.performance.cells import Cell, Value, cells, is_open, joins
from audit.extract.performance.columns import PLAIN_MONEY
from audit.extract.performance.raw import (
    SHARED,
    Raw,
    bare_name,
    interpreted,
    is_unscored,
    share,
    without_unknown_columns,
)
from audit.extract.performance.rows import Part, Row, is_plain
from audit.extract.performance.vocabulary import (
    HORIZON,
    are_headings,
    basis,
    column_roles,
    levels,
    pattern,
    vocabulary,
)
from audit.model.document import Block

_RESULTS = ("target", "actual", "weight", "score")
_PLAIN_RESULTS = ("target", "actual")
_MONEY = ("initial", "budget", "executed", "rate", "weight", "score")
_LEAST_COLUMNS = 3
#: more values than any row has
_MOST = 9


class Dump(Struct):
    """The row that is being read, and the rows of the form so far."""

    name: list[Cell] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    raws: list[Raw] = field(default_factory=list)
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
        raws, exceeded = without_unknown_columns(raws)
        unscored = is_unscored(raws)
        found: list[Row] = []
        loose = exceeded
        for raw in raws:
            row = interpreted(raw, unscored)
            if row is None:
                loose = loose or (raw.part is not Part.GOALS and not pattern("subtotal").search(raw.name.text))
            elif row.kind == SHARED:
                share(found, row)
            elif row.kind:
                found.append(row)
        return found, loose, unscored

    @property
    def is_closed(self) -> bool:
        """Whether the form's total has been read."""
        return bool(self.raws) and self.raws[-1].is_total and not self.values

    def _take(self, cell: Cell) -> None:
        if self._is_serial(cell):
            return
        if self.values:
            last = self.values[-1]
            if is_open(last.text) or joins(last.text, cell):
                last.cells.append(cell)
                return
            full = len(self.values) == self._wanted() or self._has_points(cell)
            if not full and (cell.is_value or self._is_worded(cell, last)):
                self.values.append(Value([cell]))
                return
            line = last.cells[-1].line
            if self.worded and not full and cell.line == line:
                return  # 评分标准: words between two values
            self._close(cell.text)
            if full and self.raws and (cell.line == line or self.stacked) and _is_number(cell):
                self.raws[-1] = replace(self.raws[-1], exceeded=True)
            if full and cell.line == line:
                self._explain()
                return  # the last column: why the result deviates
        if not cell.is_value:
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
            money = pattern("execution").search(text) is not None or {"executed", "rate"} <= {*self._columns(_MONEY)}
            self.part = Part.MONEY if money else Part.RESULTS
            self.columns = self._columns(_MONEY if money else _RESULTS)
            self.stacked = _is_stacked(self.name)
            self.reasoned = pattern("columns", "reason").search(text) is not None
            self.worded = pattern("worded").search(text) is not None
        elif pattern("headings", "goals").search(text):
            self.part, self.columns, self.stacked, self.based = Part.GOALS, (), False, "确定" in text
        elif pattern("headings", "planned").search(text) or _names_columns(text):
            self.part, self.columns, self.stacked = Part.RESULTS, self._columns(_RESULTS), _is_stacked(self.name)
        return self.part is not None

    def _columns(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The columns that the words before a row name; the last are the row's own name: 项目按期完成率 heads none."""
        last = self.name[-1:] if not are_headings(self.name[-1].text, wanted) else []
        return column_roles(Value(self.name[: len(self.name) - len(last)]).text, wanted)

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
            bare = bare_name(name.text)
            if self.reasoned and sum(1 for cell in self.name if not levels().fullmatch(cell.text)) > 1:
                self._explain()  # words are left over, and may be the reason of the row before
            self.raws.append(Raw(self.part, name, bare, tuple(self.values), self.columns, self.horizon))
        self.name.clear()
        self.values.clear()


def _names_columns(text: str) -> bool:
    """Whether some words are headings of results, in an order of their own: a name, and three columns or more."""
    return pattern("name").search(text) is not None and len(column_roles(text, _RESULTS)) >= _LEAST_COLUMNS


def _is_stacked(heading: Iterable[Cell]) -> bool:
    """Whether the headings stand one to a line, and whole."""
    texts = [(cell.text, cell.line) for cell in heading]
    lines = [line for _, line in texts]
    whole = {text for text, line in texts if lines.count(line) == 1}
    return bool(whole & set(vocabulary()["name"])) and any(pattern("columns", "actual").fullmatch(t) for t in whole)


def _is_number(cell: Cell) -> bool:
    return any(character.isdigit() for character in cell.text) and cell.is_value
