"""报表缺失 · an official table that should be there is missing

What
    A final account must show nine official tables and a budget as many; the list stands in
    checks/required_tables.yaml. A table that neither stands in the document nor is named in it is reported;
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
from functools import cache
from pathlib import Path
from typing import Any

from audit.model.document import Document
from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity
from audit.model.span import Span
from audit.strict_yaml import load

_FEWEST = 3


@cache
def required() -> dict[str, Any]:
    data: dict[str, Any] = load(Path(__file__).with_name("required_tables.yaml"))
    return data


def run(base: FactBase) -> Iterator[Observation]:
    wanted = required().get(str(base.kind), ())
    found = {table.form for table in base.tables if table.form}
    missing = [entry for entry in wanted if entry["form"] not in found]
    if len(found) < _FEWEST:
        return
    unread: dict[str, Span] = {}
    for entry in missing:
        name = entry["names"][0]
        span = _named(base.document, entry["names"])
        if span is not None:
            unread[name] = span
        else:
            severity = Severity.NOTE if entry.get("optional") == "yes" else Severity.WARNING
            yield Observation("DOC010", "table-missing", severity, (), words=(name,))
    if unread:  # they stand elsewhere for one reason: a picture, another file, an excerpt
        yield Observation("DOC010", "table-unread", Severity.NOTE, tuple(unread.values()), words=("、".join(unread),))


def _named(document: Document, names: list[str]) -> Span | None:
    """Where the document first names a table."""
    for block in document.blocks:
        for name in names:
            at = block.text.find(name)
            if at >= 0 and "表" in block.text[at : at + len(name) + 12]:
                return block.span(at, at + len(name))
    return None


CHECK = Check(id="DOC010", name="missing-table", run=run, doc=__doc__)
