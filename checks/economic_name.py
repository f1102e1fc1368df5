"""经济分类科目名称 · a name of the economic classification that is not the official one

What
    The items of the economic classification (办公费, 水费, 医疗费补助) have official names; the list stands in
    checks/economic_names.yaml. Reported are a row of a table whose code belongs to another name of the list, and in
    rows and enumerations a name that looks like an official one with a slip: a glyph too many, swapped or wrong.

Why
    Such a name is a typing error at best; at worst the amount belongs to another item.

Consistent
    30205 水费; 公用经费主要包括：办公费、印刷费、水费、电费、邮电费。

Inconsistent
    30205 电费; 公用经费主要包括：办公费、印刷费、水费山、电费、邮电费。

Rounding
    Not applicable: nothing is computed here.

Limits
    A note. The names are those since 2018; an older document, or one whose year is not known, is let pass. An
    enumeration counts when it has two official names. Names that are only shortened, or end in 费, 费用 or 支出, are
    let pass.

核对内容
    经济分类科目（办公费、水费、医疗费补助）有法定名称，清单见 checks/economic_names.yaml。表中编码对应清单中另一名称
    的行，以及各行和列举中与法定名称形似而有误（多字、颠倒、错字）的名称，作发现。

理由
    轻则是笔误，重则金额属于另一科目。

相符
    30205 水费；公用经费主要包括：办公费、印刷费、水费、电费、邮电费。

不符
    30205 电费；公用经费主要包括：办公费、印刷费、水费山、电费、邮电费。

尾差
    不适用：不作计算。

局限
    作提示。名称以 2018 年起的为准；更早的、或年度不明的文件不作发现。列举中至少有两个法定名称才核对。只是简称，或以费、
    费用、支出结尾之别的，不作发现。
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audit.model.document import BlockKind
from audit.model.fact import FactBase
from audit.model.patterns import late
from audit.model.relation import Check, Observation, Severity
from audit.strict_yaml import load

_SINCE = 2018
_FEWEST = 2
_SHORTEST_CHANGED = 5
_BRACKETS = re.compile(r"[（）()\s]")
_ITEM = re.compile(r"[一-龥（）]{2,20}")
#: what may stand behind a name without changing it
_TAIL = late(r"(?:支出|费用|费|等|用|类)$")


@cache
def official() -> dict[str, str]:
    """Code to name, without brackets."""
    return {code: _plain(name) for code, name in load(Path(__file__).with_name("economic_names.yaml")).items()}


def run(base: FactBase) -> Iterator[Observation]:
    if base.year is not None and base.year >= _SINCE:
        yield from _rows(base)
        yield from _enumerations(base)


def _rows(base: FactBase) -> Iterator[Observation]:
    seen: set[tuple[str, str]] = set()
    for table in base.tables:
        for row in table.rows:
            name, right = _plain(row.name), official().get(row.code)
            if right is None or name in ("", right) or (row.code, name) in seen:
                continue
            seen.add((row.code, name))
            if name in official().values():
                words = (row.name, row.code, right)
                yield Observation("DOC023", "economic-code", Severity.NOTE, (row.span,), words=words)
            elif _is_slip(name, right):
                yield Observation("DOC023", "economic-name", Severity.NOTE, (row.span,), words=(row.name, right))


def _enumerations(base: FactBase) -> Iterator[Observation]:
    names = set(official().values())
    seen: set[str] = set()
    for block in base.document.blocks:
        if block.kind is BlockKind.ROW or block.text.count("、") < _FEWEST:
            continue
        items = [(match, _plain(match.group(0))) for match in _ITEM.finditer(block.text)]
        listed = {name for _, name in items} & names
        if len(listed) < _FEWEST:
            continue
        for match, name in items:
            if name in names or name in seen:
                continue
            right = next((other for other in sorted(names - listed) if _is_slip(name, other)), None)
            if right is not None:
                seen.add(name)
                span = block.span(*match.span())
                yield Observation("DOC023", "economic-name", Severity.NOTE, (span,), words=(match.group(0), right))


def _is_slip(name: str, right: str) -> bool:
    """One glyph too many (at the end, or typed twice), the same in another order, or one other in a longer name."""
    if len(name) == len(right):
        changed = sum(a != b for a, b in zip(name, right, strict=True))
        return sorted(name) == sorted(right) or (changed == 1 and len(name) >= _SHORTEST_CHANGED)
    if len(name) != len(right) + 1 or _TAIL.sub("", name) == right:
        return False
    doubled = any(name[at] == name[at + 1] and name[:at] + name[at + 1 :] == right for at in range(len(right)))
    return doubled or name[:-1] == right


def _plain(name: str) -> str:
    return _BRACKETS.sub("", name)


CHECK = Check(id="DOC023", name="economic-name", run=run, doc=__doc__)
