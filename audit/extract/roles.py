"""Roles 数值角色: what a number does in its clause: state an amount, a change, a base, a share, a completion."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from audit.extract.concepts import NOWHERE, item_of
from audit.extract.events import Base, ClauseState, Mention, Opening, Role
from audit.extract.labels import Label, describe
from audit.extract.lexicon import words
from audit.extract.tokens import Token, TokenKind
from audit.model.concept import Stage
from audit.model.fact import Completeness
from audit.model.figure import FigureKind

#: X完成率N% with a longer X is the value of an indicator of that name, not the completion of a budget
_LONG_NAME = 4
#: 比预算数9万元少5万元: words of change only behind what is compared with
_MORE = {"多": 1, "少": -1}
_TOGETHER = ("合计", "共计", "总计")
_ENUMERATED = ("一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是")


def base_of(token: Token) -> Base:
    return Base(token.text, token.value == "prior", token.year, Stage(token.stage) if token.stage else None)


def mention(state: ClauseState, tokens: list[Token], index: int, token: Token) -> None:
    """Add a number to the events, with its role and label."""
    number = token.number
    assert number is not None
    figure = number.figure
    back = state.clause
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    found = Mention(
        figure,
        Role.AMOUNT,
        Label(),
        token.start,
        token.end,
        state.sentence,
        state.depth,
        reason=state.reason
        or (state.reason_before and bool(back) and "".join(t.text for t in back).startswith(_ENUMERATED)),
    )
    if following is not None and following.kind is TokenKind.TEXT:
        found.tail = following.text
    if state.last is not None and not _content(back):
        _repeat(found, state.last)
    elif state.last is not None and (turn := _turn_of(back, state.last)) is not None:
        _repeat(found, state.last)
        found.direction = _sign(turn)
    elif figure.kind is FigureKind.PERCENT or figure.kind is FigureKind.POINTS:
        _percent(state, found, back)
    else:
        _quantity(state, found, back, following)
    if state.pending is not None and not found.label.text and found.label.stage is Stage.TARGET:
        found.label = replace(describe(state.pending), stage=Stage.TARGET)
    if state.pending is not None and found.role is Role.AMOUNT and found.label.text in _TOGETHER:
        named = describe(state.pending)
        if not item_of(named, NOWHERE).startswith(("label:", "function:")) and named.text:
            found.label = replace(named, stage=found.label.stage or named.stage)  # 机关运行经费，合计20万元
    state.pending = None
    found.behind_change = _is_behind_change(state)
    if found.label.year is None and state.years and state.years[-1] is not None:
        found.label = replace(found.label, year=state.years[-1])
    state.events.append(found)
    state.last = state.said = found
    state.clause = []


def _is_behind_change(state: ClauseState) -> bool:
    if len(state.events) < 2 or not state.depth:
        return False
    before, opening = state.events[-2:]
    aside = isinstance(opening, Opening) and opening.completeness is Completeness.ASIDE
    return aside and isinstance(before, Mention) and before.role is Role.CHANGE


def _turn_of(back: list[Token], before: Mention) -> Token | None:
    """分别减少0.10万元、增加0.40万元: each number of several has its own word of change, and nothing else."""
    words_of_change = [t for t in back if t.kind is TokenKind.CHANGE]
    rest = [t for t in back if t.kind is not TokenKind.CHANGE]
    if before.role is Role.CHANGE and before.label.each == "分别" and len(words_of_change) == 1 and not _content(rest):
        return words_of_change[0]
    return None


def _content(tokens: list[Token]) -> bool:
    return any(t.text.strip(" 、，,和及") for t in tokens)


def _repeat(mention: Mention, before: Mention) -> None:
    """A second number under the same words: 各减少A、B万元. The unit may stand only after the last."""
    first, second = before.figure, mention.figure
    if first.kind is FigureKind.NUMBER and second.kind is FigureKind.AMOUNT:
        before.figure = replace(first, kind=second.kind, unit=second.unit, scale=second.scale, unit_printed=True)
    mention.role = before.role
    mention.label = before.label
    mention.direction = before.direction
    mention.base = before.base
    mention.named = before.named
    mention.measured = before.measured
    if (first.kind is FigureKind.PERCENT) is not (second.kind is FigureKind.PERCENT):
        mention.row = [mention]  # 分别增加20万元和30万元，增长10%和15%
        return
    mention.group = before.group + 1
    mention.row = before.row = before.row or [before]
    mention.row.append(mention)


def _percent(state: ClauseState, mention: Mention, back: list[Token]) -> None:
    position, key = _last_of(back, TokenKind.CHANGE, TokenKind.SHARE, TokenKind.COMPLETE)
    before, after = (back[:position], back[position + 1 :]) if key else (back, [])
    joined = "".join(t.text for t in back)
    if state.last is not None and joined.startswith("的") and _is_base(state.last):
        # 占年初预算10065万元的43.2%, 完成年初预算100万元的98%
        mention.role = (
            Role.COMPLETION
            if state.last.named and state.last.named.stage and state.last.named.stage.is_budget
            else Role.SHARE
        )
        mention.label, mention.named, mention.measured = state.last.label, state.last.named, state.last
        if state.last.role is Role.AMOUNT:
            mention.role, mention.named = Role.COMPLETION, Label(stage=state.last.label.stage)
            state.last.inside = True
        return
    if key is None:
        stage = _stage_before_of(back)
        if stage is not None:  # 为预算的98%
            mention.role, mention.named = Role.COMPLETION, stage
            return
        mention.label = describe(back)
        return
    mention.label = describe(before)
    if key.kind is TokenKind.CHANGE and _is_saving(key, before):
        mention.label = replace(mention.label, text=mention.label.text + key.text)
    elif key.kind is TokenKind.CHANGE and _is_noun(state, key, after):
        mention.label = replace(describe(back), text=mention.label.text + key.text)
    elif key.kind is TokenKind.CHANGE:
        if _only(after, "change_tail"):
            mention.role, mention.direction, mention.base = Role.CHANGE, _sign(key, after), state.base
        else:
            mention.label = describe(back)
    elif key.kind is TokenKind.SHARE:
        named = describe(after, tail="share_tail")
        if key.text == "占总" and named.text and not named.text.startswith(("收", "支")):
            named = replace(named, text=f"总{named.text}")  # 占总投资的80%
        budget = named.stage is not None and named.stage.is_budget and not named.text
        mention.role, mention.named = (Role.COMPLETION if budget else Role.SHARE), named
    else:
        named = describe(after)
        long_name = len(mention.label.text) >= _LONG_NAME and mention.label.stage is None
        if (after and named.text and not named.stage) or (
            not after and mention.label.text and (key.text == "完成" or long_name)
        ):
            # 完成X的N%, where X is no budget, or X完成N%: the value of an indicator
            mention.label = describe(back)
            return
        if not after:  # 年初预算完成率为N%: the base stands before
            mention.named = Label(stage=mention.label.stage)
        else:
            mention.named = named
        mention.role = Role.COMPLETION


def _is_base(before: Mention) -> bool:
    """Whether a percentage may be of this number: a base inside the clause, or a budget named just before."""
    if before.role is Role.AMOUNT:
        return before.label.stage is not None and before.label.stage.is_budget and not before.label.text
    return before.role is Role.PRIOR


def _is_noun(state: ClauseState, key: Token, after: list[Token]) -> bool:
    """规上工业增加值增幅10%, 认定净增数38家: the word of change is part of a name, for nothing is compared."""
    following = "".join(t.text for t in after)
    if key.text not in ("增幅", "降幅", "增长率", "下降率") and not following.startswith(("数", "幅", "率")):
        return False
    mentions = (e for e in reversed(state.events) if isinstance(e, Mention))
    here = takewhile(lambda mention: mention.sentence == state.sentence, mentions)
    return state.base is None and all(mention.role is not Role.CHANGE for mention in here)


def _is_saving(key: Token, before: list[Token]) -> bool:
    """同比减少20万元，节约资金5万元: what was saved is no change against the year before."""
    return key.text in words("savings") and not any(t.kind is TokenKind.COMPARE for t in before)


def _stage_before_of(back: list[Token]) -> Label | None:
    """预算 + 的 at the end of the words before a percentage."""
    if len(back) >= 2 and back[-1].text in ("的", "数的") and back[-2].kind is TokenKind.STAGE:
        return Label(stage=Stage(back[-2].value))
    return None


def _quantity(state: ClauseState, mention: Mention, back: list[Token], following: Token | None) -> None:
    """An amount or a count."""
    position, key = _last_of(back, TokenKind.CHANGE, TokenKind.SHARE, TokenKind.COMPARE)
    last = back[-1].text.strip() if back else ""
    if state.base is not None and last in _MORE and (key is None or key.kind is TokenKind.COMPARE):
        mention.role, mention.direction, mention.base = Role.CHANGE, _MORE[last], state.base
        return
    if key is None:
        mention.label = describe(back)
        if back and back[0].text.startswith("的") and mention.label.text:
            # 100万元以上的项目支出640万元: not all of it
            mention.label = replace(mention.label, text=f"该类{mention.label.text}")
        turned = following is not None and following.kind is TokenKind.CHANGE
        if turned and back and back[0].text.startswith(("比", "较")):
            # 比年初结转结余100万元减少40万元: a base that no word of the grammar names
            mention.role, mention.base, mention.label = Role.PRIOR, Base(mention.label.text, True, None, None), Label()
            state.base = mention.base
        return
    before, after = back[:position], back[position + 1 :]
    if key.kind is TokenKind.CHANGE and _is_saving(key, before):
        mention.label = replace(describe(back), text=key.text)
    elif key.kind is TokenKind.CHANGE and _is_noun(state, key, after):
        mention.label = replace(describe(back), text=describe(before).text + key.text)
    elif key.kind is TokenKind.CHANGE:
        to = "".join(t.text for t in after)
        if to and to[0] in "到至" and _sign(key):
            mention.label = replace(describe(before), year=describe(after).year)
        elif _only(after, "change_tail"):
            mention.role, mention.direction, mention.base = Role.CHANGE, _sign(key, after), state.base
            mention.label = describe(before)
        elif (
            state.base is not None
            and key.text.startswith(("增", "减", "下降"))
            and position
            and back[position - 1].kind is TokenKind.COMPARE
        ):
            mention.role, mention.direction, mention.base = Role.CHANGE, _sign(key), state.base
            mention.label, mention.object = describe(before), describe(after)
        else:
            mention.label = describe(after)
            mention.reason = True
    elif key.kind is TokenKind.SHARE:
        mention.role, mention.label, mention.named = Role.PRIOR, describe(before), describe(after)
    elif not _content(after) or "".join(t.text for t in after).strip("数额为的 ") == "":
        mention.role, mention.base, mention.label = Role.PRIOR, base_of(key), describe(before)
    else:
        mention.label = describe(after)
        if following is not None and following.kind is TokenKind.CHANGE:
            mention.role, mention.base = Role.PRIOR, base_of(key)


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


def _sign(token: Token, after: Sequence[Token] = ()) -> int:
    """The direction of a word of change; 增加-5万元 is a decrease."""
    negative = "".join(t.text for t in after).rstrip().endswith("-")
    return 1 if token.value == "up" and not negative else -1
