"""Rows 表行: the token stream of a coded table or a list, cut into rows.

A row of a coded table starts at its code, wherever the lines break: `2080505` / name / name / amounts. Lines carry no
meaning here, so the same rows come out of a dump with one cell per line and of one with several rows per line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from audit.extract.tables import classification
from audit.extract.tables.draft import Draft, joined
from audit.extract.tables.forms import forms
from audit.extract.tables.numbering import decimal_table
from audit.extract.tables.tokens import Kind, Token, compact, unbracketed

_YEAR = re.compile(r"20\d\d(?:年度?)?")
_TOTALS = ("合计", "总计")
_SHORTEST_CODE = 3
#: more words than this behind a row's amounts are no end of its name (one character per cell included)
_LONG_TAIL = 12


class Coded:
    """A reader of coded rows. `units` says that the codes are those of units (415, 415001)."""

    def __init__(self, tokens: Sequence[Token], title: str, units: bool) -> None:
        self.tokens = classification.single(unbracketed(tokens))
        self.units = units
        self.decimal = decimal_table(tokens)
        self.title = title
        self.header: list[Token] = []
        self.rows: list[Draft] = []
        self._tail: list[Token] = []
        self._row: Draft | None = None
        self._unnamed = False  # a row that began with its code and amounts: its name comes last
        self._classes: set[str] = set()
        self._repeated: set[str] = set()

    def read(self) -> list[Draft]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if len(token.text) >= _SHORTEST_CODE and token.is_integer:
                code, behind = self._code(at)
                if code:
                    self._start(code, at, behind)
                    at = behind
                    continue
            if token.kind is Kind.WORD:
                self._word(token)
            elif self._row is not None and self._row.numbers and not self._tail:
                self._row.numbers.append(token)
            else:
                self._number(token)
            at += 1
        self._finish()
        return self.rows

    def _code(self, at: int) -> tuple[str, int]:
        """The code that starts at an integer and the index behind it; an empty code when none does."""
        text = self.tokens[at].text
        end = at + 1
        if self.units:
            return (text, end) if self._is_word(end) and len(text) % 3 == 0 else ("", at)
        if text[0] not in "235" or len(text) not in (3, 5, 7):
            return "", at
        if len(text) == 3:
            while end < len(self.tokens) and end < at + 3 and self._is_part(end):
                text += self.tokens[end].text.zfill(2)
                end += 1
        if not self._is_word(end) and not self._is_bare_code(at, end):
            return "", at
        if not self.decimal and len(text) > 3 and self._classes and text[:3] not in self._classes:
            return "", at
        return text, end

    def _is_word(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind is Kind.WORD

    def _is_part(self, at: int) -> bool:
        return self.tokens[at].is_integer and len(self.tokens[at].text) <= 2

    def _is_bare_code(self, at: int, end: int) -> bool:
        """A code without a name behind it: the name stands around it, or was wrapped away."""
        if not self.decimal or at == 0:
            return False
        starts_line = self.tokens[at - 1].line != self.tokens[at].line
        return starts_line and end < len(self.tokens) and "." in self.tokens[end].text

    def _start(self, code: str, at: int, behind: int) -> None:
        if self._row is None:
            self._head()
        tail = self._without_header(self._tail)
        self._tail = []
        bare = not self._is_word(behind)  # the name stands before its code
        if self._row is not None and not bare and len(tail) <= _LONG_TAIL:
            self._row.words.extend(tail)
        self._row = Draft(code=code, words=tail if bare else [], start=self.tokens[at])
        self._unnamed = bare and not tail
        self.rows.append(self._row)
        self._classes.add(code[:3])

    def _word(self, token: Token) -> None:
        unnamed = self._unnamed and token.text not in _TOTALS
        open_ = self._row is not None and (not self._row.numbers or unnamed)
        if self._row is not None and open_ and not self._row.total:
            self._row.words.append(token)
        else:
            self._tail.append(token)

    def _number(self, token: Token) -> None:
        text = _ending(self._tail, named=self._row is not None)
        if text:
            if self._row is None:
                self._head(keep=_length(self._tail, text))
            self._row = Draft(total=True, name=text, start=self._tail[-_length(self._tail, text)])
            self.rows.append(self._row)
            self._tail = []
        elif self._row is None:
            self._tail.append(token)
            return
        elif self._tail:
            words = self._without_header(self._tail)
            self._tail = []
            if words:
                self._row = Draft(words=words, start=words[0])
                self.rows.append(self._row)
        elif self._row.words and not self._row.numbers and not self._row.total and _ending(self._row.words):
            self._split_total()
        self._row.numbers.append(token)

    def _split_total(self) -> None:
        """A coded row without amounts runs into the total below it: 310 … 人员经费合计."""
        assert self._row is not None
        text = _ending(self._row.words)
        cut = len(self._row.words) - _length(self._row.words, text)
        rest = self._row.words[cut:]
        if cut == 0 and self._row.code:
            return
        self._row.words = self._row.words[:cut]
        self._row = Draft(total=True, name=text, start=rest[0])
        self.rows.append(self._row)

    def _head(self, keep: int = 0) -> None:
        """What stands before the first row is the header; its lines may come again on the next page."""
        cut = len(self._tail) - keep
        self.header = self._tail[:cut]
        lines: dict[int, str] = {}
        for token in self.header:
            lines[token.line] = lines.get(token.line, "") + token.text
        self._repeated = set(lines.values())
        self._tail = self._tail[cut:] if keep else []

    def _without_header(self, words: list[Token]) -> list[Token]:
        """The words of a tail that are no header printed again after a page break."""
        if not words:
            return words
        lines: dict[int, str] = {}
        for token in words:
            lines[token.line] = lines.get(token.line, "") + token.text
        title = compact(self.title)  # the document's own may stand before the table's
        heads = {line: text.partition("（")[0] for line, text in lines.items()}
        again = {
            line
            for line, text in lines.items()
            if text in self._repeated or title in text or (len(heads[line]) > 3 and title.endswith(heads[line]))
        }
        if not any(len(lines[line]) >= 4 for line in again):
            return words
        return [token for token in words if token.line not in again]

    def _finish(self) -> None:
        if self._row is None:
            text = _ending(self._tail, named=False)
            length = _length(self._tail, text)
            self._head(keep=length)
            if text:
                self.rows.append(Draft(total=True, name=text, start=self._tail[0]))
            return
        tail = self._without_header(self._tail)
        if text := _ending(tail):
            self.rows.append(Draft(total=True, name=text, start=tail[-1]))
        elif self._row.code and len(tail) <= 4:
            self._row.words.extend(tail)


def read_list(tokens: Sequence[Token], headed: bool) -> tuple[list[Token], list[Draft]]:
    """Rows of a list: words, then a run of amounts. Returns the header and the rows.

    Where the tokens are `headed` the words before the first amounts are the header, but for a total's name at their
    end.
    """
    rows: list[Draft] = []
    words: list[Token] = []
    header: list[Token] = []
    decimal = decimal_table(tokens)
    for token in tokens:
        # 某校 2023 12.00: the year of a row is part of its name
        if token.kind is Kind.WORD or (decimal and words and _YEAR.fullmatch(token.text)):
            words.append(token)
            continue
        if rows and words:
            words = _last_named(words, rows)
        if words or not rows:
            row = Draft(start=token)
            text = _ending(words, named=False)
            if not rows and headed:
                beside = sum(1 for word in words if word.line == token.line)
                length = max(_length(words, text), beside)
                header, words = words[: len(words) - length], words[len(words) - length :]
            row.total = bool(text)
            row.name = text
            row.words = words
            row.start = words[0] if words else token
            rows.append(row)
            words = []
        rows[-1].numbers.append(token)
    if not rows:
        text = _ending(words, named=False)
        length = _length(words, text)
        header = words[: len(words) - length]
        if text:
            rows.append(Draft(total=True, name=text, words=words[-length:], start=words[-length]))
    return header, rows


def _last_named(words: list[Token], rows: list[Draft]) -> list[Token]:
    """The words of a list's last row; a cell above them that no amount stands beside is a row without any."""
    cell = words[0].cell
    starts = [at for at, word in enumerate(words) if word.cell == cell and (not at or word.line != words[at - 1].line)]
    if cell < 0 or len(starts) < 2:
        return words
    for start, end in pairwise(starts):
        rows.append(Draft(start=words[start], words=words[start:end]))
    return words[starts[-1] :]


def _ending(words: Sequence[Token], named: bool = True) -> str:
    """The name of a total at the end of a run of words; "" when there is none.

    Behind a header only 合计 and 总计 count: its last column may be 公用经费.
    """
    if not words:
        return ""
    text = joined(words[-8:])
    if named:
        for total in forms().totals:
            if text.endswith(total.word):
                return total.word
    return next((word for word in _TOTALS if text.endswith(word)), "")


def _length(words: Sequence[Token], text: str) -> int:
    """How many tokens at the end of a run make up a text; a token that holds more counts as a whole."""
    length = 0
    count = 0
    while length < len(text) and count < len(words):
        count += 1
        length += len(words[-count].text)
    return count if text else 0
