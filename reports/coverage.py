"""Coverage 核对覆盖率: which figures nothing checks, by section, and why. For `gouji inspect --coverage`."""

from __future__ import annotations

import json
from typing import Any

from audit.model.coverage import Coverage, Covered, SectionCoverage
from reports import amounts, phrasing, places


def render(path: str, coverage: Coverage, lang: str) -> bytes:
    """The listing for a terminal as UTF-8: the sections with unchecked figures, each figure with its reason."""
    from reports import layout

    lines = [layout.clean(path), summary(coverage, lang)]
    if coverage.once:
        lines.append(phrasing.phrase("coverage", "once-means", lang))
    for part in coverage.sections:
        if part.unchecked:
            title = " › ".join(layout.clean(heading) for heading in part.path) or phrasing.word("no-section", lang)
            lines += ["", f"{title}  {part.checked}/{part.total}", _unchecked(part, lang)]
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def summary(coverage: Coverage, lang: str) -> str:
    """One line: the share that is checked, and of what the rest is."""
    return phrasing.phrase(
        "coverage",
        "summary",
        lang,
        total=str(coverage.total),
        checked=str(coverage.checked),
        share=phrasing.coverage(coverage, 1),
        proved=str(coverage.proved),
        once=str(coverage.once),
        unchecked=str(coverage.total - coverage.checked),
    )


def counts(coverage: Coverage | SectionCoverage) -> dict[str, int]:
    """How many figures there are of each standing."""
    return {
        "total": coverage.total,
        "checked": coverage.checked,
        "proved": coverage.proved,
        "checked_once": coverage.once,
    }


def gaps(coverage: Coverage | SectionCoverage) -> dict[str, int]:
    """How many figures are unchecked, by reason."""
    return {str(gap): count for gap, count in coverage.gaps}


def render_json(path: str, coverage: Coverage) -> bytes:
    return (json.dumps(build(path, coverage), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def build(path: str, coverage: Coverage) -> dict[str, Any]:
    """The listing as plain dicts, lists and strings; every figure with its standing, not only the unchecked ones."""
    return {
        "path": path,
        **counts(coverage),
        "unchecked": gaps(coverage),
        "sections": [
            {"section": list(part.path), **counts(part), "figures": [_figure(covered) for covered in part.figures]}
            for part in coverage.sections
        ],
    }


def _figure(covered: Covered) -> dict[str, Any]:
    figure, span = covered.figure, covered.figure.span
    return {
        "text": figure.text,
        "value": amounts.plain(figure.value),
        "unit": figure.unit,
        "kind": str(figure.kind),
        "label": covered.label,
        "file": span.file,
        "page": span.page,
        "line": span.own_line,
        "column": span.column,
        "sheet": span.sheet,
        "cell": span.cell,
        "standing": str(covered.standing),
        "relations": covered.relations,
        "reason": None if covered.gap is None else str(covered.gap),
    }


def _unchecked(part: SectionCoverage, lang: str) -> str:
    from reports.terminal import grid

    rows = [
        [
            places.place(covered.figure.span, lang),
            amounts.printed(covered.figure),
            covered.label,
            "" if covered.gap is None else phrasing.phrase("coverage", str(covered.gap), lang),
        ]
        for covered in part.unchecked
    ]
    return grid(rows, [phrasing.word(key, lang) for key in ("line", "figure", "label", "reason")])
