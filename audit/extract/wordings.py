"""Wordings 句式: turns of phrase of lists and their parts that the tokens around a place tell."""

from __future__ import annotations

from itertools import takewhile

from audit.extract.events import ClauseState, Opening
from audit.extract.labels import describe
from audit.extract.tokens import Token, TokenKind
from audit.model.fact import Completeness
from audit.model.figure import FigureKind

#: what a name with its amount in brackets is made of, and what stands behind it
_NAMING = frozenset({TokenKind.TEXT, TokenKind.PAUSE, TokenKind.FUND, TokenKind.OPEN, TokenKind.CLOSE})
_ENDS = frozenset({TokenKind.PAUSE, TokenKind.BREAK, TokenKind.STOP})


def is_own_amount(state: ClauseState, tokens: list[Token], index: int) -> bool:
    """基本工资（311.88万元）、奖金（204.34万元）: the bracket holds the amount of the name before it, nothing else."""
    if len(tokens) < index + 3 or tokens[index + 2].kind is not TokenKind.CLOSE:
        return False
    number = tokens[index + 1].number
    named = bool(state.clause) and all(token.kind in _NAMING for token in state.clause)
    ends = index + 3 == len(tokens) or tokens[index + 3].kind in _ENDS or tokens[index + 3].text[0] in "和及"
    return named and ends and number is not None and number.figure.kind is FigureKind.AMOUNT


def made_of(state: ClauseState, tokens: list[Token], index: int, token: Token) -> tuple[Opening, Token] | None:
    """收入总计由本年收入90万元、年初结转10万元构成: what is taken apart, and the words that name its first part."""
    head, _, rest = token.text.partition("由")
    sentence = takewhile(lambda t: t.kind is not TokenKind.STOP and t.text != "；", tokens[index + 1 :])
    if not any(t.kind is TokenKind.TEXT and t.text.lstrip().startswith(("构成", "组成")) for t in sentence):
        return None
    start = token.start + len(head)
    label = describe([*state.clause, Token(TokenKind.TEXT, head, token.start, start)])
    if not label.text and (state.last is None or head.strip(" ，")):
        return None
    named = bool(label.text)
    opening = Opening(Completeness.DECLARED, start, start + 1, state.sentence, state.depth, label, named=named)
    return opening, Token(TokenKind.TEXT, rest, start + 1, token.end)


def gathers(tokens: list[Token], index: int) -> int:
    """工资福利支出包括基本工资、津贴补贴等60万元: where the amount of what is named before the names stands; 0 without
    one."""
    named = False
    for end in range(index + 1, len(tokens)):
        kind = tokens[end].kind
        if kind is TokenKind.NUMBER:
            alone = end + 1 == len(tokens) or tokens[end + 1].kind in (TokenKind.BREAK, TokenKind.STOP)
            return end if named and alone and tokens[end].year is None else 0
        named = named or kind is TokenKind.PAUSE
        if kind not in (TokenKind.TEXT, TokenKind.PAUSE, TokenKind.OPEN, TokenKind.CLOSE):
            return 0
    return 0
