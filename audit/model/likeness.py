"""Likeness 近似: whether two names look like one name, written once with a slip; whether two amounts may be one."""

from __future__ import annotations

from decimal import Decimal

from audit.model.patterns import late

_BRACKETS = late(r"[（）()“”\s]")
#: what tells two things of one kind apart: ordinals, places, kinds of bodies
_TELLING = frozenset(
    "〇零一二三四五六七八九十0123456789甲乙丙丁ⅠⅡⅢ上下前后东西南北中内外大小新老旧省市县区镇乡村年月期批"
)
_OTHER = "其他"
#: shorter names differ by what they mean
_SHORTEST = 4
_SHORTEST_CHANGED = 7
_MOST_LEFT_OUT = 2


def is_slip(one: str, other: str) -> bool:
    """Whether one of two different names leaves out one or two glyphs of the other (技术研究开发, 技术研究与开发),
    swaps some (医疗补助费, 医疗费补助) or, being long, has another glyph in one place (文物保养与利用, 文物保护与利用).
    """
    one, other = (_BRACKETS.sub("", name) for name in (one, other))
    if one == other or min(len(one), len(other)) < _SHORTEST:
        return False
    if len(one) == len(other):
        changed = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        if any(glyph in _TELLING for pair in changed for glyph in pair):
            return False
        return sorted(one) == sorted(other) or (len(changed) == 1 and len(one) >= _SHORTEST_CHANGED)
    short, long_ = sorted((one, other), key=len)
    left_out = _left_out(short, long_)
    if left_out is None or len(left_out) > _MOST_LEFT_OUT or left_out == _OTHER:
        return False
    return not any(glyph in _TELLING for glyph in left_out)


def _left_out(short: str, long_: str) -> str | None:
    """The glyphs of the longer name that the shorter one lacks; None where its glyphs are not those in order."""
    lacking, position = "", 0
    for glyph in long_:
        if position < len(short) and short[position] == glyph:
            position += 1
        else:
            lacking += glyph
    return lacking if position == len(short) else None


def digits_of(value: Decimal) -> int:
    """How many digits of a value are significant: zeros at the ends tell nothing apart."""
    return len(value.normalize().as_tuple().digits)


def is_specific(gap: Decimal) -> bool:
    """Whether what two amounts differ by, in the printed unit, is unlikely to be an amount of its own: those are round
    as a rule (5, 20, 300)."""
    return abs(gap) < 1 or digits_of(gap) > 1
