"""Tables 表格还原: official tables recovered from a text dump or from a format's own grids, and the facts in them.

regions (where) -> tokens -> rows or sides (which numbers belong together) -> structure (what adds up to what)
-> placement (which column) -> cells. Nothing is guessed: what the evidence leaves open is a doubtful cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audit.extract.tables import regions, untitled
from audit.model.document import Anchor, Grid
from audit.model.table import Table

__all__ = ["recover"]


def recover(
    lines: tuple[str, ...],
    grids: tuple[Grid, ...] = (),
    celled: bool = False,
    places: Mapping[int, Sequence[Anchor]] | None = None,
) -> tuple[Table, ...]:
    """The tables of a document, in printed order.

    `lines` are the raw lines of a text dump, untrimmed; `grids` are tables whose cells the format gives. `celled` says
    that tabs in the lines are the separators of cells; `places` are the workbook's cells, or the page, on each line.
    """
    titled = regions.find(lines)
    found = sorted([*titled, *untitled.find(lines, titled)], key=lambda region: region.start)
    if not found and not grids:
        return ()
    from audit.extract.tables import recovery  # a document without tables does without all that it takes

    return recovery.recovered(lines, found, grids, celled, places or {})
