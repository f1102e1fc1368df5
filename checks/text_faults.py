"""文字差错 · doubled or missing stops, doubled words, brackets without a partner

What
    Two stops where one belongs (；。 or ，，), none where one does (3.00万元其中：; a paragraph without its 。), a word
    typed twice or left over from an edit (用于用于, 主要原因增加是), a bound said twice (不少于 10 项以上), a term with
    a wrong glyph (财政拔款), and a bracket, quotation mark or title mark without its partner.

Why
    They are what a proof-reader marks, and show that a passage was edited and not read again.

Consistent
    其他收入 3.00 万元，占本年收入 0.1%。

Inconsistent
    其他收入 3.00 万元，占本年收入 0.1%；。

Rounding
    Not applicable: nothing is computed here.

Limits
    A note. The words are a list (audit/extract/faults.yaml), not a spelling check. Brackets are counted only in a
    paragraph that has its beginning and its end. Stops that a line break parts, ellipses, tables and forms are let
    pass. A missing full stop is reported only before a numbered heading or item, and where eight times as many
    paragraphs have theirs. The whole family is turned off with `ignore: [DOC02]`.

核对内容
    只应有一个标点之处有两个（；。或，，），应有标点之处没有（3.00万元其中：；段末缺句号），词语重复或改后残留（用于用
    于、主要原因增加是），限定词重复（不少于 10 项以上），用字有误（财政拔款），括号、引号、书名号不成对。

理由
    这是校对会圈出的地方，说明该段改过而没有再读。

尾差
    不适用：不作计算。

局限
    作提示。词语依据清单（audit/extract/faults.yaml），不是拼写检查。括号只在首尾完整的段落中计数。被换行隔开的标点、
    省略号、表和表单不作发现。段末缺句号只在带编号的标题或条目之前、且有句号的段落达到八倍时才提示。设置
    `ignore: [DOC02]` 可关闭整类。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity

_TOPICS = {
    "punctuation": "doubled-stop",
    "wording": "doubled-word",
    "bound": "doubled-bound",
    "bracket": "lone-bracket",
    "misprint": "misprint",
    "run-on": "missing-comma",
    "no-stop": "missing-stop",
}


def run(base: FactBase) -> Iterator[Observation]:
    for fault in base.faults:
        if fault.kind in _TOPICS:
            yield Observation("DOC020", _TOPICS[fault.kind], Severity.NOTE, (fault.span,), words=fault.words)


CHECK = Check(id="DOC020", name="text-faults", run=run, doc=__doc__)
