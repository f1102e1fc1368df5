"""表间勾稽 · identities within and among the official tables

What
    What the set of official tables requires: income total = expenditure total; 收支总表 = 收入表 = 支出表 in
    their totals and in every class; 财政拨款总表 = 一般公共预算表 (+ 政府性基金, 国有资本经营); 基本支出 by
    function = by economic class; by unit = by function; 项目支出表 = the project column; “三公” not less than
    its economic items. The rules are data: checks/identities.yaml, with a head that says how to write one.

Why
    The tables are exported one by one and edited by hand; a figure that was corrected in one of them stays
    wrong in the others.

Consistent
    收支总表 206 科学技术支出 100.00; 支出决算表 206 合计 100.00.

Inconsistent
    收支总表 206 科学技术支出 100.00; 支出决算表 206 合计 110.00.

Rounding
    Two tables that round the same amount by themselves may differ by one unit of the last place: a rounding
    difference. Tables in 元 and 万元 are compared at the coarser precision.

Limits
    A rule needs all its tables. Function and economic items that normally agree (养老保险, 职业年金, 医疗保险,
    公积金) are a warning, only where at least two of the pairs agree, and only when one misprint would explain
    the difference: contributions may be booked under other items.

核对内容
    整套法定报表要求相符的数：收入总计 = 支出总计；收支总表、收入表、支出表的合计及各类相同；财政拨款总表 = 一般公共预
    算表（+ 政府性基金、国有资本经营）；基本支出按功能 = 按经济分类；按单位 = 按功能；项目支出表 = 支出表的项目支出列；
    “三公”经费不小于相应经济科目。规则是数据，见 checks/identities.yaml，其开头说明写法。

理由
    各表分别导出、手工修改；在一张表里更正的数，在其他表里仍然是错的。

相符
    收支总表 206 科学技术支出 100.00；支出决算表 206 合计 100.00。

不符
    收支总表 206 科学技术支出 100.00；支出决算表 206 合计 110.00。

尾差
    两张表各自舍入同一金额，末位可差一：属尾差。以元和以万元为单位的表按较粗的精度比较。

局限
    一条规则所需的表须齐全。功能科目与经济科目通常相符的（养老保险、职业年金、医疗保险、公积金），至少两对相符、且一处
    笔误即可解释时才作警告：缴费可能列在其他科目。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from audit.model.fact import FactBase
from audit.model.identity import LEVELS, Rule, Rules, Term, read
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity
from audit.model.table import Table, TableRow
from audit.strict_yaml import load

_FUNCTION = "function:"
#: that many pairs of a group agree before the document is taken to book them that way
_USUAL = 2


@cache
def rules() -> Rules:
    """The rules of identities.yaml, read once."""
    return read(load(Path(__file__).with_name("identities.yaml")))


class Set:
    """One set of official tables; a document with the tables of two bodies has two."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self._rows: dict[str, dict[str, TableRow]] = {}

    def row(self, form: str, name: str) -> TableRow | None:
        """A row by the name that a rule gives it, by its code, or by its item."""
        index = self._rows.get(form)
        if index is None:
            index = self._rows[form] = _index(self.tables[form])
        return index.get(rules().rows.get(name, name))

    def column(self, form: str, name: str, side: str) -> int | None:
        table = self.tables[form]
        keys = rules().columns[name] if name else rules().columns["合计"]
        return next(
            (
                at
                for key in keys
                for at, column in enumerate(table.columns)
                if column.key == key and column.side == side
            ),
            None,
        )

    def cell(self, term: Term, row: str, column: str) -> tuple[bool, Operand | None]:
        """Whether a term's cell exists, and what stands in it."""
        found = self.row(term.form, row)
        if found is None:
            return term.optional, None
        at = self.column(term.form, column, found.side)
        if at is None:
            return False, None
        figure = found.at(at)
        table = self.tables[term.form]
        label = f"{table.title} {found.name}·{table.columns[at].name}"
        return True, None if figure is None else Operand(figure, "part", label, Decimal(term.sign))


def _index(table: Table) -> dict[str, TableRow]:
    """The rows of a table by code, by item, by item and fund, and the total; the first one counts."""
    index: dict[str, TableRow] = {}
    codes = [row.code for row in table.rows if row.code]
    if len(set(codes)) < len(codes):  # a listing by unit: a code is not one row
        return dict([("total", row) for row in table.rows if row.total][:1])
    for row in table.rows:
        if row.code and not row.item.startswith((_FUNCTION, "economic:")):
            continue  # a unit's row repeats the total's item
        if row.total and not row.side and row.item not in ("expenditure.personnel", "expenditure.public"):
            index.setdefault("total", row)
        if row.item and not (row.fund and not row.side):
            index.setdefault(f"{row.item}@{row.fund}" if row.fund else row.item, row)
        if row.code:
            index.setdefault(row.code, row)
    if table.form == "threepublic" and table.rows:
        index.setdefault("total", table.rows[0])
    return index


