"""Roles 栏目角色: what binds the columns of a table that no official form has: changes, rates, what is left.

A heading names what a column holds, and the rows must confirm what follows from it: nothing is bound that most rows
do not show. So one wrong cell is found, and a table that counts in its own way is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import permutations
from pathlib import Path

from msgspec import Struct

from audit.extract.tables.draft import Draft
from audit.extract.tables.tokens import Kind, Token
from audit.extract.tables.work import Work
from audit.model.relation import RelationKind
from audit.model.table import Bond
from audit.strict_yaml import load

_SPLIT = re.compile(r"(?:小计|合计|总计)基本支出项目支出")
_NO_HEADING = re.compile(r"单位[：:]|部门[：:]|名称[：:]|^(?:公开|预算|附)?表?\d{1,2}表?$")
_YEAR = re.compile(r"20\d\d")
_MOST_COLUMNS = 12
_MOST_ROWS = 80
_FEWEST = 3
_HUNDRED = Decimal(100)
_Row = Mapping[int, Token]


class Roles(Struct, frozen=True):
    """See roles.yaml."""

    roles: tuple[tuple[str, tuple[str, ...]], ...]
    changes: tuple[str, ...]
    names: tuple[str, ...]
    remarks: tuple[str, ...]
    balance: Mapping[str, tuple[str, ...]]
    change_rates: tuple[str, ...]

    def of(self, heading: str) -> str:
        """The role that a heading names; "" when it names none."""
        return next((role for role, words in self.roles if any(word in heading for word in words)), "")


@cache
def roles() -> Roles:
    """The vocabulary, read once."""
    data = load(Path(__file__).with_name("roles.yaml"))
    return Roles(
        tuple((entry["role"], tuple(entry["words"])) for entry in data["roles"]),
        tuple(data["changes"]),
        tuple(data["names"]),
        tuple(data["remarks"]),
        {part: tuple(words) for part, words in data["balance"].items()},
        tuple(data["change_rates"]),
    )


def headings(heads: Sequence[Token], width: int) -> tuple[str, ...]:
    """The heading of every amount column, where each can be told; else nothing.

    From the cells of the header, or from a header on one line, whose last words stand above the amounts.
    """
    lines: dict[int, list[Token]] = {}
    for token in heads:
        lines.setdefault(token.line, []).append(token)
    kept = [line for line in lines.values() if not _NO_HEADING.search("".join(token.text for token in line))]
    tokens = [token for line in kept for token in line]
    while tokens and tokens[-1].text in roles().remarks:
        tokens.pop()  # 备注 stands above no amounts
    if not tokens:
        return ()
    if all(token.cell >= 0 for token in tokens):
        first = max(token.cell for token in tokens) - width + 1
        names = [""] * width
        for token in tokens:
            if token.cell >= first:
                names[token.cell - first] += token.text
        return tuple(names) if first > 0 and all(names) else ()
    if len(kept) > 1 or len(tokens) <= width:
        return ()
    return tuple(token.text for token in tokens[-width:])


def bonds(work: Work) -> tuple[Bond, ...]:
    """What the columns of a table show to be bound by; of each column that is the result of others the best reading."""
    if len(work.blocks) != 1 or all(spec.known for spec in work.blocks[0].specs):
        return ()
    width = len(work.blocks[0].specs)
    placed = [row for row in work.rows if len(row.candidates) == 1 and row.amounts]
    rows = [_values(row) for row in placed[:_MOST_ROWS]]
    if not 1 < width <= _MOST_COLUMNS or len(rows) < _FEWEST:
        return ()
    totals = [_values(row) for row in placed if row.total]
    names = headings(work.heads, width)
    if len(totals) == 1 and (shares := tuple(_shares(totals[0], names, width, rows))):
        return shares
    found: dict[int, tuple[int, Bond]] = {}
    for bond in _possible(work.header, names, width, rows):
        held = _held(bond, rows)
        if held > found.get(bond.whole, (0, bond))[0]:
            found[bond.whole] = (held, bond)
    return tuple(bond for _, bond in found.values())


def _shares(total: _Row, names: Sequence[str], width: int, rows: Sequence[_Row]) -> Iterator[Bond]:
    """占比: a column of percentages that are the shares of an amount in its total, as nearly all rows show."""
    rated = [roles().of(name) == "rate" for name in names] or [False] * width
    for at in range(width):
        if at not in total or not (rated[at] or all(row[at].text.endswith("%") for row in rows if at in row)):
            continue
        for part in range(width):
            if rated[part]:
                continue
            base = total.get(part)
            if base is None or base.value <= 0 or base.text.endswith("%"):
                continue
            shown = [row for row in rows if at in row and part in row and row is not total]
            gaps = [abs(row[part].value / base.value * _HUNDRED - row[at].value) for row in shown]
            held = sum(gap <= Decimal(1).scaleb(-row[at].decimals) for gap, row in zip(gaps, shown, strict=True))
            if held >= _FEWEST - 1 and len(shown) - held <= max(1, held // 5):
                yield Bond(RelationKind.SHARE, at, ((part, 1),))
                break


def rates(work: Work) -> frozenset[int]:
    """The columns that hold rates: they are the result of amounts, or their heading says so. Rates are never footed
    as amounts."""
    shown = {bond.whole for bond in work.bonds if bond.kind is not RelationKind.SUM}
    if len(work.blocks) != 1 or all(spec.known for spec in work.blocks[0].specs):
        return frozenset(shown)
    specs = work.blocks[0].specs
    named = enumerate(headings(work.heads, len(specs)))
    return frozenset(shown | {at for at, name in named if roles().of(name) == "rate" and not specs[at].known})


def _values(row: Draft) -> dict[int, Token]:
    return {
        place: token
        for place, token in zip(row.candidates[0], row.numbers, strict=True)
        if token.kind is Kind.NUMBER
    }  # fmt: skip


def _possible(header: str, names: Sequence[str], width: int, rows: Sequence[_Row]) -> Iterator[Bond]:
    """The bonds that the headings allow."""
    if _SPLIT.search(header):
        for whole in range(width - 2):
            yield Bond(RelationKind.SUM, whole, ((whole + 1, 1), (whole + 2, 1)))
    if any(word in header for word in roles().changes):
        yield from _changes(names, width, rows)
    if names:
        yield from _execution(names)
        yield from _balance(names)


def _changes(names: Sequence[str], width: int, rows: Sequence[_Row]) -> Iterator[Bond]:
    """增减额 = 本年 − 上年, and the rate of it, wherever the rows show them."""
    said = [roles().of(name) for name in names] or [""] * width
    amounts = [at for at in range(width) if said[at] not in ("rate", "other")]
    for current, prior in permutations([at for at in amounts if said[at] != "change"], 2):
        for at in range(max(current, prior) + 1, width):
            if said[at] in ("", "change"):
                yield Bond(RelationKind.SUM, at, ((current, 1), (prior, -1)))
            if said[at] in ("", "rate"):
                yield Bond(RelationKind.CHANGE_RATE, at, ((current, 1), (prior, 1)))


def _execution(names: Sequence[str]) -> Iterator[Bond]:
    """全年 = 年初 + 追加, 结余 = 预算 − 支出, 执行率 = 支出 / 预算, where one column each has these headings."""
    said = [_told(name, names) for name in names]
    at = {role: said.index(role) for role in said if role and said.count(role) == 1}
    initial, added, adjusted = at.get("initial"), at.get("added"), at.get("adjusted")
    spent, left, rate = at.get("spent"), at.get("left"), at.get("rate")
    if initial is not None and added is not None and adjusted is not None:
        yield Bond(RelationKind.SUM, adjusted, ((initial, 1), (added, 1)))
    if spent is None:
        return
    budgets: list[tuple[tuple[int, int], ...]] = [((place, 1),) for place in (adjusted, initial) if place is not None]
    if initial is not None and added is not None:
        budgets.append(((initial, 1), (added, 1)))
    if left is not None:
        for budget in budgets:
            yield Bond(RelationKind.SUM, left, (*budget, (spent, -1)))
    if rate is not None:
        for budget in budgets:
            if len(budget) == 1:
                yield Bond(RelationKind.COMPLETION, rate, ((spent, 1), *budget))
        if left is not None:  # what was there is what was spent and what is left
            yield Bond(RelationKind.COMPLETION, rate, ((spent, 1), (left, -1)))
            for budget in budgets[:1]:  # 节约率
                yield Bond(RelationKind.COMPLETION, rate, ((left, 1), *budget))


def _told(name: str, names: Sequence[str]) -> str:
    """The role of a heading among the amounts of the latest year; a rate of change is none of execution."""
    years = [year for other in names for year in _YEAR.findall(other)]
    role = roles().of(name)
    if years and _YEAR.findall(name) and max(_YEAR.findall(name)) < max(years):
        return ""
    return "" if role == "rate" and any(word in name for word in roles().change_rates) else role


def _balance(names: Sequence[str]) -> Iterator[Bond]:
    """年末 = 年初 + 本年收入 − 本年支出 − 结余分配, where exactly one column each has these headings."""
    found = {
        part: [at for at, name in enumerate(names) if any(word in name for word in words)]
        for part, words in roles().balance.items()
    }
    opening, closing = found["opening"], found["closing"]
    if len(opening) != 1 or len(closing) != 1 or not found["in"] or not found["out"]:
        return
    moved = [*((at, 1) for at in found["in"]), *((at, -1) for at in found["out"])]
    if len({at for at, _ in moved} | {*opening, *closing}) == len(moved) + 2 and len(found["in"]) == 1:
        yield Bond(RelationKind.SUM, closing[0], ((opening[0], 1), *moved))


def _held(bond: Bond, rows: Sequence[_Row]) -> int:
    """How many rows show a bond; 0 when too few do, or one of them contradicts it in its sign alone."""
    held = broken = 0
    shown: set[tuple[Decimal, ...]] = set()
    filled = [0] * len(bond.parts)
    most = 1 + len(rows) // 6
    for row in rows:
        whole = row.get(bond.whole)
        if whole is None or not any(column in row for column, _ in bond.parts):
            continue
        found = _recomputed(bond, row)
        if found is None or not (whole.value or found):
            continue
        slack = _slack(bond, row, whole)
        if abs(found - whole.value) <= slack:
            held += 1
            values = tuple(row[column].value if column in row else Decimal(0) for column, _ in bond.parts)
            shown.add(values)
            filled = [count + bool(value) for count, value in zip(filled, values, strict=True)]
        elif abs(abs(found) - abs(whole.value)) <= slack:
            return 0
        else:
            broken += 1
            if broken > most:
                return 0
    least = 1 if bond.kind is RelationKind.SUM and len(bond.parts) > 1 and all(s > 0 for _, s in bond.parts) else 2
    if held < _FEWEST or len(shown) < 2 or min(filled) < least or broken > max(1, held // 5):
        return 0
    return held


def _recomputed(bond: Bond, row: _Row) -> Decimal | None:
    values = [row[column].value if column in row else Decimal(0) for column, _ in bond.parts]
    if bond.kind is RelationKind.SUM:
        return sum((value * sign for value, (_, sign) in zip(values, bond.parts, strict=True)), Decimal(0))
    first, second = values
    if bond.kind is RelationKind.COMPLETION:
        base = second if bond.parts[1][1] > 0 else first + second
        return first / base * _HUNDRED if base > 0 else None
    return (first - second) / second * _HUNDRED if second > 0 else None


def _slack(bond: Bond, row: _Row, whole: Token) -> Decimal:
    """What rounding explains: half a last place for every printed amount; a last place of a rate."""
    if bond.kind is not RelationKind.SUM:
        return Decimal(1).scaleb(-whole.decimals)
    decimals = max(row[column].decimals for column in (bond.whole, *(c for c, _ in bond.parts)) if column in row)
    return Decimal(5).scaleb(-decimals - 1) * (len(bond.parts) + 1)
