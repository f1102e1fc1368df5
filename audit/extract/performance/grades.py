"""Grades 评价等级: 自评得分95.2分，评价等级为“优”, and summaries: 12个项目平均得分95.5分，其中优8个、良4个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from audit.extract.lexicon import any_of
from audit.extract.performance.rows import Forms
from audit.extract.performance.vocabulary import vocabulary
from audit.model.document import Block, BlockKind, Document
from audit.model.figure import Figure, FigureKind
from audit.model.form import Grade, Grades, Summary
from audit.model.numerals import chinese_number

_N = r"\d{2,3}(?:\.\d+)?"
_COUNT = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
#: 得分95.2分，评价等级为“优”
_SAID = r"(?:自评|评价|绩效|综合|评定|评级|考核)*(?:等级|等次|级别|结论|结果|评级|档次)?(?:评定|确定)?(?:为|是|：)?"
_SENTENCE = re.compile(r"[^。]+")
_PROJECTS = re.compile(rf"(?<!\d)(?P<n>{_COUNT}) ?个(?:一级|二级|预算|财政|支出)*项目")
_AVERAGE = re.compile(rf"平均(?:自评)?(?:得分|分|分数)(?:为|是|：|达到?)? ?(?P<n>{_N}) ?分")
_GRADING = re.compile(r"自评|评价|等级|得分|绩效")
#: 90（含）-100分为优, and the thresholds of the Ministry
_THRESHOLD = re.compile(r"(\d{2,3})(?:\.\d+)?分?(?:（?(?:含|不含)(?:\d+分?)?）?)?(?:以上|以下|[-—~至])")
_USUAL = frozenset({"100", "90", "89", "80", "79", "60", "59"})
#: a score of a whole of 100
_LEAST, _WHOLE = Decimal(30), Decimal(100)


def grades(document: Document, forms: Forms) -> Grades:
    """Scores with the grade beside them, and summaries; nothing where the document has thresholds of its own."""
    told = [
        (index, block)
        for index, block in enumerate(document.blocks)
        if block.kind is not BlockKind.ROW and _GRADING.search(block.text)
    ]
    if any(_has_own_thresholds(block.text) for _, block in told):
        return Grades((), ())
    beside = (grade for index, block in told if index not in forms.blocks for grade in _beside(block))
    summaries = (summary for index, block in told if index not in forms.blocks for summary in _summaries(block))
    return Grades((*beside, *_of_totals(document, forms)), tuple(summaries))


def _has_own_thresholds(text: str) -> bool:
    listed = _THRESHOLD.findall(text) if "优" in text and ("良" in text or "中" in text) else []
    return len(listed) > 1 and not _USUAL.issuperset(listed)


@cache
def _grade() -> str:
    listed = "|".join(f"(?P<{name}>{any_of(names)})" for name, names in zip("abcd", _names(), strict=True))
    return rf"[“\"]?(?:{listed})[”\"]?"


def _names() -> list[list[str]]:
    found = vocabulary()["grades"]
    return [found[grade] for grade in ("excellent", "good", "fair", "poor")]


def _which(match: re.Match[str]) -> int:
    return next(at for at, name in enumerate("abcd") if match.group(name))


@cache
def _beside_score() -> re.Pattern[str]:
    score = rf"(?:得分|评分|总分|分数)(?:为|是|：)? ?(?P<n>{_N}) ?分?[，,；、（]?"
    return re.compile(rf"{score}{_SAID}{_grade()}(?:等级|等次|档|级|等)?(?=[，。；、）]|$)")


@cache
def _counted() -> tuple[re.Pattern[str], re.Pattern[str]]:
    first = rf"{_grade()}(?:等级|等次|级|档)?(?:的)?(?:项目)?(?:有|共|为|分别为)? ?(?P<n>{_COUNT}) ?个(?!月)"
    return re.compile(first), re.compile(rf"(?<!\d)(?P<n>{_COUNT}) ?个(?:项目)?{_SAID}{_grade()}(?=[，。；、）]|$)")


def _beside(block: Block) -> Iterator[Grade]:
    for match in _beside_score().finditer(block.text):
        score = _figure(block, match, FigureKind.SCORE)
        if _LEAST <= score.value <= _WHOLE:
            yield Grade(score, _which(match), match.group("abcd"[_which(match)]))


def _of_totals(document: Document, forms: Forms) -> Iterator[Grade]:
    """The grade in the last cell of a form's total."""
    for row in forms.rows:
        score = row.roles.get("score") if row.kind == "total" else None
        last = document.blocks[row.block].text.split()[-1:] if score is not None else []
        for at, names in enumerate(_names()):
            if score is not None and last and last[0] in names and score.value >= _LEAST:
                yield Grade(score, at, last[0])


def _summaries(block: Block) -> Iterator[Summary]:
    if "个" not in block.text and "平均" not in block.text:
        return
    for sentence in _SENTENCE.finditer(block.text):
        start, end = sentence.span()
        average = _AVERAGE.search(block.text, start, end)
        listed: list[tuple[int, Figure]] = []
        for pattern in _counted():
            listed = [
                (_which(m), _figure(block, m, FigureKind.COUNT)) for m in pattern.finditer(block.text, start, end)
            ]
            if listed:
                break
        if len({which for which, _ in listed}) < len(listed):
            continue  # two lists in one sentence
        stated = _PROJECTS.search(block.text, start, end)
        whole = _figure(block, stated, FigureKind.COUNT) if stated is not None else None
        if whole is not None and any(whole.span == figure.span for _, figure in listed):
            whole = None  # the first of the list
        if average or (whole is not None and listed):
            mean = _figure(block, average, FigureKind.SCORE) if average else None
            yield Summary(whole, mean, tuple(listed))


def _figure(block: Block, match: re.Match[str], kind: FigureKind) -> Figure:
    printed = match.group("n")
    span = block.span(*match.span("n"))
    if kind is FigureKind.COUNT:
        return Figure(span, kind, Decimal(chinese_number(printed)), 0, "个")
    return Figure(span, kind, Decimal(printed), len(printed.partition(".")[2]), "分")
