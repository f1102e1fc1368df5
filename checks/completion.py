"""完成率 · completion of the budget

What
    完成年初预算的 N%, 预算执行率 N%: the outturn over the budget at the stage that the text names, or over the
    budget that a printed difference implies (比年初预算减少 3 万元).

Why
    The rate is read first; it must be that of the amounts beside it.

Consistent
    年初预算为 80.00 万元，支出决算为 60.00 万元，完成年初预算的 75.00%。

Inconsistent
    年初预算为 80.00 万元，支出决算为 60.00 万元，完成年初预算的 95.00%。

Rounding
    Intervals of both amounts; a truncated percentage is a rounding difference.

Limits
    With a budget of 0 there is no rate: 0% and 100% are then let pass as custom. A rate that fits another stage
    of the budget than the one named is reported with that stage. Where the text prints no budget, a rate is a warning
    at most, and only where a single slip makes the difference: the budget may be that of a table; two names with one
    outturn (a subtotal and its only part) are taken to have one rate, and so is an outturn of five digits that is told
    elsewhere with its budget.

核对内容
    完成年初预算的 N%、预算执行率 N%：等于决算数除以文字所称口径的预算数，或除以增减额所推算的预算数（比年初预算减少 3
    万元）。

理由
    读者首先看完成率，它必须是由旁边的金额算出来的。

尾差
    两个金额均按区间计算；截尾的百分比属尾差。

局限
    预算为 0 时没有完成率，按惯例写 0% 或 100% 的不作发现。若与另一口径的预算相符，会指出该口径。两个名称决算数相同
    （小计与其唯一分项）而未印预算数的，只有一处误写即可解释时，才按同一完成率作警告；五位以上的决算数别处写明预算数和
    完成率的，同此。预算数只见于表中的完成率亦然。
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from audit.model.concept import Stage
from audit.model.fact import Against, Change, Completion, Fact, FactBase
from audit.model.figure import Figure
from audit.model.likeness import digits_of
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

#: an outturn of fewer digits may be that of several things
_MIN_DIGITS = 5


def run(base: FactBase) -> Iterator[Relation]:
    changes = {c.current.figure.span: c for c in base.changes if _is_difference(c) and c.current}
    budgets = _budgets(base) if any(c.budget is None for c in base.completions) else {}
    for completion in base.completions:
        actual = completion.actual
        if actual is None:
            continue
        if completion.budget is not None:
            yield _rate(completion, completion.budget.figure, completion.budget.label)
        elif (change := changes.get(actual.figure.span)) is not None:
            yield _implied(completion, change)
        elif (budget := _elsewhere(completion, budgets)) is not None:
            yield replace(_rate(completion, budget.figure, budget.label), tentative=True, ceiling=Severity.WARNING)
        elif actual.figure.amount == 0:
            operands = (
                Operand(completion.rate, "stated", actual.label),
                Operand(actual.figure, "actual", actual.label),
            )
            yield Relation("RAT002", RelationKind.COMPLETION, operands, Basis.DECLARED)
    yield from _same_amount(base)
    yield from _told_again(base)


def _told_again(base: FactBase) -> Iterator[Relation]:
    """实际使用资金4,261.80万元，执行率98.26%, without its budget: an amount of so many digits has one rate."""
    known: dict[Decimal, list[Completion]] = defaultdict(list)
    for completion in base.completions:
        actual = completion.actual
        if actual is not None and digits_of(actual.figure.value) >= _MIN_DIGITS:
            known[actual.figure.amount].append(completion)
    for told in known.values():
        budgeted = [completion for completion in told if completion.budget is not None]
        if not budgeted or len({completion.rate.value for completion in budgeted}) > 1:
            continue
        for completion in told:
            one = completion.named is budgeted[0].named or Stage.INITIAL not in (completion.named, budgeted[0].named)
            if completion.budget is None and one:  # 执行率 is of the year's budget, not of the initial one
                yield _equal(completion, budgeted[0])


def _budgets(base: FactBase) -> dict[tuple[object, ...], list[Fact]]:
    """The budgets that the tables print, by what they are for."""
    found: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in base.facts:
        concept = fact.concept
        if fact.source == "table" and concept.is_known and concept.stage is not None and concept.stage.is_budget:
            found[concept.item, concept.year, concept.within].append(fact)
    return found


def _elsewhere(completion: Completion, budgets: Mapping[tuple[object, ...], list[Fact]]) -> Fact | None:
    """The budget of an outturn whose text names none: the one that the tables print; None where they print two."""
    if completion.actual is None or not completion.actual.figure.amount:
        return None
    concept = completion.actual.concept
    found = [
        fact
        for fact in budgets.get((concept.item, concept.year, concept.within), ())
        if fact.concept.fund in (None, concept.fund) or concept.fund is None
    ]
    if completion.named not in (None, Stage.BUDGET):
        found = [fact for fact in found if fact.concept.stage in (completion.named, Stage.BUDGET)]
    fitting = next((fact for fact in found if _fits(completion, fact.figure)), None)
    if fitting is None and len({fact.figure.amount for fact in found}) == 1:
        return found[0]
    return fitting


def _same_amount(base: FactBase) -> Iterator[Relation]:
    """Two names with the same outturn, and rates without their budgets: probably one rate."""
    groups: dict[tuple[object, ...], list[Completion]] = defaultdict(list)
    for completion in base.completions:
        if completion.actual is not None and completion.budget is None and completion.actual.figure.amount:
            groups[completion.actual.figure.amount, completion.named].append(completion)
    for first, *others in groups.values():
        for other in others:
            if first.actual is None or other.actual is None or other.rate.span == first.rate.span:
                continue
            yield _equal(other, first)


def _equal(one: Completion, other: Completion) -> Relation:
    operands = (
        Operand(one.rate, "stated", one.actual.label if one.actual else ""),
        Operand(other.rate, "other", other.actual.label if other.actual else ""),
    )
    return Relation("RAT002", RelationKind.EQUAL, operands, Basis.INFERRED, tentative=True, ceiling=Severity.WARNING)


def _is_difference(change: Change) -> bool:
    """Whether a change says how far the outturn is from the budget."""
    return change.against is Against.BUDGET and change.amount is not None and not change.doubtful


def _rate(completion: Completion, budget: Figure, label: str) -> Relation:
    assert completion.actual is not None
    operands = (
        Operand(completion.rate, "stated", completion.actual.label),
        Operand(completion.actual.figure, "actual", completion.actual.label),
        Operand(budget, "budget", label),
    )
    others = tuple(
        Operand(f.figure, "budget", f.concept.stage.value if f.concept.stage else "")
        for f in completion.alternatives
        if _fits(completion, f.figure)
    )
    return Relation(
        "RAT002",
        RelationKind.COMPLETION,
        operands,
        Basis.DECLARED,
        hint="wrong-base-stage" if others else "",
        hint_operands=others,
        tentative=completion.tentative,
    )


def _fits(completion: Completion, budget: Figure) -> bool:
    """Whether the printed rate is that of another stage's budget."""
    assert completion.actual is not None
    if budget.amount == 0:
        return False
    return completion.rate.interval.contains(completion.actual.figure.amount * 100 / budget.amount)


def _implied(completion: Completion, change: Change) -> Relation:
    """The budget is not printed, but the difference from it is: rate = actual / (actual − difference)."""
    assert completion.actual is not None
    assert change.amount is not None
    operands = (
        Operand(completion.rate, "stated", completion.actual.label),
        Operand(completion.actual.figure, "actual", completion.actual.label),
        Operand(change.amount, "amount", change.base, Decimal(change.direction)),
    )
    return Relation("RAT002", RelationKind.COMPLETION, operands, Basis.DECLARED, direction=change.direction)


CHECK = Check(id="RAT002", name="completion", run=run, doc=__doc__)
