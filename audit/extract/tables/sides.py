"""Sides 左右两栏: the token stream of a table with two halves (收入 | 支出), cut into labels and their amounts.

A label starts at its ordinal or is a known one; its half follows from its line number (行次), its words, or the order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from audit.extract.tables.draft import Draft, joined, ordinal, plain
from audit.extract.tables.forms import Label, forms
from audit.extract.tables.tokens import Kind, Token, fold
from audit.model.numerals import chinese_number

INCOME, EXPENDITURE, NATURE = "income", "expenditure", "nature"
_INCOME_WORDS = ("收入", "拨款", "资金", "结余弥补")
_LEVELS = (
    (re.compile(r"[一二三四五六七八九十廿卅]+[、.．]"), 1),
    (re.compile(r"[（(][一二三四五六七八九十廿卅]+[）)]"), 2),
    (re.compile(r"\d{1,2}[.、．]"), 3),
    (re.compile(r"[（(]\d+[）)]"), 4),
)
_FIRST = re.compile(r"[一1][、.．]|[（(]一[）)]")
_PARTIAL = ("其中", "#")


class Sides(Struct):
    """The rows of both halves in printed order, and the header's tokens."""

    header: list[Token]
    rows: list[Draft]


def read(tokens: Sequence[Token], numbered: bool) -> Sides:
    """`numbered` says that the table has 行次."""
    segments, header = _segments(_without_codes(tokens))
    rows: list[Draft] = []
    counters = {INCOME: 0, EXPENDITURE: 0}
    halves = _Halves(_left(segments))
    for words, rest in segments:
        rows.extend(_rows(words, rest, numbered, counters, halves))
    _join_halves(rows)
    return Sides(header, rows)


def _without_codes(tokens: Sequence[Token]) -> list[Token]:
    """The same tokens, a class's code (208社会保障和就业支出) as part of its name."""
    kept: list[Token] = []
    for token in tokens:
        code = kept[-1] if kept else None
        if code is not None and code.line == token.line and is_class(token) and re.fullmatch(r"2\d\d", code.text):
            kept[-1] = replace(token, column=code.column, cell=code.cell)
        else:
            kept.append(token)
    return kept


def is_class(token: Token) -> bool:
    """Whether a token is the whole name of a functional class: 教育支出."""
    return token.kind is Kind.WORD and token.text.endswith("支出") and plain(token.text) in forms().classes


def _join_halves(rows: Sequence[Draft]) -> None:
    """A half of which no label is known is none: its rows belong to the other."""
    known = {row.side for row in rows if row.label is not None}
    if len(known) == 1 and NATURE not in known:
        for row in rows:
            row.side = next(iter(known))


class _Halves:
    """Which half a label belongs to, told from what came before it."""

    def __init__(self, left: int | None) -> None:
        self.left = left
        self.last: Label | None = None
        self.grand = False
        #: the number of the last 一、二、三、 in each half
        self.ranks = {INCOME: 0, EXPENDITURE: 0}

    def place(self, label: Label | None, name: str, cell: int) -> str:
        """The half of a label; its number is kept for the ones that follow."""
        side = self.choose(label, name)
        # 四、科学技术支出 is no income, though its line lost the empty cells before it
        told = plain(name) in forms().classes
        if self.left is not None and cell >= 0 and not told and (label is None or label.side == "either"):
            side = INCOME if cell <= self.left else EXPENDITURE
        if rank := value(name):
            self.ranks[INCOME if side == INCOME else EXPENDITURE] = rank
        return side

    def choose(self, label: Label | None, name: str) -> str:
        again = label is not None and label.side == "either" and label is self.last
        self.last = label
        if again and label is not None and label.role != "grand":  # 年初 and 年末 by fund, side by side
            self.last = None
            return EXPENDITURE
        if label is not None and label.side != "either":
            return label.side
        if label is not None and label.role == "grand":
            side = EXPENDITURE if self.grand else INCOME
            self.grand = True
            return side
        if label is not None or not name:
            return INCOME
        text = plain(name)
        if name.endswith("支出") or "支出" in name or text in forms().classes:
            return EXPENDITURE
        if any(word in name for word in _INCOME_WORDS):
            return INCOME
        rank = value(name)
        return INCOME if rank and rank == self.ranks[INCOME] + 1 != self.ranks[EXPENDITURE] + 1 else EXPENDITURE


def _left(segments: Sequence[tuple[list[Token], list[Token]]]) -> int | None:
    """The cell of the left half's labels, where labels stand in two cells of the lines, or in three; else None."""
    cells = Counter(words[0].cell for words, _ in segments)
    if -1 in cells or min((cells[cell] for cell in cells), default=0) < 2 or len(cells) not in (2, 3):
        return None
    return min(cells)


def _segments(tokens: Sequence[Token]) -> tuple[list[tuple[list[Token], list[Token]]], list[Token]]:
    """Pairs of a label's words and the numbers behind it, and the header before the first label."""
    segments: list[tuple[list[Token], list[Token]]] = []
    begin = next((at for at, token in enumerate(tokens) if _FIRST.match(token.text) or _opens_half(tokens, at)), 0)
    header = list(tokens[:begin])
    run: list[Token] = []
    opening = _openings(tokens, begin)
    for token in tokens[begin:]:
        if token.kind is Kind.WORD:
            run.append(token)
            continue
        _flush(run, segments, header, opening)
        run = []
        if segments:
            segments[-1][1].append(token)
        else:
            header.append(token)
    _flush(run, segments, header, opening)
    return segments, header


