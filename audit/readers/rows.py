"""Rows 表行: telling a line of a table from a line of prose."""

from __future__ import annotations

import re

from audit.model.patterns import late

_DIGIT = re.compile(r"\d")
_COUNTED = r"[人家项场次个分户篇批份件台套辆所处天页册本]{1,2}|[平立]方米|(?:平方)?公里|[米吨亩]|公顷|小时|学时"
_VALUE = rf"[≥≤><]?[-+]?\d(?:[\d,]*\d)?(?:\.\d+)?\s?(?:%|[万亿]?元|[万亿]?(?:{_COUNTED})|[万亿])?"
#: two values side by side, with nothing but space between
_NEIGHBOURS = re.compile(rf"(?:^|[\s）])(?:{_VALUE}|-)\s+(?:{_VALUE}|-)(?:\s|$)")
_ONLY_VALUES = re.compile(rf"^(?:{_VALUE}|-)(?:\s+(?:{_VALUE}|-))*$")
#: a code or line number, a name, an amount at the end
_CODED = re.compile(r"^\d{3,7}\s+(?!年)\S.*(?<![为是共达至到计]) [\d,]+\.\d\d$")
#: a set at its head is what a pattern is found by fastest
_PROSE = re.compile(r"[，。；！？：为](?:(?<![：为])|(?<=[一-龥]：)|(?<=为) ?[\d,.]+ ?[万亿]?元)")

#: a tab between a number and its unit: prose whose spaces became tabs
_TORN = late(r"\d\t(?:[万亿]?元|[万亿]$|%|年|月|日|[人家项场次个辆批])")
#: a line with one bar between words may be a menu's, or a title's
_FEWEST_BARS = 2


def is_row(line: str) -> bool:
    """Whether a folded line is a row of a table, judged by itself."""
    barred = "|" in line and (line.startswith("|") or line.count("|") >= _FEWEST_BARS)
    if not _DIGIT.search(line) and "\t" not in line and not barred:
        return False
    if _PROSE.search(line):
        return line.strip().count("\t") >= 2 and not _TORN.search(line)
    if "\t" in line.strip() or barred:
        return True
    return bool(_ONLY_VALUES.match(line) or _NEIGHBOURS.search(line) or _CODED.match(line))
