"""Performance forms 绩效表: rows of self-evaluation and goal forms in every rendering, and the facts in them."""

from __future__ import annotations

from audit.extract.performance.facts import indicator_facts, scored_forms, sources
from audit.extract.performance.reading import read_forms
from audit.extract.performance.rows import Forms
from audit.extract.performance.tallies import tallies

__all__ = ["Forms", "indicator_facts", "read_forms", "scored_forms", "sources", "tallies"]
