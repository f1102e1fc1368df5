"""自评范围 · units that the evaluation covers against the units of the document

What
    The number of units whose overall expenditure was evaluated (对5个单位开展整体支出绩效自评) is that of the units
    which the document lists (决算编制范围).

Why
    The evaluation is to cover every unit whose money the document accounts for; a smaller scope should be explained.

Consistent
    由本级和1个下属单位组成，包括：1.局本级 2.水文站；我部门组织对2个单位开展整体支出绩效自评。

Inconsistent
    由本级和1个下属单位组成，包括：1.局本级 2.水文站；我部门组织对1个单位开展整体支出绩效自评。

Rounding
    None: units are counted.

Limits
    A note: units may be evaluated together. Only where the document lists its units by number.

核对内容
    开展整体支出绩效自评的单位数（对5个单位开展整体支出绩效自评），等于文件所列单位数（决算编制范围）。

理由
    自评应覆盖文件所决算的每个单位，范围较小应当说明。

尾差
    没有尾差：单位按个数计。

局限
    作提示：单位可以合并自评。只核对以编号列出单位的文件。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import Figure, FigureKind
from audit.model.numerals import chinese_number
from audit.model.patterns import late
from audit.model.relation import Check, Observation, Operand, Severity

_COVERED = late(
    r"对(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,2})[个家](?:二级|预算|所属|下属|决算)?单位"
    r"(?:的|全面)?(?:开展|进行|实施|组织)?了?(?:部门|单位)?整体支出(?:绩效)?(?:自评|评价)"
)


def run(base: FactBase) -> Iterator[Observation]:
    # a list of subordinate units lacks the body itself, which may or may not be counted
    counts = {
        len(found.listed) + own for found in base.enumerations for own in ((0, 1) if "下属" in found.what else (0,))
    }
    for block in base.document.blocks if counts else ():
        for match in _COVERED.finditer(block.text) if "整体支出" in block.text else ():
            number = chinese_number(match.group("number"))
            if number not in counts:
                span = block.span(*match.span("number"))
                stated = Figure(span, FigureKind.COUNT, Decimal(number), 0, "个")
                operands = (Operand(stated, "stated", "整体支出绩效自评的单位"),)
                yield Observation("DOC025", "evaluation-scope", Severity.NOTE, (span,), operands, (str(max(counts)),))


CHECK = Check(id="DOC025", name="evaluation-scope", run=run, doc=__doc__)
