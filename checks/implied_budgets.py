"""分项预算推算 · the budget of “三公”经费 against those that its parts imply

What
    Where the text prints the budget of “三公”经费 and of its parts only the outturn with its completion rate, or with
    what it falls short of its budget, these imply the budgets of the parts, which make up that of the whole.

Why
    A completion rate without its budget can be checked against nothing else.

Consistent
    “三公”经费年初预算为 12.60 万元…公务用车运行维护费支出决算为 6.84 万元，完成年初预算的 76.00%…公务接待费支出决算为
    1.85 万元，比年初预算减少 1.75 万元。

Inconsistent
    “三公”经费年初预算为 12.60 万元…公务用车运行维护费支出决算为 6.84 万元，完成年初预算的 67.00%…公务接待费支出决算为
    1.85 万元，比年初预算减少 1.75 万元。

Rounding
    Intervals of all figures; a difference within them is not told.

Limits
    At most a warning. A part of which nothing was spent implies no budget: then the others may come to less than the
    whole, and only more is told. Where the whole and a part name different stages of the budget, one slip must explain
    the difference.

核对内容
    文字只写“三公”经费总的预算，各分项只写决算数和完成率（或比预算增减的金额）的，由此推算的各分项预算之和即总的预算。

理由
    没有预算数的完成率，单独看无从核对。

尾差
    各数均按区间计算，区间以内的差额不作发现。

局限
    最多作警告。没有支出的分项推算不出预算，此时其余分项之和可以小于总的预算，只在大于时提示。整体与分项写的预算口径不同
    的，只在一处笔误即可解释时才判断。
"""

from collections.abc import Iterator
from decimal import Decimal

from audit.model.concept import Stage
from audit.model.fact import Against, Change, Completion, Fact, FactBase
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity
from audit.model.span import Span

_WHOLE = "threepublic.total"
#: the parts, and those of a part of which only they are told
_PARTS = ("threepublic.abroad", "threepublic.vehicle", "threepublic.reception")
_VEHICLES = ("threepublic.purchase", "threepublic.operation")
_FEWEST = 2
_Changes = dict[Span, Change]


def run(base: FactBase) -> Iterator[Relation]:
    wholes = [c for c in base.completions if _is_of(c, _WHOLE) and c.budget is not None and c.budget.figure.amount]
    if len(wholes) != 1:
        return
    whole = wholes[0]
    changes = {c.current.figure.span: c for c in base.changes if _is_difference(c) and c.current is not None}
    found = [_term(base, item, changes) for item in _PARTS]
    if found[1] is None:
        found[1:2] = [_term(base, item, changes) for item in _VEHICLES]
    known = [term for term in found if term is not None]
    implied = [term for term, _ in known if len(term) > 1]
    stages = {stage for _, stage in known}
    if whole.budget is None or len(known) < _FEWEST or not implied:
        return
    partial = len(known) < len(found)
    operands = [Operand(whole.budget.figure, "stated", whole.budget.label)]
    for term, _ in known:
        operands += term
    yield Relation(
        "RAT011",
        RelationKind.WEIGHTED,
        tuple(operands),
        Basis.INFERRED,
        direction=1 if partial else 0,
        ceiling=Severity.WARNING,
        hint="implied-budgets-least" if partial else "implied-budgets",
        rounds_freely=True,
        tentative=stages != {whole.named},
    )


def _term(base: FactBase, item: str, changes: _Changes) -> tuple[list[Operand], Stage | None] | None:
    """A part's budget, or its outturn with what implies its budget, and the stage; None where neither is told once."""
    told = [c for c in base.completions if _is_of(c, item)]
    budgets = [fact for fact in base.by_item(item) if fact.source == "text" and _is_budget(fact)]
    if len({fact.figure.amount for fact in budgets}) == 1:
        return [Operand(budgets[0].figure, "part", budgets[0].label)], budgets[0].concept.stage
    if budgets or len({c.rate.value for c in told}) != 1 or told[0].actual is None:
        return None
    actual, rate = told[0].actual, told[0].rate
    first = Operand(actual.figure, "actual", actual.label)
    change = changes.get(actual.figure.span)
    if change is not None and change.amount is not None:
        return [first, Operand(change.amount, "amount", actual.label, Decimal(change.direction))], told[0].named
    if not rate.value or not actual.figure.amount:
        return None
    return [first, Operand(rate, "rate", actual.label)], told[0].named


def _is_of(completion: Completion, item: str) -> bool:
    actual = completion.actual
    return actual is not None and actual.source == "text" and actual.concept.item == item


def _is_budget(fact: Fact) -> bool:
    return fact.concept.stage is not None and fact.concept.stage.is_budget


def _is_difference(change: Change) -> bool:
    return change.against is Against.BUDGET and change.amount is not None and not change.doubtful


CHECK = Check(id="RAT011", name="implied-budgets", run=run, doc=__doc__)
