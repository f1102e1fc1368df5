"""Clauses 语句: the statement grammar. A block's tokens become events: numbers with their part in the sentence,
openers of lists, and words that compare two facts. Nothing here looks beyond one block."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from audit.extract.events import Base, ClauseState, Event, Opening, Topic, Words
from audit.extract.labels import Label, describe
from audit.extract.lexicon import words
from audit.extract.reasons import compares, in_list, says_more, states_next
from audit.extract.roles import base_of, mention
from audit.extract.tokens import Token, TokenKind, tokenise
from audit.extract.wordings import gathers, is_own_amount, made_of
from audit.model.concept import Stage
from audit.model.document import Block
from audit.model.fact import Completeness
from audit.model.figure import FigureKind

__all__ = ["parse"]


def parse(block: Block) -> list[Event]:
    """The events of a block, in reading order."""
    tokens = tokenise(block)
    state = ClauseState()
    state.last_number = next((i for i in reversed(range(len(tokens))) if tokens[i].kind is TokenKind.NUMBER), -1)
    for index, token in enumerate(tokens):
        if index < state.skip:
            continue
        handle = _HANDLERS.get(token.kind)
        if handle is None:
            state.clause.append(token)
        else:
            handle(state, tokens, index, token)
    _end_sentence(state, tokens[-1].end if tokens else 0)
    return state.events


def _stop(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    _end_sentence(state, token.start)


def _break(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    if token.text == "：":
        if _names_whole(state, token):
            return
        _topic(state, token)
    elif token.text == "；" and _opens_nothing(state):
        state.events.pop()  # 学生资助30万元，主要用于贫困学生；…
    elif token.text == "；" and state.reason and (in_list(state) or says_more(tokens, index)):
        state.reason, state.reason_before = False, True  # the next part of the list
    elif (
        token.text in ("，", ",")
        and state.reason
        and (states_next(state, tokens, index) or compares(state, tokens, index))
    ):
        state.reason, state.reason_before = False, True
    if token.text == "，" and _names_whole(state, token):
        return
    if state.clause and not any(t.number is not None and t.year is None for t in state.clause):
        state.pending = state.clause
    state.clause = []


def _enter(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    if is_own_amount(state, tokens, index):
        state.bare = index + 2
        return
    if state.last is not None and state.last.end == token.start and not state.clause:
        # 公务用车9万元（购置费0元，运行费9万元）: an aside, which only a closed set makes a list
        state.events.append(
            Opening(Completeness.ASIDE, token.start, token.end, state.sentence, state.depth + 1, Label())
        )
    state.depth += 1
    years = [t.year for t in state.clause if t.number is not None and t.year is not None]
    state.years.append(years[-1] if years else None)
    state.clause.append(token)


def _leave(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    if index == state.bare:
        return
    state.depth = max(0, state.depth - 1)
    del state.years[state.depth :]
    state.clause.append(token)


def _pause(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    if state.clause or state.last is None:
        state.clause.append(token)


def _reason(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    state.reason = True
    state.clause.clear()
    state.last = None


def _compare(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    state.base = base_of(token)
    state.clause.append(token)


def _text(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    if "由" in token.text and (made := made_of(state, tokens, index, token)) is not None:
        state.events.append(made[0])
        state.clause.clear()
        state.last = None
        token = made[1]
    word = token.text.strip()
    if word == "中" and state.last is not None and not state.clause:
        # 预算数25万元中，财政拨款20万元…: what was just stated is taken apart
        state.events.append(Opening(Completeness.LISTED, token.start, token.end, state.sentence, state.depth, Label()))
        state.last = None
        return
    state.clause.append(token)
    if word and not (token.text.startswith("的") or word in ("和", "及", "与")):  # 90万元和80万元
        state.last = None


def _number(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    if token.number is not None and token.number.figure.kind.states_quantity:
        mention(state, tokens, index, token)
    else:
        state.clause.append(token)


def _names_whole(state: ClauseState, token: Token) -> bool:
    """“三公”经费支出决算中，A 5万元，占…: what stands before 中 is taken apart; an opening when it is so."""
    last = state.clause[-1] if state.clause else None
    if last is None or last.kind is not TokenKind.TEXT or not last.text.rstrip().endswith("中"):
        return False
    head = Token(TokenKind.TEXT, last.text.rstrip()[:-1], last.start, last.end)
    label = describe([*state.clause[:-1], head])
    if not label.text:
        return False
    state.events.append(
        Opening(Completeness.LISTED, token.start, token.end, state.sentence, state.depth, label, named=True)
    )
    state.clause.clear()
    state.last = None
    return True


def _opens_nothing(state: ClauseState) -> bool:
    """Whether a list of main uses was opened and its clause ends without a number."""
    last = state.events[-1] if state.events else None
    return isinstance(last, Opening) and last.completeness is Completeness.PARTIAL


def _before_number(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].kind is TokenKind.NUMBER


def _end_sentence(state: ClauseState, position: int) -> None:
    _topic_of_sentence(state, position)
    state.clause.clear()
    state.sentence += 1
    state.reason_before = state.reason
    state.reason = False
    state.base = None
    state.last = None
    state.pending = None


def _topic(state: ClauseState, token: Token) -> None:
    """What stands before a colon, when no number does."""
    said = state.said if state.said is not None and state.said.sentence == state.sentence else None
    if state.clause and (said is None or said.figure.kind is FigureKind.SCORE):
        label = _subject(state.clause)
        named = bool(label.text) or label.year is not None  # 2023年预算执行：
        if named and len(label.text) <= 60 and not label.text.startswith("（"):
            state.events.append(Topic(label, token.start))


def _topic_of_sentence(state: ClauseState, position: int) -> None:
    """A sentence without a number, at the start of an item: 1.卫生健康支出（类）。"""
    if state.events or not state.clause or state.sentence:
        return
    label = _subject(state.clause)
    if label.text and len(label.text) <= 60:
        state.events.append(Topic(label, position))


def _subject(clause: list[Token]) -> Label:
    """What a topic names: 绩效目标完成情况 is about results, not targets."""
    label = describe(clause)
    done = label.text.endswith("目标") and any("完成" in token.text for token in clause)
    return replace(label, stage=Stage.FINAL) if done else label


def _open(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    if token.text.startswith("分别") and _before_number(tokens, index):
        state.clause.append(Token(TokenKind.EACH, "分别", token.start, token.end))
        return
    label = describe(state.clause)
    if label.text in words("gathered") and (amount := gathers(tokens, index)):
        state.skip = amount
        return
    no_numbers_follow = index > state.last_number
    last = (
        no_numbers_follow
        and (index == len(tokens) - 1 or tokens[-1].kind in (TokenKind.BREAK, TokenKind.STOP))
        and (tokens[-1].text == "：" or all(t.kind in (TokenKind.BREAK, TokenKind.STOP) for t in tokens[index + 1 :]))
    )
    state.events.append(
        Opening(
            Completeness(token.value),
            token.start,
            token.end,
            state.sentence,
            state.depth,
            label,
            last,
            token.text.startswith("按"),
        )
    )
    state.clause.clear()
    state.last = None
    if token.value != "partial":
        state.reason = False


def _words(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
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
        state.clause.append(
            Token(TokenKind.CHANGE, token.text, token.start, token.end, {1: "up", -1: "down"}.get(value, "up"))
        )
    stage = Stage(token.stage) if token.stage else None
    state.events.append(Words(value, token.start, token.end, state.sentence, stage, base, label))


_HANDLERS: dict[TokenKind, Callable[[ClauseState, list[Token], int, Token], None]] = {
    TokenKind.TEXT: _text,
    TokenKind.NUMBER: _number,
    TokenKind.STOP: _stop,
    TokenKind.BREAK: _break,
    TokenKind.PAUSE: _pause,
    TokenKind.OPEN: _enter,
    TokenKind.CLOSE: _leave,
    TokenKind.OPENER: _open,
    TokenKind.COMPARE: _compare,
    TokenKind.DIRECTION: _words,
    TokenKind.FLAT: _words,
    TokenKind.REASON: _reason,
}
