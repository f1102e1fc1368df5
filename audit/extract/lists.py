"""Lists 分解列举: which parts stand under which whole, inside a paragraph and over several."""

from __future__ import annotations

from audit.extract.concepts import catalogue
from audit.extract.frames import UNMARKED, UNSET, Frame
from audit.extract.parts import (
    complete,
    in_closed_set,
    is_cost,
    level_of,
    proper,
    same_closed_set,
    same_measure,
    without_details,
)
from audit.model.concept import Stage
from audit.model.document import Block, BlockKind
from audit.model.fact import Completeness, Decomposition, Fact
from audit.model.figure import FigureKind


def _is_of_budget(parts: list[Fact]) -> bool:
    """Whether parts are budgets, which no change of the outturn is taken apart into."""
    return all(part.concept.stage in (Stage.INITIAL, Stage.ADJUSTED) for part in parts)


def _beside(one: str, other: str) -> bool:
    """Whether two accounts are of one level: 社会保障和就业支出, behind whose parts stands 卫生健康支出."""
    return one.startswith("function:") and one != other and one.count("/") == other.count("/")


def _is_unfinished(frame: Frame) -> bool:
    """Whether a list in a paragraph wants more parts of a closed set of the field."""
    if not frame.inline or frame.depth or frame.carried or not frame.items:
        return False
    return any(
        all(item in entry["parts"] for item in frame.items) and len(frame.items) < len(entry["parts"])
        for entry in catalogue()["closed"]
        for whole in frame.wholes.values()
        if whole.concept.item in entry["whole"]
    )


def _counts(frame: Frame) -> bool:
    """Whether what stands right before a list says how many there are."""
    return bool(frame.candidates) and frame.candidates[-1].figure.kind is FigureKind.COUNT


