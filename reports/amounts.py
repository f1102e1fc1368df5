"""Digits: values written in the unit, decimals and separators of the figure that they stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import Figure, FigureKind
from audit.model.relation import Operand, Relation, RelationKind

#: a recomputed value that would look like the stated one gets so many places more at most
_EXTRA_PLACES = 6


def plain(value: Decimal) -> str:
    """Digits without exponent or separators."""
    return format(value, "f")


def printed(figure: Figure) -> str:
    """A figure as the document has it, blanks inside it removed, with its unit once."""
    text = "".join(figure.text.split())
    unit = figure.unit
    return text if not unit or text.endswith((unit, "％")) else text + unit


def rounded(value: Decimal, like: Figure, extra: int = 0) -> Decimal:
    """A value in the base unit, in the unit of `like`, half up to its decimals."""
    return (value / like.scale).quantize(Decimal(1).scaleb(-like.decimals - extra), ROUND_HALF_UP)


def recomputed(evaluation: Evaluation) -> Decimal | None:
    """The recomputed value in the stated figure's unit.

    Half up to the stated decimals; with more places where the two would look alike although they disagree.
    """
    if evaluation.recomputed is None:
        return None
    figure = evaluation.relation.stated.figure
    value = rounded(evaluation.recomputed, figure)
    if evaluation.verdict is Verdict.CONSISTENT:
        return value
    if finer := _finer(evaluation.relation):
        return rounded(evaluation.recomputed, figure, finer)
    for extra in range(1, _EXTRA_PLACES + 1):
        if value != figure.value:
            break
        value = rounded(evaluation.recomputed, figure, extra)
    return value.quantize(Decimal(1).scaleb(-figure.decimals)) if value == figure.value else value


def _finer(relation: Relation) -> int:
    """How many more decimals the other one of two prints in one unit has: 0 and 4.42 differ by 4.42, not by 4."""
    if relation.kind is not RelationKind.EQUAL or len(relation.operands) != 2:
        return 0
    stated, other = (operand.figure for operand in relation.operands)
    return max(0, other.decimals - stated.decimals) if other.scale == stated.scale else 0


def difference(evaluation: Evaluation) -> Decimal | None:
    """Stated minus recomputed, as the two are shown; None when nothing was recomputed."""
    value = recomputed(evaluation)
    if value is None or evaluation.difference is None:
        return None
    return evaluation.relation.stated.figure.value - value


def with_unit(value: Decimal, like: Figure) -> str:
    """A value that is already in the unit of `like`, with that unit and its separators."""
    digits = f"{value:,f}" if "," in like.text or "，" in like.text else plain(value)
    return digits + like.unit


def gap(value: Decimal, like: Figure, points: str) -> str:
    """The size of a difference; between percentages it is counted in `points`."""
    if like.kind is FigureKind.PERCENT:
        return plain(abs(value)) + points
    return with_unit(abs(value), like)


def expression(evaluation: Evaluation, longest: int = 0, texts: Sequence[str] = ()) -> str:
    """The relation as an equation, with the sign that its verdict gives it; `texts` stand for the operands."""
    relation, breaks = evaluation.relation, evaluation.verdict.breaks
    texts = texts or shown(relation)
    match relation.kind:
        case RelationKind.DIRECTION:
            return f" {formula(relation)} ".join(texts)
        case RelationKind.COUNT:
            return f"{texts[0]} {'≠' if breaks else '='} {relation.listed}"
        case RelationKind.AT_MOST:
            return (" > " if breaks else " ≤ ").join(sides(relation, texts))
        case RelationKind.EQUAL:
            rounding = evaluation.verdict is Verdict.ROUNDING
            return (" ≠ " if breaks else " ≈ " if rounding else " = ").join(sides(relation, texts))
    left, value = formula(relation, longest, texts), recomputed(evaluation)
    return left if value is None or not left else f"{left} = {with_unit(value, relation.stated.figure)}"


#: signs of the engine's arithmetic, as they are printed
_WRITTEN = str.maketrans({"*": "×", "/": "÷"})


def formula(relation: Relation, longest: int = 0, texts: Sequence[str] = ()) -> str:
    """What the kind makes of the figures beside the stated one; of a direction the sign that the words claim.

    A sum of more than `longest` parts (0: any number) is shortened. `texts` stand for the operands, the stated one's
    first; without them they are as printed.
    """
    whole = texts or shown(relation)
    operands, texts = relation.operands[1:], whole[1:]
    by_role = {operand.role: text for operand, text in zip(operands, texts, strict=True)}
    match relation.kind:
        case RelationKind.SUM:
            constant = (
                [plain((relation.constant / relation.stated.figure.scale).normalize())] if relation.constant else []
            )
            return " ".join([*constant, _sum(operands, texts, longest, signed=bool(constant))])
        case RelationKind.DIFFERENCE:
            terms = sorted(zip(operands, texts, strict=True), key=lambda term: -term[0].coefficient)
            return _sum([operand for operand, _ in terms], [text for _, text in terms])
        case RelationKind.COMPLETION if "amount" in by_role:
            return f"{by_role['actual']} ÷ {_base(by_role['actual'], by_role['amount'], relation.direction)}"
        case RelationKind.SHARE | RelationKind.COMPLETION:
            return " ÷ ".join(texts)
        case RelationKind.SCORE:
            return " × ".join(texts)
        case RelationKind.CHANGE_RATE:
            return _change_rate(by_role, relation.direction)
        case RelationKind.DIRECTION:
            return {1: ">", 0: "=", -1: "<"}[relation.direction]
        case RelationKind.COUNT:
            return str(relation.listed)
        case RelationKind.WEIGHTED:
            return _terms(operands, texts)
        case RelationKind.FORMULA:
            return relation.expression.translate(_WRITTEN).format(*texts)
        case RelationKind.AT_MOST | RelationKind.EQUAL:
            return sides(relation, whole)[1]


def _terms(operands: Sequence[Operand], texts: Sequence[str]) -> str:
    """20.00 × 50% + 40.00 × 25%; 6.84 ÷ 76.00% + (1.85 + 1.75)."""
    found: list[str] = []
    for at, (operand, text) in enumerate(zip(operands, texts, strict=True)):
        if operand.role == "amount":
            found[-1] = f"({found[-1]} {'−' if operand.coefficient > 0 else '+'} {text})"
        elif operand.role == "rate":
            found[-1] += f" {'÷' if operands[at - 1].role == 'actual' else '×'} {text}"
        else:
            found.append(text)
    return " + ".join(found)


def sides(relation: Relation, texts: Sequence[str] = ()) -> tuple[str, str]:
    """Both sides of an equality or an order: one figure, or several reckoned up (本年数 − 增减额 = 上年数)."""
    operands, texts = relation.operands, texts or shown(relation)
    # searched behind the first: two changes of one item may share their current amount
    cut = 1 + operands[1:].index(other_side(relation))
    # The stated side of an equality carries the coefficients of the other side of the equals sign.
    turned = -1 if relation.kind is RelationKind.EQUAL else 1
    left = [replace(o, coefficient=o.coefficient * turned) if at else o for at, o in enumerate(operands[:cut])]
    right = [replace(o, coefficient=o.coefficient * -turned) for o in operands[cut:]]
    return _side(left, texts[:cut]), _side(right, texts[cut:])


def total(relation: Relation) -> str:
    """All figures of a relation added up, the stated one included."""
    operands = [replace(o, coefficient=Decimal(1)) for o in relation.operands]
    return _side(operands, shown(relation))


def other_side(relation: Relation) -> Operand:
    """The operand that opens the other side."""
    others = relation.operands[1:]
    return next((o for o in others if o.role in ("current", "prior", "whole", "other")), others[0])


def _side(operands: Sequence[Operand], texts: Sequence[str]) -> str:
    if len(operands) == 1:
        return texts[0]
    figure = operands[0].figure
    value = sum((o.coefficient * o.figure.amount for o in operands), Decimal(0)) / figure.scale
    places = max(o.figure.decimals for o in operands)
    return f"{_sum(operands, texts)} = {with_unit(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), figure)}"


def shown(relation: Relation) -> list[str]:
    """The operands as printed; units only where the recomputing ones differ in them, or from the stated one."""
    units = {o.figure.unit for o in relation.operands[1:]}
    stated = relation.stated.figure
    mixed = len(units) > 1 or (stated.kind is not FigureKind.PERCENT and stated.unit not in units)
    return [printed(o.figure) if mixed else "".join(o.figure.text.split()) for o in relation.operands]


def _sum(parts: Sequence[Operand], texts: Sequence[str], longest: int = 0, *, signed: bool = False) -> str:
    """The terms with their signs; the first `+` only when the terms are `signed` to follow another one."""
    terms = [("− " if part.coefficient < 0 else "+ ") + text for part, text in zip(parts, texts, strict=True)]
    if longest and len(terms) > longest:
        terms = [*terms[: longest - 1], "+ …", terms[-1]]
    joined = " ".join(terms)
    return joined if signed else joined.removeprefix("+ ")


def _change_rate(text: dict[str, str], direction: int) -> str:
    """From the change's amount and one of its ends, else from both ends: as the evaluation does."""
    current, prior, amount = text.get("current", ""), text.get("prior", ""), text.get("amount", "")
    if amount:
        return f"{amount} ÷ {prior or _base(current, amount, direction)}"
    return f"({prior} − {current}) ÷ {prior}" if direction < 0 else f"({current} − {prior}) ÷ {prior}"


def _base(current: str, amount: str, direction: int) -> str:
    """The base of a change, from where it led and how far."""
    return f"({current} {'+' if direction < 0 else '−'} {amount})"
