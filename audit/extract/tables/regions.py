"""Regions 表区: where a table starts and ends among the raw lines, and what stands around its body.

A table starts at a title (`…表`) that something confirms: a unit line, a table number, words of a header. It ends at
the next title, at its note (注：), at a heading, or where prose begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from audit.extract.tables.forms import NO_FORM, Form, forms, is_official, match_form
from audit.extract.tables.tokens import compact, fold
from audit.model.patterns import late

_TITLE = re.compile(r"表\s*(?:[（(][^（）()]{0,24}[）)])*\s*$")
#: 表二 部门所属单位“三公”经费
_LETTERED = late(r"\s*表[一二三四五六七八九十]{1,3}[：:、\s]\s*[^\s，。；]{4,40}\s*$")
#: what may follow a title on its line: the table's number, the unit
_TAIL = re.compile(r"(?<=表)(?:财决公开|财决批复|公开|[预财]决?)?\d{0,2}表?(?:金额)?(?:单位[：:]\S{1,4})?$")
#: a line that breaks off inside a title
_OPEN_END = late(r"^[^：:，。；\s]{2,40}(?:拨款|预算|年度?|经费|基本|部门|单位|支出|收入|决算)$")
#: a title that cannot be the second half of one
_WHOLE = late(r"附?表|\d|部门|单位|[一二三四五六七八九十]+、")
_CONTINUED = re.compile(r"[（(]?续[表）)]*\d?$|[（(]续.{0,2}[）)]")
_SENTENCE = re.compile(r"[。；;！？…，]|见.{0,4}表$")
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)?.{0,40}(?:情况说明|情况|说明)$")
_ORDINAL = late(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
_NUMBERED = re.compile(
    r"(?:公开|附)?表?\d{1,2}(?:-\d)?表?$|[预财决]+\d+表$|公开\d+表"
    r"|(?:部门|单位|预算|决算|公开|财政|[预决财附样])*表\d{1,2}(?:[-—.]\d{1,2})?[：:]?$"  # 部门公开表1
    r"|[（(]?[^\d\s，。；：]{0,6}\d{1,2}(?:[-—.]\d{1,2})?表[）)]?$"  # 财决公开01表, 预算01表, 云财预01-1表
)
UNIT = re.compile(r"单位[：:]?[（(]?(?:人民币)?(万元|亿元|千元|百元|元)")
#: 单位：台、套、辆、平方米 on a line of its own
_MEASURES = late(r"(?:计量)?单位[：:][台套辆个件次人户家册米平方公里亩吨元万亿千百、，,/]+")
UNIT_TITLE = re.compile(r"[（(](?:单位[：:])?(万元|亿元|千元|百元|元)[）)]")
NOTE = re.compile(r"[（(]?(?:备注|注释|注|说明)\d?[）)]?[：:]")
_MONEY = re.compile(r"\d(?:万|亿)?元(?!以)")
_FORMULA = re.compile(r"\d+[行栏](?:各行|各栏)?[＝=]")
_LOOKAHEAD = 12
_NOTE_LINES = 8


class Region(Struct, frozen=True):
    """Lines are 0-based; the body is start..end (excluded). `heading` is the line where the titles begin."""

    title: str
    form: Form
    heading: int
    start: int
    end: int
    unit: str
    note: str
    note_end: int
    #: nothing announces the table, but its columns add up to their total
    closes: bool = False

    @property
    def headed(self) -> bool:
        """Whether the body begins with the line of heads, there being no title."""
        return self.start == self.heading


class _Candidate(Struct, frozen=True):
    line: int
    text: str
    form: Form
    official: bool


def find(lines: Sequence[str]) -> list[Region]:
    """The tables of a document, in order. A document on a handful of lines has none."""
    if len(lines) < 5:
        return []
    candidates = [c for line, raw in enumerate(lines) if (c := _candidate(lines, line, raw)) is not None]
    regions: list[Region] = []
    heading = -1
    at = 0
    while at < len(candidates):
        candidate = candidates[at]
        limit = candidates[at + 1].line if at + 1 < len(candidates) else len(lines)
        confirmed = _confirmed(lines, candidate, limit)
        at += 1
        if confirmed and at < len(candidates) and _repeats(lines, candidate, candidates[at]):
            confirmed = False
        if not confirmed:
            near = limit - candidate.line < 8
            heading = (heading if heading >= 0 else candidate.line) if near else -1
            continue
        if not candidate.official:
            heading = -1
            continue
        # the same title again is the next page of the same table
        while at < len(candidates) and _same(candidate, candidates[at]):
            at += 1
            limit = candidates[at].line if at < len(candidates) else len(lines)
        # a title that is not confirmed, and names no form, may be a cell
        while at < len(candidates) and _is_cell(lines, candidates, at):
            at += 1
            limit = candidates[at].line if at < len(candidates) else len(lines)
        regions.append(_region(lines, candidate, heading if heading >= 0 else candidate.line, limit))
        heading = -1
    return regions


def _candidate(lines: Sequence[str], line: int, raw: str) -> _Candidate | None:
    if "表" not in raw or len(raw) > 200:
        return None
    text = compact(raw)
    if _NUMBERED.fullmatch(text):
        return None
    text = _TAIL.sub("", text)
    if not _TITLE.search(text) and not _LETTERED.match(fold(raw)):
        return None
    above = _before(lines, line) if line > 0 else ""
    if (len(text) <= 4 and not _PART.match(above)) or (
        len(text) <= 16 and _OPEN_END.search(above) and not _WHOLE.match(text)
    ):
        text = above + text
    if not 3 <= len(text) <= 60 or _SENTENCE.search(text) or _PART.search(text) or text.endswith("代表"):
        return None
    clean = _CONTINUED.sub("", text)
    return _Candidate(line, clean, match_form(clean), is_official(clean))


def _before(lines: Sequence[str], line: int) -> str:
    """The nearest line above that holds something, for a title whose end was wrapped."""
    for index in range(line - 1, max(-1, line - 4), -1):
        text = compact(lines[index])
        if text:
            return text
    return ""


def _confirmed(lines: Sequence[str], candidate: _Candidate, limit: int) -> bool:
    """Whether what follows a title shows that a table follows: a unit, a table number, words of a header."""
    if UNIT_TITLE.search(candidate.text) or UNIT.search(compact(lines[candidate.line])):
        return True
    seen = 0
    text = ""
    words = 0
    for index in range(candidate.line + 1, limit):
        line = compact(lines[index])
        if not line:
            continue
        if _PART.match(line) or "。" in line:
            break
        text += line
        if UNIT.search(text) or _MEASURES.fullmatch(line):
            return True
        if candidate.form is not NO_FORM:
            if _NUMBERED.fullmatch(line) and not line.isdigit():
                return True
            pieces = re.split(r"[\s|]+", fold(lines[index]).strip())
            words += sum(1 for piece in pieces if piece in forms().header)
            if words >= 2 or "科目编码" in line or "栏次" in line:
                return True
        seen += 1
        if seen >= _LOOKAHEAD or (_HEADING.fullmatch(line) and _ORDINAL.match(line)):
            break
    return False


def _repeats(lines: Sequence[str], candidate: _Candidate, following: _Candidate) -> bool:
    """Whether a title is only the heading above the table's printed title (表 1. 收支总表 / 表 1 / 部门收支总表)."""
    if candidate.form is not following.form or candidate.form is NO_FORM or following.line - candidate.line > 8:
        return False
    between = [compact(lines[index]) for index in range(candidate.line + 1, following.line)]
    return all(not text or _NUMBERED.search(text) or text in forms().header for text in between)


