"""模板残留 · template text left in

What
    Instructions of the template (（简述本部门使用科目）), placeholders (×××, 2.…), sample titles, and slots
    with both words left in (增长（下降）, 占 %) that stand in the published text.

Why
    Nothing shows more plainly that a page was not read before it was published.

Consistent
    其他收入 0.00 万元，占本年收入 0.00%。

Inconsistent
    其他收入 0.00 万元，占本年收入 %。（简述本部门使用科目）

Rounding
    None: nothing is computed.

Limits
    A note. A unit without a number (结余分配万元) means that there is nothing to state and is let pass.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity

_TOPICS = {
    "instruction": "template-instruction",
    "placeholder": "template-placeholder",
    "title": "template-title",
    "slot": "template-slot",
}


def run(base: FactBase) -> Iterator[Observation]:
    for span, kind in base.leftovers:
        yield Observation("DOC001", _TOPICS[kind], Severity.NOTE, (span,), (), (span.text,))


CHECK = Check(id="DOC001", name="template-left", run=run, doc=__doc__)
