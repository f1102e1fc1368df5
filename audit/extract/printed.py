"""Printed arithmetic 文中算式 and bands 分值区间: numbers that the text itself relates by signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Band, Equation
from audit.model.figure import Figure, FigureKind
from audit.model.patterns import late

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_EQUATION = late(
    rf"(?P<left>[（(\d][\d.,%+\-×÷*/（）()\s]*[×÷*/+][\d.,%+\-×÷*/（）()\s]*)[=＝]\s?(?P<right>{_NUMBER})\s?(?P<percent>%?)"
)
_TOKEN = late(rf"(?P<number>{_NUMBER})(?P<percent>%?)|(?P<sign>[+\-×÷*/（）()])|\s+")
_BAND = re.compile(
    r"(?P<high>\d{1,3})%?[-~](?P<low>\d{1,3})(?:%|(?=（含))(?:（(?:(?:含|[≥＞>])?(?P<bound>\d{1,3})%?)?(?:[，,]?[<＜≤](?P<limit>\d{1,3})%)?）)?"
)
_OPERATORS = ("", "×", "÷", "*", "/", "+", "-", "=")
_SIGNS = {"×": "*", "÷": "/", "（": "(", "）": ")"}


def equations(document: Document) -> Iterator[Equation]:
    """Equations such as （1559×5+6×3）÷（1565×5）×100%=99.8%."""
    for block in document.blocks:
        if block.kind is BlockKind.ROW or not any(sign in block.text for sign in "×÷*/"):
            continue
        for match in _EQUATION.finditer(block.text):
            if block.text[: match.start()].rstrip()[-1:] in _OPERATORS:
                continue  # the beginning of the equation stands elsewhere
            equation = _equation(block, match)
            if equation is not None:
                yield equation


def _equation(block: Block, match: re.Match[str]) -> Equation | None:
    """The equation with its numbers taken out: `{0}` is the first number of the left side."""
    left, start = match.group("left"), match.start("left")
    if left.count("（") + left.count("(") != left.count("）") + left.count(")"):
        return None
    terms: list[Figure] = []
    template: list[str] = []
    position = 0
    while position < len(left):
        token = _TOKEN.match(left, position)
        if token is None:
            return None
        if token.group("number"):
            end = start + token.start() + len(token.group("number"))
            terms.append(_figure(block, start + token.start(), end, bool(token.group("percent"))))
            template.append(f"{{{len(terms) - 1}}}" + ("/100" if token.group("percent") else ""))
        elif token.group("sign"):
            template.append(_SIGNS.get(token.group("sign"), token.group("sign")))
        position = token.end()
    stated = _figure(block, match.start("right"), match.end("right"), bool(match.group("percent")))
    return Equation(stated, tuple(terms), "".join(template)) if len(terms) > 1 else None


def _figure(block: Block, start: int, end: int, percent: bool) -> Figure:
    text = block.text[start:end]
    kind = FigureKind.PERCENT if percent else FigureKind.NUMBER
    return Figure(
        block.span(start, end),
        kind,
        Decimal(text.replace(",", "")),
        len(text.partition(".")[2]),
        "%" if percent else "",
    )


def bands(document: Document) -> Iterator[tuple[Band, ...]]:
    """Runs of score bands in one paragraph: 100%-80%（含80%）、80%-50%（含50%）、50%-0%."""
    text, places = _joined(document)
    run: list[Band] = []
    last_end = -1
    for match in _BAND.finditer(text):
        if int(match.group("high")) < int(match.group("low")):
            continue
        if run and match.start() - last_end > _GAP:
            if len(run) > 1:
                yield tuple(run)
            run = []
        run.append(Band(*(_bound(places, match, name) for name in ("high", "low", "bound", "limit"))))
        last_end = match.end()
    if len(run) > 1:
        yield tuple(run)


#: characters that may stand between two bands of one run
_GAP = 4


def _joined(document: Document) -> tuple[str, list[tuple[int, Block]]]:
    """The text of the blocks that may hold bands, and where each begins."""
    pieces: list[str] = []
    places: list[tuple[int, Block]] = []
    size = 0
    for block in document.blocks:
        if "%" in block.text and ("-" in block.text or "~" in block.text):
            places.append((size, block))
            pieces.append(block.text + "\n" * (_GAP + 1))
            size += len(pieces[-1])
    return "".join(pieces), places


def _bound(places: list[tuple[int, Block]], match: re.Match[str], name: str) -> Figure | None:
    if match.group(name) is None:
        return None
    offset, block = next((o, b) for o, b in reversed(places) if o <= match.start(name))
    return _figure(block, match.start(name) - offset, match.end(name) - offset, True)
