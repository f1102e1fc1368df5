"""Extraction 抽取: Document in, FactBase out: figures, facts, and the statements that bind them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from audit.extract import tables
from audit.extract.absences import absences
from audit.extract.accounts import account_lists
from audit.extract.adjustments import adjustments
from audit.extract.averages import averages
from audit.extract.bases import based
from audit.extract.dates import dates
from audit.extract.enumerations import enumerations
from audit.extract.faults import faults
from audit.extract.form_texts import form_faults
from audit.extract.headings import heading_faults
from audit.extract.inventory import inventory
from audit.extract.leftovers import leftovers
from audit.extract.names import with_fund
from audit.extract.narrative import Narrative
from audit.extract.performance import (
    achievements,
    analysed,
    conclusions,
    evaluated,
    funding,
    goal_facts,
    grades,
    indicator_facts,
    involved,
    marks,
    mixed_units,
    outcomes,
    paired,
    read_forms,
    scored_forms,
    sources,
    tallies,
    told,
)
from audit.extract.performance.rows import Forms
from audit.extract.printed import bands, equations
from audit.extract.profile import profile
from audit.extract.projects import project_faults
from audit.extract.totals import settled
from audit.extract.unstated import stated
from audit.model.document import Anchor, CellAnchors, Document
from audit.model.fact import Decomposition, Fact, FactBase
from audit.model.figure import Figure
from audit.model.table import Table

__all__ = ["extract", "with_fund"]


def extract(document: Document) -> FactBase:
    """Understand one document."""
    about = profile(document)
    found = _tables(document)
    forms = read_forms(document)
    goals = tuple(goal_facts(document, forms, about.year))
    taken = forms.blocks | _blocks(document, found) | {fact.block for fact in goals}
    narrative = Narrative(document, about, taken)
    narrative.walk()
    starts = document.starts
    bodies = [narrative.naming.bodies.of(bisect_left(starts, table.first_line) - 1) for table in found]
    points = tuple(marks(document))
    explained = tuple(analysed(document, points, forms, about.year))
    indicators, executions = indicator_facts(document, forms, narrative.index.facts, explained, about.year)
    cells = _cell_facts(found, bodies, about.year)
    decompositions = _decompositions(document, narrative, forms)
    told_rates = narrative.statements.completions
    return FactBase(
        document=document,
        kind=about.kind,
        year=about.year,
        entity=about.entity,
        unit=about.unit,
        figures=(*narrative.figures, *_cell_figures(found)),
        facts=settled((*narrative.index.facts, *indicators, *goals, *cells)),
        shares=tuple(based(narrative.statements.shares.tied(cells), decompositions, narrative.index)),
        changes=narrative.statements.changes(),
        completions=(*told_rates, *executions, *funding(document), *involved(document, told_rates)),
        comparisons=tuple(narrative.statements.comparisons),
        decompositions=decompositions,
        enumerations=tuple(enumerations(document)),
        tables=found,
        forms=scored_forms(document, forms),
        marks=points,
        outcomes=tuple(outcomes(document)),
        conclusions=tuple(conclusions(document, indicators)),
        mixed_units=tuple(mixed_units(forms)),
        told=tuple(told(document, forms, narrative.statements.completions, narrative.index.facts)),
        paired=tuple(paired(document, narrative.index.facts, indicators, forms, about.year)),
        grades=grades(document, forms),
        achievements=tuple(achievements(document, narrative.index.facts, forms, taken, about.year)),
        absences=tuple(absences(document)),
        equations=tuple(equations(document)),
        averages=tuple(averages(document, narrative.index.facts)),
        bands=tuple(bands(document)),
        leftovers=tuple(leftovers(document)),
        dates=dates(document, about.year, about.kind, found),
        faults=(
            *faults(document, taken),
            *heading_faults(document, taken),
            *project_faults(document),
            *form_faults(document, forms.blocks),
        ),
        inventory=inventory(document, about.kind, about.year, found, taken),
    )


def _cell_facts(found: tuple[Table, ...], bodies: Sequence[str], year: int | None) -> tuple[Fact, ...]:
    if not found:
        return ()
    from audit.extract.tables.facts import facts

    return tuple(fact for table in found for fact in _of_body(facts(table, year), bodies[table.index]))


def _of_body(facts: tuple[Fact, ...], scope: str) -> tuple[Fact, ...]:
    return tuple(replace(fact, concept=replace(fact.concept, scope=scope)) for fact in facts) if scope else facts


def _decompositions(document: Document, narrative: Narrative, forms: Forms) -> tuple[Decomposition, ...]:
    lists = narrative.decompositions()
    listed = frozenset(id(part.figure) for decomposition in lists for part in decomposition.parts)
    return (
        *stated(document, (*lists, *account_lists(document, narrative.index, listed))),
        *adjustments(narrative.index.facts),
        *sources(forms),
        *tallies(document),
        *evaluated(document, narrative.statements.completions, narrative.index.facts),
    )


def _tables(document: Document) -> tuple[Table, ...]:
    """The tables, each with the section that it stands in."""
    starts = document.starts

    def section(table: Table) -> int:
        index = bisect_left(starts, table.first_line)
        return document.blocks[min(index, len(starts) - 1)].section if starts else 0

    return tuple(
        replace(t, section=section(t))
        for t in tables.recover(document.lines, document.grids, document.celled, _places(document))
    )


def _places(document: Document) -> dict[int, Sequence[Anchor]]:
    """What each line of a text layer has of places: the cells of a workbook, a page, one of several files."""
    rows: dict[int, Sequence[Anchor]] = {}
    found: dict[int, list[Anchor]] = {}
    for block in document.blocks:
        if isinstance(block.anchors, CellAnchors):
            rows[block.line] = block.anchors
            continue
        for anchor in block.anchors:
            if anchor.cell is not None or anchor.page is not None or anchor.seat is not None or anchor.part is not None:
                found.setdefault(anchor.line, []).append(anchor)
    return rows | found


def _blocks(document: Document, found: tuple[Table, ...]) -> frozenset[int]:
    """The blocks that tables take up: they are no prose."""
    taken = {line for table in found for line in range(table.first_line, table.last_line + 1)}
    return frozenset(index for index, block in enumerate(document.blocks) if block.line in taken)


def _cell_figures(found: tuple[Table, ...]) -> tuple[Figure, ...]:
    return tuple(c.figure for table in found for row in table.rows for c in row.cells if c.figure is not None)
