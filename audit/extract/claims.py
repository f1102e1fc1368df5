"""Claims 增减、占比与完成率: what the walk makes of a number that says something about an amount."""

from __future__ import annotations

from msgspec.structs import replace

from audit.extract.concepts import BOTH, item_of
from audit.extract.events import Mention
from audit.extract.here import Here, Wholes, dealt_name, has_budget, is_dealt, nth, with_budget
from audit.extract.labels import Label
from audit.extract.lexicon import words
from audit.extract.lists import Lists
from audit.extract.lookup import NEAR, Index
from audit.extract.naming import Naming
from audit.extract.shares import RawShare
from audit.extract.statements import Statements
from audit.model.concept import Concept, Stage
from audit.model.fact import Fact
from audit.model.figure import FigureKind


def _is_fund_of(subject: Label | None, label: Label) -> bool:
    """一般公共预算支出100万元。与上年相比，一般公共预算增加…: a fund alone is the subject that has it."""
    return subject is not None and not label.text and label.fund is not None and label.fund is subject.fund


def _completes(mention: Mention, wholes: Wholes) -> bool:
    """Whether a rate is that of the outturn among some amounts, of the budget printed beside it or of one of theirs."""
    actual = wholes.get(Stage.FINAL)
    budgets = [fact.figure for stage, fact in wholes.items() if stage is not None and stage.is_budget]
    if mention.measured is not None:
        budgets = [mention.measured.figure]
    return actual is not None and any(
        budget.amount and mention.figure.interval.contains(actual.figure.amount * 100 / budget.amount)
        for budget in budgets
    )


def _of_year(here: Here, concept: Concept, wholes: Wholes) -> Wholes:
    """2021年比2020年增加…: the subject's amount of the year that the change itself names."""
    said = [f for f in here.said if (f.concept.item, f.concept.year) == (concept.item, concept.year)]
    if said:
        return {said[-1].concept.stage: said[-1]}
    return {stage: fact for stage, fact in wholes.items() if fact.concept.year == concept.year}


