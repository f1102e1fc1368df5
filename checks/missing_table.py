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

核对内容
    部门决算应有九张法定报表，部门预算亦然；清单见 audit/extract/inventory.yaml。文件中既没有、也没有提到的表作发现；
    只提到名称的作提示，表本身可能是图片或在另一文件中。

理由
    缺一张表，其中的数就无从对照；公开规定也要求有这张表。

相符
    应有的表都在，空表及其说明也算。

不符
    收入支出决算总表、收入决算表、支出决算表都在，财政拨款收入支出决算总表既没有也没有提到。

尾差
    不适用：不作计算。

局限
    文件类型不明的不作发现。识别出的法定报表不足三张的，表在别处（另一文件、图片），不作发现。政府性基金、国有资本经营
    最多作提示。只提到名称的各表合并为一条提示。
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
