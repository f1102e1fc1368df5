"""自评范围 · units and projects that the evaluation covers against those of the document

What
    The number of units whose overall expenditure was evaluated (对5个单位开展整体支出绩效自评) is that of the units
    which the document lists (决算编制范围). Projects that were all evaluated (项目支出全面开展绩效自评) are 100 % of
    the expenditure on projects.

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
    开展整体支出绩效自评的单位数（对5个单位开展整体支出绩效自评），等于文件所列单位数（决算编制范围）。称“项目支出全面开
    展绩效自评”的，所涉项目应占项目支出总额的 100%。

理由
    自评应覆盖文件所决算的每个单位，范围较小应当说明。

尾差
    没有尾差：单位按个数计。

局限
    作提示：单位可以合并自评。只核对以编号列出单位的文件。称全面而占比不足 100% 的同样只提示：有的项目可以不自评，但那就
    不是全面。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import Figure, FigureKind
from audit.model.interval import Interval
from audit.model.numerals import chinese_number
from audit.model.patterns import late
from audit.model.relation import Check, Observation, Operand, Severity

_COVERED = late(
    r"对(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,2})[个家](?:二级|预算|所属|下属|决算)?单位"
    r"(?:的|全面)?(?:开展|进行|实施|组织)?了?(?:部门|单位)?整体支出(?:绩效)?(?:自评|评价)"
)


#: … and the share of the projects' money that was
_ALL = late(
    r"项目支出(?P<said>(?:全面|全部)(?:开展|实施|进行|组织)了?(?:预算)?(?:绩效)?(?:自评|评价))[^。]{2,80}?"
    r"占[^。，；、]{0,24}项目支出(?:总额|总数|预算)?的? ?(?P<share>\d{1,3}(?:\.\d+)?) ?%"
)
_BEFORE_ALL = "项目支出全"
_WHOLE = Interval(Decimal(100), None)


def run(base: FactBase) -> Iterator[Observation]:
    yield from _units(base)
    yield from _projects(base)


def _units(base: FactBase) -> Iterator[Observation]:
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


def _projects(base: FactBase) -> Iterator[Observation]:
    """项目支出全面开展绩效自评…占项目支出总额的92.35%: all of them, and less than all."""
    if _BEFORE_ALL not in base.document.text:
        return
    for block in base.document.blocks:
        for match in _ALL.finditer(block.text) if _BEFORE_ALL in block.text else ():
            printed, span = match.group("share"), block.span(*match.span("share"))
            share = Figure(span, FigureKind.PERCENT, Decimal(printed), len(printed.partition(".")[2]), "%")
            if not _WHOLE.meets(share.interval):
                operands = (Operand(share, "stated", "自评项目占项目支出总额"),)
                words = (match.group("said"), f"{printed}%")
                yield Observation("DOC025", "evaluation-not-all", Severity.NOTE, (span,), operands, words)


CHECK = Check(id="DOC025", name="evaluation-scope", run=run, doc=__doc__)
