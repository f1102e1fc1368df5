"""Folding: full-width, traditional and compatibility glyphs become the ones that the grammar knows, one for one.

A PDF often names a radical where the character is meant that looks like it (⾦ for 金, ⻔ for 门).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

from audit.strict_yaml import load

#: a full-width point is one only between two digits; elsewhere it ends the number of an item
_POINT = re.compile(r"(?<=[0-9０-９])．(?=[0-9０-９])")


#: the mark of a note behind a figure
_NOTE = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹]+")
#: what Unicode itself takes for another character: radicals, and doubles of ideographs
_COMPATIBLE = "\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f"
_DOUBLE = re.compile(f"[{_COMPATIBLE}]")


class _Table(dict[int, str]):
    """What stands for each character, looked up once for one that Unicode takes for another."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = normalize("NFKC", char) if _DOUBLE.match(char) else char
        self[code] = found if len(found) == 1 else char
        return self[code]


@cache
def _pairs() -> tuple[dict[str, str], dict[str, str]]:
    """What is replaced, and of that the radicals."""
    data = load(Path(__file__).with_name("folding.yaml"))
    radicals = {pair[0]: pair[1] for pair in data["radicals"].split()}
    return dict(data["glyphs"]) | {pair[0]: pair[1] for pair in data["traditional"].split()} | radicals, radicals


@cache
def _table() -> _Table:
    return _Table({ord(printed): understood for printed, understood in _pairs()[0].items() if printed != understood})


def ideograph(char: str) -> str:
    """The character that a radical or a double of it is drawn as; any other as it is."""
    return _table()[ord(char)] if char in _pairs()[1] or _DOUBLE.match(char) else char


def ideographs(text: str) -> str:
    """The text, character by character, with the ideographs that its radicals and doubles of them are drawn as."""
    return _radicals().sub(lambda found: ideograph(found[0]), text)


@cache
def _radicals() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_pairs()[1])}{_COMPATIBLE}]")


@cache
def _variants() -> re.Pattern[str]:
    """One glyph that is replaced: many lines have none."""
    return re.compile(f"[{re.escape(''.join(map(chr, _table())))}{_COMPATIBLE}⁰¹²³⁴-⁹]")


def fold(text: str) -> str:
    """The text with the same length and every variant glyph replaced."""
    if "．" in text:
        text = _POINT.sub(".", text)
    if not _variants().search(text):
        return text
    return _NOTE.sub(lambda mark: " " * len(mark[0]), text.translate(_table()))
