"""Frames 列举框架: an open list: the wholes that it may take apart, and its parts so far."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from audit.extract.concepts import catalogue
from audit.extract.parts import kinds_of
from audit.model.concept import Stage
from audit.model.fact import Completeness, Fact
from audit.model.figure import Figure

#: what makes the total that it is part of the grand one
_CARRIED = ("carry.opening", "carry.closing")
#: the rank of the items of a list: not numbered, or not known yet
UNMARKED = -1
UNSET = -2


class Frame(Struct):
    """An open list. `wholes` are the facts that it may take apart: by stage, or a change."""

    completeness: Completeness
    wholes: dict[Stage | None, Fact]
    change: Fact | None
    depth: int
    sentence: int
    block: int
    owner_rank: int
    inline: bool
    rank: int = UNSET
    number: int = 0
    parts: dict[Stage | None, list[Fact]] = field(default_factory=dict)
    changes: list[tuple[Fact, int]] = field(default_factory=list)
    shares: list[Figure] = field(default_factory=list)
    suspended: bool = False
    claimed: bool = False  # whether a change or a share was told of one of the first parts
    carried: bool = False  # over to the next paragraph
    #: other amounts of the paragraph before the list opened; the list may take one of them apart
    candidates: list[Fact] = field(default_factory=list)

    def add(self, fact: Fact, tail: str = "") -> None:
        """A part; `tail` is what stands behind its number: 差旅费15万元等 says that there are more.

        Behind what is the rest of them (其他15万元等) it says nothing.
        """
        if tail.startswith("等") and not fact.label.startswith("其他"):
            self.completeness = Completeness.ASIDE
        self.carried = False  # each paragraph that brings a part may be followed by another
        listed = self.parts.setdefault(fact.concept.stage, [])
        if all(f.concept != fact.concept or f.label != fact.label for f in listed):
            listed.append(fact)

    @property
    def items(self) -> list[str]:
        """The items of the parts that measure what the wholes measure: no visits in a list of money."""
        return [item for listed in self._listed() for item in listed]

    def _listed(self) -> list[list[str]]:
        kinds = {f.figure.kind for f in self.wholes.values()}
        return [
            [f.concept.item for f in listed if not kinds or f.figure.kind in kinds] for listed in self.parts.values()
        ]

    def is_owner_of(self, inner: Frame) -> bool:
        """Whether a list that opens now takes apart the last part of this one."""
        wholes = [id(f.figure) for f in inner.wholes.values()]
        return any(id(listed[-1].figure) in wholes for listed in self.parts.values() if listed)

    def ends_before_last(self) -> bool:
        """编制56人，其中行政30人、事业26人；实有52人，其中…: whether all but the last part are a set of kinds, and the
        last, which is taken apart next, is none of them."""
        for listed in self.parts.values():
            labels, unit = [fact.label for fact in listed], listed[-1].figure.unit
            whole = kinds_of(labels[:-1], unit, "kinds") and not kinds_of(labels, unit, "kinds")
            if not whole or labels[-1].startswith("其他"):
                return False
        return bool(self.parts)

    def drop_last(self) -> None:
        for listed in self.parts.values():
            listed.pop()

    def may_hold(self, item: str) -> bool:
        """Whether some closed set of the field has the whole, the parts so far and the item."""
        items = [*self.items, item]
        return any(
            whole.concept.item in entry["whole"] and all(i in entry["parts"] for i in items)
            for entry in catalogue()["closed"]
            for whole in self.wholes.values()
        )

    def takes_claim(self, depth: int) -> bool:
        """Whether a change or share without a name is the last part's. After several parts without any, it may be the
        whole's: 其中：办公费5万元、其他3万元，比上年减少1万元."""
        if not self.inline or self.suspended or self.depth != depth:
            return True
        if max(map(len, self._listed()), default=0) > 1 and not self.claimed:
            return False  # a part with its budget and its outturn is one
        self.claimed = self.claimed or bool(self.items)
        return True

    def is_over(self, stage: Stage) -> bool:
        """Whether the parts, two or more, make up the whole at the one stage that they tell, and that is another."""
        if not self.inline or len(self.parts) != 1 or stage in self.parts or stage in self.wholes:
            return False
        (parts,) = self.parts.values()
        return len(parts) > 1 and any(
            sum(p.figure.amount for p in parts) == w.figure.amount for w in self.wholes.values()
        )

    def disown(self) -> None:
        """The whole turned up among the parts: the list takes apart something else (公车9万元；接待3万元。如下：)."""
        self.wholes = {}
        self.change = None

    def takes(self, item: str) -> bool:
        """Whether 结转下年 is a part: not of 本年支出, nor of a total that its parts make up already."""
        if item != "carry.closing":
            return True
        return any(
            whole.concept.item.startswith("expenditure.")
            and not whole.label.startswith("本年")
            and sum(f.figure.amount for f in self.parts.get(stage, ())) != whole.figure.amount
            for stage, whole in self.wholes.items()
        )

    def promote(self, fact: Fact) -> Fact | None:
        """收入预算100万元，其中：本年收入90万元，上年结转10万元: the whole is the grand total. Returns what it was."""
        year = self.restates(fact) and fact.label.startswith("本年")
        told = fact.concept.stage in self.wholes
        for stage, whole in self.wholes.items() if year or fact.concept.item in _CARRIED else ():
            if (told and stage is not fact.concept.stage) or self._is_made_up(whole):
                continue  # 年初预算8万元，执行数9万元，其中：基本支出6万元，项目支出3万元，年末结余0万元
            grand = whole.concept.item.replace(".year", ".grand")
            if not whole.label.startswith("本年") and grand != whole.concept.item:
                self.wholes[stage] = replace(whole, concept=replace(whole.concept, item=grand))
                return whole
        return None

    def _is_made_up(self, whole: Fact) -> bool:
        """Whether two or more parts make up a whole already."""
        amount = whole.figure.amount
        return any(len(p) > 1 and sum(f.figure.amount for f in p) == amount for p in self.parts.values())

    def restates(self, fact: Fact) -> bool:
        """Whether a fact is the whole once more rather than a part of it."""
        whole = {(f.concept.item, f.concept.fund) for f in self.wholes.values()}
        return (fact.concept.item, fact.concept.fund) in whole
