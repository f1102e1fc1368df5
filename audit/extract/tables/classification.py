"""Classification 经济分类: rows that carry the codes of both economic classifications, the department's and the
government's (301 工资福利支出 501 机关工资福利支出 20.00), read by the department's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit.extract.tables.tokens import Kind, Token

#: the department's codes begin with 3, the government's with 5
_DEPARTMENT, _GOVERNMENT = "3", "5"
_FEWEST_ROWS = 3


def single(tokens: list[Token]) -> list[Token]:
    """The tokens without the government's codes and names, where every one of them stands beside a department's code
    with no amount in between. Two listings side by side, each with its amounts, are left as they are."""
    codes = [at for at, token in enumerate(tokens) if len(token.text) in (3, 5) and _system(tokens, at)]
    if not codes:
        return tokens
    pairs = [
        (one, other)
        for one, other in pairwise(codes)
        if _system(tokens, one) != _system(tokens, other) and _words(tokens, one) == other
    ]
    orders = {_system(tokens, one) for one, _ in pairs}
    government = [at for at in codes if _system(tokens, at) == _GOVERNMENT]
    paired = {at for pair in pairs for at in pair}
    if len(pairs) < _FEWEST_ROWS or len(orders) != 1 or not paired.issuperset(government):
        return tokens
    dropped = {place for at in government for place in range(at, _words(tokens, at))}
    return [token for at, token in enumerate(tokens) if at not in dropped]


def _system(tokens: Sequence[Token], at: int) -> str:
    """Whose code stands here, before a name; "" where none does."""
    token = tokens[at]
    if not token.is_integer or len(token.text) not in (3, 5) or _words(tokens, at) == at + 1:
        return ""
    return token.text[0] if token.text[0] in (_DEPARTMENT, _GOVERNMENT) else ""


def _words(tokens: Sequence[Token], at: int) -> int:
    """The index behind the words that follow a code."""
    end = at + 1
    while end < len(tokens) and tokens[end].kind is Kind.WORD:
        end += 1
    return end
