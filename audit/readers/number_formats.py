"""Number formats 数字格式: what a workbook shows for a stored number. The shown print carries the precision.

A stored 12.3 shown as `0.00` was printed 12.30; a stored 0.98765 shown as `0.00%` was printed 98.77%. Source: ECMA-376
part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache

from msgspec import Struct

#: the formats that a workbook names by number alone
_BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "General", 13: "General",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"',
    42: '¥#,##0;-¥#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '¥#,##0.00;-¥#,##0.00;"-"', 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss", 48: "0.00E+00", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
#: quoted text, an escaped character, padding, a fill, a bracket; the rest is a code
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<code>General|G/通用格式|AM/PM|A/P|上午/下午'
    r"|E[+-]|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}|[0#?]|.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$")
_GENERAL = ("General", "G/通用格式", "@")
_DATE = set("yYmMdDhHsS")
_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_SECONDS = 86_400
#: a workbook computes in binary; fifteen digits of it are meant
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
#: a positive number that is stored as it is written
_PLAIN = re.compile(r"[1-9][0-9]*(?:\.[0-9]+)?")
_GROUP = 3
#: numbers whose print is kept, of each format
_MEMORY = 1024
#: what a cell without a format has room for
_ROOM = 10
#: above it nothing is a date (the year 9999), nor is a number with as many digits an amount
_LAST_DAY = 2_958_466
_LARGEST = 20

Render = Callable[[str], str]


class _Digits(Struct, frozen=True):
    """How a section prints a number: what stands before and behind it, and its placeholders."""

    before: str
    behind: str
    least: int
    decimals: int
    optional: int
    grouped: bool
    shift: int
    plain: bool  # an exponent or a fraction: its digits are those of a number without a format


class _Section(Struct, frozen=True):
    """One of up to four parts of a format. `tokens` are (kind, text): literal or code."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    is_date: bool
    is_general: bool
    digits: _Digits | None

    def around(self, shown: str) -> str:
        return "".join(shown if kind == "code" and text in _GENERAL else text for kind, text in self.tokens).strip()

    def literal(self) -> str:
        """What is printed by a section without placeholders."""
        return "".join(text for kind, text in self.tokens if kind == "literal" or text in "-+()（）/: ¥%").strip()


def builtin(number: int) -> str:
    return _BUILTIN.get(number, "General")


@cache
def renderer(code: str, from_1904: bool = False) -> Render:
    """A function from a stored number, as text, to what is shown for it."""
    sections = [_section(part) for part in _parts(code)]
    numeric = sections[:3]
    conditional = any(section.condition for section in numeric)
    digits = None if conditional else _as_stored(numeric[0])

    @lru_cache(maxsize=_MEMORY)  # a nought is stored again and again
    def rounded(stored: str) -> str:
        value = _FIFTEEN.create_decimal(stored)
        if value.adjusted() > _LARGEST:
            return stored
        section, signed = _chosen(numeric, value, conditional)
        if section is None:
            return general(value)
        if not section.tokens:
            return general(value) if len(numeric) == 1 else ""
        if section.is_general:
            return section.around(general(value if signed else abs(value)))
        if section.is_date:
            return _date(section, value, from_1904) if 0 <= value < _LAST_DAY else general(value)
        if section.digits is None:
            return section.literal()
        return _number(section.digits, value if signed else abs(value))

    if digits is None:
        return rounded
    decimals, least, grouped = digits.decimals, digits.least, digits.grouped
    before, behind = digits.before, digits.behind

    def render(stored: str) -> str:
        whole, _, fraction = stored.partition(".")
        if not (_PLAIN.fullmatch(stored) and len(fraction) <= decimals and len(whole) + len(fraction) <= _FIFTEEN.prec):
            return rounded(stored)
        if grouped and len(whole) > _GROUP:
            whole = f"{int(whole):,}"
        shown = whole.rjust(least, "0")
        return (before + (f"{shown}.{fraction:0<{decimals}}" if decimals else shown) + behind).strip()

    return render


def _as_stored(section: _Section) -> _Digits | None:
    """How a section prints a positive number with no more digits than it shows; None where that is not its digits."""
    digits = section.digits
    if not section.tokens or section.is_general or section.is_date or digits is None:
        return None
    return None if digits.plain or digits.shift or digits.optional else digits


def general(value: Decimal) -> str:
    """A number without a format: as many digits as a cell has room for."""
    digits = max(1, value.adjusted() + 1)
    if digits > _ROOM + 1:
        return format(value.quantize(Decimal(1), ROUND_HALF_UP), "f") if digits <= 15 else format(value, "f")
    shown = format(round_to(value, max(0, _ROOM - digits)), "f")
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown


def round_to(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(_quantum(decimals), ROUND_HALF_UP)


@cache
def _quantum(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def _parts(code: str) -> list[str]:
    """The sections, parted by semicolons outside of quotes."""
    parts = [""]
    for match in _TOKEN.finditer(code):
        if match.group() == ";":
            parts.append("")
        else:
            parts[-1] += match.group()
    return parts


def _section(code: str) -> _Section:
    tokens: list[tuple[str, str]] = []
    condition = None
    for match in _TOKEN.finditer(code):
        bracket = match["bracket"]
        if match["quoted"] is not None or match["escaped"] is not None:
            tokens.append(("literal", match["quoted"] if match["quoted"] is not None else match["escaped"]))
        elif bracket is not None:
            if found := _CONDITION.match(bracket):
                condition = found.group(1), Decimal(found.group(2))
            elif bracket.startswith("$"):
                tokens.append(("literal", bracket[1:].partition("-")[0]))
            elif bracket.lower().strip("hms") == "":
                tokens.append(("elapsed", bracket.lower()))
        elif match["code"] is not None:
            tokens.append(("code", match["code"]))
    codes = [text for kind, text in tokens if kind == "code"]
    return _Section(
        tuple(tokens),
        condition,
        is_date=any(
            kind == "elapsed" or (kind == "code" and (text[0] in _DATE or text[:3] == "aaa")) for kind, text in tokens
        ),
        is_general=any(text in _GENERAL for text in codes),
        digits=_digits(tokens, codes),
    )


def _digits(tokens: list[tuple[str, str]], codes: list[str]) -> _Digits | None:
    places = "".join(text for text in codes if text in "0#?.,")
    whole, _, fraction = places.partition(".")
    if not whole.strip(",") and not fraction:
        return None
    at = [index for index, (kind, text) in enumerate(tokens) if kind == "code" and text in "0#?.,"]
    fraction = fraction.replace(",", "")
    scaling = len(places.rstrip(".")) - len(places.rstrip(".").rstrip(","))
    return _Digits(
        before="".join(text for _, text in tokens[: at[0]]),
        behind="".join(text for index, (_, text) in enumerate(tokens) if index > at[0] and index not in at),
        least=whole.count("0"),
        decimals=len(fraction),
        optional=len(fraction) - len(fraction.rstrip("#?")),
        grouped="," in whole.rstrip(","),
        shift=2 * codes.count("%") - 3 * scaling,
        plain=any(text in ("E+", "E-", "/") for text in codes),
    )


def _chosen(sections: list[_Section], value: Decimal, conditional: bool) -> tuple[_Section | None, bool]:
    """The section for a value, and whether the sign has still to be printed."""
    if conditional:
        for section in sections:
            if section.condition is None or _meets(value, *section.condition):
                return section, True
        return None, True
    if len(sections) > 2 and value == 0:
        return sections[2], False
    if len(sections) > 1 and value < 0:
        return sections[1], False
    return sections[0], True


def _meets(value: Decimal, sign: str, bound: Decimal) -> bool:
    less, equal = value < bound, value == bound
    return {"<": less, "<=": less or equal, "=": equal, "<>": not equal, ">=": not less}.get(
        sign, not less and not equal
    )


def _number(digits: _Digits, value: Decimal) -> str:
    """Digits by placeholders; everything else stands where the format puts it."""
    if digits.plain:
        return general(value)
    value = round_to(value.scaleb(digits.shift) if digits.shift else value, digits.decimals)
    integer, _, decimals = format(abs(value), f",.{digits.decimals}f" if digits.grouped else "f").partition(".")
    if digits.optional:
        decimals = decimals[: max(len(decimals.rstrip("0")), digits.decimals - digits.optional)]
    if digits.least == 0 and integer == "0":
        integer = "0" if decimals else ""
    integer = integer.rjust(digits.least, "0")
    shown = integer + ("." + decimals if decimals else "")
    sign = "-" if value < 0 else ""
    return sign + (digits.before + shown + digits.behind).strip()


def _date(section: _Section, value: Decimal, from_1904: bool) -> str:
    seconds = int((value * _SECONDS).quantize(Decimal(1), ROUND_HALF_UP))
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=seconds)
    if not from_1904 and value < 60:  # 1900 counts as a leap year there
        moment += timedelta(days=1)
    out: list[str] = []
    after_hour = False
    codes = [text for _, text in section.tokens]
    halves = any(text in ("AM/PM", "A/P", "上午/下午") for text in codes)
    for at, (kind, text) in enumerate(section.tokens):
        if kind == "literal":
            out.append(text)
            continue
        if kind == "elapsed":
            out.append(str(seconds // {"h": 3600, "m": 60, "s": 1}[text[0]]).rjust(len(text), "0"))
            after_hour = True
            continue
        before_seconds = next((c[0] in "sS" for c in codes[at + 1 :] if c[0] in _DATE), False)
        out.append(_date_part(text, moment, after_hour or before_seconds, halves))
        after_hour = text[0] in "hH" or (after_hour and text[0] not in _DATE)
    return "".join(out).strip()


def _date_part(text: str, moment: datetime, minutes: bool, halves: bool) -> str:
    first, size = text[0].lower(), len(text)
    if text in ("AM/PM", "A/P", "上午/下午"):
        morning, _, afternoon = text.partition("/")
        return morning if moment.hour < 12 else afternoon
    if first == "y":
        return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
    if first == "a" and size >= 3:
        return ("星期" if size == 4 else "") + "一二三四五六日"[moment.weekday()]
    if first == "m" and not minutes and size == 3:
        return moment.strftime("%b")
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}.get(
        first
    )
    if number is None:
        return text
    return f"{number:02d}" if size == 2 else str(number)