class Lists:
    """The open lists of the walk over a document, innermost last; finished ones become decompositions."""

    def __init__(self) -> None:
        self._open: list[Frame] = []
        self.done: list[Decomposition] = []

    @property
    def top(self) -> Frame | None:
        return self._open[-1] if self._open else None

    def push(self, frame: Frame) -> None:
        self._open.append(frame)

    def close_inline(self, sentence: int | None = None, depth: int | None = None) -> None:
        """Close the lists of this paragraph that end with its sentence (or a bracket)."""
        while self._open and self._open[-1].inline:
            frame = self._open[-1]
            if depth is not None and frame.depth <= depth:
                break
            if sentence is not None and frame.completeness is Completeness.DECLARED:
                break
            self._finish(self._open.pop())

    def nest(self, frame: Frame) -> None:
        """Open a list inside a paragraph. It ends those before it, unless it takes apart the last part of one."""
        while self._open and self._open[-1].inline:
            outer = self._open[-1]
            if _is_unfinished(outer) and _counts(frame) and not _counts(outer):
                break  # 其中：购置费0万元，购置0辆，其中：轿车0辆。运行费9万元
            owned = outer.is_owner_of(frame)
            if owned and not outer.ends_before_last():
                break
            if owned:
                outer.drop_last()
            self._finish(self._open.pop())
        self._open.append(frame)

    def settle(self, item: str) -> None:
        """基本支出60，其中：人员…，公用…；项目支出40: a part of the list outside ends the one inside."""
        while len(self._open) > 1 and self._open[-1].inline and self._open[-2].inline:
            inner, outer = self._open[-1], self._open[-2]
            if inner.depth != outer.depth or inner.may_hold(item) or not outer.may_hold(item):
                return
            self._finish(self._open.pop())

    def leave(self, item: str, label: str) -> None:
        """A number that no part can be ends the list: behind the kinds of procurement comes what small firms got,
        behind the parts of 基本支出 comes 项目支出, behind those of one 款 the next 款."""
        frame = self.top
        if frame is None or not frame.inline:
            return
        level = level_of(label)
        if level and any(level_of(whole.label) == level for whole in frame.wholes.values()):
            self._finish(self._open.pop())
            return
        if item.startswith("label:"):
            return
        if item.startswith("function:") and any(_beside(w.concept.item, item) for w in frame.wholes.values()):
            self._finish(self._open.pop())
            return
        items = frame.items
        complete = len(items) > 1 and in_closed_set(items)
        complete = complete and not (in_closed_set([*items, item]) and frame.takes(item))
        if complete or any(in_closed_set([w.concept.item, item]) for w in frame.wholes.values()):
            self._finish(self._open.pop())

    def suspend(self) -> None:
        """At a full stop: 其中-lists wait for one more sentence of the same closed set."""
        for frame in self._open:
            if frame.inline and frame.completeness is not Completeness.DECLARED:
                frame.suspended = True

    def resume(self, item: str, counted: bool) -> None:
        """A number after the full stop: the list goes on only with a missing member of its closed set, and waits for it
        while things are `counted`."""
        while self._open and self._open[-1].suspended:
            frame = self._open[-1]
            if counted and _is_unfinished(frame):
                return
            if same_closed_set(frame.items, item):
                frame.suspended = False
                frame.claimed = True  # a part with a sentence of its own: what it says is the part's
                return
            self._finish(self._open.pop())

    def enter(self, block: Block) -> Frame | None:
        """Begin a block: close what it ends, and return the list whose next part it is."""
        if block.marker is None and block.kind is BlockKind.PARAGRAPH and self._waits():
            return None
        self.close_inline()
        marker = block.marker
        if marker is None or marker.number == 0:
            return self._enter_unmarked(block)
        while self._open:
            frame = self._open[-1]
            if frame.inline:
                pass  # it waited under a list of its last part, and ended with its own paragraph
            elif frame.rank == UNSET:
                if marker.rank > frame.owner_rank and marker.number <= 3:
                    frame.rank = marker.rank
                    break
            elif frame.rank == marker.rank and marker.number == frame.number + 1:
                break
            elif 0 <= frame.rank < marker.rank:
                return None
            self._finish(self._open.pop())
        if not self._open:
            return None
        self._open[-1].number = marker.number
        return self._open[-1]

    def _waits(self) -> bool:
        """其中：人员经费70万元。, and 公用经费10万元。 in the next paragraph: a list waits for its set while each
        brings a part."""
        while self._open and self._open[-1].inline and not self._open[-1].items:
            self._finish(self._open.pop())
        if len(self._open) > 1 and not _is_unfinished(self._open[-1]) and _is_unfinished(self._open[-2]):
            self._finish(self._open.pop())  # 其中：人员经费70万元，主要包括：基本工资40万元等。
        frame = self.top
        if frame is None or not _is_unfinished(frame):
            return False
        frame.carried = frame.suspended = True
        return True

    def _enter_unmarked(self, block: Block) -> Frame | None:
        if block.kind is BlockKind.HEADING:
            self.close_all()
            return None
        frame = self.top
        if frame is None or frame.rank >= 0:
            return None
        frame.rank = UNMARKED
        return frame

    def reject_unmarked(self) -> None:
        """The unmarked block that was entered is no part: the list is over."""
        while self._open and self._open[-1].rank in (UNMARKED, UNSET) and not self._open[-1].inline:
            self._finish(self._open.pop())

    def close_all(self) -> None:
        while self._open:
            self._finish(self._open.pop())

    def _finish(self, frame: Frame) -> None:
        if frame.changes:
            self._finish_changes(frame)
        made: list[Decomposition] = []
        for stage, parts in frame.parts.items():
            whole = frame.wholes.get(stage)
            # 调整后预算数100万元中，财政拨款98万元: parts that all stand at the usual stage name none
            if whole is None and len(frame.wholes) == 1 and (len(frame.parts) == 1 or None in (stage, *frame.wholes)):
                whole = next(iter(frame.wholes.values()))
            whole = self._which(whole, frame, parts)
            if whole is None:
                continue
            if whole is frame.change and any(p.concept.within == "reason" for p in parts):
                continue  # 新增50万元，减少20万元: what counts against what is in the words
            if (cost := self._cost(frame, parts)) is not None:
                made.append(cost)
            parts = [p for p in parts if same_measure(p, whole) and p.figure is not whole.figure and not is_cost(p)]
            parts = proper(parts, whole)
            if parts:
                shares = tuple(frame.shares) if len(frame.shares) == len(parts) else ()
                made.append(Decomposition(whole, tuple(parts), frame.completeness, shares))
        self.done += complete(made)

    @staticmethod
    def _cost(frame: Frame, parts: list[Fact]) -> Decomposition | None:
        """车辆3辆，价值62万元；其中：轿车2辆，价值41万元；其他1辆，价值21万元: what each kind costs."""
        costs = [part for part in parts if is_cost(part)]
        whole = next((f for f in reversed(list(frame.wholes.values())) if is_cost(f) and len(costs) > 1), None)
        return None if whole is None else Decomposition(whole, tuple(costs), frame.completeness)

    def _finish_changes(self, frame: Frame) -> None:
        if frame.change is None:
            return
        signs = {id(f): s for f, s in frame.changes}
        parts = without_details([f for f, _ in frame.changes], frame.change.figure.amount, signs)
        signed = tuple(signs[id(f)] for f in parts)
        self.done.append(Decomposition(frame.change, tuple(parts), Completeness.LISTED, (), signed))

    @staticmethod
    def _which(whole: Fact | None, frame: Frame, parts: list[Fact]) -> Fact | None:
        """The whole that the parts fit.

        After 增加20万元，其中： it is either the amount or the increase; after 总收入30万元，其中本年收入25万元。如下：
        either of the two amounts.
        """
        listed = sum(p.figure.amount for p in parts)
        if whole is not None and listed and not whole.figure.amount:
            # 一般公共预算安排基本支出90万元，政府性基金安排基本支出0万元。其中：nothing is not taken apart
            item = whole.concept.item
            alike = (c for c in reversed(frame.candidates) if c.concept.item == item and c.figure.amount)
            whole = next((c for c in alike if c not in parts), whole)
        if whole is not None and whole.figure.amount != listed and len(parts) > 1:
            # 预算52万元，实际支出47万元，其中：a part that names no stage may be one of either
            whole = next((w for w in frame.wholes.values() if w.figure.amount == listed), whole)
        if whole is None and not frame.wholes:
            same = next((c for c in frame.candidates if c.figure.amount == listed and c not in parts), None)
            if same is not None or frame.change is None:
                return same
        if whole is None or frame.change is None:
            whole = whole or frame.change
        elif abs(listed - frame.change.figure.amount) < abs(listed - whole.figure.amount) and not _is_of_budget(parts):
            whole = frame.change
        if whole is not None and not same_measure(parts[0], whole):
            return next((c for c in reversed(frame.candidates) if same_measure(parts[0], c) and c not in parts), None)
        if whole is not None and len(parts) > 1 and listed != whole.figure.amount:
            return next((c for c in reversed(frame.candidates) if c.figure.amount == listed and c not in parts), whole)
        return whole
