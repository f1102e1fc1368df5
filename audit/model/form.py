"""Form 绩效自评表, and what a report says of its scores and indicators."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from audit.model.figure import Figure
from audit.model.span import Span

#: the points of a whole evaluation
_WHOLE = Decimal(100)


class ScoredRow(Struct, frozen=True):
    """A row of an evaluation form.

    `rate` is set for the row of money, whose score is its weight times the rate. `met` tells whether the target was
    reached, None when the form does not say which way it is meant. `is_rate` marks a name that promises a rate; `key`
    is the name as it compares. `also` are the targets of the rows below that share its merged result. `explained`
    says that the row gives a reason why it deviates.
    """

    name: str
    target: Figure | None
    actual: Figure | None
    weight: Figure | None
    score: Figure | None
    rate: Figure | None = None
    met: bool | None = None
    is_rate: bool = False
    key: str = ""
    also: tuple[Figure, ...] = ()
    block: int = 0
    explained: bool = False


class Group(Struct, frozen=True):
    """小计: the weight and the score of a group of indicators, and its rows."""

    name: str
    weight: Figure | None
    score: Figure | None
    rows: tuple[ScoredRow, ...]


class Form(Struct, frozen=True):
    """绩效自评表: the scored rows of one form, its total and the total of its weights.

    `loose` says that some row could not be read, `unscored` that its column of scores is empty. `title` is what stands
    above it, `budget` and `executed` are the amounts of its row of money; `by_rule` says that its notes, or those of
    another form of the document, print the rule of scoring: weight × B/A. `project` is the project that it names, ""
    when it is the whole body's; `scope` is that of the facts of its rows.
    """

    rows: tuple[ScoredRow, ...]
    total: Figure | None
    weight: Figure | None
    section: int
    loose: bool = False
    unscored: bool = False
    title: str = ""
    budget: Figure | None = None
    executed: Figure | None = None
    by_rule: bool = False
    groups: tuple[Group, ...] = ()
    project: str = ""
    scope: str = ""

    @property
    def is_read(self) -> bool:
        """Whether every row was read, the row of money among them, and has its score."""
        scored = all(row.score is not None for row in self.rows)
        return scored and not self.loose and any(row.rate is not None for row in self.rows)

    @property
    def is_full(self) -> bool:
        """Whether the indicators have all the points that there are: then each score is its weight."""
        money = [row.weight for row in self.rows if row.rate is not None and row.weight is not None]
        if not self.is_read or len(money) != 1:
            return False
        points = sum((row.score.amount for row in self.rows if row.rate is None and row.score), Decimal(0))
        return points + money[0].amount == _WHOLE


class Mark(Struct, frozen=True):
    """满分40分，得分38分: what an analysis gives one part of an evaluation.

    `key` is the name as it compares, `parent` the index of the mark that contains it, `deducted` what was taken off.
    """

    name: str
    key: str
    full: Figure
    got: Figure
    block: int
    parent: int | None = None
    deducted: Figure | None = None


class Marks(Struct, frozen=True):
    """分项得分: the marks of one report, in their order."""

    marks: tuple[Mark, ...]


class Outcome(Struct, frozen=True):
    """指标完成情况: how many indicators a report says were set (`kind` "set") or missed ("missed")."""

    kind: str
    figure: Figure
    section: int
    block: int


class Conclusion(Struct, frozen=True):
    """完成目标: what a report concludes of an indicator (`said`), and what its target and result say (`met`)."""

    name: str
    target: Figure
    actual: Figure
    said: bool
    met: bool
    span: Span


class MixedUnits(Struct, frozen=True):
    """Values of one row that count different kinds of things: the first, and the one that differs from it."""

    name: str
    figures: tuple[Figure, Figure]


class Told(Struct, frozen=True):
    """What a paragraph says of the project of a form (its index): budget, execution and score."""

    form: int
    name: str
    budget: Figure | None
    executed: Figure | None
    score: Figure | None


class Grade(Struct, frozen=True):
    """评价等级: a score and the grade beside it: 0 for 优, 1 for 良, 2 for 中, 3 for 差, and the word."""

    score: Figure
    rank: int
    word: str


class Summary(Struct, frozen=True):
    """What a sentence says of the scores of several projects: their number, the average, the number of each grade."""

    count: Figure | None
    average: Figure | None
    graded: tuple[tuple[int, Figure], ...]


class Grades(Struct, frozen=True):
    """The grades of a document, and what it says of several together."""

    beside: tuple[Grade, ...] = ()
    summaries: tuple[Summary, ...] = ()
