"""Clauses 语句: the statement grammar. A block's tokens become events: numbers with their part in the sentence,
openers of lists, and words that compare two facts. Nothing here looks beyond one block."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from audit.extract.labels import Label, describe
from audit.extract.lexicon import words
from audit.extract.tokens import Token, TokenKind, tokenise
from audit.model.concept import Stage
from audit.model.document import Block
from audit.model.fact import Completeness
from audit.model.figure import Figure, FigureKind


class Role(StrEnum):
    """What a number does in its sentence."""

    AMOUNT = "amount"  # the value of what the label names
    CHANGE = "change"  # by how much it grew or fell
    PRIOR = "prior"  # what it was before, or what it is measured against
    SHARE = "share"
    COMPLETION = "completion"


@dataclass(frozen=True, slots=True)
class Base:
    """What a change is compared with: a year, or a budget stage."""

    text: str
    prior: bool
    year: int | None
    stage: Stage | None


@dataclass(slots=True)
class Mention:
    """A number in its clause. `label` is what stands before it; `named` what a share or completion is taken of."""

    figure: Figure
    role: Role
    label: Label
    start: int
    end: int
    sentence: int
    depth: int
    direction: int = 0
    base: Base | None = None
    named: Label | None = None
    measured: Mention | None = None
    reason: bool = False
    group: int = 0  # numbers side by side under one label: 4125.49、4143.91万元
    object: Label | None = None  # 增加X经费20万元: what was added
    tail: str = ""  # the words right after it: 4个下属单位


@dataclass(frozen=True, slots=True)
class Opening:
    """An opener of a list: 其中, 主要用于以下方面."""

    completeness: Completeness
    start: int
    end: int
    sentence: int
    depth: int
    label: Label
    last: bool = False  # nothing but punctuation follows in the block
    classified: bool = False  # 按支出功能分类: takes apart the section's total


@dataclass(frozen=True, slots=True)
class Words:
    """决算数大于预算数: a comparison in words."""

    direction: int
    start: int
    end: int
    sentence: int
    stage: Stage | None
    base: Base | None
    label: Label


@dataclass(frozen=True, slots=True)
class Topic:
    """A sentence, or what stands before a colon, that names the subject of what follows and has no number."""

    label: Label
    start: int


Event = Mention | Opening | Words | Topic

_QUANTITIES = frozenset({FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.POINTS, FigureKind.COUNT, FigureKind.SCORE, FigureKind.NUMBER})
#: X完成率N% with a longer X is the value of an indicator of that name, not the completion of a budget
_LONG_NAME = 4
_ENUMERATED = ("一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是")


@dataclass(slots=True)
class _State:
    events: list[Event] = field(default_factory=list)
    clause: list[Token] = field(default_factory=list)  # since the last break or number
    years: list[int | None] = field(default_factory=list)  # of the words before each open bracket
    sentence: int = 0
    depth: int = 0
    reason: bool = False
    reason_before: bool = False
    base: Base | None = None
    last: Mention | None = None  # the number just before, with nothing but a separator since
    last_number: int = -1  # where the block's last number stands
    pending: Label | None = None  # the clause just before, when it had no number: 培训人数，目标值为…


def parse(block: Block) -> list[Event]:
    """The events of a block, in reading order."""
    skip = block.marker.length if block.marker else 0
    tokens = [t for t in tokenise(block) if t.start >= skip or t.end > skip]
    state = _State()
    state.last_number = max((i for i, t in enumerate(tokens) if t.kind is TokenKind.NUMBER), default=-1)
    for index, token in enumerate(tokens):
        if token.start < skip:
            token = Token(token.kind, token.text[skip - token.start :], skip, token.end, token.value) if token.kind is TokenKind.TEXT else token
            if token.start < skip:
                continue
        _step(state, tokens, index, token)
    _end_sentence(state, tokens[-1].end if tokens else 0)
    return state.events


def _step(state: _State, tokens: list[Token], index: int, token: Token) -> None:
    kind = token.kind
    if kind is TokenKind.STOP:
        _end_sentence(state, token.start)
    elif kind is TokenKind.BREAK:
        if token.text == "：":
            _topic(state, token)
        if state.clause and not any(t.number is not None and t.number.figure.kind is not FigureKind.YEAR for t in state.clause):
            state.pending = describe(state.clause)
        state.clause.clear()
    elif kind is TokenKind.OPEN:
        state.depth += 1
        state.years.append(describe(state.clause).year)
        state.clause.append(token)
    elif kind is TokenKind.CLOSE:
        state.depth = max(0, state.depth - 1)
        del state.years[state.depth :]
        state.clause.append(token)
    elif kind is TokenKind.PAUSE:
        if not state.clause and state.last is not None:
            return
        state.clause.append(token)
    elif kind is TokenKind.REASON:
        state.reason = True
        state.clause.clear()
        state.last = None
    elif kind is TokenKind.OPENER and token.text.startswith("分别") and _before_number(tokens, index):
        state.clause.append(Token(TokenKind.EACH, "分别", token.start, token.end))
    elif kind is TokenKind.OPENER:
        _open(state, tokens, index, token)
    elif kind is TokenKind.COMPARE:
        state.base = _base(token)
        state.clause.append(token)
    elif kind in (TokenKind.DIRECTION, TokenKind.FLAT):
        _words(state, tokens, index, token)
    elif kind is TokenKind.NUMBER and token.number is not None and token.number.figure.kind in _QUANTITIES:
        _number(state, tokens, index, token)
    else:
        state.clause.append(token)
        if kind is TokenKind.TEXT and token.text.strip():
            state.last = None if not token.text.startswith("的") else state.last


def _before_number(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].kind is TokenKind.NUMBER


def _base(token: Token) -> Base:
    return Base(token.text, token.value == "prior", token.year, Stage(token.stage) if token.stage else None)


def _end_sentence(state: _State, position: int) -> None:
    _topic_of_sentence(state, position)
    state.clause.clear()
    state.sentence += 1
    state.reason_before = state.reason
    state.reason = False
    state.base = None
    state.last = None
    state.pending = None


def _topic(state: _State, token: Token) -> None:
    """What stands before a colon, when no number does."""
    said = [e for e in state.events if isinstance(e, Mention) and e.sentence == state.sentence]
    if state.clause and (not said or said[-1].figure.kind is FigureKind.SCORE):
        label = describe(state.clause)
        if label.text and len(label.text) <= 60 and not label.text.startswith("（"):
            state.events.append(Topic(label, token.start))


def _topic_of_sentence(state: _State, position: int) -> None:
    """A sentence without a number, at the start of an item: 1.卫生健康支出（类）。"""
    if state.events or not state.clause or state.sentence:
        return
    label = describe(state.clause)
    if label.text and len(label.text) <= 60:
        state.events.append(Topic(label, position))


def _open(state: _State, tokens: list[Token], index: int, token: Token) -> None:
    label = describe(state.clause)
    no_numbers_follow = index > state.last_number
    last = no_numbers_follow and (index == len(tokens) - 1 or tokens[-1].kind in (TokenKind.BREAK, TokenKind.STOP)) and (
        tokens[-1].text == "：" or all(t.kind in (TokenKind.BREAK, TokenKind.STOP) for t in tokens[index + 1 :])
    )
    state.events.append(
        Opening(
            Completeness(token.value), token.start, token.end, state.sentence, state.depth, label, last, token.text.startswith("按")
        )
    )
    state.clause.clear()
    state.last = None
    if token.value != "partial":
        state.reason = False


def _words(state: _State, tokens: list[Token], index: int, token: Token) -> None:
    """A comparison in words; 持平 needs a base named before it."""
    value = {"greater": 1, "less": -1, "equal": 0}.get(token.value, 0)
    following = next((t for t in tokens[index + 1 :] if t.kind is not TokenKind.TEXT or t.text.strip()), None)
    if token.kind is TokenKind.FLAT and state.base is None:
        state.clause.append(token)
        return
    label = describe(state.clause)
    base = state.base if token.kind is TokenKind.FLAT else None
    if following is not None and following.kind is TokenKind.NUMBER and token.kind is TokenKind.DIRECTION:
        # 决算数大于预算数55.93万元: the number that follows is the difference
        state.base = Base(token.text, False, None, Stage(token.stage) if token.stage else None)
        state.clause.append(Token(TokenKind.CHANGE, token.text, token.start, token.end, {1: "up", -1: "down"}.get(value, "up")))
    stage = Stage(token.stage) if token.stage else None
    state.events.append(Words(value, token.start, token.end, state.sentence, stage, base, label))


def _number(state: _State, tokens: list[Token], index: int, token: Token) -> None:
    number = token.number
    assert number is not None
    figure = number.figure
    back = state.clause
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    mention = Mention(
        figure,
        Role.AMOUNT,
        Label(),
        token.start,
        token.end,
        state.sentence,
        state.depth,
        reason=state.reason or (state.reason_before and bool(back) and "".join(t.text for t in back).startswith(_ENUMERATED)),
    )
    if following is not None and following.kind is TokenKind.TEXT:
        mention.tail = following.text
    if not _content(back) and state.last is not None:
        _repeat(mention, state.last)
    elif figure.kind is FigureKind.PERCENT or figure.kind is FigureKind.POINTS:
        _percent(state, mention, back)
    else:
        _quantity(state, mention, back, following)
    if state.pending is not None and not mention.label.text and mention.label.stage is Stage.TARGET:
        mention.label = replace(state.pending, stage=Stage.TARGET)
    state.pending = None
    if mention.label.year is None and state.years and state.years[-1] is not None:
        mention.label = replace(mention.label, year=state.years[-1])
    state.events.append(mention)
    state.last = mention
    state.clause = []


def _content(tokens: list[Token]) -> bool:
    return any(t.text.strip(" 、，,") for t in tokens)


def _repeat(mention: Mention, before: Mention) -> None:
    """A second number under the same words: 各减少A、B万元, 收支总计A、B万元."""
    mention.role = before.role
    mention.label = before.label
    mention.direction = before.direction
    mention.base = before.base
    mention.named = before.named
    mention.group = before.group + 1


def _percent(state: _State, mention: Mention, back: list[Token]) -> None:
    position, key = _last_of(back, TokenKind.CHANGE, TokenKind.SHARE, TokenKind.COMPLETE)
    before, after = (back[:position], back[position + 1 :]) if key else (back, [])
    joined = "".join(t.text for t in back)
    if state.last is not None and joined.startswith("的") and state.last.role is Role.PRIOR:
        # 占年初预算10065万元的43.2%
        mention.role = Role.COMPLETION if state.last.named and state.last.named.stage and state.last.named.stage.is_budget else Role.SHARE
        mention.label, mention.named, mention.measured = state.last.label, state.last.named, state.last
        return
    if key is None:
        stage = _stage_before_of(back)
        if stage is not None:  # 为预算的98%
            mention.role, mention.named = Role.COMPLETION, stage
            return
        mention.label = describe(back)
        return
    mention.label = describe(before)
    if key.kind is TokenKind.CHANGE and _is_noun(state, key, after):
        mention.label = replace(describe(back), text=mention.label.text + key.text)
    elif key.kind is TokenKind.CHANGE:
        if _only(after, "change_tail"):
            mention.role, mention.direction, mention.base = Role.CHANGE, _sign(key), state.base
        else:
            mention.label = describe(back)
    elif key.kind is TokenKind.SHARE:
        named = describe(after, tail="share_tail")
        budget = named.stage is not None and named.stage.is_budget and not named.text
        mention.role, mention.named = (Role.COMPLETION if budget else Role.SHARE), named
    else:
        named = describe(after)
        long_name = len(mention.label.text) >= _LONG_NAME and mention.label.stage is None
        if (after and named.text and not named.stage) or (not after and mention.label.text and (key.text == "完成" or long_name)):
            # 完成X的N%, where X is no budget, or X完成N%: the value of an indicator
            mention.label = describe(back)
            return
        if not after:  # 年初预算完成率为N%: the base stands before
            mention.named = Label(stage=mention.label.stage)
        else:
            mention.named = named
        mention.role = Role.COMPLETION


def _is_noun(state: _State, key: Token, after: list[Token]) -> bool:
    """规上工业增加值增幅10%, 认定净增数38家: the word of change is part of a name, for nothing is compared."""
    if state.base is not None or any(isinstance(e, Mention) and e.role is Role.CHANGE and e.sentence == state.sentence for e in state.events):
        return False
    following = "".join(t.text for t in after)
    return key.text in ("增幅", "降幅", "增长率", "下降率") or following.startswith(("数", "幅", "率"))


def _stage_before_of(back: list[Token]) -> Label | None:
    """预算 + 的 at the end of the words before a percentage."""
    if len(back) >= 2 and back[-1].text in ("的", "数的") and back[-2].kind is TokenKind.STAGE:
        return Label(stage=Stage(back[-2].value))
    return None


def _quantity(state: _State, mention: Mention, back: list[Token], following: Token | None) -> None:
    """An amount or a count."""
    position, key = _last_of(back, TokenKind.CHANGE, TokenKind.SHARE, TokenKind.COMPARE)
    if key is None:
        mention.label = describe(back)
        return
    before, after = back[:position], back[position + 1 :]
    if key.kind is TokenKind.CHANGE and _is_noun(state, key, after):
        mention.label = replace(describe(back), text=describe(before).text + key.text)
    elif key.kind is TokenKind.CHANGE:
        to = "".join(t.text for t in after)
        if to and to[0] in "到至" and _sign(key):
            mention.label = describe(before)
        elif _only(after, "change_tail"):
            mention.role, mention.direction, mention.base = Role.CHANGE, _sign(key), state.base
            mention.label = describe(before)
        elif state.base is not None and key.text.startswith(("增", "减", "下降")) and position and back[position - 1].kind is TokenKind.COMPARE:
            mention.role, mention.direction, mention.base = Role.CHANGE, _sign(key), state.base
            mention.label, mention.object = describe(before), describe(after)
        else:
            mention.label = describe(after)
            mention.reason = True
    elif key.kind is TokenKind.SHARE:
        mention.role, mention.label, mention.named = Role.PRIOR, describe(before), describe(after)
    elif not _content(after) or "".join(t.text for t in after).strip("数额为的 ") == "":
        mention.role, mention.base, mention.label = Role.PRIOR, _base(key), describe(before)
    else:
        mention.label = describe(after)
        if following is not None and following.kind is TokenKind.CHANGE:
            mention.role, mention.base = Role.PRIOR, _base(key)


def _last_of(tokens: list[Token], *kinds: TokenKind) -> tuple[int, Token | None]:
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].kind in kinds:
            return index, tokens[index]
    return -1, None


def _only(tokens: list[Token], key: str) -> bool:
    """Whether the words are nothing but particles of a list in the lexicon."""
    text = "".join(t.text for t in tokens).strip()
    particles = sorted(words(key), key=len, reverse=True)
    while text:
        found = next((p for p in particles if text.startswith(p)), None)
        if found is None:
            return False
        text = text[len(found) :]
    return True


def _sign(token: Token) -> int:
    return 1 if token.value == "up" else -1
