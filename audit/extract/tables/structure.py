"""Structure 层级: which rows add up to which, and what each row is about, before any column is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from audit.extract.tables.draft import Draft, joined, plain
from audit.extract.tables.forms import Form, forms
from audit.extract.tables.sides import EXPENDITURE, INCOME, NATURE
from audit.model.concept import Fund

FUNCTION, ECONOMIC, LABEL = "function:", "economic:", "label:"
#: what 本年支出 consists of by nature
_NATURES = frozenset("expenditure." + kind for kind in ("basic", "project", "upward", "operating", "subsidy"))


def coded(rows: Sequence[Draft], form: Form, units: bool, names: Mapping[str, str]) -> None:
    """Names, items and parts of coded rows. `names` maps codes to the names that the document's tables print."""
    children: dict[int, list[int]] = {}
    tops: list[int] = []
    parents = _parents(rows)
    for at, row in enumerate(rows):
        row.name = row.name or joined(row.words)
        if not row.code:
            continue
        parent = parents.get(at)
        if parent is None:
            tops.append(at)
        else:
            children.setdefault(parent, []).append(at)
        row.item = form.total if units else _item(row.code, names)
    for at, parts in children.items():
        rows[at].parts = tuple(parts)
    _totals(rows, tops, form)


def _parents(rows: Sequence[Draft]) -> dict[int, int]:
    """The row that each coded row belongs to: the one with the longest code that its own begins with.

    Where codes come twice (a listing by unit) it is the last such row above.
    """
    coded_rows = [(at, row.code) for at, row in enumerate(rows) if row.code]
    places = {code: at for at, code in coded_rows}
    parents: dict[int, int] = {}
    if len(places) == len(coded_rows):
        for at, code in coded_rows:
            above = next((places[code[:end]] for end in range(len(code) - 1, 0, -1) if code[:end] in places), None)
            if above is not None:
                parents[at] = above
        return parents
    stack: list[tuple[int, str]] = []
    for at, code in coded_rows:
        while stack and not _contains(stack[-1][1], code):
            stack.pop()
        if stack:
            parents[at] = stack[-1][0]
        stack.append((at, code))
    return parents


def _contains(code: str, other: str) -> bool:
    return other.startswith(code) and len(other) > len(code)


def _item(code: str, names: Mapping[str, str]) -> str:
    if code[0] != "2":
        return ECONOMIC + code
    path = [names.get(code[:length], "") for length in (3, 5, 7) if length <= len(code)]
    return FUNCTION + "/".join(plain(name) for name in path) if all(path) else LABEL + plain(names.get(code, code))


def _totals(rows: Sequence[Draft], tops: list[int], form: Form) -> None:
    """What the total rows add up: everything at the top, or the classes that a named total covers."""
    repeated = Counter(row.code for row in rows if row.code).most_common(1)
    # a listing by unit within the table, or rows that belong nowhere: what a total covers is not known
    loose = any(not row.code and not row.total and row.numbers and not row.name.startswith("其中") for row in rows)
    # the two economic classifications side by side (501 …, 301 …)
    systems = {rows[at].code[0] for at in tops if rows[at].numbers}
    unclear = bool(repeated and repeated[0][1] > 1) or loose or {"3", "5"} <= systems
    for row in rows:
        if not row.total:
            continue
        named = next((total for total in forms().totals if row.name.endswith(total.word)), None)
        if named is not None:
            row.item = named.item
            row.parts = tuple(at for at in tops if rows[at].code[:3] in named.classes)
        else:
            row.item = form.total or "total"
            row.parts = () if unclear else tuple(tops)


def sides(rows: Sequence[Draft]) -> None:
    """Names, items, funds and parts of the rows of a two-sided table."""
    by_function = any(row.side == EXPENDITURE and plain(row.name) in forms().classes for row in rows)
    for row in rows:
        if row.side == NATURE:
            row.item = (row.label.item if row.label else "") or LABEL + plain(row.name)
            if not by_function:  # the right half lists 基本支出 and 项目支出 instead of the classes
                row.side = EXPENDITURE
    for side in (INCOME, EXPENDITURE):
        places = [at for at, row in enumerate(rows) if row.side == side]
        _lower([rows[at] for at in places if rows[at].name])
        _half(places, rows, side)
    if not by_function:
        _by_nature([at for at, row in enumerate(rows) if row.side == EXPENDITURE], rows)


