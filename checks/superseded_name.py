"""科目旧称 · a name of the official classification that was replaced before the document's year

What
    医疗卫生与计划生育支出 is called 卫生健康支出 (210) since 2019, 文化体育与传媒支出 is 文化旅游体育与传媒支出.
    The list stands in checks/superseded_names.yaml. An old name in a document of a later year is reported once.

Why
    The paragraph was taken over from an older document, perhaps with its figures.

Consistent
    2031 年卫生健康支出 30.00 万元。

Inconsistent
    2031 年医疗卫生与计划生育支出 30.00 万元。

Rounding
    Not applicable: nothing is computed here.

Limits
    A note. A sentence that names a year in which the old name was right is let pass, and so is a document whose year is
    not known.

核对内容
    医疗卫生与计划生育支出自 2019 年起称卫生健康支出（210），文化体育与传媒支出改称文化旅游体育与传媒支出。清单见
    checks/superseded_names.yaml。其后年度的文件用旧称的提示一次。

理由
    该段沿用旧文件，数字可能也是。

尾差
    不适用：不作计算。

局限
    作提示。句中写有旧称仍然适用的年份的不作发现；文件年度不明的不作发现。
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audit.model.document import Block
from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity
from audit.strict_yaml import load

_YEAR = re.compile(r"(?:19|20)\d\d(?=年|-)")


@cache
def superseded() -> tuple[dict[str, str], ...]:
    return tuple(load(Path(__file__).with_name("superseded_names.yaml")))


def run(base: FactBase) -> Iterator[Observation]:
    said = (entry for entry in superseded() if entry["old"] in base.document.text)
    due = [entry for entry in said if base.year is not None and base.year >= int(entry["since"])]
    seen: set[str] = set()
    for block in base.document.blocks:
        for entry in due:
            at = block.text.find(entry["old"])
            if at >= 0 and entry["code"] not in seen and not _was_right(block, at, int(entry["since"])):
                seen.add(entry["code"])
                span = block.span(at, at + len(entry["old"]))
                words = (entry["old"], entry["new"], entry["code"], entry["since"])
                yield Observation("DOC021", "superseded-name", Severity.NOTE, (span,), words=words)


def _was_right(block: Block, at: int, since: int) -> bool:
    """Whether the sentence speaks of a year before the new name."""
    start = block.text.rfind("。", 0, at) + 1
    end = block.text.find("。", at)
    sentence = block.text[start : end if end >= 0 else len(block.text)]
    return any(int(year.group(0)) < since for year in _YEAR.finditer(sentence))


CHECK = Check(id="DOC021", name="superseded-name", run=run, doc=__doc__)
