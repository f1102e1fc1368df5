"""Narrative 文字说明: the walk over a document's blocks that turns events into facts and statements."""

from __future__ import annotations

from msgspec.structs import replace

from audit.extract.claims import Claims
from audit.extract.clauses import parse
from audit.extract.concepts import item_of
from audit.extract.events import Mention, Opening, Role, Topic, Words
from audit.extract.frames import UNMARKED, Frame
from audit.extract.here import (
    Here,
    Wholes,
    counted,
    deals,
    dealt_name,
    heads_list,
    is_average,
    items_named,
    leads,
    opens_with_amount,
    says_none,
    sentence_of,
)
from audit.extract.labels import Label
from audit.extract.lexicon import words
from audit.extract.lists import Lists
from audit.extract.lookup import Index
from audit.extract.naming import Naming
from audit.extract.numbers import DIGIT, as_amount
from audit.extract.openings import Openings
from audit.extract.parts import completeness
from audit.extract.profile import Profile
from audit.extract.statements import Statements
from audit.model.concept import Stage
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Completeness, Decomposition, Fact
from audit.model.figure import Figure, FigureKind


class Narrative:
    """Walks the blocks once; `index` holds the facts, `statements` the claims, `lists` the decompositions."""

    def __init__(self, document: Document, profile: Profile, skip: frozenset[int]) -> None:
        self.document = document
        self.profile = profile
        self.naming = Naming(document, profile)
        self.index = Index()
        self.statements = Statements(self.index)
        self.lists = Lists()
        self._openings = Openings(self.naming, self.lists, self.index)
        self.figures: list[Figure] = []
        self._skip = skip
        self._section_subject: tuple[int, Label | None, Wholes] = (0, None, {})
        self.claims = Claims(self.naming, self.lists, self.index, self.statements)
        self._topic: Label | None = None

    def walk(self) -> None:
        for index, block in enumerate(self.document.blocks):
            if index in self._skip:
                continue
            self._block(index, block)
        self.lists.close_all()

    def decompositions(self) -> tuple[Decomposition, ...]:
        """The lists; one that names a closed set of the field is complete whatever opened it, and an aside is one only
        then."""
        judged = (replace(d, completeness=completeness(d)) for d in self.lists.done)
        return tuple(d for d in judged if d.completeness is not Completeness.ASIDE)

    def _block(self, number: int, block: Block) -> None:
        here = Here(block, number, self.naming.context(block.section))
        if block.kind is BlockKind.ROW:
            return
        here.frame = self.lists.enter(block)
        if block.kind is BlockKind.HEADING:
            title = Label(block.text[block.marker.length if block.marker else 0 :])
            self._section_subject = (block.section, title if item_of(title, here.context) else None, {})
            self._topic = None
            return
        if DIGIT.search(block.text) is None and not block.text.endswith("："):
            if here.frame is not None and here.frame.rank == UNMARKED and not says_none(block):
                self.lists.reject_unmarked()
            return
        section, subject, wholes = self._section_subject
        if section == block.section and block.marker is None:
            here.subject, here.wholes, here.topic = subject, dict(wholes), self._topic
        events = parse(block)
        if here.frame is not None and here.frame.rank == UNMARKED and not opens_with_amount(events):
            self.lists.reject_unmarked()
            here.frame = None
        for event in events:
            if sentence_of(event) != here.sentence:
                self._next_sentence(here, sentence_of(event))
            if isinstance(event, Topic):
                here.shelved = (here.subject, here.wholes)
                here.topic, here.subject, here.wholes = self._announced(here, event), None, {}
            elif isinstance(event, Opening):
                self._open(here, event)
            elif isinstance(event, Words):
                self._words(here, event)
            else:
                self._mention(here, event)
        self._next_sentence(here, here.sentence + 1)
        if here.frame is not None and here.frame.rank == UNMARKED and here.added > 1 and block.text.endswith("。"):
            self.lists.reject_unmarked()
        self._section_subject = (block.section, here.subject, here.wholes)
        self._topic = here.topic if block.marker is None else None

    def _announced(self, here: Here, topic: Topic) -> Label:
        """What is spoken of from here on: not 2032, behind 作为2032年预算安排的依据。 in the account of 2031."""
        label = topic.label
        ahead = label.year is not None and label.year > (self.profile.year or label.year)
        return replace(label, year=None) if ahead and here.block.text[topic.start : topic.start + 1] != "：" else label

    def _next_sentence(self, here: Here, sentence: int) -> None:
        """After a full stop the talk is of the list's owner again, not of its last part."""
        self.lists.suspend()
        here.sentence = sentence
        here.fund, here.begun, here.axes = None, False, None
        here.change = None
        here.changed = None
        if here.owner is not None:
            here.subject, here.wholes = here.owner[0], dict(here.owner[1])
            here.owner = None

    def _open(self, here: Here, event: Opening) -> None:
        wholes = self._openings.wholes(here, event)
        if not wholes and (here.change is None or event.named):
            return
        marker = here.block.marker
        rank = marker.rank if marker is not None and marker.number else self.document.sections[here.block.section].rank
        frame = Frame(
            event.completeness,
            wholes,
            here.change,
            event.depth,
            event.sentence,
            here.index,
            rank,
            inline=not event.last,
            candidates=[f for f in here.said if f.concept.stage is self.naming.default],
        )
        if here.owner is None:
            here.owner = (here.subject, dict(here.wholes))
        if event.depth == 0:
            self.lists.nest(frame)
        else:
            self.lists.push(frame)

    def _words(self, here: Here, event: Words) -> None:
        subject = self.naming.label(here, event.label)
        if event.base is not None and self.lists.top is not None:
            self.lists.top.claimed = True  # 出国费0万元，与上年持平；接待费5万元，…: each part tells its own change
        concept = self.naming.concept(here, subject, self.lists.top)
        if event.base is not None and event.label.text and concept is not None and concept.is_known:
            self.claims.turn(here, subject, concept)  # 购置费较预算持平；较上年减少5万元
        self.statements.comparison(event, here.block, concept, here.wholes)

    def _mention(self, here: Here, mention: Mention) -> None:
        if not mention.depth:
            mention.figure = as_amount(mention.figure, self.profile.unit)
        self.figures.append(mention.figure)
        if not mention.depth:
            here.inner = None
        if mention.depth < self._depth():
            self.lists.close_inline(depth=mention.depth)
        if mention.role is Role.CHANGE and mention.label.is_empty and here.subject is None and here.shelved is not None:
            # 年末结转10万元。结转事项：维修项目。与上年相比，减少…: the topic had nothing to say
            here.topic, (here.subject, here.wholes) = None, here.shelved
        here.shelved = None
        if mention.role is Role.AMOUNT:
            self._amount(here, mention)
        elif mention.role is Role.CHANGE:
            self.claims.change(here, mention)
        elif mention.role is Role.PRIOR:
            if mention.base is not None:  # 占年初预算128万元的 is no amount to compare with
                self.statements.prior(mention, here.block)
        elif mention.role is Role.SHARE:
            self.claims.share(here, mention)
        else:
            self.claims.completion(here, mention)

    def _depth(self) -> int:
        top = self.lists.top
        return top.depth if top is not None and top.inline else 0

    def _amount(self, here: Here, mention: Mention) -> None:
        self._return(here, mention)
        label = counted(here, mention) or dealt_name(self.naming.label(here, mention.label), mention)
        label = self.naming.funded(here, label, self.lists.top)
        concept = self.naming.concept(here, label, self.lists.top)
        own = not mention.label.is_empty
        if concept is not None and not deals(mention, concept.item):
            return
        before = here.block.text[max(0, mention.start - 8) : mention.start].rstrip("约为达 ")
        if before.endswith(words("averages")) or (
            concept is not None and concept.is_known and is_average(here, mention)
        ):
            return
        if concept is None or not (own or mention.label.stage is not None or mention.figure.kind is FigureKind.AMOUNT):
            return
        if mention.reason:
            concept = replace(concept, within="reason", item=f"label:{label.text}")
        if mention.inside and here.said and mention.label.year is None:
            concept = replace(concept, year=here.said[-1].concept.year)
        facts = [
            Fact(mention.figure, concept.named(item), label.text, here.block.section, here.index)
            for item in items_named(concept.item, mention)
        ]
        fact = facts[0]
        if own and not mention.reason:
            self.lists.resume(concept.item, fact.figure.kind is FigureKind.COUNT)
            self.lists.settle(concept.item)
            self.lists.leave(concept.item, label.text)
        self._enlist(here, mention, fact, concept.item, own)
        here.axes = self.naming.axes(label, fact.concept)
        for each in facts:
            self.index.add(each)
            here.said.append(each)
        if label.each == "分别":
            here.dealt = [*(here.dealt if mention.group else []), (replace(label, each=""), fact)]
        self._follow(here, mention, label, fact, own)

    def _return(self, here: Here, mention: Mention) -> None:
        """预算50万元，其中基本预算20万元，项目预算30万元；实际支出48万元: behind a complete list the whole's."""
        frame, stage, owner = self.lists.top, mention.label.stage, here.owner
        if stage is None or mention.label.text or owner is None or frame is None or not frame.is_over(stage):
            return
        start = here.block.offset(here.said[-1].figure.span) if here.said else -1
        if start >= 0 and "；" in here.block.text[start : mention.start]:
            self.lists.close_inline()
            here.subject, here.wholes = owner[0], dict(owner[1])

    def _enlist(self, here: Here, mention: Mention, fact: Fact, item: str, own: bool) -> None:
        """An amount may be a part of the list that is open, or of the one whose items the blocks are; `item` is what
        was named, which 收、支 are two of."""
        frame = self.lists.top
        # 接待费年初预算1.00万元，支出决算0.20万元: a part may be stated at several stages
        if frame is not None and own and (total := frame.promote(fact)) is not None:
            self.index.rename(total, total.concept.item.replace(".year", ".grand"))
        part = frame is not None and (own or (mention.label.stage is not None and item in frame.items))
        if (
            frame is not None
            and frame.inline
            and not frame.suspended
            and part
            and mention.depth == frame.depth
            and not frame.restates(fact)
        ):
            frame.add(fact, mention.tail)
        elif here.frame is not None and mention.depth == 0 and not mention.reason and heads_list(here, item, own):
            if here.frame.restates(fact):
                here.frame.disown()
            here.frame.add(fact)
            here.head = item
            here.added += 1

    def _follow(self, here: Here, mention: Mention, label: Label, fact: Fact, own: bool) -> None:
        """What the amount means for the words behind it."""
        if mention.inside:
            if not self.naming.is_earlier(fact):
                here.wholes = {fact.concept.stage: fact, **here.wholes}
        elif mention.depth == 0 and not mention.reason and leads(here, fact, mention):
            self._remember(here, label, fact)
        elif mention.depth and self.naming.is_earlier(fact) and mention.behind_change:
            self.statements.told_later(fact, here.block, here.sentence)  # 同比增长6.5%（上年175.14亿元）
        elif mention.depth and own and fact.figure.kind is FigureKind.AMOUNT:
            here.inner = (label, fact)
        elif mention.label.stage is Stage.TARGET and mention.label.text:
            here.subject, here.wholes = replace(label, stage=None), {}  # “满意度”，目标值为≥90%，实际完成值为88%
        elif own and not any(f.figure.kind is FigureKind.AMOUNT for f in here.wholes.values() if f.block == here.index):
            here.changed = label

    def _remember(self, here: Here, label: Label, fact: Fact) -> None:
        """What was just said is what the next words are about."""
        same = here.subject is not None and (label.text, label.fund) == (here.subject.text, here.subject.fund)
        earlier = self.naming.is_earlier(fact) and fact.figure.kind is FigureKind.AMOUNT
        if same and here.wholes and earlier:
            here.earlier = fact
            self.statements.told_later(fact, here.block, here.sentence)
            return
        if not same and (here.subject is None or not label.is_empty):
            here.wholes, here.earlier = {}, None
        if here.subject is None or not label.is_empty:
            here.subject = label.subject(None if earlier else label.year)
        if not earlier:
            here.earlier = next((f for f in here.wholes.values() if self.naming.is_earlier(f)), here.earlier)
            here.wholes = {s: f for s, f in here.wholes.items() if not self.naming.is_earlier(f)}
        here.wholes.pop(fact.concept.stage, None)  # the latest stands last
        here.wholes[fact.concept.stage] = fact
        if here.owner is not None and here.subject == here.owner[0]:
            here.owner = (here.subject, dict(here.wholes))
        if self.claims.lead[0] != here.block.section or self.claims.lead[1] == here.subject:
            self.claims.lead = (here.block.section, here.subject, dict(here.wholes))
