"""Edit operations 改动: how a right figure turns into a wrong print, and what each costs."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct

from audit.model.figure import Figure, FigureKind
from audit.model.interval import Interval

#: a tenth of the logarithm of how unlikely one such print is, given the right value, from the wrong digit on: a digit
#: can be wrong in some forty ways, in sixty one can be added and seldom is; anything else in a million
COSTS = {
    "digit": Decimal("0.10"),  # one digit replaced
    "swap": Decimal("0.10"),  # two neighbouring digits exchanged
    "drop": Decimal("0.10"),  # a digit was left out of the print
    "insert": Decimal("0.25"),  # a digit too many was printed
    "shift": Decimal("0.25"),  # the decimal point moved
    "unit": Decimal("0.20"),  # 元 for 万元, 万元 for 亿元
    "copy": Decimal("0.05"),  # the value of a neighbour, where the words say so
    "rate": Decimal("0.60"),  # a rate that was computed on other figures
    "value": Decimal("1.00"),  # anything else
}
#: a print that Decimal reads as it stands
_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NOTHING = Decimal(0)
UNITS = (("元", Decimal(1)), ("万元", Decimal(10) ** 4), ("亿元", Decimal(10) ** 8))


class Edit(Struct, frozen=True, gc=False):
    """A value, in the printed unit, that the figure should have had; `text` is how it would be printed."""

    value: Decimal
    text: str
    operation: str

    @property
    def cost(self) -> Decimal:
        return COSTS[self.operation]


def single_edits(figure: Figure, wanted: Interval) -> list[Edit]:
    """The single edits of a print whose value lies in an interval (of the base unit): the cheapest first, of equals
    the one that changes least."""
    low = None if wanted.low is None else wanted.low / figure.scale
    high = None if wanted.high is None else wanted.high / figure.scale
    found: dict[Decimal, Edit] = {}
    minus = "-" if figure.value < 0 and figure.text.startswith("-") else ""
    if minus:  # the prints beside it have no sign
        low, high = (None if bound is None else bound.copy_negate() for bound in (high, low))
    printed = figure.value if minus else abs(figure.value)
    counted = figure.kind is FigureKind.COUNT and not figure.decimals  # nobody counts 1.2 of them
    values, near = _beside(figure.text, figure.value, figure.decimals)
    first = 0 if low is None else bisect_left(values, low)
    last = len(values) if high is None else bisect_right(values, high)
    for unsigned, size, operation in near[first:last]:
        text, value = minus + unsigned, size.copy_negate() if minus else size
        if value != printed and not (counted and value % 1):
            edit = Edit(value, styled(text, figure), operation)
            if value not in found or edit.cost < found[value].cost:
                found[value] = edit
    found.update({e.value: e for e in _unit_slips(figure, wanted)})
    return sorted(found.values(), key=lambda e: (e.cost, abs(e.value - printed), e.value))


@lru_cache(maxsize=64)  # one figure is looked at for each of its relations in turn
def _beside(text: str, value: Decimal, decimals: int) -> tuple[list[Decimal], list[tuple[str, Decimal, str]]]:
    """The values of the prints beside one, from the least, and these prints in the same order."""
    near = [(beside, Decimal(beside), operation) for beside, operation in _neighbours(text, value, decimals)]
    near.sort(key=itemgetter(1))
    return [size for _, size, _ in near], near


def any_value(figure: Figure, wanted: Interval, recomputed: Decimal | None = None) -> Edit | None:
    """The value that the relations ask for, printed with the figure's decimals; None when nothing asks for one."""
    target = recomputed
    if target is None:
        if wanted.low is None or wanted.high is None:
            return None
        target = (wanted.low + wanted.high) / 2
    value = (target / figure.scale).quantize(Decimal(1).scaleb(-figure.decimals), rounding=ROUND_HALF_UP)
    operation = "rate" if figure.kind is FigureKind.PERCENT else "value"
    if value == figure.value or (operation == "value" and target and not value):  # no digit of an amount is left
        return None
    return Edit(value, styled(f"{value:f}", figure), operation)


def neighbours(figure: Figure) -> Iterator[tuple[str, str]]:
    """The prints one edit away from a figure's, without separators, each with its operation: `drop` puts back a digit
    that was left out, `insert` takes one away that was too many. A number does not begin with an idle zero."""
    yield from _neighbours(figure.text, figure.value, figure.decimals)


def _neighbours(printed: str, value: Decimal, decimals: int) -> Iterator[tuple[str, str]]:
    for text, operation in _edited(printed, value, decimals):
        if text[0] != "0" or not text[1:2].isdigit():
            yield text, operation
        elif operation == "shift":  # 0.52 for 5.2
            yield text.lstrip("0") or "0", operation


def _edited(printed: str, value: Decimal, decimals: int) -> Iterator[tuple[str, str]]:
    text = printed.replace(",", "").lstrip("+-")
    if not _PLAIN.fullmatch(text):
        text = f"{abs(value):.{decimals}f}"
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    for i in digits:
        for digit in "0123456789":
            if digit != text[i] and not (i == 0 and digit == "0" and len(digits) > 1 and text[1:2] != "."):
                yield text[:i] + digit + text[i + 1 :], "digit"
    for i, j in itertools.pairwise(digits):
        if text[i] != text[j] and not (i == 0 and text[j] == "0" and text[1:2] != "."):
            swapped = list(text)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            yield "".join(swapped), "swap"
    if len(digits) > 1:
        for i in digits:
            shorter = text[:i] + text[i + 1 :]
            if shorter[0].isdigit() and shorter[-1].isdigit():
                yield shorter, "insert"
    # a third decimal place is never what was left out
    more = len(text) + 1 if decimals < 2 else len(text) - decimals
    for i in range(more):
        for digit in "0123456789":
            if not (i == 0 and digit == "0"):
                yield text[:i] + digit + text[i:], "drop"
    whole, _, fraction = text.partition(".")
    together = whole + fraction
    for places in (1, 2):
        if fraction:
            right = together[: len(whole) + places] + (
                "." + together[len(whole) + places :] if len(fraction) > places else ""
            )
            yield right + "0" * max(0, places - len(fraction)), "shift"
        if len(whole) > places:
            yield whole[:-places] + "." + whole[-places:] + fraction, "shift"
        elif not fraction:
            yield whole + "0" * places, "shift"


def _unit_slips(figure: Figure, wanted: Interval) -> Iterator[Edit]:
    """The same digits in another unit."""
    if figure.kind is not FigureKind.AMOUNT or not figure.value or wanted.contains(_NOTHING):
        return  # what is next to nothing in another unit would do for nothing
    for unit, scale in UNITS:
        if scale != figure.scale and wanted.contains(figure.value * scale):
            yield Edit(figure.value * scale / figure.scale, figure.text + unit, "unit")


def styled(text: str, figure: Figure) -> str:
    """A plain number in the figure's style: separators when it has them."""
    if "," not in figure.text:
        return text
    whole, point, fraction = text.partition(".")
    return f"{int(whole):,}{point}{fraction}" if whole.lstrip("-").isdigit() else text
