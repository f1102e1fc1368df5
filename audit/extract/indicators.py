"""Indicators 绩效指标: the rows of self-evaluation forms, and the sentences that state the same indicators again.

A text dump breaks the cells of a form over lines: the name stands in fragments above the row that holds the
target, the actual value and the score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from audit.extract.numbers import Number, numbers
from audit.model.concept import Concept, Stage
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Completion, Fact
from audit.model.figure import Figure, FigureKind

PREFIX = "indicator:"
#: shorter names mean different things in different forms
_MIN_NAME = 5
_HEADER = re.compile(r"(?:实际完成值?|全年实际值|完成值)(?:（B）)?|执行率（B/A）")
#: column headings of a form of goals, set before the year: earlier years' values and the target
_GOALS = re.compile(r"指标值(?:指标值)?确定|指标值确定依据|预计当年|预期当年")
_HORIZON = re.compile(r"(长期|年度)(?:绩效)?(?:目标|指标)")
_SCORED = re.compile(r"得分")
_LEVEL = re.compile(
    r"(?:[一二三]级指标|年初目标值?（A）|实际完成值?（B）|得分|年度(?:绩效)?目标\d*|产出指标|效益指标|成本指标|满意度指标|"
    r"数量指标|质量指标|时效指标|(?:经济|社会|生态)(?:效益)?指标|可持续(?:影响|性|发展)?指标|服务对象满意度?指标|"
    r"社会公众或服务对象满意度指标|年度绩效指标|(?:计划|行业|历史|其他)标准|(?:长期|年度)绩效目标\d*)(?:（\d+分）)?"
)
_WEIGHT = re.compile(r"（(\d+(?:\.\d+)?)分）")
_SPACE = re.compile(r"\s+")
_WORD_VALUE = re.compile(
    r"^(?:完成|达标|达成(?:预期)?(?:指标|目标)?|有?(?:所|效)?提[高升]|优秀?|良好?|合格|是|否|有|无|显著提[高升]|国家、省市)$"
)
#: a name that holds a quantity is the rest of a row whose cells the dump has torn apart
_QUANTITY = re.compile(r"[≥≤]|\d(?:%|[万亿]|[家项场次个户篇批份件台套人])")
_LONG = 60
_QUOTES = re.compile(r"[“”\"《》（）*\s、，]")
#: 技术合同成交额（亿元）: the unit of the row's bare numbers
_UNIT = re.compile(r"（([^（）\d]{1,4})）$")
_TAIL = re.compile(r"(?:指标|情况|数量|数|达|为|的|年度|绩效)+$")
_EXECUTION = re.compile(r"(?:年度)?(?:财政)?资金总额|支出总额|预算资金|合计|总额")


@dataclass(frozen=True, slots=True)
class FormRow:
    """An indicator row: `values` are its numbers in order; `scored` tells whether the last is a score."""

    name: str
    block: int
    section: int
    values: tuple[Figure, ...]
    scored: bool
    weight: str
    horizon: str = ""  # of a form of goals: 长期 or 年度


def name_key(name: str) -> str:
    """A name as it is compared: without quotation marks, weight, and words that forms add or drop."""
    return _TAIL.sub("", re.sub(r"^(?:20\d\d年)", "", _QUOTES.sub("", _UNIT.sub("", _WEIGHT.sub("", name)))))


@dataclass(frozen=True, slots=True)
class Forms:
    """The indicator rows of a document and the blocks that they, and the fragments between them, take up."""

    rows: tuple[FormRow, ...]
    blocks: frozenset[int]


def read_forms(document: Document) -> Forms:
    """The rows of the forms of a text dump. A form begins at its column headings and ends at running text."""
    rows: list[FormRow] = []
    taken: set[int] = set()
    above: list[str] = []
    inside = scored = goals = False
    horizon = ""
    for index, block in enumerate(document.blocks):
        if inside and _ends_form(block):
            inside = False
            above.clear()
        if block.kind is not BlockKind.ROW:
            above = [*above[-30:], block.text] if len(block.text) < _LONG else []
            if inside:
                taken.add(index)
            continue
        joined = _SPACE.sub("", "".join(above))
        if found := _HORIZON.findall(joined):
            horizon = found[-1]
        if _HEADER.search(joined):
            inside, scored, goals = True, bool(_SCORED.search(joined)), False
        elif _GOALS.search(joined):
            inside, scored, goals = True, False, True
        above.clear()
        if inside:
            taken.add(index)
            row = _row(block, index, joined, scored, horizon if goals else "")
            if row is not None:
                rows.append(row)
    return Forms(tuple(rows), frozenset(taken))


def _ends_form(block: Block) -> bool:
    """Running text, or a heading of the outline."""
    if block.kind is BlockKind.ROW:
        return False
    return len(block.text) >= _LONG or (block.marker is not None and block.marker.rank <= 2)


def _row(block: Block, index: int, above: str, scored: bool, horizon: str) -> FormRow | None:
    found = [
        n for n in numbers(block.text, block.span) if n.figure.kind.states_quantity and not _in_brackets(block.text, n)
    ]
    if not found:
        return None
    prefix = block.text[: found[0].outer_start].strip()
    words = prefix.split()
    while words and _WORD_VALUE.match(words[-1]):
        words.pop()
    name_text = _SPACE.sub("", "".join(words)) or _last_name(above)
    weight = _WEIGHT.findall(name_text)
    name = _LEVEL.sub("", name_text)
    if len(name_key(name)) < 2 or _QUANTITY.search(_WEIGHT.sub("", name)):
        return None
    return FormRow(
        name, index, block.section, tuple(n.figure for n in found), scored, weight[-1] if weight else "", horizon
    )


def _in_brackets(text: str, number: Number) -> bool:
    before = text[: number.start]
    return before.count("（") > before.count("）")


def _last_name(above: str) -> str:
    """The name in the fragments above a row: what follows the headers and the levels."""
    above = _SPACE.sub("", above)
    header = list(_HEADER.finditer(above))
    if header:
        above = above[header[-1].end() :].removeprefix("得分")
    levels = list(_LEVEL.finditer(above))
    if levels:
        above = above[levels[-1].end() :]
    parts = [m.end() for m in _WEIGHT.finditer(above)]
    if len(parts) > 1:
        above = above[parts[-2] :]
    return above


def indicator_facts(
    document: Document, forms: Forms, known: Iterable[Fact], year: int | None
) -> tuple[list[Fact], list[Completion]]:
    """Facts from the forms, and the narrative's facts about the same indicators under the same name."""
    facts: list[Fact] = []
    completions: list[Completion] = []
    for row in forms.rows:
        if (completion := _execution(row)) is not None:
            completions.append(completion)
            facts += [fact for fact in (completion.actual, completion.budget) if fact is not None]
            continue
        facts += _of_row(row, year)
    targets = {f.concept.item: f.figure for f in facts if f.concept.stage is Stage.TARGET and not f.concept.scope}
    names = {
        f.concept.item.removeprefix(PREFIX) for f in facts if f.concept.item.startswith(PREFIX) and not f.concept.scope
    }
    tails = _tails(names)
    seen: dict[tuple[str, int], list[Fact]] = {}
    for fact in known:
        name = _linked(fact, names, tails)
        if name:
            fact = _first_is_target(document, fact, seen.setdefault((name, fact.block), []))
            stage = _stage(fact, targets.get(PREFIX + name))
            concept = replace(fact.concept, item=PREFIX + name, within="", fund=None, stage=stage)
            facts.append(replace(fact, concept=concept))
    return facts, completions


