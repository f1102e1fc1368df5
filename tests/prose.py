"""Small texts for tests: read, understood, and what was understood written in one line each."""

from __future__ import annotations

from collections.abc import Iterable

from audit import extract, readers
from audit.model.document import Document
from audit.model.fact import Change, Comparison, Completion, Decomposition, Fact, FactBase, Share
from audit.model.figure import Figure

TITLE = "青禾镇2031年度部门决算"
BUDGET_TITLE = "青禾镇2032年部门预算"


def read(text: str | bytes, name: str = "a.txt") -> Document:
    return readers.read(text.encode() if isinstance(text, str) else text, name)


def understood(*lines: str, title: str = TITLE) -> FactBase:
    """The facts of a document with a title and some lines."""
    return extract.extract(read("\n".join((title, *lines, ""))))


def shown(figure: Figure | None) -> str:
    return "-" if figure is None else figure.text + figure.unit


def facts(base: FactBase) -> list[str]:
    return [fact(f) for f in base.facts]


def fact(f: Fact) -> str:
    """item[ fund] stage: figure; the fund only where it is one, the stage only where it is not the outturn."""
    concept = f.concept
    fund = "" if concept.fund is None or concept.fund.value == "all" else f" {concept.fund.value}"
    stage = "" if concept.stage is None or concept.stage.value == "final" else f" {concept.stage.value}"
    return f"{concept.item}{fund}{stage}: {shown(f.figure)}"


def shares(listed: Iterable[Share]) -> list[str]:
    return [f"{shown(s.part and s.part.figure)} / {shown(s.base and s.base.figure)} = {shown(s.rate)}" for s in listed]


def changes(listed: Iterable[Change]) -> list[str]:
    """current, up or down by amount and rate, what it is measured against, and that base where it is printed."""
    return [change(c) for c in listed]


def change(c: Change) -> str:
    way = {1: "up", 0: "same", -1: "down"}[c.direction]
    prior = f" from {shown(c.prior.figure)}" if c.prior is not None else ""
    base = {"prior": "", "budget": " on budget"}[c.against.value]
    return f"{shown(c.current and c.current.figure)} {way} {shown(c.amount)} {shown(c.rate)}{base}{prior}"


def completions(listed: Iterable[Completion]) -> list[str]:
    return [
        f"{shown(c.actual and c.actual.figure)} / {shown(c.budget and c.budget.figure)} = {shown(c.rate)}"
        for c in listed
    ]


def comparisons(listed: Iterable[Comparison]) -> list[str]:
    sign = {1: ">", 0: "=", -1: "<"}
    return [f"{shown(c.actual.figure)} {sign[c.direction]} {shown(c.budget.figure)}" for c in listed]


def decompositions(listed: Iterable[Decomposition]) -> list[str]:
    return [decomposition(d) for d in listed]


def decomposition(d: Decomposition) -> str:
    signs = d.signs or (1,) * len(d.parts)
    parts = " ".join(("+ " if s > 0 else "- ") + shown(p.figure) for s, p in zip(signs, d.parts, strict=True))
    return f"{shown(d.whole.figure)} = {parts.removeprefix('+ ')} ({d.completeness.value})"
