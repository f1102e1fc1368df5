"""Statements: completions, changes and comparisons, from mentions and the facts that they speak of."""

from __future__ import annotations

from msgspec.structs import replace

from audit.extract.events import Base, Mention, Words
from audit.extract.here import Wholes
from audit.extract.lookup import Index
from audit.extract.shares import Shares
from audit.model.concept import Concept, Stage
from audit.model.document import Block
from audit.model.fact import Against, Change, Comparison, Completion, Fact
from audit.model.figure import FigureKind

#: completions that a list may have between its owner's and the next
_RECENT = 12


class Statements:
    """Collects the claims of the walk."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.shares = Shares(index)
        self._changes: list[Change] = []
        #: by their places, wholes that changes of a first part may be about
        self._owners: dict[int, Fact] = {}
        self._prior: tuple[tuple[int, int], Fact] | None = None
        #: the budget that a completion of the sentence at hand is of, and the place of that sentence
        self._budget: tuple[tuple[int, int], Fact] | None = None
        #: changes of the sentence at hand that may still get their amount or rate
        self._open: dict[tuple[object, ...], int] = {}
        self._place: tuple[int, int] = (0, 0)
        self.completions: list[Completion] = []
        self.comparisons: list[Comparison] = []

    @staticmethod
    def last_amount(wholes: Wholes) -> Fact | None:
        return next(reversed(wholes.values()), None)

    def completion(self, mention: Mention, wholes: Wholes, block: Block) -> None:
        """完成年初预算的N%: the subject's outturn over its budget at the named stage."""
        place = (id(block), mention.sentence)
        named = mention.named.stage if mention.named else None
        actual = wholes.get(Stage.FINAL)
        budgets = {stage: fact for stage, fact in wholes.items() if stage is not None and stage.is_budget}
        if mention.measured is not None:
            measured = mention.measured
            budget: Fact | None = Fact(
                measured.figure,
                Concept("label:base"),
                "",
                actual.section if actual else 0,
                actual.block if actual else 0,
            )
        elif named is None or named is Stage.BUDGET:
            budget = next(reversed(budgets.values()), None)
        else:
            budget = budgets.get(named) or budgets.get(Stage.BUDGET)
        if budget is None and self._prior is not None and self._prior[0] == place:
            budget = self._prior[1]  # 与年初预算100万元相比，完成年初预算的98%
        if budget is not None:
            self._budget = (place, budget)
        others = tuple(f for f in budgets.values() if f is not budget)
        self.completions.append(Completion(mention.figure, actual, budget, named, others))

    def is_completed(self, actual: Fact | None) -> bool:
        """Whether one of the last completions was about an outturn."""
        return any(c.actual is not None and c.actual is actual for c in self.completions[-_RECENT:])

    def prior(self, mention: Mention, block: Block) -> None:
        """较上年2.08: the base that stands inside the clause."""
        fact = Fact(mention.figure, Concept("label:prior"), mention.label.text, 0, 0)
        self._prior = ((id(block), mention.sentence), fact)

    def change(
        self,
        mention: Mention,
        concept: Concept,
        label: str,
        block: Block,
        wholes: Wholes,
        earlier: Fact | None = None,
        doubtful: bool = False,
        owner: Fact | None = None,
    ) -> None:
        """An amount opens a change and a rate completes it, or the other way round. `earlier` is the subject's
        amount of an earlier year; a doubtful change may be another item's, that of an `owner` the whole's of which
        the subject is the first part."""
        if mention.figure.kind not in (FigureKind.AMOUNT, FigureKind.PERCENT):
            return
        is_rate = mention.figure.kind is FigureKind.PERCENT
        place = (id(block), mention.sentence)
        prior = self._prior[1] if self._prior is not None and self._prior[0] == place else None
        self._prior = None
        base = mention.base
        if place != self._place:
            self._place = place
            self._open.clear()
        key = (concept.item, concept.fund, mention.group, base.text if base else "")
        position = self._open.get(key)
        if position is not None and self._merged(position, mention, prior, is_rate):
            return
        against = Against.PRIOR if base is None or base.prior else Against.BUDGET
        current = wholes.get(Stage.FINAL) or wholes.get(concept.stage) or next(reversed(wholes.values()), None)
        if prior is None and base is not None and against is Against.BUDGET:
            prior = self._budget_of(base, wholes)
        elif prior is None and earlier is not None and against is Against.PRIOR:
            year = base.year if base is not None else None
            if year in (None, earlier.concept.year):
                prior = earlier
            elif earlier.concept.year is not None and year == earlier.concept.year - 1:
                current = earlier
        self._open[key] = len(self._changes)
        if owner is not None:
            self._owners[len(self._changes)] = owner
        self._changes.append(
            Change(
                concept=concept,
                label=label,
                direction=mention.direction,
                against=against,
                span=mention.figure.span,
                section=block.section,
                current=current if current is not prior else None,
                amount=None if is_rate else mention.figure,
                rate=mention.figure if is_rate else None,
                prior=prior,
                base=base.text if base else "",
                base_stage=base.stage if base else None,
                base_year=base.year if base else None,
                doubtful=doubtful,
            )
        )

    def _budget_of(self, base: Base, wholes: Wholes) -> Fact | None:
        """The budget that a change is against: 占预算120万元的80%，比预算节约24万元."""
        found = wholes.get(base.stage) if base.stage not in (None, Stage.BUDGET) else self._any_budget(wholes)
        if found is None and self._budget is not None and self._budget[0] == self._place:
            return self._budget[1]
        return found

    def told_later(self, fact: Fact, block: Block, sentence: int) -> None:
        """比上年减少20万元，上年为100万元: the amount of the year before stands behind the change."""
        last = self._changes[-1] if self._changes else None
        if last is None or self._place != (id(block), sentence) or last.against is not Against.PRIOR:
            return
        same = last.current is not None and last.current.concept.item == fact.concept.item
        if same and last.prior is None and last.base_year is None:
            self._changes[-1] = replace(last, prior=fact)

    def _merged(self, position: int, mention: Mention, prior: Fact | None, is_rate: bool) -> bool:
        """增加822.98万元，增长9.28%: the same subject and base in one sentence; one is the amount, one the rate."""
        last = self._changes[position]
        if (last.rate if is_rate else last.amount) is not None:
            return False
        changed = replace(last, rate=mention.figure) if is_rate else replace(last, amount=mention.figure)
        if mention.direction and mention.direction != last.direction:
            changed = replace(changed, contrary=True)
        self._changes[position] = replace(changed, prior=last.prior or prior)
        return True

    @staticmethod
    def _any_budget(wholes: Wholes) -> Fact | None:
        return next((f for s, f in reversed(wholes.items()) if s is not None and s.is_budget), None)

    def changes(self) -> tuple[Change, ...]:
        """The changes, those whose subject was named elsewhere tied to its fact."""
        owned = (self._of_owner(change, self._owners.get(at)) for at, change in enumerate(self._changes))
        return tuple(self._tied(change) for change in owned)

    @staticmethod
    def _of_owner(change: Change, owner: Fact | None) -> Change:
        """收入总计100万元，其中结转5万元，较上年减少25万元，下降20%: of the whole, where only that makes the rate."""
        amount, rate = change.amount, change.rate
        if owner is None or amount is None or rate is None or change.current is None or not amount.amount:
            return change

        def fits(current: Fact) -> bool:
            prior = current.figure.amount - change.direction * amount.amount
            return prior > 0 and rate.interval.contains(amount.amount * 100 / prior)

        if fits(change.current) or not fits(owner):
            return change
        return replace(change, current=owner, concept=owner.concept, label=owner.label)

    def _tied(self, change: Change) -> Change:
        if change.current is not None and change.current.figure.kind is not FigureKind.AMOUNT:
            return (
                replace(change, current=None)
                if change.amount is None or change.amount.kind is FigureKind.AMOUNT
                else change
            )
        if change.current is not None:
            return change
        stage = change.concept.stage
        current = self._index.latest(replace(change.concept, within=""), change.section)
        if current is not None and current.concept.stage is stage:
            return replace(change, current=current)
        return change

    def _level(self, event: Words, block: Block, wholes: Wholes) -> None:
        """与上年预算数3.55万元持平: the same amount as the base inside the clause."""
        prior = self._prior[1] if self._prior is not None and self._prior[0] == (id(block), event.sentence) else None
        current = wholes.get(Stage.FINAL) or self.last_amount(wholes)
        self._prior = None
        if prior is not None and current is not None:
            self.comparisons.append(Comparison(current, prior, 0, block.span(event.start, event.end)))

    def comparison(self, event: Words, block: Block, concept: Concept | None, wholes: Wholes) -> None:
        """决算数大于年初预算数."""
        actual = wholes.get(Stage.FINAL)
        if event.base is not None and event.base.prior:
            self._level(event, block, wholes)
            return
        if event.base is not None:
            budget = wholes.get(event.base.stage) if event.base.stage in wholes else self._any_budget(wholes)
        else:
            budget = wholes.get(event.stage) if event.stage in wholes else self._any_budget(wholes)
        if actual is None or budget is None or concept is None or actual.concept.item != concept.item:
            return
        self.comparisons.append(Comparison(actual, budget, event.direction, block.span(event.start, event.end)))
