"""Fact 事实 and the statements that bind facts: shares, changes, completions, decompositions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from audit.model.concept import INDICATOR, Concept, Fund, Stage
from audit.model.dates import Dates
from audit.model.document import Document, DocumentKind
from audit.model.figure import Figure
from audit.model.form import Conclusion, Form, Grades, Marks, MixedUnits, Outcome, Told
from audit.model.interval import Interval
from audit.model.inventory import Entry
from audit.model.once import once
from audit.model.span import Span
from audit.model.table import Cell, Table, TableRow

__all__ = [
    "Against",
    "Cell",
    "Change",
    "Comparison",
    "Completeness",
    "Completion",
    "Decomposition",
    "Enumeration",
    "Fact",
    "FactBase",
    "Fault",
    "Paired",
    "Share",
    "Table",
    "TableRow",
    "total",
]


class Fact(Struct, frozen=True, gc=False):
    """A figure with what it is about.

    `label` is the printed name; `section` the section's index; `block` the index of the block (or
    table) it stands in; `source` tells whether prose or a table states it.
    """

    figure: Figure
    concept: Concept
    label: str
    section: int
    block: int
    source: str = "text"

    def staged(self, stage: Stage) -> Fact:
        return replace(self, concept=replace(self.concept, stage=stage))


class Against(StrEnum):
    """What a change is measured against."""

    PRIOR = "prior"  # 上年
    BUDGET = "budget"  # 预算数, 年初预算


class Share(Struct, frozen=True):
    """占比: `rate` is the part's share of a base. `base_label` is what the text names ("" when it names none)."""

    rate: Figure
    part: Fact | None
    base: Fact | None
    base_label: str
    part_label: str
    #: the figures that might have been meant as the base instead, for naming a wrong denominator
    alternatives: tuple[Fact, ...] = ()


class Change(Struct, frozen=True):
    """增减: `current` differs from the base by `amount` and by `rate` percent, in `direction` (+1, 0, -1).

    `prior` is the base when the text or a table prints it. `base` names it in words (上年决算, 年初预算).
    """

    concept: Concept
    label: str
    direction: int
    against: Against
    span: Span
    section: int
    current: Fact | None = None
    amount: Figure | None = None
    rate: Figure | None = None
    prior: Fact | None = None
    base: str = ""
    base_stage: Stage | None = None
    base_year: int | None = None
    #: the amount's word and the rate's say opposite things: 减少20万元，增长25%
    contrary: bool = False
    #: it may be about the whole of the list whose last part `current` is
    doubtful: bool = False


class Completion(Struct, frozen=True):
    """完成率: `rate` is `actual` over `budget`; `named` is the stage that the text names as the base. `tentative`: the
    base is only what the sentence had spoken of."""

    rate: Figure
    actual: Fact | None
    budget: Fact | None
    named: Stage | None
    alternatives: tuple[Fact, ...] = ()
    tentative: bool = False


class Comparison(Struct, frozen=True):
    """决算数大于/小于/等于预算数: what the words say about two facts (+1 greater, -1 less, 0 equal)."""

    actual: Fact
    budget: Fact
    direction: int
    span: Span


class Completeness(StrEnum):
    """Whether a list of parts claims to be the whole."""

    DECLARED = "declared"  # 用于以下方面, 具体情况如下, a closed set of the field
    USUAL = "usual"  # the usual parts of a running cost: complete as a rule
    LISTED = "listed"  # 其中：A；B；C, which may leave items out
    PARTIAL = "partial"  # 其中重点…, 主要是…
    ASIDE = "aside"  # in brackets behind the whole, without a word that says so


