"""名称不一 · one thing under two names

What
    An account is called in the text (技术研究开发（款）) as in the official tables of the document, or, where these are
    missing, as in the list of what every department has (住房改革支出; checks/functional_names.yaml). A code has one
    name in all tables, a project one name in the text and in its form. Names that differ by a slip only, one or two
    glyphs left out, swapped or changed, are reported once for each name.

Why
    A name that is not the table's cannot be looked up there, and hides figures that belong together.

Consistent
    技术研究与开发（款）应用技术研究与开发（项）, and 20604 技术研究与开发 in the tables.

Inconsistent
    文物保养与利用项目绩效自评综述, and the form of the 文物保护与利用 project.

Rounding
    Not applicable: nothing is computed here.

Limits
    A note. Accounts are looked up below their class and item, and only where one name of the table looks alike. Two
    projects in places of one kind (two forms) are two projects; ordinals, places and 其他 tell names apart. A name in a
    table that only lacks its end may have been cut by a wrapped cell.

核对内容
    文字中的科目名称（技术研究开发（款））与文件的法定报表相同；没有报表的，与各部门通有的科目（住房改革支出等，清单见
    checks/functional_names.yaml）相同；一个编码在各表中只有一个名称；一个项目在文字与自评表中只有一个名称。仅一两字之差
    （漏、颠倒、写错）的，每个名称提示一次。

理由
    与表不同的名称在表中查不到，使本来一体的数无从对照。

相符
    文字为技术研究与开发（款）应用技术研究与开发（项），表中为 20604 技术研究与开发。

不符
    文字为文物保养与利用项目绩效自评综述，自评表为文物保护与利用项目。

尾差
    不适用：不作计算。

局限
    作提示。科目在其类和项之下查找，且表中只有一个名称相近时才提示。处于同类位置的两个项目（两张表）是两个项目；序号、
    地名和“其他”可区分名称。表中只缺末尾的名称，可能是单元格换行所致，不作发现。
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audit.model.fact import FactBase
from audit.model.likeness import is_slip
from audit.model.patterns import late
from audit.model.relation import Check, Observation, Severity
from audit.model.span import Span
from audit.strict_yaml import load

_SINCE = 2020
_CODE = re.compile(r"\d{3}(?:\d\d){0,2}")
_NAME = r"[一-龥“”、]{2,40}?(?:（[^（）类款项]{1,8}）[一-龥]{0,20}?)?"
#: 科学技术支出（类）技术研究与开发（款）应用技术研究与开发（项）; the item may be missing
_ACCOUNT = late(rf"({_NAME})（类）({_NAME})（款）(?:({_NAME})（项）)?")


@cache
def usual() -> dict[str, str]:
    """Code to name of what every department has."""
    return dict(load(Path(__file__).with_name("functional_names.yaml")))


def run(base: FactBase) -> Iterator[Observation]:
    for fault in base.faults:
        if fault.kind == "project-names":
            yield Observation("DOC022", "project-names", Severity.NOTE, (fault.span,), words=fault.words)
    names = _table_names(base)
    yield from _codes(names)
    printed = {code: next(iter(found)) for code, found in names.items()}
    common = usual() if base.year is not None and base.year >= _SINCE else {}
    yield from _accounts(base, common | printed)


def _table_names(base: FactBase) -> dict[str, dict[str, Span]]:
    """For every code of the functional classification its names in the tables, with their first places."""
    names: dict[str, dict[str, Span]] = defaultdict(dict)
    for table in base.tables:
        for row in table.rows:
            if _CODE.fullmatch(row.code) and row.code.startswith("2") and row.name:
                names[row.code].setdefault(row.name, row.span)
    return names


def _codes(names: dict[str, dict[str, Span]]) -> Iterator[Observation]:
    for code, found in names.items():
        first, *others = found
        for other in others:
            cut = first.startswith(other) or other.startswith(first)  # a cell that was wrapped lost its end
            if is_slip(first, other) and not cut:
                yield Observation("DOC022", "code-names", Severity.NOTE, (found[other],), words=(other, first, code))


def _accounts(base: FactBase, names: dict[str, str]) -> Iterator[Observation]:
    """Names in the text that no row has, but one row of the same class has nearly; the names by their codes."""
    below: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name in names.items():
        below[code[:-2] if len(code) > 3 else ""][name] = code
    seen: set[str] = set()
    for block in base.document.blocks:
        for match in _ACCOUNT.finditer(block.text) if "（类）" in block.text else ():
            parent = next((code for name, code in below[""].items() if match.group(1).endswith(name)), "")
            for level in (2, 3):
                name, rows = match.group(level), below[parent] if parent else {}
                if not name or not rows:
                    break
                parent = rows.get(name, "")
                if parent:
                    continue
                alike = [other for other in rows if is_slip(name, other)]
                if len(alike) != 1:
                    break
                parent = rows[alike[0]]
                cut = name.startswith(alike[0]) and usual().get(parent) != alike[0]
                if name not in seen and not cut:
                    seen.add(name)
                    span = block.span(*match.span(level))
                    yield Observation("DOC022", "account-names", Severity.NOTE, (span,), words=(name, alike[0], parent))


CHECK = Check(id="DOC022", name="two-names", run=run, doc=__doc__)
