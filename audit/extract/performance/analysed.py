"""Analysed 分析段: the target and the result that a report gives below an indicator's points: 满分6分，得分6分 …
目标值为8%。实际完成值为9.3%，完成目标。"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from audit.extract.numbers import numbers
from audit.extract.performance.facts import FORM, PREFIX
from audit.extract.performance.rows import Forms
from audit.extract.performance.vocabulary import measure, name_key
from audit.model.concept import Concept, Stage
from audit.model.document import Block, Document
from audit.model.fact import Fact
from audit.model.figure import Figure
from audit.model.form import Mark, Marks
from audit.model.patterns import late

_TARGET = late(r"(?:年度|年初|绩效|预期)?(?:目标|指标|计划)值?(?:设定)?(?:为|是|：) ?")
_RESULT = late(r"实际(?:完成|达到|实现)?(?:值|数|率)?(?:为|是|达到|达|：)? ?$")
#: 合同成交额31.6亿，完成目标: what is concluded from is the result
_CONCLUDED = late(r" ?，(?:已|已经|超额|未|没有)?(?:完成|达到|实现)(?:了)?(?:年度|年初|绩效|预期)?目标")
_ENDS = "。；"
#: paragraphs below the points: the unit of the points may have a line of its own
_BELOW = 2


def analysed(document: Document, reports: Iterable[Marks], forms: Forms, year: int | None) -> Iterator[Fact]:
    """What stands below the points of an indicator, where one form has an indicator of that name with as many points:
    the one that the report explains."""
    owners: dict[tuple[str, object], set[int]] = {}
    for row in forms.rows:
        if "weight" in row.roles:
            owners.setdefault((name_key(row.name), row.roles["weight"].amount), set()).add(row.form)
    last = {mark.block: mark for report in reports for mark in report.marks}
    for mark in last.values():
        explained = owners.get((mark.key, mark.full.amount), set())
        index = _below(document.blocks, mark, last)
        if index is None or len(explained) != 1:
            continue
        scope = f"{FORM}{min(explained)}"
        for stage, figure in _values(document.blocks[index]):
            concept = Concept(PREFIX + mark.key, None, stage, year, measure(figure.unit), scope)
            yield Fact(figure, concept, mark.name, document.blocks[index].section, index)


def _below(blocks: Sequence[Block], mark: Mark, marked: Container[int]) -> int | None:
    """The paragraph below a mark that begins with its target."""
    for index in range(mark.block + 1, min(mark.block + 1 + _BELOW, len(blocks))):
        if index in marked:
            return None
        if _TARGET.match(blocks[index].text):
            return index
    return None


def _values(block: Block) -> Iterator[tuple[Stage, Figure]]:
    """The target behind the words that announce it, where it is one number, and the result of its kind."""
    head = _TARGET.match(block.text)
    start = head.end() if head else 0
    end = min((at for stop in _ENDS if (at := block.text.find(stop, start)) >= 0), default=len(block.text))
    listed = [number for number in numbers(block.text, block.span) if number.figure.kind.states_quantity]
    targets = [number for number in listed if start <= number.start < end]
    if len(targets) != 1 or targets[0].outer_start != start:
        return
    target = targets[0].figure
    yield Stage.TARGET, target
    later = [
        number
        for number in listed
        if number.start > end and (number.figure.kind, number.figure.unit) == (target.kind, target.unit)
    ]
    for number in later:
        said = _RESULT.search(block.text, 0, number.outer_start)
        if said or (len(later) == 1 and _CONCLUDED.match(block.text, number.outer_end)):
            yield Stage.FINAL, number.figure
            return
