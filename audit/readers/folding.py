"""Folding: full-width and traditional glyphs become the ones that the grammar knows, one for one."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from audit.strict_yaml import load

#: a full-width point is one only between two digits; elsewhere it ends the number of an item
_POINT = re.compile(r"(?<=[0-9０-９])．(?=[0-9０-９])")


@cache
def _table() -> dict[int, str]:
    data = load(Path(__file__).with_name("folding.yaml"))
    pairs = dict(data["glyphs"])
    pairs.update({pair[0]: pair[1] for pair in data["traditional"].split()})
    return {ord(printed): understood for printed, understood in pairs.items() if printed != understood}


@cache
def _variants() -> re.Pattern[str]:
    """One glyph that is replaced: many lines have none."""
    return re.compile("[" + re.escape("".join(map(chr, _table()))) + "]")


def fold(text: str) -> str:
    """The text with the same length and every variant glyph replaced."""
    if "．" in text:
        text = _POINT.sub(".", text)
    return text.translate(_table()) if _variants().search(text) else text