def _first_is_target(document: Document, fact: Fact, before: list[Fact]) -> Fact:
    """设立170家。实际设立184家。: of two values in one paragraph the one before 实际 is the target."""
    before.append(fact)
    text = document.blocks[fact.block].text
    at = text.find(fact.figure.text)
    if len(before) == 1 and fact.concept.stage is Stage.FINAL and "实际" in text[at:] and "实际" not in text[:at]:
        return fact.staged(Stage.TARGET)
    return fact


def _stage(fact: Fact, target: Figure | None) -> Stage | None:
    """A bound (≥85%) without words that say which is a target, where the form's target is a bound too."""
    if target is not None and target.qualifier is not None and fact.figure.qualifier is target.qualifier:
        return Stage.TARGET
    return fact.concept.stage


def _of_row(row: FormRow, year: int | None) -> Iterator[Fact]:
    key = name_key(row.name)
    if len(key) < _MIN_NAME:
        return
    if row.horizon:
        yield from _of_goal(row, key, year)
        return
    stated = re.match(r"(20\d\d)年", row.name)
    when = int(stated.group(1)) if stated else year
    values = list(row.values)
    if row.scored and len(values) > 1 and values[-1].kind in (FigureKind.NUMBER, FigureKind.SCORE):
        values.pop()
    if len(values) != 2 or values[0].unit != values[1].unit:
        return
    for stage, figure in zip((Stage.TARGET, Stage.FINAL), values, strict=True):
        figure = _in_unit(figure, row.name)
        yield Fact(figure, Concept(PREFIX + key, None, stage, when), row.name, row.section, row.block, "form")


