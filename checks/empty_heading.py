"""标题无正文 · a heading without text, or an entry of the contents without a heading

What
    A heading that asks for text (…情况, …说明, …结果) and is followed at once by the next heading of its level, while
    its neighbours have text; a title of the contents page that stands nowhere behind it, or under another number; and
    a part of the text (第五部分) that the contents page lacks.

Why
    The text was forgotten, or it took the number of the next heading.

Consistent
    八、国有资本经营预算情况说明, and below it 本部门没有使用国有资本经营预算拨款。

Inconsistent
    八、国有资本经营预算情况说明, and right below it 九、机关运行经费情况说明.

Rounding
    Not applicable: nothing is computed here.

Limits
    A note. Headings and entries of tables, charts and annexes are let pass, since these may stand in another file or
    be pictures; so is a list in which most headings are bare. A heading that is followed by a 一、 of its own level is
    no empty one: the numbers begin again below it. A contents page whose last entry is missing belongs to an excerpt,
    which may leave out the glossary too, and a title with other words under the same number is taken for the same.

核对内容
    要求有正文的标题（…情况、…说明、…结果）之下紧接同级标题，而相邻标题都有正文；以及目录所列、其后全文都没有、或编号不同的标题，和
    目录没有列出的部分。

理由
    忘了写正文，或正文落到了下一个标题的编号下。

相符
    八、国有资本经营预算情况说明，其下为：本部门没有使用国有资本经营预算拨款。

不符
    八、国有资本经营预算情况说明，其下紧接：九、机关运行经费情况说明。

尾差
    不适用：不作计算。

局限
    作提示。表、图、附件的标题和目录项可能在另一文件或是图片，不作发现；多数标题都没有正文的清单也不作发现。标题之下编
    号从一、重新开始的不算空。目录最后一项缺失的是节选，可能连名词解释也略去；同一编号下措辞不同的标题视为同一个。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity

_TOPICS = {
    "empty-heading": "empty-heading",
    "contents": "contents-entry",
    "contents-number": "contents-number",
    "contents-unlisted": "contents-unlisted",
}


def run(base: FactBase) -> Iterator[Observation]:
    for fault in base.faults:
        if fault.kind in _TOPICS:
            yield Observation("DOC014", _TOPICS[fault.kind], Severity.NOTE, (fault.span,), words=fault.words)


CHECK = Check(id="DOC014", name="empty-heading", run=run, doc=__doc__)
