"""What was read of a document: outline, facts, every figure and how often it was checked, tables as grids."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from audit.model.concept import Concept
from audit.model.document import Document
from audit.model.evaluation import Evaluation, Verdict
from audit.model.fact import Fact, FactBase
from audit.model.figure import Figure
from audit.model.table import Cell, Table
from reports import amounts, layout, phrasing, places
from reports.terminal import grid


def render(path: str, base: FactBase, evaluations: Sequence[Evaluation], lang: str, *, tables: bool = False) -> bytes:
    """The listing for a terminal as UTF-8; with `tables` only the recovered tables."""
    times = checked(evaluations)
    lines = [path, _about(base, lang), ""]
    if tables:
        for table in base.tables:
            lines += [_title(table, lang), _table(table, times), ""]
        lines.append(phrasing.word("table-marks" if base.tables else "no-tables", lang))
        return _bytes(lines)
    lines += [phrasing.word("outline", lang), *_outline(base.document), ""]
    lines += [f"{phrasing.word('facts', lang)} {len(base.facts)}", _facts(base.facts, lang), ""]
    lines += [f"{phrasing.word('figures', lang)} {len(base.figures)}", _figures(base.figures, times, lang)]
    return _bytes(lines)


def render_json(path: str, base: FactBase, evaluations: Sequence[Evaluation]) -> bytes:
    return (json.dumps(build(path, base, evaluations), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def build(path: str, base: FactBase, evaluations: Sequence[Evaluation]) -> dict[str, Any]:
    """The listing as plain dicts, lists and strings; numbers of the document are strings."""
    times = checked(evaluations)
    document = base.document
    return {
        "path": path,
        "format": document.format,
        "kind": str(base.kind),
        "year": base.year,
        "entity": base.entity,
        "unit": base.unit,
        "outline": [
            {
                "title": section.title,
                "number": section.number,
                "rank": section.rank,
                "parent": section.parent,
                "line": section.line,
            }
            for section in document.sections
        ],
        "facts": [
            {
                "label": fact.label,
                **_concept(fact.concept),
                "section": list(document.path(fact.section)),
                "source": fact.source,
                "figure": _figure(fact.figure, times),
            }
            for fact in base.facts
        ],
        "figures": [_figure(figure, times) for figure in base.figures],
        "tables": [_table_dict(table, times) for table in base.tables],
    }


def checked(evaluations: Sequence[Evaluation]) -> Counter[Figure]:
    """How many evaluated relations each figure stands in."""
    return Counter(
        figure
        for evaluation in evaluations
        if evaluation.verdict is not Verdict.NOT_EVALUABLE
        for figure in set(evaluation.relation.figures)
    )


def _about(base: FactBase, lang: str) -> str:
    kind = phrasing.phrase("document-kind", str(base.kind), lang)
    return " · ".join(part for part in (kind, str(base.year or ""), base.entity, base.unit) if part)


def _outline(document: Document) -> list[str]:
    lines = []
    for index, section in enumerate(document.sections):
        if section.title:
            depth = len(document.ancestors(index)) - 2
            number = "" if section.number is None else f"{section.number} "
            lines.append(f"  {'  ' * max(0, depth)}{number}{layout.clean(section.title)}  ({section.line})")
    return lines


def _facts(facts: Sequence[Fact], lang: str) -> str:
    head = [phrasing.word(key, lang) for key in ("line", "label", "figure", "item", "fund", "stage", "year", "source")]
    rows = [
        [
            _line(fact.figure),
            fact.label,
            amounts.printed(fact.figure),
            " < ".join(part for part in (fact.concept.item, fact.concept.within) if part),
            fact.concept.fund or "",
            fact.concept.stage or "",
            str(fact.concept.year or ""),
            fact.source,
        ]
        for fact in facts
    ]
    return grid(rows, head)


def _figures(figures: Sequence[Figure], times: Mapping[Figure, int], lang: str) -> str:
    head = [phrasing.word(key, lang) for key in ("line", "figure", "number-kind", "unit", "qualifier", "times")]
    rows = [
        [
            _line(figure),
            amounts.printed(figure),
            str(figure.kind),
            figure.unit,
            figure.qualifier or "",
            _times(figure, times) if figure.kind.states_quantity else "",
        ]
        for figure in figures
    ]
    return grid(rows, head)


def _times(figure: Figure, times: Mapping[Figure, int]) -> str:
    return str(times.get(figure, 0)) + ("?" if figure.doubtful else "")


def _title(table: Table, lang: str) -> str:
    about = " · ".join(part for part in (layout.clean(table.title), table.form, table.unit) if part)
    return f"{about}  {places.place(table.span, lang)}"


def _table(table: Table, times: Mapping[Figure, int]) -> str:
    rows = [
        [row.code, row.name, str(row.number or ""), *(_cell(cell, times) for cell in row.cells)] for row in table.rows
    ]
    return grid(rows, ["", "", "", *(column.name or column.key for column in table.columns)])


def _cell(cell: Cell, times: Mapping[Figure, int]) -> str:
    """The printed figure; `?` after it when its column is doubtful, `*` when no relation covers it."""
    text = "" if cell.figure is None else "".join(cell.figure.text.split())
    unchecked = cell.figure is not None and not times.get(cell.figure)
    return text + ("?" if cell.doubtful else "") + ("*" if unchecked else "")


def _line(figure: Figure) -> str:
    span = figure.span
    place = span.cell or f"{span.line or ''}:{span.column or ''}"
    if span.page is None:
        return place
    box = "" if span.box is None else " [" + " ".join(edge.partition(".")[0] for edge in span.box) + "]"
    return f"p{span.page} {place}{box}"


def _concept(concept: Concept) -> dict[str, Any]:
    return {
        "item": concept.item,
        "within": concept.within or None,
        "fund": None if concept.fund is None else str(concept.fund),
        "stage": None if concept.stage is None else str(concept.stage),
        "year": concept.year,
        "scope": concept.scope or None,
    }


def _figure(figure: Figure, times: Mapping[Figure, int]) -> dict[str, Any]:
    span = figure.span
    return {
        "text": figure.text,
        "kind": str(figure.kind),
        "value": amounts.plain(figure.value),
        "decimals": figure.decimals,
        "unit": figure.unit,
        "qualifier": None if figure.qualifier is None else str(figure.qualifier),
        "upper": None if figure.upper is None else amounts.plain(figure.upper),
        "doubtful": figure.doubtful,
        "page": span.page,
        "line": span.line,
        "column": span.column,
        "sheet": span.sheet,
        "cell": span.cell,
        "box": None if span.box is None else list(span.box),
        "checked": times.get(figure, 0) if figure.kind.states_quantity else None,
    }


def _table_dict(table: Table, times: Mapping[Figure, int]) -> dict[str, Any]:
    return {
        "title": table.title,
        "form": table.form or None,
        "unit": table.unit,
        "line": table.span.line,
        "columns": [{"key": column.key, "name": column.name} for column in table.columns],
        "rows": [
            {
                "code": row.code,
                "name": row.name,
                "number": row.number,
                "cells": [
                    {"doubtful": cell.doubtful, "figure": None if cell.figure is None else _figure(cell.figure, times)}
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
    }


def _bytes(lines: list[str]) -> bytes:
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")
