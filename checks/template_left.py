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

核对内容
    留在公开文本中的模板说明（（简述本部门使用科目））、占位符（×××、2.…）、示例标题，以及两个选项都没有删去的空格（增
    长（下降）、占 %）。

理由
    没有什么比这更清楚地表明，公开之前没有人读过这一页。

尾差
    没有尾差：不作计算。

局限
    作提示。只有单位没有数的（结余分配万元）表示没有可填的内容，不作发现。
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