def _lower(half: Sequence[Draft]) -> None:
    """Put what stands below 一、本年支出, and the classes without a number, on the level where they belong.

    A half that begins with 本年收入, not with its parts, goes on with them; the classes below 本年支出 are its parts,
    whether they have numbers of their own (八、), none, or codes.
    """
    classes = [
        row for row in half if row.label is None and row.side == EXPENDITURE and plain(row.name) in forms().classes
    ]
    head = half[0] if half and half[0].label is not None and half[0].label.role == "year" else None
    if head is not None and head.level == 0 and len(half) > 1 and (half[1].level or half[1] in classes):
        for row in half:
            if row.label is not None and row.label.role in ("plus", "year") and row.level == 0:
                row.level = 1
            elif row.level == 1:
                row.level = 2
    strange = any(row.level == 0 and row.label is None and row.numbers and row not in classes for row in half)
    numbered = any(row.level for row in classes)
    if strange or (numbered and not all(row.level for row in classes)):
        return
    if head is not None and head.level == 1:
        for row in classes:
            row.level = max(row.level, 2)
    elif not numbered:
        for row in classes:
            row.level = 1


def _half(places: list[int], rows: Sequence[Draft], side: str) -> None:
    body: list[int] = []  # rows that 本年…合计 adds up
    sums: list[int] = []  # rows that 总计 adds up
    above: int | None = None  # the row that a fund's row belongs to, once the year's total is past
    context = side + ".year"
    outline: list[int] = []
    children: dict[int, list[int]] = {}
    year: int | None = None
    for at in places:
        row = rows[at]
        label = row.label
        role = label.role if label else ""
        row.item, row.fund = _meaning(row, context, side)
        if role == "grand":
            row.total = True
            row.parts = tuple(sums) if year is not None else _clear(rows, body or sums)
            body, sums = [], []  # a third half (by nature of the expenditure) may follow
            continue
        if role == "year" and row.level == 0:
            row.total = True
            if year is None:
                row.parts, row.assumed = _clear(rows, body), _is_gapped([rows[at] for at in places], side)
                sums.append(at)
            year = at
            above, context = None, side + ".year"
            continue
        if not row.name:
            continue
        if role == "plus" and (year is not None or row.level == 0):
            if all(rows[other].name != row.name for other in sums):  # a third half prints it again
                sums.append(at)
            above, context = at, row.item
            outline = []
            continue
        if above is not None:
            if row.level != 9:
                children.setdefault(above, []).append(at)
            continue
        if role in ("plus", "year"):
            context = row.item
        # 四、上级补助收入 below 本年收入合计 belongs to the grand total alone
        _nest(at, rows, outline, children, body if year is None else sums)
    for at, parts in children.items():
        if len(parts) > 1:
            rows[at].parts = tuple(parts)


def _by_nature(places: list[int], rows: Sequence[Draft]) -> None:
    """The economic classes without a number below 基本支出 are its parts; or 人员经费 and 公用经费."""
    basic: int | None = None
    below: dict[int, list[int]] = {}
    for at in places:
        row = rows[at]
        if row.item == "expenditure.basic":
            basic = at
        elif row.level != 0 or row.total or not row.label or row.label.side != NATURE or row.item in _NATURES:
            basic = None
        elif basic is not None:
            below.setdefault(basic, []).append(at)
    for at, found in below.items():
        kinds = {rows[part].item.startswith(LABEL) for part in found}
        if not rows[at].parts and len(kinds) == 1 and len(found) > 1:
            rows[at].parts, rows[at].assumed = tuple(found), True
    year = next((rows[at] for at in places if rows[at].total and rows[at].item == "expenditure.year"), None)
    natures = [at for at in places if rows[at].item in _NATURES]
    if year is not None and not year.parts and len(natures) > 1 and all(rows[at].level == 0 for at in natures):
        year.parts, year.assumed = tuple(natures), True


