"""Here 行文位置: where the walk over a document stands, and what the last words were about."""

from __future__ import annotations

from dataclasses import dataclass, field

from audit.extract.concepts import Context
from audit.extract.events import Event, Mention, Role, Topic
from audit.extract.labels import Label
from audit.extract.lists import Frame
from audit.model.concept import Stage
from audit.model.document import Block
from audit.model.fact import Fact

#: the latest amounts about one item, by stage
Wholes = dict[Stage | None, Fact]


@dataclass(slots=True)
class Here:
    """Where the walk stands."""

    block: Block
    index: int
    context: Context
    frame: Frame | None = None  # the list whose part this block is
    topic: Label | None = None
    subject: Label | None = None
    head: str | None = None  # the item of the block's first amount
    wholes: Wholes = field(default_factory=dict)  # the latest amounts, by stage
    changed: Label | None = None  # what the sentence says has changed
    change: Fact | None = None  # the latest change's amount, as a fact that a list may take apart
    sentence: int = 0
    said: list[Fact] = field(default_factory=list)  # the block's amounts so far
    dealt: list[tuple[Label, Fact]] = field(default_factory=list)  # of the last 分别为: each name with its amount
    added: int = 0  # parts that this block gave to `frame`
    owner: tuple[Label | None, Wholes] | None = None  # subject and amounts before a list began


def has_budget(wholes: Wholes) -> bool:
    return any(stage is not None and stage.is_budget for stage in wholes)


def sentence_of(event: Event) -> int:
    return event.sentence if not isinstance(event, Topic) else 0


def opens_with_amount(events: list[Event]) -> bool:
    for event in events:
        if isinstance(event, Mention):
            return (
                event.role is Role.AMOUNT
                and event.sentence == 0
                and not event.label.is_empty
                and event.label.year is None
            )
    return False