def _of_goal(row: FormRow, key: str, year: int | None) -> Iterator[Fact]:
    """The target, and the values of earlier years in order of size: forms print them in either order of time."""
    *earlier, target = row.values
    places = (row.section, row.block, "form")
    yield Fact(target, Concept(PREFIX + key, None, Stage.TARGET, year, "", row.horizon), row.name, *places)
    for rank, figure in enumerate(sorted(earlier, key=lambda f: f.amount)):
        concept = Concept(PREFIX + key, None, Stage.FINAL, year, f"earlier{rank}", row.horizon)
        yield Fact(figure, concept, row.name, *places)


def _in_unit(figure: Figure, name: str) -> Figure:
    """A bare number in the unit that the row's name gives."""
    unit = _UNIT.search(_WEIGHT.sub("", name).strip())
    if figure.kind is not FigureKind.NUMBER or unit is None:
        return figure
    probe = next(iter(numbers(f"1{unit.group(1)}", lambda start, end: figure.span)), None)
    if probe is None or not probe.figure.unit:
        return figure
    return replace(figure, kind=probe.figure.kind, unit=probe.figure.unit, scale=probe.figure.scale, unit_printed=False)


def _execution(row: FormRow) -> Completion | None:
    """The money row: budget A, executed B, rate B/A, points."""
    if len(row.values) < 3 or not _EXECUTION.search(row.name):
        return None
    budget, actual, rate = row.values[:3]
    if {budget.kind, actual.kind} - {FigureKind.NUMBER, FigureKind.AMOUNT} or rate.kind not in (
        FigureKind.PERCENT,
        FigureKind.NUMBER,
    ):
        return None
    places = (row.section, row.block, "form")
    return Completion(
        rate,
        Fact(_money(actual), Concept("label:执行数", None, Stage.FINAL), "执行数", *places),
        Fact(_money(budget), Concept("label:预算数", None, Stage.ADJUSTED), "预算数", *places),
        Stage.BUDGET,
    )


def _money(figure: Figure) -> Figure:
    if figure.kind is FigureKind.AMOUNT:
        return figure
    return replace(figure, kind=FigureKind.AMOUNT, unit="万元", scale=figure.scale * 10000, unit_printed=False)


def _tails(names: set[str]) -> dict[str, str]:
    """Endings that only one name has: 审核准确率 for 资格审核准确率."""
    found: dict[str, str] = {}
    for name in sorted(names):
        for start in range(1, len(name) - _MIN_NAME + 1):
            found[name[start:]] = "" if name[start:] in found else name
    return found


def _linked(fact: Fact, names: set[str], tails: dict[str, str]) -> str:
    """The indicator that a fact of the text is about: its name, the name at the end of the words before the number,
    or an ending that is the name's alone."""
    if not fact.concept.item.startswith("label:") or fact.concept.within == "change":
        return ""
    key = name_key(fact.label)
    if key in names:
        return key
    for length in range(len(key) - 1, _MIN_NAME - 1, -1):
        if key[-length:] in names:
            return key[-length:]
    return tails.get(key, "") if len(key) >= _MIN_NAME else ""
