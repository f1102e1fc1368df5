"""唯一分项 · a whole and the only part that its list gives

What
    A list of a single part (其中：行政运行支出…) whose part prints its whole's amount again is the whole; where the
    two differ by one slip, one of them is misprinted.

Why
    Many an item of the classification has one sub-item, and its amount is typed twice.

Consistent
    一般公共服务支出 345.67 万元。其中：行政运行支出 345.67 万元。

Inconsistent
    一般公共服务支出 345.67 万元。其中：行政运行支出 346.57 万元。

Rounding
    Two prints of the same precision that differ by one last place are a warning.

Limits
    At most a warning, and only where one slip explains the difference: a single part may be one of several. A
    difference of one round amount (5 万元, 300 万元) may be another part; it counts only where the part exceeds its
    whole, or where the other lists under the same total, three or more, all make up their wholes.

核对内容
    只列一个分项的（其中：行政运行支出…），分项与整体写的是同一个数；二者仅一笔之差的，有一处写错。

理由
    许多科目只有一个下级科目，同一个数要写两遍。

尾差
    位数相同而末位差一的作警告。

局限
    最多作警告，且只在一处笔误即可解释差额时才判断：单列的分项也可能只是其中之一。差额为整数（5 万元、300 万元）的，
    可能另有分项；只有分项大于整体，或同一合计下的其他清单（至少三个）都恰好等于各自整体时才判断。
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from audit.model.fact import Decomposition, FactBase
from audit.model.likeness import digits_of, is_specific
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity
from audit.model.span import Span

#: fewer digits are alike by chance; fewer still where the lists around say that this one is whole
_MIN_DIGITS, _MIN_DIGITS_USED = 4, 2
#: so many lists under one total that make up their wholes are how the document lists
_USUAL = 3


def run(base: FactBase) -> Iterator[Relation]:
    lists = [d for d in base.decompositions if d.origin == "list" and not d.signs]
    owners = _owners(lists)
    closed, open_ = (
        Counter(owner for one in lists if one.closes is closes for owner in owners[one.whole.figure.span])
        for closes in (True, False)
    )
    for one in lists:
        used = any(closed[owner] >= _USUAL and open_[owner] <= 1 for owner in owners[one.whole.figure.span])
        if len(one.parts) == 1 and _tells(one, used):
            yield _relation(one)


def _owners(lists: list[Decomposition]) -> dict[Span, list[int]]:
    """Of each part the lists that it is a part of."""
    found: dict[Span, list[int]] = defaultdict(list)
    for index, one in enumerate(lists):
        for part in one.parts:
            found[part.figure.span].append(index)
    return found


def _tells(one: Decomposition, used: bool) -> bool:
    """Whether the part, if it is not the whole, is the whole with a slip rather than one part of several."""
    whole, part = one.whole.figure, one.parts[0].figure
    if not (whole.is_point and part.is_point and whole.scale == part.scale):
        return False
    least = _MIN_DIGITS_USED if used else _MIN_DIGITS
    if min(digits_of(whole.value), digits_of(part.value)) < least and whole.value != part.value:
        return False
    gap = whole.value - part.value
    return used or gap < 0 or is_specific(gap)


def _relation(one: Decomposition) -> Relation:
    whole, part = one.whole, one.parts[0]
    operands = (Operand(whole.figure, "whole", whole.label), Operand(part.figure, "part", part.label))
    return Relation("SUM004", RelationKind.SUM, operands, Basis.INFERRED, tentative=True, ceiling=Severity.WARNING)


CHECK = Check(id="SUM004", name="only-part", run=run, doc=__doc__)
