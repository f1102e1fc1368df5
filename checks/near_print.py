"""疑似同数 · a print one slip away from a repeated one

What
    An amount printed several times, and once with a single digit different, swapped, dropped or added, at the
    same stage (budget or outturn): most probably one fact.

Why
    Self-evaluation texts repeat the same three amounts in five places under changing names (项目资金,
    实际到位资金, 执行数), so that no name ties them together.

Consistent
    预算总额为 4611.53 万元… 实际到位资金 4611.53 万元… 本项目资金 4611.53 万元…

Inconsistent
    预算总额为 4611.53 万元… 实际到位资金 4611.53 万元… 本项目资金 4617.53 万元…

Rounding
    None: the prints are compared as they stand.

Limits
    At most a warning. Amounts of fewer than five digits, those of official accounts (科目), and pairs whose
    difference the document prints as an amount of its own (so that they are two amounts), are left alone; so is
    what a table prints as well.

核对内容
    同一口径（预算或决算）的金额多次出现，其中一次仅有一位数字不同、颠倒、漏写或多写：很可能是同一个数。

理由
    自评文字在五处以不同名称重复同样三个金额（项目资金、实际到位资金、执行数），没有名称可以把它们联系起来。

尾差
    没有尾差：按写法比较。

局限
    最多作警告。不足五位数字的金额、法定科目的金额，以及二者之差本身也在文中出现的（说明是两个数），不作发现；表中
    也印有的数亦然。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Check, Relation, likely_equal
from audit.strict_yaml import load

_MIN_DIGITS = 5
#: how often the right print must stand, where the other has a vague name and where it has one of its own
_REPEATED, _WELL_REPEATED = 2, 3


def run(base: FactBase) -> Iterator[Relation]:
    prints: dict[tuple[bool, Decimal], dict[object, Fact]] = defaultdict(dict)
    for fact in base.facts:
        if fact.source == "table" or not _is_amount(fact):
            continue
        if len(_digits(fact)) >= _MIN_DIGITS and not _is_account(fact):
            prints[_budget(fact), fact.figure.amount][fact.figure.span] = fact
    slips: dict[tuple[bool, str], list[Fact]] = defaultdict(list)
    for (budget, _), facts in prints.items():
        if len(facts) >= _REPEATED:
            first = next(iter(facts.values()))
            for key in _signatures(_digits(first)):
                slips[budget, key].append(first)
    if not slips:
        return
    tabled = {fact.figure.amount for fact in base.facts if fact.source == "table"}
    amounts = {fact.figure.amount for fact in base.facts if _is_amount(fact)}
    for (budget, amount), facts in prints.items():
        if len(facts) == 1 and amount not in tabled:
            yield from _near(next(iter(facts.values())), budget, slips, prints, amounts)


def _is_amount(fact: Fact) -> bool:
    return fact.figure.kind is FigureKind.AMOUNT and fact.figure.is_point


def _is_account(fact: Fact) -> bool:
    """科目 are told apart by their official names: amounts that look alike are two amounts."""
    return fact.concept.item.startswith(("function:", "economic:")) or fact.label in _economic()


@cache
def _economic() -> frozenset[str]:
    """The names of the economic classification: 会议费, 维修（护）费."""
    return frozenset(load(Path(__file__).with_name("economic_names.yaml")).values())


def _budget(fact: Fact) -> bool:
    stage = fact.concept.stage
    return stage is not None and stage.is_budget


def _digits(fact: Fact) -> str:
    """The significant digits: zeros at the ends tell nothing apart."""
    return fact.figure.text.replace(",", "").replace(".", "").strip("0")


def _signatures(digits: str) -> set[str]:
    """The digits and every way to leave one out: two prints one slip apart share one."""
    return {digits, *(digits[:i] + digits[i + 1 :] for i in range(len(digits)))}


def _near(
    single: Fact,
    budget: bool,
    slips: dict[tuple[bool, str], list[Fact]],
    prints: dict[tuple[bool, Decimal], dict[object, Fact]],
    amounts: set[Decimal],
) -> Iterator[Relation]:
    seen: set[object] = set()
    for key in sorted(_signatures(_digits(single))):
        for other in slips.get((budget, key), ()):
            if other.figure.span in seen or other.figure.scale != single.figure.scale:
                continue
            seen.add(other.figure.span)
            if single.concept.is_known and other.concept.is_known and single.concept.item != other.concept.item:
                continue
            needed = _WELL_REPEATED if single.concept.is_known else _REPEATED
            if (
                len(prints[budget, other.figure.amount]) < needed
                or abs(single.figure.amount - other.figure.amount) in amounts
            ):
                continue
            yield likely_equal("TIE005", single, other)
            # the repeated prints among themselves too, so that the odd one is seen to be odd
            yield from (
                likely_equal("TIE005", f, other) for f in prints[budget, other.figure.amount].values() if f is not other
            )


CHECK = Check(id="TIE005", name="near-print", run=run, doc=__doc__)
