"""Figure 数值: one printed number, kept as printed; value, decimals, unit and qualifier are derived."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from audit.model.interval import Interval
from audit.model.once import once
from audit.model.span import Span


class FigureKind(StrEnum):
    """What a printed number is. The second group states nothing that could be recomputed."""

    AMOUNT = "amount"  # 金额
    PERCENT = "percent"  # 百分比
    POINTS = "points"  # 百分点
    COUNT = "count"  # 数量
    SCORE = "score"  # 分值
    NUMBER = "number"  # a bare number: an amount whose unit stands elsewhere, or a plain count

    YEAR = "year"
    DATE = "date"
    ORDINAL = "ordinal"
    CODE = "code"
    REFERENCE = "reference"  # a document number, a telephone number
    PAGE = "page"
    THRESHOLD = "threshold"  # 单价50万元以上: a limit inside a definition

    @property
    def states_quantity(self) -> bool:
        return self in _QUANTITIES


_QUANTITIES = frozenset(
    {
        FigureKind.AMOUNT,
        FigureKind.PERCENT,
        FigureKind.POINTS,
        FigureKind.COUNT,
        FigureKind.SCORE,
        FigureKind.NUMBER,
    }
)


class Qualifier(StrEnum):
    """How the text hedges a number."""

    ABOUT = "about"  # 约, 近: no interval can be known
    AT_LEAST = "at-least"  # ≥, 不少于, 以上, 超过
    AT_MOST = "at-most"  # ≤, 不超过, 以内
    RANGE = "range"  # 2-3


class Figure(Struct, frozen=True, dict=True):
    """One printed number.

    `value` is in the printed unit; `scale` turns it into the base unit of its kind (元 for amounts,
    1 for everything else), so that figures in 元, 万元 and 亿元 compare. `upper` is the second
    bound of a range. `doubtful` marks a value whose place in a table, or whose end, could not be decided.
    """

    span: Span
    kind: FigureKind
    value: Decimal
    decimals: int
    unit: str = ""
    scale: Decimal = Decimal(1)
    qualifier: Qualifier | None = None
    upper: Decimal | None = None
    unit_printed: bool = True
    doubtful: bool = False

    @property
    def text(self) -> str:
        return self.span.text

    @once
    def amount(self) -> Decimal:
        """The value in the base unit (元 for amounts)."""
        return self.value * self.scale

    @property
    def grain(self) -> Decimal:
        """The last printed place, in the base unit."""
        return Decimal(1).scaleb(-self.decimals) * self.scale

    @property
    def is_point(self) -> bool:
        """Whether the number was printed as such, whole and without a hedge."""
        return self.qualifier is None and self.span.text[-1:] != "."

    @property
    def is_torn(self) -> bool:
        """Whether the digits behind its decimal point were lost: 97.%."""
        return self.span.text[-1:] == "."

    @once  # relations ask again and again
    def interval(self) -> Interval:
        """The values it may stand for, in the base unit.

        Amounts in 元 with two decimals, counts and points are exact: a cent, a head, a printed point is the unit of
        account. So is a bare 0, which says that there was nothing.
        """
        if self.qualifier is Qualifier.AT_LEAST:
            return Interval(self.amount, None)
        if self.qualifier is Qualifier.AT_MOST:
            return Interval(None, self.amount)
        if self.qualifier is Qualifier.ABOUT:
            return Interval(None, None)
        if self.qualifier is Qualifier.RANGE and self.upper is not None:
            # a repair that is tried out may turn the bounds about
            return Interval(*sorted((self.amount, self.upper * self.scale)))
        if self.is_torn:
            return Interval(*sorted((self.value, self.value + (1 if self.value >= 0 else -1)))).scaled(self.scale)
        if self.value == 0 and not self.decimals:
            return Interval.exact(self.amount)
        in_cents = self.kind is FigureKind.AMOUNT and self.scale == 1 and self.decimals >= 2
        if in_cents or self.kind in (FigureKind.COUNT, FigureKind.SCORE):
            return Interval.exact(self.amount)
        return Interval.printed(self.value, self.decimals).scaled(self.scale)
