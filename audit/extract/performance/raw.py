"""Raw rows 原始行: a row of a text dump as it stands, and what its values turn out to be when the form is over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from audit.extract.performance.cells import Value, money_weight, points
from audit.extract.performance.columns import POINTS, money_roles, result_roles
from audit.extract.performance.rows import Part, Row, is_plain, kind_of, unit_of
from audit.extract.performance.vocabulary import WEIGHT, levels, name_key, pattern
from audit.model.figure import Figure, FigureKind
from audit.model.once import once

#: a name that holds a quantity is the rest of a row whose cells the dump has torn apart
_QUANTITY = re.compile(r"[≥≤]|\d(?:%|[万亿]|[家项场次个户篇批份件台套人])")
#: no form has more points
_HIGHEST = 1000
_STANDARD = re.compile(r"\d%(?:及?以上|/[月季年])$")
#: a heading that is too short to be looked for anywhere
_REASON = "原因"
#: a row that has a target only, and shares the result of the row before it
SHARED = "shared"


class Raw(Struct, frozen=True, dict=True):
    """A row as it stands: the cells of its name, its values, and the roles of its columns."""

    part: Part
    name: Value
    bare: str
    values: tuple[Value, ...]
    columns: tuple[str, ...]
    horizon: str
    explained: bool = False
    exceeded: bool = False  # more values follow than the headings have columns

    @property
    def place(self) -> tuple[int, int]:
        cell = self.values[0].cells[0]
        return cell.index, cell.block.section

    @once
    def is_total(self) -> bool:
        """Whether it is that of the total: by its name, or by the last of its cells, where the rest of a torn name of
        the row above stands before it."""
        ends = {self.bare, *("".join(cell.text for cell in self.name.cells[-count:]) for count in (1, 2))}
        return bool(pattern("total").search(self.bare)) or any(pattern("sum").fullmatch(end) for end in ends)


def bare_name(text: str) -> str:
    """The name of a row without the headings and the names of levels before it."""
    start = 0
    for match in pattern("headings", "evaluation").finditer(text):
        start = match.end()
    if start:
        start = max((match.end() for match in pattern("columns", "reason").finditer(text, start)), default=start)
        start += len(_REASON) if text.startswith(_REASON, start) else 0
    for match in levels().finditer(text, start):
        start = match.end()
    ends = [match.end() for match in WEIGHT.finditer(text, start)]
    return text[ends[-2] if len(ends) > 1 else start :]


def is_unscored(raws: Sequence[Raw]) -> bool:
    """Whether there is a column of scores, and most rows are one value short of it, hardly any whole."""
    listed = [raw for raw in raws if raw.part is Part.RESULTS and not raw.is_total]
    missing = [len(raw.columns) - len(raw.values) for raw in listed if raw.columns[-1:] == ("score",)]
    return len(missing) > 2 and missing.count(1) * 2 > len(missing) and missing.count(0) * 10 <= len(missing)


def without_unknown_columns(raws: list[Raw]) -> tuple[list[Raw], bool]:
    """The rows, without those of indicators where many have more values than the headings name: no one knows which."""
    results = [raw for raw in raws if raw.part is Part.RESULTS]
    exceeding = sum(1 for raw in results if raw.exceeded)
    unknown = exceeding > 1 and exceeding * 3 >= len(results)
    return ([raw for raw in raws if raw.part is not Part.RESULTS] if unknown else raws), unknown


def interpreted(raw: Raw, unscored: bool) -> Row | None:
    """The row with the roles of its values; None when they cannot be told."""
    if raw.part is Part.GOALS:
        return _goal(raw)
    figures = [value.figure() for value in raw.values]
    if raw.is_total:
        return _total(raw, figures)
    if raw.part is Part.MONEY:
        return _money(raw, figures)
    if pattern("subtotal").search(raw.name.text):
        return None
    columns = raw.columns[:-1] if unscored else raw.columns
    roles = result_roles(columns, figures, raw.bare)
    if roles is None or len(name_key(raw.bare)) < 2:
        return None
    if set(roles) == {"target"} and len(raw.columns) > 1 and len(figures) == 1:
        return Row(SHARED, raw.bare, *raw.place, roles)
    name = raw.bare
    weight = _last_weight(raw.name) if "weight" not in columns else None
    if weight is not None:
        end = list(WEIGHT.finditer(name))[-1].end()
        if _is_of_row_above(name, end, weight, roles.get("score")):
            return Row("indicator", name[end:], *raw.place, roles, explained=raw.explained)
        roles["weight"] = weight
        name = name[:end]
    if len(name) < len(raw.bare):
        roles.pop("target", None)  # its words stand behind the weight
    elif _QUANTITY.search(WEIGHT.sub("", name)) and not _is_standard(name, roles):
        # the name has swallowed a value: the points are the row's all the same
        roles = {role: figure for role, figure in roles.items() if role in ("weight", "score")}
    return Row("indicator", name, *raw.place, roles, explained=raw.explained)


def _is_standard(name: str, roles: dict[str, Figure]) -> bool:
    """Whether the quantity in a name is the rate that it sets, both values being there: 网络接通率95%以上."""
    values = [roles.get(role) for role in ("target", "actual")]
    rates = sum(1 for figure in values if figure is not None and figure.kind is FigureKind.PERCENT)
    return rates == len(values) and _STANDARD.search(name) is not None and len(_QUANTITY.findall(name)) == 1


def _is_of_row_above(name: str, end: int, weight: Figure, score: Figure | None) -> bool:
    """Whether a weight that ends there is the rest of the name of the row above, behind which the row's own begins:
    where brackets show that names are torn, or the row has more points."""
    rest = name[end:]
    torn = rest.count("（") > rest.count("）") or name.count("）", 0, end) > name.count("（", 0, end)
    return bool(rest) and (torn or (score is not None and score.amount > weight.amount))


def share(rows: list[Row], shared: Row) -> None:
    """A row that has nothing but a target shares the result of the row before it: their cells are merged."""
    if not rows or not {"target", "actual"} <= rows[-1].roles.keys():
        return
    first = rows[-1]
    also = (*first.also, shared.roles["target"])
    rows[-1] = Row(first.kind, first.name, first.block, first.section, first.roles, also=also)


def _total(raw: Raw, figures: list[Figure | None]) -> Row | None:
    """总分 97.89, or the whole of the weights before it."""
    known = [figure for figure in figures if is_plain(figure)]
    if raw.columns and raw.columns[-1] not in POINTS and {*POINTS} & {*raw.columns}:
        points = raw.columns[min(raw.columns.index(role) for role in POINTS if role in raw.columns) :]
        # the column behind the score has its total too, or none
        known = known[: points.index("score") + 1] if len(known) == len(points) and "score" in points else []
    if not known or known[-1] is None or known[-1].value > _HIGHEST:
        return None  # 合计 of a table of projects
    roles = {"score": known[-1]}
    if len(known) == 2 and known[0] is not None:
        roles["weight"] = known[0]
    return Row("total", raw.bare, *raw.place, roles)


def _money(raw: Raw, figures: list[Figure | None]) -> Row | None:
    """Budget, executed, rate, points; the points' weight may stand in the heading (20分)."""
    roles = money_roles(raw.columns, figures)
    if roles is None:
        return None
    kind = kind_of(raw.bare, roles)
    if kind == "indicator":
        return None  # under headings that were not understood
    if kind == "execution" and "score" in roles and "weight" not in roles:
        roles |= money_weight(raw.name)
    return Row(kind, raw.bare, *raw.place, roles, unit=unit_of(raw.name.text))


def _goal(raw: Raw) -> Row | None:
    figures = [figure for figure in (value.figure() for value in raw.values) if figure is not None]
    if len(figures) < len(raw.values) or len(name_key(raw.bare)) < 2 or _QUANTITY.search(WEIGHT.sub("", raw.bare)):
        return None
    *earlier, target = figures
    return Row("indicator", raw.bare, *raw.place, {"target": target}, tuple(earlier), raw.horizon)


def _last_weight(name: Value) -> Figure | None:
    """The points in brackets behind the row's name."""
    text = name.text
    found = list(WEIGHT.finditer(text, max(0, len(text) - len(bare_name(text)))))
    return points(name, found[-1]).get("weight") if found else None