def _same(candidate: _Candidate, other: _Candidate) -> bool:
    """Whether a title comes again. The line above the first one, which may be the document's own, need not."""
    again = other.text == candidate.text or (candidate.form is other.form and candidate.text.endswith(other.text))
    return again and candidate.official and candidate.form is not NO_FORM


def _is_cell(lines: Sequence[str], candidates: Sequence[_Candidate], at: int) -> bool:
    candidate = candidates[at]
    limit = candidates[at + 1].line if at + 1 < len(candidates) else len(lines)
    return candidate.official and candidate.form is NO_FORM and not _confirmed(lines, candidate, limit)


def _region(lines: Sequence[str], candidate: _Candidate, heading: int, limit: int) -> Region:
    start = candidate.line + 1
    strict = candidate.form.layout in ("coded", "sides", "row")
    end = limit
    note, note_end = "", 0
    for index in range(start, limit):
        raw = lines[index]
        if not raw or raw.isspace():
            continue
        text = compact(raw)
        if NOTE.match(text):
            note, note_end = _note(lines, index, limit)
            end = index
            break
        if _ends(text, strict):
            end = index
            break
    last = end
    while last > start and (not lines[last - 1].strip() or (end == limit and _heads_next(lines[last - 1]))):
        last -= 1
    return Region(
        title=candidate.text,
        form=candidate.form,
        heading=heading,
        start=start,
        end=last,
        unit=_unit(lines, candidate, last),
        note=note,
        note_end=note_end or last,
    )


def _heads_next(line: str) -> bool:
    """Whether a line above a title belongs to it: 预算02表, or the 表 of 表 / 4.财政拨款收支总表."""
    text = compact(line)
    return text == "表" or (text.endswith("表") and _NUMBERED.search(text) is not None)


def _ends(text: str, strict: bool) -> bool:
    """Whether a line is no part of a table any more."""
    if "。" in text or _PART.match(text):
        return True
    if _HEADING.fullmatch(text) and len(text) > 4 and (_ORDINAL.match(text) or text.endswith("说明")):
        return True
    if not strict:
        return False
    return (len(text) >= 18 and bool(re.search(r"[，；]", text))) or (
        _MONEY.search(text) is not None and "单位" not in text
    )


def _note(lines: Sequence[str], first: int, limit: int) -> tuple[str, int]:
    """The text of a note and the line behind it."""
    parts = [compact(lines[first])]
    end = first + 1
    for index in range(first + 1, limit):
        text = compact(lines[index])
        if not text:
            continue
        goes_on = text[0].isdigit() or _FORMULA.search(text) or not parts[-1].endswith(("。", "；", ";"))
        if not goes_on or _PART.match(text) or _ORDINAL.match(text) or len(parts) >= _NOTE_LINES:
            break
        if text.isdigit():  # a page number
            continue
        parts.append(text)
        end = index + 1
    return "".join(parts), end


def _unit(lines: Sequence[str], candidate: _Candidate, end: int) -> str:
    """The table's own unit: from the title, or from the lines between it and the body."""
    if found := UNIT_TITLE.search(candidate.text):
        return found.group(1)
    text = compact(lines[candidate.line])
    seen = 0
    for index in range(candidate.line, end):
        line = compact(lines[index]) if index > candidate.line else ""
        text += line
        if not line and index > candidate.line:
            continue
        # one character more than the match may still belong to it (单位：万 / 元)
        if (found := UNIT.search(text)) and not (found.group(1) == "元" and text.endswith("单位：")):
            return found.group(1)
        seen += 1
        if seen >= _LOOKAHEAD:
            break
    above = UNIT.search(_before(lines, candidate.line))
    return above.group(1) if above else ""
