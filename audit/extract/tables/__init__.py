"""Tables 表格还原: official tables recovered from a text dump or from a format's own grids, and the facts in them.

regions (where) -> tokens -> rows or sides (which numbers belong together) -> structure (what adds up to what)
-> placement (which column) -> cells. Nothing is guessed: what the evidence leaves open is a doubtful cell.
"""

from __future__ import annotations

from audit.extract.tables.facts import facts
from audit.extract.tables.recovery import recover

__all__ = ["facts", "recover"]
