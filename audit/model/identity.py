"""Identity 表间勾稽式: equations between cells of the official tables, and how their rules are written."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from msgspec import Struct

#: the levels of the functional classification that a rule may range over
LEVELS = {"类": 1, "款": 2, "项": 3, "科目": 0}


class Term(Struct, frozen=True):
    """One cell of an equation: `form` of the table, the row's and the column's name as the rule writes them."""

    sign: int
    form: str
    row: str
    column: str
    optional: bool


class Rule(Struct, frozen=True):
    name: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    at_most: bool
    unless: tuple[Term, ...]
    present: tuple[Term, ...]
    absent: tuple[Term, ...]
    equal: tuple[Term, ...]
    warning: bool
    tentative: bool
    group: str

    @property
    def terms(self) -> tuple[Term, ...]:
        return (*self.left, *self.right)


class Rules(Struct, frozen=True):
    rows: dict[str, str]
    columns: dict[str, tuple[str, ...]]
    rules: tuple[Rule, ...]


def read(data: dict[str, Any]) -> Rules:
    """Rules from their data. Raises ValueError that names the rule and the word that the head does not define."""
    columns = {name: tuple(keys) for name, keys in data["columns"].items()}
    found = Rules(dict(data["rows"]), columns, tuple(_rule(entry, data["tables"]) for entry in data["rules"]))
    for rule in found.rules:
        for term in (*rule.terms, *rule.unless, *rule.present, *rule.absent, *rule.equal):
            if not (term.row in found.rows or term.row.isdigit() or term.row.strip("{}") in LEVELS):
                raise ValueError(f"{rule.name}: there is no row {term.row!r}")
            if term.column not in (*found.columns, "", "{栏}"):
                raise ValueError(f"{rule.name}: there is no column {term.column!r}")
    return found


def _rule(entry: dict[str, Any], tables: dict[str, str]) -> Rule:
    def several(key: str) -> tuple[Term, ...]:
        value = entry.get(key, [])
        return tuple(
            chain.from_iterable(_terms(text, tables) for text in ([value] if isinstance(value, str) else value))
        )

    left, relation, right = re.split(r"(<=|=)", entry["equation"], maxsplit=1)
    return Rule(
        entry["rule"],
        _terms(left, tables),
        _terms(right, tables),
        relation == "<=",
        several("unless"),
        several("with"),
        several("without"),
        several("equal"),
        entry.get("severity") == "warning",
        entry.get("tentative") == "yes",
        entry.get("group", ""),
    )


def _terms(text: str, tables: dict[str, str]) -> tuple[Term, ...]:
    terms: list[Term] = []
    for sign, cell in re.findall(r"([+-]?)\s*([^\s+-]+)", text):
        table, _, rest = cell.partition(".")
        row, _, column = rest.partition(".")
        optional = table.startswith("?")
        if table.lstrip("?") not in tables:
            raise ValueError(f"{text.strip()}: there is no table {table!r}")
        terms.append(Term(-1 if sign == "-" else 1, tables[table.lstrip("?")], row, column, optional))
    return tuple(terms)
