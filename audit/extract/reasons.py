"""Reasons 原因: where the words of a reason (主要原因是…) end and the talk is of the amounts again."""

from __future__ import annotations

from audit.extract.concepts import NOWHERE, item_of
from audit.extract.events import ClauseState, Mention, Opening, Role
from audit.extract.labels import describe
from audit.extract.tokens import Token, TokenKind
from audit.model.figure import FigureKind

#: what stands behind an amount that a statement begins with
_MEASURES = [[TokenKind.BREAK, kind] for kind in (TokenKind.COMPARE, TokenKind.SHARE, TokenKind.COMPLETE)]


def in_list(state: ClauseState) -> bool:
    """Whether a list was opened in this sentence."""
    return any(isinstance(e, Opening) and e.sentence == state.sentence for e in state.events)


def says_more(tokens: list[Token], index: int) -> bool:
    """Whether the clause behind a mark is no reason any more: it states an amount of a budget or an outturn, or a
    total, or one that is compared right away; or it compares (；较上年减少5万元)."""
    stage = False
    for end, token in enumerate(tokens[index + 1 : index + 12], index + 1):
        if token.kind is TokenKind.NUMBER and token.number is not None:
            figure = token.number.figure
            if figure.kind is not FigureKind.YEAR:
                item = "" if stage else item_of(describe(tokens[index + 1 : end]), NOWHERE)
                stated = stage or item.endswith((".year", ".grand")) or _is_compared(tokens, end)
                return figure.kind is FigureKind.AMOUNT and stated
        elif token.kind is TokenKind.COMPARE:
            return end == index + 1
        elif token.kind in (TokenKind.CHANGE, TokenKind.STOP, TokenKind.BREAK):
            return False
        stage = stage or token.kind is TokenKind.STAGE
    return False


def states_next(state: ClauseState, tokens: list[Token], index: int) -> bool:
    """主要原因是…，公务接待费5万元，占10%: behind a comma too the next part of a list, or a total, whose amount is
    measured right away."""
    for end, token in enumerate(tokens[index + 1 : index + 12], index + 1):
        if token.kind is TokenKind.NUMBER and token.number is not None:
            if token.number.figure.kind is FigureKind.YEAR:
                continue
            item = item_of(describe(tokens[index + 1 : end]), NOWHERE)
            owned = in_list(state) and not item.startswith(("label:", "function:"))
            measured = [t.kind for t in tokens[end + 1 : end + 3]]
            return bool(item) and (owned or item.endswith((".year", ".grand"))) and measured in _MEASURES
        if token.kind not in (TokenKind.TEXT, TokenKind.FUND, TokenKind.STAGE, TokenKind.OPEN, TokenKind.CLOSE):
            return False
    return False


def compares(state: ClauseState, tokens: list[Token], index: int) -> bool:
    """…的主要原因是厉行节约，与上年相比减少5万元，下降10%: a change against the year before, with its rate, is no
    reason, unless the sentence has told one."""
    behind = [t for t in tokens[index + 1 : index + 8] if t.kind is not TokenKind.TEXT or t.text.strip()]
    kinds = [t.kind for t in behind[:6]]
    if kinds[:1] != [TokenKind.COMPARE] or behind[0].value != "prior":
        return False
    if kinds[1:2] == [TokenKind.BREAK]:
        kinds = [kinds[0], *kinds[2:]]
    change = [TokenKind.CHANGE, TokenKind.NUMBER]
    if kinds[1:6] not in ([*change, TokenKind.BREAK, *change], [*change, TokenKind.PAUSE, *change]):
        return False
    said = (e for e in state.events if isinstance(e, Mention) and e.sentence == state.sentence)
    return all(m.role is not Role.CHANGE or m.base is None or not m.base.prior for m in said)


def _is_compared(tokens: list[Token], number: int) -> bool:
    """会议费2万元，较上年…: whether a comparison follows right behind a number."""
    following = [token.kind for token in tokens[number + 1 : number + 3]]
    return following == [TokenKind.BREAK, TokenKind.COMPARE]
