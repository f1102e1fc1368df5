"""序号错误 · a number in a series of headings or items is wrong, repeated or left out

What
    Headings and items of one style under one heading (一、二、三 or 1. 2. 3.) count up by one. A series that is regular
    but for one slip is reported: a number printed twice, a number left out, a wrong number between two right ones, or
    a first item that is not the first.

Why
    A number that is left out is often an item that was deleted, or lost in copying, with its figures; the reader looks
    for it.

Consistent
    一、收入决算情况 二、支出决算情况 三、名词解释

Inconsistent
    一、收入决算情况 二、支出决算情况 四、名词解释

Rounding
    Not applicable: nothing is computed here.

Limits
    A note. One slip in a series of three or more; two slips show a torn text, and nothing is said. Tables and forms are
    left out, and so are series whose items end like the rows of a table. A number that stands anywhere between its
    neighbours, in the middle of a line, is not missing, nor one that the contents page gives to another heading: then
    the heading is missing (DOC014).
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity

_TOPICS = ("repeated-number", "missing-number", "wrong-number")


def run(base: FactBase) -> Iterator[Observation]:
    for fault in base.faults:
        if fault.kind in _TOPICS:
            yield Observation("DOC013", fault.kind, Severity.NOTE, (fault.span,), words=fault.words)


CHECK = Check(id="DOC013", name="numbering", run=run, doc=__doc__)
