"""Funding 资金: 实际到位资金 640.50 万元，资金到位率 100%: what arrived, of what was budgeted; and what was spent of
the money that an evaluation covers: 涉及资金 600 万元，实际支出 550 万元，预算执行率为 91.67%."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from audit.extract.numbers import numbers
from audit.model.concept import Concept, Stage
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Completion, Fact
from audit.model.figure import Figure, FigureKind
from audit.model.patterns import late

_IS = r"(?:为|是|共|共计|合计|达到?)?：? ?(?=\d)"
#: the money that an evaluation covers, and what is said of it
_INVOLVED = re.compile(rf"涉及(?:财政|预算|项目|专项|一般公共)*(?:支出)?(?:资金|金额)(?:总额|总计)?{_IS}")
_EXECUTED = re.compile(r"执行率(?:为|是|达到?|：)? ?$")
_RATE = re.compile(rf"到位率{_IS}")
_ARRIVED = late(rf"(?<!应)到位(?:财政|预算|专项|项目)*(?:资金|金额|经费)?{_IS}|资金(?:已|实际|全部)*到位{_IS}")
_BUDGET = late(
    rf"(?:预算(?:总额|资金|数|金额|总计)?|计划(?:资金|投入)|批复(?:资金|预算)|下达(?:资金|预算)|应到位(?:资金)?){_IS}"
)


def funding(document: Document) -> Iterator[Completion]:
    """Rates of arrival beside the amount that arrived, and the budget in the same paragraph or in another one that has
    the same amount."""
    told: list[tuple[Figure, Fact, Fact | None]] = []
    budgets: dict[Decimal, Fact] = {}
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.ROW or "到位" not in block.text:
            continue
        figures = {n.start: n.figure for n in numbers(block.text, block.span)}
        arrived = _only(block, index, figures, _ARRIVED, Stage.FINAL)
        budget = _only(block, index, figures, _BUDGET, Stage.BUDGET)
        if arrived is None:
            continue
        if budget is not None:
            budgets.setdefault(arrived.figure.amount, budget)
        rates = (figures.get(match.end()) for match in _RATE.finditer(block.text))
        told += [(rate, arrived, budget) for rate in rates if rate is not None and rate.kind is FigureKind.PERCENT]
    for rate, arrived, budget in told:
        whole = budget or budgets.get(arrived.figure.amount)
        if whole is not None:
            yield Completion(rate, arrived, whole, None)


def involved(document: Document, completions: Iterable[Completion]) -> Iterator[Completion]:
    """Rates of execution without a budget, behind the money that the sentence says is involved."""
    for completion in completions:
        actual = completion.actual
        if actual is None or completion.budget is not None or actual.source != "text":
            continue
        block = document.blocks[actual.block]
        at, rate = block.offset(actual.figure.span), block.offset(completion.rate.span)
        before = next(iter(reversed(list(_INVOLVED.finditer(block.text, 0, max(at, 0))))), None)
        if before is None or "。" in block.text[before.end() : rate] or not _EXECUTED.search(block.text, at, rate):
            continue
        listed = numbers(block.text[: at + len(actual.figure.text)], block.span)
        behind = [number for number in listed if number.start >= before.end() and number.figure.kind.states_quantity]
        if len(behind) == 2 and behind[0].start == before.end() and behind[0].figure.kind is FigureKind.AMOUNT:
            concept = Concept("label:涉及资金", None, Stage.BUDGET)
            budget = Fact(behind[0].figure, concept, "涉及资金", block.section, actual.block)
            yield Completion(completion.rate, actual, budget, None, tentative=True)


def _only(block: Block, index: int, figures: dict[int, Figure], words: re.Pattern[str], stage: Stage) -> Fact | None:
    """The one amount behind the words; None when there are several."""
    found = [figure for match in words.finditer(block.text) if (figure := figures.get(match.end())) is not None]
    amounts = [figure for figure in found if figure.kind is FigureKind.AMOUNT and figure.is_point]
    if len({figure.amount for figure in amounts}) != 1:
        return None
    label = "到位资金" if stage is Stage.FINAL else "预算资金"
    return Fact(amounts[0], Concept(f"label:{label}", None, stage), label, block.section, index)