class Decomposition(Struct, frozen=True):
    """分解: a whole and the parts that the text lists under it. `signs` are +1 or -1, one for each part."""

    whole: Fact
    parts: tuple[Fact, ...]
    completeness: Completeness
    #: shares printed beside the parts, for the sum of shares
    shares: tuple[Figure, ...] = ()
    signs: tuple[int, ...] = ()
    #: "list" for a list of the text, "accounts" for the items of the functional classification in one section,
    #: "tally" for indicators met and missed
    origin: str = "list"

    @property
    def closes(self) -> bool:
        """Whether the parts make up the whole within their rounding."""
        interval = Interval.exact(Decimal(0))
        for part in self.parts:
            interval = interval + part.figure.interval
        return interval.meets(self.whole.figure.interval)


class Paired(Struct, frozen=True):
    """文中成果与指标: a result that the text tells, and the result of the row of a like name in a form."""

    told: Fact
    result: Fact


class Enumeration(Struct, frozen=True):
    """A stated number of things and the list that follows: 由 5 个单位组成."""

    stated: Figure
    listed: tuple[Span, ...]
    what: str


class Average(Struct, frozen=True):
    """平均数: `stated` is what `cost` makes for each of `count`: 车均运行维护费. `label` is what the text calls it."""

    stated: Figure
    cost: Fact
    count: Fact
    label: str


class Equation(Struct, frozen=True):
    """文中算式: an equation that the text prints. In `template` `{i}` stands for the i-th term."""

    stated: Figure
    terms: tuple[Figure, ...]
    template: str


class Band(Struct, frozen=True):
    """分值区间: high–low %, and the bounds repeated in brackets (含80%; ≥80%，＜100%)."""

    high: Figure | None
    low: Figure | None
    bound: Figure | None = None
    limit: Figure | None = None


class Absence(Struct, frozen=True):
    """没有政府性基金预算财政拨款支出: the text says that there is none of a fund, in a year when it names one."""

    span: Span
    fund: Fund
    year: int | None = None


class Fault(Struct, frozen=True):
    """文字差错: a slip of the text or of the outline; `kind` names it, `words` are for the report's sentence."""

    kind: str
    span: Span
    words: tuple[str, ...]


class FactBase(Struct, frozen=True, dict=True):
    """Everything that extraction understood of one document."""

    document: Document
    kind: DocumentKind
    year: int | None
    entity: str
    unit: str
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    shares: tuple[Share, ...] = ()
    changes: tuple[Change, ...] = ()
    completions: tuple[Completion, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    decompositions: tuple[Decomposition, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
    tables: tuple[Table, ...] = ()
    forms: tuple[Form, ...] = ()
    marks: tuple[Marks, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    mixed_units: tuple[MixedUnits, ...] = ()
    told: tuple[Told, ...] = ()
    paired: tuple[Paired, ...] = ()
    grades: Grades = field(default_factory=Grades)
    #: what the narrative says was brought about, in counts, under the name of the thing
    achievements: tuple[Fact, ...] = ()
    absences: tuple[Absence, ...] = ()
    equations: tuple[Equation, ...] = ()
    averages: tuple[Average, ...] = ()
    bands: tuple[tuple[Band, ...], ...] = ()
    #: template instructions and unfilled slots: the place and the lexicon's name for the pattern
    leftovers: tuple[tuple[Span, str], ...] = ()
    dates: Dates = field(default_factory=Dates)
    faults: tuple[Fault, ...] = ()
    inventory: tuple[Entry, ...] = ()

    @once
    def _by_item(self) -> dict[str, list[Fact]]:
        index: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            index[fact.concept.item].append(fact)
        return dict(index)

    @once
    def indicators(self) -> tuple[Fact, ...]:
        """The facts about indicators of evaluations, in reading order."""
        return tuple([fact for fact in self.facts if fact.concept.item.startswith(INDICATOR)])

    def by_item(self, item: str) -> list[Fact]:
        """All facts about an item, in reading order."""
        return self._by_item.get(item, [])


def total(facts: Iterable[Fact]) -> Decimal:
    """The sum of the facts' amounts in the base unit."""
    return sum((f.figure.amount for f in facts), Decimal(0))
