"""零基数 · growth from nothing

What
    An amount that grew by all of itself had a base of 0, and growth from 0 has no rate; yet a rate is printed.

Why
    增长 100% is what a spreadsheet's guard prints for a division by zero.

Consistent
    接待费 0.50 万元，比上年增加 0.50 万元，上年无此项支出。

Inconsistent
    接待费 0.50 万元，比上年增加 0.50 万元，增长 100%。

Rounding
    None: amount and increase are the same print.

Limits
    A base below half a last place prints as 0 too; the finding is a warning. Where the sentence itself says that there
    was no base (上年无此项支出), the reader is not misled and nothing is said.

核对内容
    增加额等于全部金额，说明基数为 0；由 0 增长没有增长率，却写了一个。

理由
    增长 100% 是表格软件防止除以零时给出的值。

尾差
    没有尾差：金额与增加额写法相同。

局限
    不足末位一半的基数也会写作 0，故只作警告。句中已说明没有基数（上年无此项支出）的，读者不会误解，不作发现。
"""

from collections.abc import Iterator

from audit.model.document import Block
from audit.model.fact import Change, FactBase
from audit.model.patterns import late
from audit.model.relation import Check, Observation, Operand, Severity
from audit.model.span import Span

_YEAR = r"(?:上一?年|去年|20\d\d年|年初)(?:度|同期|预算|决算|支出|数)*"
#: words that there was no base: 上年无此项支出, 2030年未安排, 上年决算数为0
_NO_BASE = late(
    rf"{_YEAR}[^，。；\d]{{0,12}}?(?:没有|无(?!变化|增减|差异)|未(?:安排|发生|编制|列|开支|产生|支出|设立|成立))"
    rf"|{_YEAR}[^，。；\d]{{0,12}}?为(?:零|0(?:\.0*)?(?![\d.]))"
    r"|基数为(?:零|0(?![.\d]))|不可比|无可比"
)
_STOPS = "。；"
_REASONS = ("主要", "原因", "增加的", "变动")


def run(base: FactBase) -> Iterator[Observation]:
    seen = set()
    for change in base.changes:
        current, amount, rate = change.current, change.amount, change.rate
        if current is None or amount is None or rate is None or change.direction != 1 or rate.span in seen:
            continue
        grown = amount.amount > 0 and current.figure.amount == amount.amount
        if grown and rate.value > 0 and not _says_so(base, change):
            seen.add(rate.span)
            operands = (
                Operand(rate, "stated", change.label),
                Operand(amount, "amount", change.label),
                Operand(current.figure, "current", current.label),
            )
            yield Observation(
                "CHG005", "zero-base", Severity.WARNING, (rate.span,), operands, (current.label, change.base)
            )


def _says_so(base: FactBase, change: Change) -> bool:
    """Whether the sentence of the rate, or the reason in the next one, says that there was no base."""
    rate, current = change.rate, change.current
    if rate is None or current is None or current.source != "text":
        return False
    block = base.document.blocks[current.block]
    at = _offset(block, rate.span)
    if at is None:
        return False
    start = max(block.text.rfind(stop, 0, at) for stop in _STOPS) + 1
    first = min((end for stop in _STOPS if (end := block.text.find(stop, at)) >= 0), default=len(block.text))
    if not block.text.startswith(_REASONS, first + 1):
        return _NO_BASE.search(block.text, start, first) is not None
    ends = [end for stop in _STOPS if (end := block.text.find(stop, first + 1)) >= 0]
    return _NO_BASE.search(block.text, start, min(ends, default=len(block.text))) is not None


def _offset(block: Block, span: Span) -> int | None:
    """Where in a block's text a figure stands that was printed there."""
    column = span.column or 0
    for anchor in reversed(block.anchors):
        if (anchor.line, anchor.sheet, anchor.cell) == (span.line, span.sheet, span.cell) and anchor.column <= column:
            return anchor.start + column - anchor.column
    return None


CHECK = Check(id="CHG005", name="zero-base", run=run, doc=__doc__)
