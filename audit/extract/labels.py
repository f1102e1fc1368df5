"""Labels 标签: the words before a number, taken apart into name, fund, stage and year."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from audit.extract.lexicon import any_of, words
from audit.extract.tokens import Token, TokenKind
from audit.model.concept import Fund, Stage
from audit.model.patterns import late

#: 行政运行（2010301）
_CODE = re.compile(r"（[235]\d\d(?:\d\d){0,2}）")
#: 教育支出（205）普通教育（20502）小学教育（2050202）: the length of a code tells its level
_CLASS_CODE = re.compile(r"（2\d\d）")
_SHORT_CODE = re.compile(r"（\d\d）")
_LEVELS = {5: "（类）", 7: "（款）", 9: "（项）"}
#: 教育支出（205类）
_LEVEL_CODE = re.compile(r"（\d{2,7}(?=[类款项]）)")
_AND = late(r"[、和与及]")


class Label(Struct, frozen=True, gc=False):
    """`text` is the name without fund, stage, year and particles; `side` is 收 or 支 when the stage word has it."""

    text: str = ""
    fund: Fund | None = None
    stage: Stage | None = None
    year: int | None = None
    side: str = ""
    each: str = ""  # 分别, 各: the numbers belong to several names
    years: tuple[int, ...] = ()  # 2022年、2023年…分别为: or to several years

    @property
    def names(self) -> list[str]:
        """The names that 分别 deals out: 货物、工程、服务支出分别为…"""
        return [n for n in _AND.split(self.text) if n] if self.each == "分别" else [self.text]

    def subject(self, year: int | None) -> Label:
        """What an amount has named, for the next words: without the stage, of a year."""
        return Label(self.text, self.fund, None, year, self.side, self.each, self.years)

    @property
    def is_empty(self) -> bool:
        return not self.text and self.fund is None


#: 本年支出决算合计: the word of the side stands inside the word of the stage
_TOTALS = ("本年合计", "本年", "合计", "总计")
SIDES = {"收": "收入", "支": "支出"}
#: tokens that are not simply words of the name
_APART = frozenset(
    {
        TokenKind.NUMBER,
        TokenKind.FUND,
        TokenKind.STAGE,
        TokenKind.EACH,
        TokenKind.COMPARE,
        TokenKind.CHANGE,
        TokenKind.COMPLETE,
        TokenKind.FLAT,
    }
)
_AFTER_YEAR = re.compile(r"年度?(?![初末终])|年(?=年[初末终])|度")


def describe(tokens: list[Token], tail: str = "label_tail") -> Label:
    """The label that some tokens make."""
    text: list[str] = []
    fund: Fund | None = None
    stage: Stage | None = None
    year: int | None = None
    side = ""
    each = ""
    above: list[str] = []
    years: list[int] = []
    for token in tokens:
        kind = token.kind
        if kind not in _APART:
            if year is not None and not text and (after := _AFTER_YEAR.match(token.text)):
                text.append(token.text[after.end() :])
            else:
                text.append(token.text)
        elif kind is TokenKind.FUND:
            fund = Fund(token.value)
        elif kind is TokenKind.STAGE:
            stage = Stage(token.value)
            side = "收" if "收" in token.text else "支" if "支" in token.text else side
        elif kind is TokenKind.NUMBER and token.year is not None:
            # A year opens a noun phrase; what stood before it was a heading that ran into the text.
            year = token.year
            years.append(year)
            fund, stage, side = None, None, ""
            above, text = text or above, []
        elif kind is TokenKind.EACH:
            each = token.text if token.text in ("分别", "各") else each
        elif kind is TokenKind.NUMBER or (kind is TokenKind.COMPLETE and text and token.text.endswith("率")):
            text.append(token.text)
    # 公务用车购置费2023年决算数: the year stands behind the name
    name = clean("".join(text), tail) or clean("" if fund else "".join(above), tail)
    if side and name in _TOTALS:
        name = name.replace("合计", "").replace("总计", "") + SIDES[side] + name.removeprefix("本年")
    dealt = tuple(years) if each == "分别" and len(years) > 1 else ()
    return Label(name if tail == "label_tail" else clean(name), fund, stage, year, side, each, dealt)


@lru_cache(maxsize=4096)  # documents name the same things again and again
def clean(text: str, tail: str = "label_tail") -> str:
    """A name without the particles at its ends."""
    if _CLASS_CODE.search(text):
        text = _levelled(text)
    text = _LEVEL_CODE.sub("（", _CODE.sub("", text)).strip(" \t，。；：、,;:-—*")
    if text.startswith("（") and text.count("（") > text.count("）"):
        text = text[1:]
    head_pattern, tail_pattern = _ends("label_head"), _ends(tail)
    while True:
        shorter = head_pattern.sub("", text, count=1)
        shorter = tail_pattern.sub("", shorter, count=1).strip(" ，。；：、,;:")
        if shorter == text or not shorter:
            return shorter
        text = shorter


def _levelled(text: str) -> str:
    """Accounts with codes for their levels, maybe the last two digits of each: 教育支出（205）普通教育（02）."""
    text = _CODE.sub(lambda code: _LEVELS[len(code.group())], text)
    for level in ("（款）", "（项）"):
        if level not in text:
            text = _SHORT_CODE.sub(level, text, count=1)
    return text


@cache
def _ends(key: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(w) for w in sorted(words(key), key=len, reverse=True))
    if key != "label_head":
        return re.compile(rf"(?:{listed})$")
    return re.compile(rf"^(?!{any_of(words('label_keep'))})(?:{listed})")
