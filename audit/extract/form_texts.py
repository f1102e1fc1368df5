"""Form texts 自评表填写: what a form of an evaluation has in the wrong place, or still has to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model.document import Document
from audit.model.fact import Fault

#: the target's bound once more where the result should stand: ≥95% ≥95%
_AGAIN = re.compile(r"(?P<target>[≥≤＞>＜<]\s?\d[\d.,]*[^\s\d≥≤＞>＜<]{0,4})\s*(?P<actual>(?P=target))(?![\d.])")
#: a row whose name is a span of time: 1年 按期完成 提前完成
_NAMELESS = re.compile(
    r"^(?P<name>\d{1,2}(?:年|个月|个季度|天))\s*(?:按期|按时|及时|如期)?完成\s*(?:提前|按期|按时|如期|已)?完成"
)
#: a row whose name is that of its class
_CLASS = re.compile(
    r"(?:^|\t)(?P<class>(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响)指标)\t(?P<name>(?P=class))\t"
)


def form_faults(document: Document, taken: frozenset[int]) -> Iterator[Fault]:
    """The faults of the blocks that forms take up."""
    for index in sorted(taken):
        block = document.blocks[index]
        for match in _AGAIN.finditer(block.text):
            yield Fault("target-again", block.span(*match.span("actual")), (match.group("actual"),))
        for pattern in (_NAMELESS, _CLASS):
            for match in pattern.finditer(block.text):
                yield Fault("nameless-row", block.span(*match.span("name")), (match.group("name"),))
