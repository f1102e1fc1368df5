"""Tallies 指标计数: 共设置 13 个绩效指标，完成 11 个 … 2 个绩效指标未完成."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.model.concept import Concept, Stage
from audit.model.document import Block, BlockKind, Document
from audit.model.fact import Completeness, Decomposition, Fact
from audit.model.figure import Figure, FigureKind
from audit.model.form import Outcome
from audit.model.numerals import chinese_number

_N = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3}) ?"
_THING = r"(?:年度|整体|绩效|三级|考核|评价)*(?:指标|目标)"
_SET = (
    re.compile(rf"共(?:计)?(?:设置|设定|设立|设有|设|有)了? ?{_N}[个项]{_THING}"),
    re.compile(rf"(?:设置|设定|设立)(?:的)?{_THING}(?:共|共计)? ?{_N}[个项]"),
)
_MET = (
    re.compile(rf"^[，,](?:其中[，：:]?)?(?:已|实际|全部)?(?:完成|达标|达成)了? ?{_N}[个项](?!月)"),
    re.compile(rf"^[，,](?:其中[，：:]?)? ?{_N}[个项](?:{_THING})?(?:已|均|全部)?(?:完成|达标|达成|实现)"),
)
_UNMET = (
    re.compile(rf"(?<!\d){_N}[个项]{_THING}(?:未完成|未达标|没有完成|未实现|未达成)"),
    re.compile(rf"未(?:完成|达标|达成)(?:的)?(?:{_THING})?(?:有|共|为)? ?{_N}[个项](?!月)"),
    re.compile(rf"[，；]{_N}[个项](?:未完成|未达标|未实现|未达成)"),
)
#: what each of these has, found faster
_MISSED = re.compile("未完成|未达标|未实现|未达成|没有完成")
#: a third kind between met and missed, another time, or another number of indicators
_GRADED = re.compile(r"部分完成|基本完成|超额|上年|去年|上半年|监控|设有|设置|设定")
#: how many paragraphs may stand between the number that was met and the number that was not
_REACH = 12


def tallies(document: Document) -> Iterator[Decomposition]:
    """The number of indicators of a report, taken apart into those that were met and those that were not."""
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.ROW or ("指标" not in block.text and "目标" not in block.text):
            continue
        total = _first(_SET, block, index, "设置的指标")
        if total is None:
            continue
        whole, end = total
        sentence = block.text[end : end + 40]
        if _GRADED.search(block.text, end):
            continue
        met = _first(_MET, block, index, "完成的指标", sentence, end)
        unmet = _unmet(document.blocks[index : index + _REACH], index)
        if met is not None and unmet is not None:
            yield Decomposition(whole, (met[0], unmet), Completeness.DECLARED, origin="tally")


def outcomes(document: Document) -> Iterator[Outcome]:
    """What a report says of how many indicators were set and how many of them were missed."""
    for index, block in enumerate(document.blocks):
        text = block.text
        if block.kind is BlockKind.ROW or not ("设" in text or "未" in text or "没有" in text) or _GRADED.search(text):
            continue
        for kind, patterns in (("set", _SET), ("missed", _UNMET if _MISSED.search(text) else ())):
            if found := _first(patterns, block, index, "设置的指标" if kind == "set" else "未完成的指标"):
                yield Outcome(kind, found[0].figure, block.section, index)


def _unmet(blocks: Sequence[Block], index: int) -> Fact | None:
    """The number that was not met, unless another report's number of indicators comes first."""
    for offset, block in enumerate(blocks):
        if offset and (_first(_SET, block, index, "") or _GRADED.search(block.text)):
            return None
        if _MISSED.search(block.text) and (found := _first(_UNMET, block, index + offset, "未完成的指标")):
            return found[0]
    return None


def _first(
    patterns: Sequence[re.Pattern[str]], block: Block, index: int, label: str, text: str = "", offset: int = 0
) -> tuple[Fact, int] | None:
    """The first number that one of the patterns finds, as a fact, and where the match ends."""
    for pattern in patterns:
        if match := pattern.search(text or block.text):
            printed = match.group("n")
            span = block.span(match.start("n") + offset, match.end("n") + offset)
            figure = Figure(span, FigureKind.COUNT, Decimal(chinese_number(printed)), 0, "个")
            return Fact(figure, Concept(f"label:{label}", None, Stage.FINAL), label, block.section, index), match.end()
    return None
