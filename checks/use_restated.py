"""用途一致性 · what was spent on a named use, stated again

What
    What the chapter on 项目支出 says was spent on a use (主要用于水利工程建设…), what the account of that name spent
    (…水利工程建设（项）) and what the project of that name spent (水利工程建设项目绩效自评综述：…执行数为…) are one
    amount, where they look like one. So are what an account without a budget spent and the only amount that its
    paragraph gives as the reason (年初预算为 0 万元，支出决算为 16.25 万元，主要原因是追加慰问经费 16.25 万元).

Why
    The three stand in three chapters, and nothing but the name ties them together.

Consistent
    项目支出主要用于水利工程建设 2,468.50 万元。… 水利工程建设（项）。支出决算为 2,468.50 万元。

Inconsistent
    项目支出主要用于水利工程建设 2,486.50 万元。… 水利工程建设（项）。支出决算为 2,468.50 万元。

Rounding
    None: the prints are compared as they stand.

Limits
    At most a warning, and only where one slip explains the difference: a project may be more, or less, than the account
    of its name. Amounts that differ by a round one (5 万元, 300 万元) are left alone, as are names of fewer than four
    characters and names that one chapter gives several amounts.

核对内容
    项目支出部分所述某用途的支出（主要用于水利工程建设…）、同名科目的支出（…水利工程建设（项））与同名项目的执行数，看来是
    同一个数的，须相同；年初没有预算的科目，其支出与所述原因中唯一的金额（追加慰问经费 16.25 万元）也是如此。

理由
    三处分属三章，只有名称把它们联系起来。

尾差
    没有尾差：按写法比较。

局限
    最多作警告，且只在一处笔误即可解释差额时才判断：项目可能多于或少于同名科目。差额为整数（5 万元、300 万元）的、不足
    四个字的名称、同一章内有几个数的名称，不比较。
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.concept import Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.likeness import digits_of, is_specific
from audit.model.relation import Check, Relation, likely_equal

_MIN_NAME, _MIN_DIGITS = 4, 4
_FUNCTION = "function:"
#: what stands behind a project's name, in its paragraph's head and elsewhere
_TITLE = re.compile(r"(?:支出|经费)?(?:项目)?(?:绩效)?(?:自评)?(?:综述|情况)?$")

#: by chapter: what is said of one name there
_Chapters = dict[str, dict[object, Fact]]


def run(base: FactBase) -> Iterator[Relation]:
    names: dict[str, _Chapters] = defaultdict(lambda: defaultdict(dict))
    for chapter, name, fact in _named(base):
        if len(name) >= _MIN_NAME and fact.figure.is_point:
            names[name][chapter][fact.figure.span] = fact
    for chapters in names.values():
        once = [found for found in (_only(facts) for facts in chapters.values()) if found is not None]
        if len(once) > 1:
            yield from _agree(once)
    for spent, reason in _added(base):
        if _may_be_one(reason, spent):
            yield likely_equal("TIE009", reason, spent)


def _added(base: FactBase) -> Iterator[tuple[Fact, Fact]]:
    """What an account without a budget spent, and the only amount of its paragraph's reasons."""
    spent: dict[int, dict[Stage, Fact]] = defaultdict(dict)
    reasons: dict[int, list[Fact]] = defaultdict(list)
    for fact in base.facts:
        stage = fact.concept.stage
        if fact.source != "text" or fact.figure.kind is not FigureKind.AMOUNT or stage is None:
            continue
        if fact.concept.within == "reason":
            reasons[fact.block].append(fact)
        elif fact.concept.item.startswith(_FUNCTION):
            spent[fact.block].setdefault(stage, fact)
    for block, stages in spent.items():
        budget, final, told = stages.get(Stage.INITIAL), stages.get(Stage.FINAL), reasons.get(block, ())
        if budget is not None and final is not None and not budget.figure.amount and len(told) == 1:
            yield final, told[0]


def _named(base: FactBase) -> Iterator[tuple[str, str, Fact]]:
    for fact in base.facts:
        concept = fact.concept
        if fact.source != "text" or fact.figure.kind is not FigureKind.AMOUNT or concept.stage is not Stage.FINAL:
            continue
        if concept.year not in (None, base.year):
            continue
        if concept.item.startswith(_FUNCTION) and "/" in concept.item and not concept.within:
            yield "account", _TITLE.sub("", concept.item.rpartition("/")[2]), fact
        elif concept.item.startswith("label:") and concept.within == "expenditure.project":
            yield "use", _TITLE.sub("", fact.label), fact
    for told in base.completions:
        if told.actual is not None and told.actual.source == "text" and told.actual.label.endswith("项目"):
            yield "project", _TITLE.sub("", _project(base, told.actual)), told.actual


def _project(base: FactBase, fact: Fact) -> str:
    """The project that an amount is of; 项目执行数 is that of the paragraph's head."""
    if fact.label != "项目":
        return fact.label
    block = base.document.blocks[fact.block]
    head, colon, _ = block.text[block.marker.length if block.marker is not None else 0 :].partition("：")
    return head if colon else ""


def _only(facts: dict[object, Fact]) -> Fact | None:
    """What a chapter says of a name, if that is one amount."""
    amounts = {fact.figure.amount for fact in facts.values()}
    return next(iter(facts.values())) if len(amounts) == 1 else None


def _agree(facts: list[Fact]) -> Iterator[Relation]:
    """Each against the first, or where another says the same as a third, against that one."""
    amounts = [fact.figure.amount for fact in facts]
    usual = max(facts, key=lambda fact: amounts.count(fact.figure.amount))
    for fact in facts:
        if fact is not usual and _may_be_one(fact, usual):
            yield likely_equal("TIE009", fact, usual)


def _may_be_one(one: Fact, other: Fact) -> bool:
    figures = (one.figure, other.figure)
    gap: Decimal = (one.figure.amount - other.figure.amount) / one.figure.scale
    if not gap:
        return True
    long_enough = all(digits_of(figure.value) >= _MIN_DIGITS for figure in figures)
    return long_enough and one.figure.scale == other.figure.scale and is_specific(gap)


CHECK = Check(id="TIE009", name="use-restated", run=run, doc=__doc__)
