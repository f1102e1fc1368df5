"""Absences 无此项: sentences that say that there is none of a fund."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model.concept import Fund
from audit.model.document import BlockKind, Document
from audit.model.fact import Absence

_FUNDS = {"政府性基金": Fund.GOVERNMENT, "国有资本经营": Fund.CAPITAL}
_ABSENCE = re.compile(
    rf"(?:^|[，。；：年度位门局])(?:均?无|均?没有|未有|未安排|未使用|不涉及)[^，。；]{{0,12}}?(?P<fund>{'|'.join(_FUNDS)})"
    r"(?![^，。；]*(?:三公|机关运行|会议费|培训费|基本支出|项目支出))[^，。；]{0,16}?(?:收入|支出|拨款|收支|预算)"
)
_YEAR = re.compile(r"(20\d\d)年")


def absences(document: Document) -> Iterator[Absence]:
    """Each such sentence with its fund and the year that it names. 没有用政府性基金安排的“三公”经费 is about less."""
    for block in document.blocks:
        if block.kind is BlockKind.PARAGRAPH and ("基金" in block.text or "资本经营" in block.text):
            for match in _ABSENCE.finditer(block.text):
                sentence = block.text[block.text.rfind("。", 0, match.start()) + 1 : match.end()]
                year = _YEAR.search(sentence)
                span = block.span(match.start("fund"), match.end("fund"))
                yield Absence(span, _FUNDS[match.group("fund")], int(year.group(1)) if year else None)
