"""Projects 项目名称: one project that text and form call by two names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum

from audit.model.document import Document
from audit.model.fact import Fault
from audit.model.likeness import is_slip
from audit.model.span import Span


class _Where(StrEnum):
    """Where a name stands. Two names in places of one kind are two projects."""

    TEXT = "text"  # 2.水源地保护项目绩效自评综述：
    TITLE = "title"  # 2023年度水源地保护项目自评表
    FIELD = "field"  # 项目名称 水源地保护


_NAME = r"(?P<name>[一-龥A-Za-z“”（）\-—、]{4,40}?)"
_PATTERNS = tuple(
    (where, re.compile(before + _NAME + behind))
    for where, before, behind in (
        (_Where.TEXT, r"(?:^|(?<=。))(?:\d{1,2}[.、]|（\d{1,2}）)?", r"(?:支出)?绩效自评(?:综述|情况|结果)?[：:]"),
        (_Where.TITLE, r"(?:^|年度?|附[件表]\d{0,2}[：:、 ]?)", r"项目(?:支出)?(?:绩效)?(?:自评|目标)(?:申报)?表"),
        (_Where.FIELD, r"项目名称[：: \t]*", r"(?=项目[编代]码|主管部门|项目单位|实施单位|20\d\d年|[ \t]|$)"),
    )
)
#: what is no part of a name
_ENDS = re.compile(r"(?:支出|项目|专项)+$")
#: names with a slip begin or end alike
_PIECE = 2
_LONGEST = 400
_GENERAL = re.compile(r"^(?:部门|单位|整体|项目)?(?:整体)?(?:支出)?(?:绩效)?$")


def project_faults(document: Document) -> Iterator[Fault]:
    """Pairs of names that look like one name, each in places of another kind."""
    found = _names(document)
    alike: dict[str, list[str]] = defaultdict(list)
    for name in found:
        pieces = (f"{name[:_PIECE]}…", f"…{name[-_PIECE:]}")
        for other in dict.fromkeys(other for piece in pieces for other in alike[piece]):
            if not found[name].keys() & found[other].keys() and is_slip(name, other):
                first, second = (min(found[n].values(), key=lambda span: span.order) for n in (other, name))
                yield Fault("project-names", second, (second.text, first.text))
        for piece in pieces:
            alike[piece].append(name)


def _names(document: Document) -> dict[str, dict[_Where, Span]]:
    """The projects' names, each with the first place of every kind."""
    found: dict[str, dict[_Where, Span]] = defaultdict(dict)
    for block in document.blocks:
        if "项目" not in block.text or len(block.text) > _LONGEST:
            continue
        for where, pattern in _PATTERNS:
            for match in pattern.finditer(block.text):
                name = _ENDS.sub("", match.group("name"))
                if not _GENERAL.match(name):
                    span = block.span(match.start("name"), match.start("name") + len(name))
                    found[name].setdefault(where, span)
    return dict(found)
