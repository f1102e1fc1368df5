"""Shares 占比: what each is a share of: a base that the text names, its list's whole, or what a table prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from audit.extract.events import Mention
from audit.extract.labels import Label
from audit.extract.lookup import NEAR, Index
from audit.model.concept import Concept, Fund, Stage
from audit.model.fact import Fact, Share


class RawShare(Struct, frozen=True):
    """A share as the walk met it: `base_item` is the item that `named` names, `whole` the list's whole."""

    mention: Mention
    part: Fact | None
    named: Label
    base_item: str
    whole: Fact | None
    section: int
    block: int
    stage: Stage


class Shares:
    """Collects the shares of the walk; they are tied to their bases at the end, when every fact is known."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._met: list[RawShare] = []

    def add(self, raw: RawShare) -> None:
        self._met.append(raw)

    def tied(self, cells: Sequence[Fact] = ()) -> tuple[Share, ...]:
        """The shares with their bases: where the text does not state one, what the tables (`cells`) print."""
        printed: defaultdict[Concept, list[Fact]] = defaultdict(list)
        for cell in cells if self._met else ():
            if cell.concept.item.startswith("expenditure."):
                printed[cell.concept].append(cell)
        return tuple(self._tied(raw, printed) for raw in self._met)

    def _tied(self, raw: RawShare, printed: Mapping[Concept, list[Fact]]) -> Share:
        measured = raw.mention.measured
        part, named = raw.part, raw.named
        stage = part.concept.stage if part is not None else raw.stage
        alternatives: list[Fact] = []
        base: Fact | None = None
        if measured is not None:
            base = Fact(measured.figure, Concept("label:base"), named.text, raw.section, raw.block)
        elif raw.base_item:
            fund = named.fund or self._base_fund(raw)
            place = (raw.section, raw.block)
            base = self._index.base(raw.base_item, fund, stage, part, place)
            if base is None and named.fund is None and fund is not None:
                base = self._index.base(raw.base_item, None, stage, part, place)
            base = self._fitting(raw, base, fund, stage)
            if base is None and named.fund is not None and part is not None:
                found = printed.get(Concept(raw.base_item, named.fund, stage, part.concept.year), [])
                base = found[0] if len({cell.figure.amount for cell in found}) == 1 else None
            if raw.whole is not None and self._is_named(raw, base) and not self._fits_only(raw, base):
                base = raw.whole
        elif named.is_empty:
            base = raw.whole
        if raw.whole is not None and raw.whole is not base:
            alternatives.append(raw.whole)
        return Share(raw.mention.figure, part, base, named.text, raw.mention.label.text, tuple(alternatives))

    def _fitting(self, raw: RawShare, base: Fact | None, fund: Fund | None, stage: Stage | None) -> Fact | None:
        """收入预算总额 may be the year's income or the grand total: the one that the share is of."""
        near = NEAR.get(raw.base_item, "")
        if base is None or raw.part is None or not near or raw.named.text.startswith("本年"):
            return base
        other = self._index.base(near, fund, stage, raw.part, (raw.section, raw.block))
        rate, part = raw.mention.figure.interval, raw.part.figure.amount
        if other is None or not base.figure.amount or not other.figure.amount:
            return base
        if rate.contains(part * 100 / base.figure.amount) or not rate.contains(part * 100 / other.figure.amount):
            return base
        return other

    @staticmethod
    def _fits_only(raw: RawShare, base: Fact | None) -> bool:
        """Whether a share is of its base and not of the list's whole, which has a name that ends alike."""
        if (
            raw.part is None
            or raw.whole is None
            or base is None
            or not base.figure.amount
            or not raw.whole.figure.amount
        ):
            return False
        rate, part = raw.mention.figure.interval, raw.part.figure.amount * 100
        return rate.contains(part / base.figure.amount) and not rate.contains(part / raw.whole.figure.amount)

    @staticmethod
    def _is_named(raw: RawShare, base: Fact | None) -> bool:
        """Whether a share's named base is the whole of the list that the share stands in."""
        assert raw.whole is not None
        whole, named = raw.whole, raw.named
        if whole.concept.item == raw.base_item:
            return base is None or base.concept.item != raw.base_item
        if not named.text or whole.concept.fund is not named.fund or not whole.label.endswith(named.text):
            return False
        return named.fund is not None or 2 * len(named.text) >= len(whole.label)

    @staticmethod
    def _base_fund(raw: RawShare) -> Fund | None:
        """A base named without a fund is that of the part's list, or for a share of the grand totals, all funds."""
        if raw.part is None:
            return None
        if raw.part.concept.item == raw.base_item:
            return Fund.ALL
        return raw.part.concept.fund
