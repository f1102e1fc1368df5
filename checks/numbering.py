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
    A note. One slip in a series of three or more, or of two headings; two slips show a torn text, and nothing is said.
    Tables and forms are left out, and so are series whose items end like the rows of a table. A number that stands
    anywhere between its neighbours, in the middle of a line, is not missing, nor one that the contents page gives to
    another heading: then the heading is missing (DOC014).

核对内容
    同一标题下同一样式的标题和条目（一、二、三或 1. 2. 3.）依次加一。只有一处差错的规则序列作发现：编号重复、缺号、两
    个正确编号之间的错号，或首项不是第一。

理由
    缺的编号往往是被删去、或连同数字一起抄漏的一项，读者会去找它。

尾差
    不适用：不作计算。

局限
    作提示。三项以上的序列（或两个标题）中仅一处差错才提示；有两处的文本残缺，不作发现。表、表单以及条目像表行的序列除外。编号出现在
    相邻两项之间任何位置（如行中）的不算缺；目录把该号给了另一标题的，是标题缺失（DOC014）。
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