def run(base: FactBase) -> Iterator[Relation]:
    for tables in _sets(base):
        groups: dict[str, list[Relation]] = {}
        for rule in rules().rules:
            if all(term.form in tables.tables for term in (*rule.terms, *rule.unless)) and _applies(rule, tables):
                if rule.group:
                    groups.setdefault(rule.group, []).extend(_relations(rule, tables))
                else:
                    yield from _relations(rule, tables)
        for relations in groups.values():
            if sum(1 for relation in relations if _agrees(relation)) >= _USUAL:
                yield from relations


def _agrees(relation: Relation) -> bool:
    """Whether both sides print the same amount, but for the last place."""
    stated, *others = relation.operands
    gap = stated.figure.amount - sum((o.coefficient * o.figure.amount for o in others), Decimal(0))
    return abs(gap) <= len(others) * max(o.figure.grain for o in relation.operands)


def _sets(base: FactBase) -> list[Set]:
    """The tables in printed order; another 收支总表 opens another body's set. Of a form that comes twice in a set the
    first table counts."""
    sets = [Set()]
    for table in base.tables:
        if table.form == "summary" and table.form in sets[-1].tables:
            sets.append(Set())
        if table.form:
            sets[-1].tables.setdefault(table.form, table)
    return sets


def _applies(rule: Rule, tables: Set) -> bool:
    def exists(term: Term) -> bool:
        return term.form in tables.tables and tables.cell(term, term.row, term.column)[0]

    if not all(exists(term) for term in rule.present) or any(exists(term) for term in rule.absent):
        return False
    for term in rule.unless:
        _, operand = tables.cell(term, term.row, term.column)
        if operand is not None and operand.figure.amount != 0:
            return False
    amounts = [tables.cell(term, term.row, term.column)[1] for term in rule.equal]
    values = {operand.figure.amount if operand is not None else None for operand in amounts}
    return len(values) < 2 and None not in values


def _relations(rule: Rule, tables: Set) -> Iterator[Relation]:
    """The rule once for every row and column that it ranges over."""
    for row in _rows(rule, tables):
        for column in _columns(rule, tables):
            relation = _relation(rule, tables, row, column)
            if relation is not None:
                yield relation


def _rows(rule: Rule, tables: Set) -> list[str]:
    placeholder = next((term for term in rule.terms if term.row.startswith("{")), None)
    if placeholder is None:
        return [""]
    level = LEVELS[placeholder.row.strip("{}")]
    items = [row.item for row in tables.tables[placeholder.form].rows if row.item.startswith(_FUNCTION)]
    return [item for item in dict.fromkeys(items) if not level or item.count("/") + 1 == level]


def _columns(rule: Rule, tables: Set) -> list[str]:
    if not any(term.column == "{栏}" for term in rule.terms):
        return [""]
    shared = [
        {column.key for column in tables.tables[term.form].columns} for term in rule.terms if term.column == "{栏}"
    ]
    keys = set.intersection(*shared)
    return [name for name, wanted in rules().columns.items() if keys.intersection(wanted)]


def _relation(rule: Rule, tables: Set, row: str, column: str) -> Relation | None:
    """The relation of one instance; None when a cell is missing or one side is empty."""
    sides: list[list[Operand]] = []
    for terms in (rule.left, rule.right):
        found: list[Operand] = []
        for term in terms:
            exists, operand = tables.cell(
                term, row if term.row.startswith("{") else term.row, column if term.column == "{栏}" else term.column
            )
            if not exists:
                return None
            if operand is not None:
                found.append(operand)
        sides.append(found)
    left, right = sides
    if not left or not right or {o.figure for o in left} & {o.figure for o in right}:
        return None
    ceiling = Severity.WARNING if rule.warning else None
    if rule.at_most:
        operands = (*_signed(left, "part", 1), *_signed(right, "whole", -1))
        return Relation("IDN010", RelationKind.AT_MOST, operands, Basis.STATUTORY, ceiling=ceiling)
    whole, parts = (left, right) if len(left) == 1 else (right, left)
    if len(whole) != 1:
        parts = [*parts, *_signed(whole[1:], "part", -1)]
    kind = RelationKind.EQUAL if len(parts) == 1 else RelationKind.SUM
    names = ("stated", "other") if kind is RelationKind.EQUAL else ("whole", "part")
    operands = (
        Operand(whole[0].figure, names[0], whole[0].label),
        *(Operand(part.figure, names[1], part.label, part.coefficient) for part in parts),
    )
    return Relation("IDN010", kind, operands, Basis.STATUTORY, ceiling=ceiling, tentative=rule.tentative)


def _signed(operands: list[Operand], role: str, sign: int) -> list[Operand]:
    return [Operand(o.figure, role, o.label, o.coefficient * sign) for o in operands]


CHECK = Check(id="IDN010", name="table-identity", run=run, doc=__doc__)
