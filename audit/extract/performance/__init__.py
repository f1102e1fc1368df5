"""Performance forms 绩效表: rows of self-evaluation and goal forms in every rendering, and the facts in them."""

from __future__ import annotations

from audit.extract.performance.achievements import achievements
from audit.extract.performance.analysed import analysed
from audit.extract.performance.conclusions import conclusions
from audit.extract.performance.evaluated import evaluated
from audit.extract.performance.facts import indicator_facts
from audit.extract.performance.forms import mixed_units, scored_forms, sources
from audit.extract.performance.funding import funding, involved
from audit.extract.performance.goals import goal_facts
from audit.extract.performance.grades import grades
from audit.extract.performance.marks import marks
from audit.extract.performance.paired import paired
from audit.extract.performance.reading import read_forms
from audit.extract.performance.rows import Forms
from audit.extract.performance.tallies import outcomes, tallies
from audit.extract.performance.told import told

__all__ = [
    "Forms",
    "achievements",
    "analysed",
    "conclusions",
    "evaluated",
    "funding",
    "goal_facts",
    "grades",
    "indicator_facts",
    "involved",
    "marks",
    "mixed_units",
    "outcomes",
    "paired",
    "read_forms",
    "scored_forms",
    "sources",
    "tallies",
    "told",
]