class Claims:
    """Ties changes, shares and completions to the amounts that they are about; `statements` collects them."""

    def __init__(self, naming: Naming, lists: Lists, index: Index, statements: Statements) -> None:
        self.naming = naming
        self.lists = lists
        self.index = index
        self.statements = statements
        #: the first subject of a section, and its amounts
        self.lead: tuple[int, Label | None, Wholes] = (-1, None, {})

    def completion(self, here: Here, mention: Mention) -> None:
        """Of the subject, or, after a list of parts that have no budget of their own, of the list's owner."""
        owner = here.owner[1] if here.owner is not None else {}
        if mention.label.text in words("overall"):
            if has_budget(owner) and Stage.FINAL in owner:  # of the whole that a list took apart
                self.statements.completion(mention, owner, here.block)
            return  # 两个项目…，总体执行率96%: of all that was listed
        told = self.statements.is_completed(owner.get(Stage.FINAL))
        wholes = with_budget(here, {} if told else owner)
        if not _completes(mention, wholes):
            # 完成50万元，其中：A 20万元，B 30万元，完成预算40万元的125%; 到位10万元，其中县级1万元；支出9万元，执行90%
            said = wholes.get(Stage.FINAL)
            others = (owner, {**owner, Stage.FINAL: said} if said is not None else owner)
            wholes = next((each for each in others if _completes(mention, each)), wholes)
        self.statements.completion(mention, wholes, here.block)

    def change(self, here: Here, mention: Mention) -> None:
        """A change, of the item that its label names or of what was just spoken of."""
        frame = self.lists.top
        listed = frame is not None and frame.inline and frame.change is not None and not mention.label.is_empty
        if _is_fund_of(here.subject, mention.label):
            mention.label = replace(mention.label, fund=None)
        own = not mention.label.is_empty
        doubtful = not own and not self._is_of_part(mention)
        if not own and mention.label.year is not None and not here.begun:
            self._return_to_lead(here)
        if not own and here.inner is not None:
            self._change_inside(here, mention, *here.inner)
            return
        label = self.naming.label(here, mention.label) if own or here.changed is None else here.changed
        dealt = None if own else nth(here, mention, frame, self.naming.default)
        label = here.dealt[mention.group][0] if dealt is not None and here.dealt else dealt_name(label, mention)
        spoken_of = None if own else next(reversed(here.wholes.values()), None)
        concept = self.naming.concept(here, label, self.lists.top) or (
            spoken_of.concept if spoken_of is not None else None
        )
        if concept is None:
            return
        if own:
            here.changed = label
            if not listed and not mention.reason:
                self.turn(here, label, concept)
        if mention.figure.kind is FigureKind.AMOUNT:
            fact = Fact(mention.figure, replace(concept, within="change"), label.text, here.block.section, here.index)
            if listed and frame is not None:
                frame.changes.append((fact, mention.direction))
            else:
                here.change = fact
        if not mention.reason:
            elsewhere = here.changed is not None and here.subject is not None and here.changed.text != here.subject.text
            wholes = {} if listed or elsewhere else here.wholes
            if dealt is not None:
                wholes = {dealt.concept.stage: dealt}
            elif not own and mention.label.year is not None:
                concept = replace(concept, year=mention.label.year)
                wholes = _of_year(here, concept, wholes)
            earlier = here.earlier if wholes is here.wholes else None
            owner = self._owner(here) if not own and wholes is here.wholes else None
            self.statements.change(mention, concept, label.text, here.block, wholes, earlier, doubtful, owner)

    def _owner(self, here: Here) -> Fact | None:
        """The whole of the list whose first part was just stated: a change without a name may be the one's or the
        other's."""
        frame = self.lists.top
        if frame is None or not frame.inline or frame.suspended or len(frame.items) != 1:
            return None
        parts = next(iter(frame.parts.values()), [])
        if len(parts) != 1:
            return None  # two amounts of one item: neither is the first alone
        (part,) = parts
        return frame.wholes.get(part.concept.stage) if here.said and here.said[-1] is part else None

    def _is_of_part(self, mention: Mention) -> bool:
        """Whether a claim without a name is clearly about the last part of the list, or about each of them."""
        return self.lists.top is None or self.lists.top.takes_claim(mention.depth) or is_dealt(mention)

    def _return_to_lead(self, here: Here) -> None:
        """2024年预算比2023年增加…, at the head of a sentence: what the paragraph, or its section, began with."""
        if here.said:
            first = next((f for f in here.said if not self.naming.is_earlier(f)), here.said[0])
            here.subject, here.wholes = Label(first.label, first.concept.fund), {first.concept.stage: first}
        elif self.lead[0] == here.block.section:
            here.subject, here.wholes = self.lead[1], dict(self.lead[2])

    def _change_inside(self, here: Here, mention: Mention, label: Label, fact: Fact) -> None:
        """（购置费0万元，比上年减少5万元；…）: in a bracket the talk is of the bracket's last amount."""
        self.statements.change(mention, fact.concept, label.text, here.block, {fact.concept.stage: fact})

    def turn(self, here: Here, label: Label, concept: Concept) -> None:
        """A change with a name of its own turns the talk to that item."""
        if here.subject is not None and (label.text, label.fund) == (here.subject.text, here.subject.fund):
            return
        item = "expenditure.grand" if concept.item == BOTH else concept.item
        near = (f for f in reversed(here.said) if f.concept.item == NEAR.get(item))  # 收入总计100万元…收入减少
        fact = self.index.latest(replace(concept, item=item), here.block.section) or next(near, None)
        here.subject = replace(label, stage=None)
        here.wholes = {} if fact is None else {fact.concept.stage: fact}

    def share(self, here: Here, mention: Mention) -> None:
        """A share, of the named item or of the last amount; its base is found when every fact is known."""
        frame = self.lists.top if self.lists.top is not None and self.lists.top.inline else here.frame
        own = self.naming.concept(here, mention.label, self.lists.top) if not mention.label.is_empty else None
        told = here.earlier is not None and bool(here.said) and here.said[-1] is here.earlier
        if own is None and (told or (not self._is_of_part(mention) and not (mention.named or Label()).is_empty)):
            return
        part = (
            self.index.latest(own, here.block.section) if own is not None else self.statements.last_amount(here.wholes)
        )
        if own is None:
            dealt = nth(here, mention, frame, self.naming.default)
            if dealt is None and len(mention.row) > 1 and is_dealt(mention):
                return  # of several numbers each is somebody's, but whose?
            part = dealt or part
        if frame is not None and part is not None and mention.label.is_empty:
            frame.shares.append(mention.figure)
        whole = None
        if frame is not None:
            whole = frame.wholes.get(part.concept.stage if part else None) or next(iter(frame.wholes.values()), None)
        named = mention.named or Label()
        base_item = item_of(named, here.context) if not named.is_empty else ""
        section, block = here.block.section, here.index
        self.statements.shares.add(
            RawShare(mention, part, named, base_item, whole, section, block, self.naming.default)
        )