def _is_gapped(half: Sequence[Draft], side: str) -> bool:
    """Whether line numbers (行次) above the year's total are missing: a row whose name was cut off may be lost."""
    until = next(at for at, row in enumerate(half) if row.label is not None and row.label.role == "year")
    numbers = [row.number for row in half[: until + 1] if row.number is not None]
    first = 1 if side == INCOME else numbers[0] if numbers else 0
    return bool(numbers) and numbers != list(range(first, first + len(numbers)))


def _clear(rows: Sequence[Draft], body: Sequence[int]) -> tuple[int, ...]:
    """The parts of a total, unless rows of another kind stand among the classes: then what it covers is not known."""
    classes = sum(1 for at in body if rows[at].item.startswith(FUNCTION))
    strange = sum(1 for at in body if rows[at].item.startswith(LABEL) and rows[at].numbers)
    return () if classes and strange else tuple(body)


def _nest(at: int, rows: Sequence[Draft], outline: list[int], children: dict[int, list[int]], body: list[int]) -> None:
    """Put a row below the last one of a higher rank: 一、 above （一） above 1."""
    row = rows[at]
    if row.level in (0, 9):
        return
    while outline and rows[outline[-1]].level >= row.level:
        outline.pop()
    if outline:
        children.setdefault(outline[-1], []).append(at)
    else:
        body.append(at)
    outline.append(at)


def _meaning(row: Draft, context: str, side: str) -> tuple[str, Fund | None]:
    label = row.label
    if label is None or not label.item:
        name = plain(row.name)
        if not name:
            return "", None
        return (FUNCTION + name if side == EXPENDITURE and name in forms().classes else LABEL + name), None
    if label.item == "fund":
        return context, label.fund
    if label.item == "grand":
        return side + ".grand", None
    return label.item, label.fund


def is_vertical(rows: Sequence[Draft], form: Form) -> bool:
    """Whether the rows are what the form's columns usually are (“三公” with one item to a line)."""
    return len(form.vertical) > 0 and sum(1 for row in rows if _column_item(row, form)) >= 2


def _column_item(row: Draft, form: Form) -> str:
    """The item of the column that a row's name names; the longest name wins."""
    name = joined(row.words)
    hits = [
        (len(word), spec.item) for variant in form.variants for spec in variant for word in spec.words if word in name
    ]
    return max(hits)[1] if hits else ""


def listed(rows: Sequence[Draft], form: Form, vertical: bool, bodies: Sequence[str]) -> None:
    """Names and items of rows without codes; their sums follow from the amounts (see `nested`).

    `bodies` are the names of units, which stand in a column of their own behind a project's name.
    """
    for row in rows:
        row.name = joined(row.words)
        body = next((body for body in bodies if row.name.endswith(body)), "")
        row.name = row.name.removesuffix(body) or row.name
        if vertical:
            row.item = form.total if row.total else _column_item(row, form) or LABEL + plain(row.name)
        elif row.total or form.layout == "row":
            row.item = form.total or "total"
        else:
            row.item = LABEL + plain(row.name)
    if vertical:
        _vertical_parts(rows, form)


def _vertical_parts(rows: Sequence[Draft], form: Form) -> None:
    """The sums that the form's columns have, for rows instead; not those of which a part may be a row whose name is
    not known."""
    strange = any(row.item.startswith(LABEL) and row.numbers for row in rows)
    at = {row.item: index for index, row in reversed(list(enumerate(rows)))}
    for spec in form.variants[0]:
        item = spec.item or form.total
        parts = tuple(at[form.variants[0][part].item] for part in spec.parts if form.variants[0][part].item in at)
        if item in at and parts and (len(parts) == len(spec.parts) or not strange):
            rows[at[item]].parts = parts
            rows[at[item]].total = rows[at[item]].total or item == form.total
