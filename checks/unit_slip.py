"""单位误写 · the same figure in another unit

What
    The same digits under the same name in amounts that differ by a power of ten: 2.35 亿元 here and 2.35 万元
    there, 36,500 万元 and 36.5 亿元. And an amount that is told in 亿元 here and in 万元 there, with one slip.

Why
    万元 is the unit of the whole document; an amount in 亿元 gets it by habit.

Consistent
    完成投资 2.35 亿元… 完成投资 23,500 万元…

Inconsistent
    完成投资 2.35 万元… 完成投资 23,500 万元…

Rounding
    None: the digits are compared as they stand.

Limits
    At least three significant digits, and names that share a run of four characters, of five where the digits differ.
    Items of the field's vocabulary belong to TIE001.

核对内容
    同一名称、同样的数字，金额却相差十的整数次方：一处 2.35 亿元，另一处 2.35 万元；36,500 万元与 36.5 亿元。一处以
    亿元、一处以万元写的同一数，其中一处有笔误的，也在此列。

理由
    全文以万元为单位，以亿元计的金额也习惯性地写成了万元。

尾差
    没有尾差：按写法比较。

局限
    至少三位有效数字，且名称有四个字相连相同（数字不同的须五个字）。本领域固有的项目归 TIE001。
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity, likely_equal

_MIN_DIGITS = 3
_SHARED = 4
#: names whose amounts have other digits must have more in common
_SHARED_OTHERWISE = 5
_HUNDRED_MILLION, _TEN_THOUSAND = Decimal(10) ** 8, Decimal(10) ** 4


def run(base: FactBase) -> Iterator[Relation]:
    by_digits: dict[str, dict[object, Fact]] = defaultdict(dict)
    named: dict[object, Fact] = {}
    for fact in base.facts:
        figure = fact.figure
        if (
            fact.source != "table"
            and figure.kind is FigureKind.AMOUNT
            and figure.is_point
            and not fact.concept.is_known
        ):
            digits = figure.text.replace(",", "").replace(".", "").strip("0")
            if len(digits) >= _MIN_DIGITS:
                by_digits[digits].setdefault(figure.span, fact)
                named.setdefault(figure.span, fact)
    for facts in by_digits.values():
        yield from _slips(list(facts.values()))
    yield from _restated(list(named.values()))


def _slips(facts: list[Fact]) -> Iterator[Relation]:
    """Each fact against the first with the same digits, another size, and a like name."""
    counts = Counter(f.figure.amount for f in facts)
    if len(counts) < 2:
        return
    usual = max(facts, key=lambda f: counts[f.figure.amount])
    for fact in facts:
        if fact.figure.amount == usual.figure.amount or not _alike(fact.label, usual.label):
            continue
        operands = (Operand(fact.figure, "stated", fact.label), Operand(usual.figure, "other", usual.label))
        yield Relation(
            "UNI001", RelationKind.EQUAL, operands, Basis.INFERRED, ceiling=Severity.WARNING, hint="unit-slip"
        )


def _alike(one: str, other: str) -> bool:
    """Whether two names share a run of characters long enough to be a name."""
    return not _runs(one, _SHARED).isdisjoint(_runs(other, _SHARED))


def _runs(name: str, length: int) -> set[str]:
    return {name[i : i + length] for i in range(len(name) - length + 1)}


def _restated(facts: list[Fact]) -> Iterator[Relation]:
    """An amount in 亿元 against the only one in 万元 that has a like name, at the same stage of the same year."""
    large = [fact for fact in facts if fact.figure.scale == _HUNDRED_MILLION]
    runs: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts if large else ():
        if fact.figure.scale == _TEN_THOUSAND:
            for run_ in _runs(fact.label, _SHARED_OTHERWISE):
                runs[run_, fact.concept.stage, fact.concept.year].append(fact)
    for fact in large:
        keys = [(r, fact.concept.stage, fact.concept.year) for r in _runs(fact.label, _SHARED_OTHERWISE)]
        alike = {other.figure.span: other for key in keys for other in runs.get(key, ())}
        if len(alike) == 1:
            (other,) = alike.values()
            yield likely_equal("UNI001", other, fact)


CHECK = Check(id="UNI001", name="unit-slip", run=run, doc=__doc__)
