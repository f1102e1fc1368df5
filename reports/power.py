"""Power 检出力: of the errors that were injected, how many would have been reported, located and repaired."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from audit.model.power import Power, Sight, Tally, Trial
from reports import amounts, layout, phrasing, places
from reports.terminal import grid

SCHEMA = 1
#: the groups in which the trials are counted, and what names a trial's group
_GROUPS = (
    ("kind", lambda trial: str(trial.figure.kind)),
    ("operation", lambda trial: trial.operation),
)


def render(powers: Sequence[Power], lang: str) -> bytes:
    """The outcome for a terminal as UTF-8."""
    lines: list[str] = []
    for power in powers:
        lines += [*_document(power, lang), ""]
    return ("\n".join(lines[:-1]) + "\n").encode("utf-8", "backslashreplace")


def render_json(powers: Sequence[Power], version: str) -> bytes:
    built = {"schema": SCHEMA, "tool": {"name": "gouji", "version": version}, "documents": [build(p) for p in powers]}
    return (json.dumps(built, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def build(power: Power) -> dict[str, Any]:
    """One document's outcome as plain dicts, lists and strings."""
    return {
        "path": power.path,
        "seed": power.seed,
        "figures": power.figures,
        "unfit": power.unfit,
        **_counts(power.total),
        "kinds": [{"kind": name, **_counts(tally)} for name, tally in power.by(_GROUPS[0][1])],
        "operations": [{"operation": name, **_counts(tally)} for name, tally in power.by(_GROUPS[1][1])],
        "sections": [{"section": list(path), **_counts(tally)} for path, tally in _sections(power)],
        "trials": [_trial(trial) for trial in power.trials],
    }


def _document(power: Power, lang: str) -> list[str]:
    total = power.total
    lines = [layout.clean(power.path), _say("injected", lang, power), _say("outcome", lang, power)]
    if power.unfit:
        lines.append(_say("unfit", lang, power))
    for group, key in _GROUPS:
        rows = [[phrasing.phrase(group, str(name), lang), *_cells(tally)] for name, tally in power.by(key)]
        lines += ["", grid(rows, _head(group, lang))]
    rows = [[" › ".join(path) or phrasing.word("no-section", lang), *_cells(tally)] for path, tally in _sections(power)]
    lines += ["", grid(rows, _head("section", lang))]
    if total.injected > total.reported:
        lines += ["", f"{phrasing.word('unseen', lang)} {total.injected - total.reported}", _unseen(power, lang)]
    return lines


def _say(key: str, lang: str, power: Power) -> str:
    total = power.total
    return phrasing.phrase(
        "power",
        key,
        lang,
        injected=str(total.injected),
        figures=str(power.figures),
        seed=str(power.seed),
        unfit=str(power.unfit),
        reported=_of(total.reported, total.injected),
        once=_of(total.once, total.reported),
        located=_of(total.located, total.reported),
        repaired=_of(total.repaired, total.located),
        found=_of(total.found, total.covered),
    )


def _head(group: str, lang: str) -> list[str]:
    return [phrasing.word(key, lang) for key in (f"by-{group}", "injected", "reported", "located", "repaired")]


def _cells(tally: Tally) -> list[str]:
    return [
        str(tally.injected),
        _of(tally.reported, tally.injected),
        _of(tally.located, tally.reported),
        _of(tally.repaired, tally.located),
    ]


def _of(part: int, whole: int) -> str:
    """372 (93.0%); nothing of nothing is a dash."""
    return f"{part} ({phrasing.percentage(Decimal(part) / whole, 1)})" if whole else "–"


def _sections(power: Power) -> Sequence[tuple[tuple[str, ...], Tally]]:
    return [(_path(name), tally) for name, tally in power.by(lambda trial: trial.covered.path)]


def _path(name: Hashable) -> tuple[str, ...]:
    assert isinstance(name, tuple)
    return name


def _unseen(power: Power, lang: str) -> str:
    """The figures whose corruption no error or warning tells of, and why."""
    rows = [
        [
            places.place(trial.figure.span, lang),
            amounts.printed(trial.figure),
            trial.text,
            phrasing.phrase("operation", trial.operation, lang),
            trial.covered.label,
            _why(trial, lang),
        ]
        for trial in power.unseen
    ]
    return grid(
        rows, [phrasing.word(key, lang) for key in ("line", "figure", "injected-as", "slip", "label", "because")]
    )


def _why(trial: Trial, lang: str) -> str:
    if trial.sight is Sight.ROUNDING:
        return phrasing.phrase("power", "rounding", lang)
    gap = trial.covered.gap
    return phrasing.phrase("power", "checked", lang) if gap is None else phrasing.phrase("coverage", str(gap), lang)


def _counts(tally: Tally) -> dict[str, Any]:
    return {
        "injected": tally.injected,
        "reported": tally.reported,
        "reported_once": tally.once,
        "located": tally.located,
        "repaired": tally.repaired,
        "rounding": tally.rounding,
        "proved": {"reported": tally.covered, "located": tally.found},
        "share": _share(tally.reported, tally.injected),
    }


def _share(part: int, whole: int) -> str:
    return str((Decimal(part) / (whole or 1)).quantize(Decimal("0.001"), ROUND_HALF_UP))


def _trial(trial: Trial) -> dict[str, Any]:
    span = trial.figure.span
    return {
        "text": trial.figure.text,
        "unit": trial.figure.unit,
        "kind": str(trial.figure.kind),
        "label": trial.covered.label,
        "page": span.page,
        "line": span.line,
        "column": span.column,
        "sheet": span.sheet,
        "cell": span.cell,
        "relations": trial.covered.relations,
        "injected": trial.text,
        "operation": trial.operation,
        "outcome": str(trial.sight),
        "findings": trial.findings,
        "located": trial.located,
        "repaired": trial.repaired,
    }
