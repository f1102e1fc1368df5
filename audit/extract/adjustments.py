"""Adjustments 预算调整: 年初预算 and what was added in the year make up 全年预算, when a paragraph says all three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from audit.extract.lexicon import words
from audit.model.concept import Stage
from audit.model.fact import Completeness, Decomposition, Fact
from audit.model.figure import FigureKind


def adjustments(facts: Sequence[Fact]) -> Iterator[Decomposition]:
    """年初预算1755万元，年中追加247万元，全年预算数2002万元. `facts` are those of the text, in reading order."""
    for _, group in groupby(facts, key=lambda fact: fact.block):
        parts: list[Fact] = []
        for fact in group:
            stage = fact.concept.stage
            if fact.figure.kind is not FigureKind.AMOUNT:
                continue
            if stage is Stage.INITIAL:
                parts = [fact]
            elif stage is Stage.ADJUSTED:
                if len(parts) > 1:
                    yield Decomposition(fact, tuple(parts), Completeness.LISTED)
                parts = []
            elif parts and fact.label in words("added"):
                parts.append(fact)
            else:
                parts = []
