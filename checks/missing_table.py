"""报表缺失 · an official table that should be there is missing

What
    A final account must show nine official tables and a budget as many; the list stands in
    audit/extract/inventory.yaml. A table that neither stands in the document nor is named in it is reported;
    one that is only named is a note, since its body may be a picture or stand in another file.

Why
    A table that is left out hides its figures from every comparison, and the disclosure rules require it.

Consistent
    All tables of the kind of document are there, an empty one with its statement included.

Inconsistent
    收入支出决算总表, 收入决算表 and 支出决算表 are there, 财政拨款收入支出决算总表 is neither there nor named.

Rounding
    Not applicable: nothing is computed here.

Limits
    Nothing is said of a document of unknown kind. Where fewer than three official tables were recovered the tables
    stand elsewhere (another file, pictures) and nothing is said. 政府性基金 and 国有资本经营 are a note at most.
    Tables that are only named are one note together.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.inventory import EntryKind
from audit.model.relation import Check, Observation, Severity
from audit.model.span import Span

_FEWEST = 3


def run(base: FactBase) -> Iterator[Observation]:
    if len({table.form for table in base.tables if table.form}) < _FEWEST:
        return
    unread: dict[str, Span] = {}
    for entry in base.inventory:
        if entry.kind is not EntryKind.TABLE or entry.is_there:
            continue
        if entry.named is not None:
            unread[entry.name] = entry.named
        else:
            severity = Severity.NOTE if entry.trait == "optional" else Severity.WARNING
            yield Observation("DOC010", "table-missing", severity, (), words=(entry.name,))
    if unread:  # they stand elsewhere for one reason: a picture, another file, an excerpt
        yield Observation("DOC010", "table-unread", Severity.NOTE, tuple(unread.values()), words=("、".join(unread),))


CHECK = Check(id="DOC010", name="missing-table", run=run, doc=__doc__)
