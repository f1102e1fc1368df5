"""Extraction 抽取: Document in, FactBase out: figures, facts, and the statements that bind them."""

from __future__ import annotations

from audit.extract.accounts import account_lists
from audit.extract.enumerations import enumerations
from audit.extract.indicators import indicator_facts, read_forms
from audit.extract.leftovers import leftovers
from audit.extract.narrative import Narrative
from audit.extract.printed import bands, formulas
from audit.extract.profile import profile
from audit.model.document import Document
from audit.model.fact import FactBase

__all__ = ["extract"]


def extract(document: Document) -> FactBase:
    """Understand one document."""
    about = profile(document)
    forms = read_forms(document)
    narrative = Narrative(document, about, forms.blocks)
    narrative.walk()
    indicators, executions = indicator_facts(document, forms, narrative.index.facts, about.year)
    lists = narrative.decompositions()
    listed = frozenset(id(part.figure) for decomposition in lists for part in decomposition.parts)
    return FactBase(
        document=document,
        kind=about.kind,
        year=about.year,
        entity=about.entity,
        unit=about.unit,
        figures=tuple(narrative.figures),
        facts=(*narrative.index.facts, *indicators),
        shares=narrative.statements.shares(),
        changes=narrative.statements.changes(),
        enumerations=tuple(enumerations(document)),
        leftovers=tuple(leftovers(document)),
        formulas=tuple(formulas(document)),
        bands=tuple(bands(document)),
        completions=(*narrative.statements.completions, *executions),
        comparisons=tuple(narrative.statements.comparisons),
        decompositions=(*lists, *account_lists(document, narrative.index, listed)),
    )