def _opens_half(tokens: Sequence[Token], at: int) -> bool:
    """Whether 本年收入 begins the left half with its amount beside it; as a head it has none."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind is not Kind.NUMBER or tokens[at].kind is not Kind.WORD:
        return False
    label = find_label(tokens[at].text)
    return label is not None and label.side == INCOME and label.role == "year" and "." in following.text


def _openings(tokens: Sequence[Token], begin: int) -> set[tuple[int, int]]:
    """Where words open a cell: behind another cell of their line, or right before a number's cell."""
    found: set[tuple[int, int]] = set()
    for at in range(begin, len(tokens)):
        token, before = tokens[at], tokens[at - 1] if at else None
        if token.kind is not Kind.WORD or token.cell < 0:
            continue
        beside = before is not None and before.line == token.line
        if beside and before is not None and before.cell == token.cell:
            continue
        end = next(
            (other for other in tokens[at + 1 : at + 9] if other.cell != token.cell or other.line != token.line), None
        )
        if beside or (end is not None and end.line == token.line and end.kind is not Kind.WORD):
            found.add((token.line, token.column))
    return found


def _flush(
    run: list[Token],
    segments: list[tuple[list[Token], list[Token]]],
    header: list[Token],
    opening: Container[tuple[int, int]] = (),
) -> None:
    """Cut a run of words at the starts of labels; a piece before the first start goes on with the label above."""
    covered = 0  # characters of a label that started, still to come: 收 入 总 计 is one label
    for at, token in enumerate(run):
        opens = (token.line, token.column) in opening
        length = 0 if covered > 0 and not opens else _starts(run, at) or int(opens)
        covered = max(length, covered) - len(token.text)
        if length:
            segments.append(([token], []))
        elif segments:
            segments[-1][0].append(token)
        else:
            header.append(token)


def _starts(run: Sequence[Token], at: int) -> int:
    """How many characters of a label start at a token; 0 when none does."""
    text = "".join(token.text for token in run[at : at + 24])
    if found := ordinal(text):
        return found.end() + 1
    if text.startswith(_PARTIAL):
        return 3
    if is_class(run[at]):
        return len(run[at].text)
    label = next((label for label in _labels().get(text[:1], ()) if text.startswith(label.word)), None)
    return len(label.word) if label is not None else 0


def _rows(
    words: list[Token], rest: list[Token], numbered: bool, counters: dict[str, int], halves: _Halves
) -> list[Draft]:
    """The row of a label, and the rows without a label whose line numbers follow it."""
    name = joined(words)
    text = fold(name)
    label = find_label(text)
    side = halves.place(label, text, words[0].cell)
    row = Draft(words=words, name=name, label=label, side=side, start=words[0], level=level(text))
    rows = [row]
    for at, token in enumerate(rest):
        if numbered and token.is_integer and len(token.text) <= 3:
            value = int(token.text)
            if at == 0:
                row.side = side = _numbered_side(value, side, counters)
                row.number = counters[side] = value
                continue
            follows = next((half for half in (INCOME, EXPENDITURE) if value == counters[half] + 1), "")
            if follows and (value > 1) and counters[follows]:
                counters[follows] = value
                rows.append(Draft(side=follows, number=value, start=token))
                continue
        rows[-1].numbers.append(token)
    return rows


def _numbered_side(value: int, side: str, counters: dict[str, int]) -> str:
    """The half that a line number continues; the words decide while both, or neither, would."""
    follows = [half for half in (INCOME, EXPENDITURE) if counters[half] and value == counters[half] + 1]
    if len(follows) == 1 and (counters[EXPENDITURE] or follows[0] == side):
        return follows[0]
    return EXPENDITURE if side == NATURE else side


def value(name: str) -> int:
    """The number of a label that starts with 一、 … 廿五、; 0 without one."""
    found = _LEVELS[0][0].match(name)
    if not found:
        return 0
    return chinese_number(found.group()[:-1])


def level(name: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for (1), 0 without an ordinal, 9 for 其中."""
    if name.startswith("其中"):
        return 9
    return next((rank for pattern, rank in _LEVELS if pattern.match(name)), 0)


def find_label(name: str) -> Label | None:
    """The known label that a row's name is, its ordinal cut off; a name cut short counts when it is long enough."""
    text = name
    if found := ordinal(name):
        text = name[found.end() :]
    text = text.removeprefix("其中：").removeprefix("其中:")
    known = _labels().get(text[:1], ())
    for label in known:
        if text.startswith(label.word):
            rest = text[len(label.word) :]
            if not rest or rest[0] in "（(" or (len(rest) <= 2 and "支" not in rest):
                return label
    return next((label for label in known if len(text) >= 8 and label.word.startswith(text)), None)


@cache
def _labels() -> dict[str, list[Label]]:
    """The known labels by their first glyphs, in their order."""
    found: dict[str, list[Label]] = {}
    for label in forms().labels:
        found.setdefault(label.word[0], []).append(label)
    return found
