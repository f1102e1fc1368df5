"""文中成果核对 · what the text says was brought about, against the form

What
    A result that a paragraph gives, in a part of the text that is about a form, is the result of the form's row of a
    like name: 举办创业沙龙活动 21 场 and the row 创业沙龙.

Why
    The text of a self-evaluation is written beside its form, in other words; a number that is changed in one of them
    is forgotten in the other.

Consistent
    主要产出：举办创业投资沙龙活动 21 场。…自评表：创业投资沙龙 ≥16 场 21 场

Inconsistent
    主要产出：举办创业投资沙龙活动 27 场。…自评表：创业投资沙龙 ≥16 场 21 场

Rounding
    Intervals of both figures.

Limits
    At most a warning, and only where one slip explains the difference. A text is about the form whose project it names,
    or of which it repeats three results by name and value, more than of any other; two names are taken for one when
    they are much more like one another than either is like any other there. Names that are the same belong to TIE004.

核对内容
    针对某张自评表的文字中所列的成果，与该表名称相近的指标的完成值一致：举办创业沙龙活动 21 场，即指标“创业沙龙”。

理由
    自评文字与自评表对照编写而措辞不同，改了一处数字，往往忘了另一处。

尾差
    两个数均按区间比较。

局限
    最多作警告，且只在一处笔误即可解释差额时才判断。文字写明该表的项目，或按名称和数值重复了该表至少三项成果且多于其他各
    表的，视为针对该表；两个名称彼此相近的程度明显超过与其他名称的，视为同一事项。名称相同的归 TIE004。
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Relation, likely_equal


def run(base: FactBase) -> Iterator[Relation]:
    for pair in base.paired:
        yield likely_equal("TIE010", pair.told, pair.result)


CHECK = Check(id="TIE010", name="told-result", run=run, doc=__doc__)
