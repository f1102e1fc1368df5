"""Automatic numbering 自动编号 of Word paragraphs, spelled out: 一、 （一） 1. ①. Source: ECMA-376 part 1, 17.9."""

from __future__ import annotations

import re

from msgspec import Struct, field

from audit.readers.package import Element, attribute, local

_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SLOT = re.compile(r"%(\d)")
_LEVELS = 9


class _Level(Struct, frozen=True):
    start: int = 1
    format: str = "decimal"
    text: str = ""


class Numbering(Struct):
    """Counts as Word does: lists that share a definition go on counting, a level begins anew below a higher one."""

    _lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    _styles: dict[str, tuple[str | None, str | None, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _restarts: set[tuple[str, int]] = field(default_factory=set)

    def define(self, numbering: Element) -> None:
        """Take the definitions of numbering.xml."""
        abstract: dict[str, dict[int, _Level]] = {}
        for element in numbering:
            if local(element.tag) == "abstractNum":
                abstract[attribute(element, "abstractNumId") or ""] = _levels(element)
        for element in numbering:
            if local(element.tag) != "num":
                continue
            id_ = attribute(element, "numId") or ""
            base = _value(element, "abstractNumId") or ""
            levels = dict(abstract.get(base, {}))
            for override in (e for e in element if local(e.tag) == "lvlOverride"):
                level = int(attribute(override, "ilvl") or 0)
                levels |= _levels(override)
                if (start := _value(override, "startOverride")) is not None:
                    old = levels.get(level, _Level())
                    levels[level] = _Level(int(start), old.format, old.text)
                    self._restarts.add((id_, level))
            self._lists[id_] = base, levels

    def styles(self, sheet: Element) -> None:
        """Take the numbering that paragraph styles of styles.xml carry."""
        for style in (e for e in sheet if local(e.tag) == "style"):
            number, level = of_properties(_child(style, "pPr"))
            self._styles[attribute(style, "styleId") or ""] = _value(style, "basedOn"), number, level

    def label(self, properties: Element | None, style: str) -> str:
        """The number of the next paragraph with these properties, "" where it has none."""
        number, level = of_properties(properties)
        seen: set[str] = set()
        while number is None and style in self._styles and style not in seen:
            seen.add(style)
            base, number, inherited = self._styles[style]
            level, style = inherited, base or ""
        if number is None or number == "0" or number not in self._lists:
            return ""
        base, levels = self._lists[number]
        counts = self._counts.setdefault(base, {})
        if (number, level) in self._restarts and (number, level) not in self._begun:
            counts.pop(level, None)
        self._begun.add((number, level))
        counts[level] = counts[level] + 1 if level in counts else levels.get(level, _Level()).start
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._printed(levels, counts, level)

    @staticmethod
    def _printed(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        found = levels.get(level, _Level())
        if found.format in ("bullet", "none"):
            return ""

        def slot(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = levels.get(at, _Level())
            return spelled(counts.get(at, other.start), other.format)

        text = _SLOT.sub(slot, found.text)
        return text + " " if text and text[-1].isascii() and text[-1].isalnum() else text


def of_properties(properties: Element | None) -> tuple[str | None, int]:
    """The list and level that paragraph properties name; None for the list where they name none."""
    numbered = _child(properties, "numPr") if properties is not None else None
    if numbered is None:
        return None, 0
    level = int(_value(numbered, "ilvl") or 0)
    return _value(numbered, "numId"), min(max(level, 0), _LEVELS - 1)


def spelled(number: int, format_: str) -> str:
    """A number in one of Word's number formats; an unknown format is decimal."""
    match format_:
        case "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCountingThousand":
            return _chinese(number)
        case "taiwaneseCounting" | "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return _chinese(number) if number < 20 else "".join(_DIGITS[int(d)] for d in str(number))
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= number <= len(_CIRCLED):
            return _CIRCLED[number - 1]
        case "decimalZero":
            return f"{number:02d}"
        case "ideographTraditional" if 1 <= number <= len(_STEMS):
            return _STEMS[number - 1]
        case "upperLetter" | "lowerLetter" if number >= 1:
            letter = chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
            return letter.upper() if format_ == "upperLetter" else letter
        case "upperRoman" | "lowerRoman" if 1 <= number < 4000:
            roman = _roman(number)
            return roman.upper() if format_ == "upperRoman" else roman
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(abs(number)))
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found


def _levels(element: Element) -> dict[int, _Level]:
    return {
        int(attribute(e, "ilvl") or 0): _Level(
            int(_value(e, "start") or 1), _value(e, "numFmt") or "decimal", _value(e, "lvlText") or ""
        )
        for e in element
        if local(e.tag) == "lvl"
    }


def _child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if local(child.tag) == name), None)


def _value(element: Element, name: str) -> str | None:
    child = _child(element, name)
    return None if child is None else attribute(child, "val")
