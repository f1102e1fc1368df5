"""Digits: values written in the unit, decimals and separators of the figure that they stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

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
    for extra in range(1, _EXTRA_PLACES + 1):
        if value != figure.value:
            break
        value = rounded(evaluation.recomputed, figure, extra)
    return value.quantize(Decimal(1).scaleb(-figure.decimals)) if value == figure.value else value


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


def expression(evaluation: Evaluation, longest: int = 0) -> str:
    """The relation as an equation, with the sign that its verdict gives it."""
    relation = evaluation.relation
    if relation.kind is RelationKind.DIRECTION:
        return f" {formula(relation)} ".join(_shown(relation))
    if relation.kind is RelationKind.AT_MOST:
        return (" > " if evaluation.verdict.breaks else " ≤ ").join(_shown(relation))
    if relation.kind in (RelationKind.EQUAL, RelationKind.COUNT):
        sign = " ≠ " if evaluation.verdict.breaks else " ≈ " if evaluation.verdict is Verdict.ROUNDING else " = "
        return sign.join([_shown(relation)[0], formula(relation)])
    left, value = formula(relation, longest), recomputed(evaluation)
    return left if value is None or not left else f"{left} = {with_unit(value, relation.stated.figure)}"


def formula(relation: Relation, longest: int = 0) -> str:
    """What the kind makes of the figures beside the stated one; of a direction the sign that the words claim.

    A sum of more than `longest` parts (0: any number) is shortened.
    """
    others = _shown(relation)[1:]
    match relation.kind:
        case RelationKind.SUM:
            return _sum(relation.operands[1:], others, longest)
        case RelationKind.SHARE | RelationKind.COMPLETION:
            return " ÷ ".join(others)
        case RelationKind.SCORE:
            return " × ".join(others)
        case RelationKind.CHANGE_RATE:
            return _change_rate(relation, others)
        case RelationKind.DIFFERENCE:
            terms = sorted(zip(relation.operands[1:], others, strict=True), key=lambda term: -term[0].coefficient)
            return _sum([operand for operand, _ in terms], [text for _, text in terms], longest)
        case RelationKind.DIRECTION:
            return {1: ">", 0: "=", -1: "<"}[relation.direction]
        case RelationKind.COUNT:
            return str(relation.listed)
        case RelationKind.AT_MOST | RelationKind.EQUAL:
            return " = ".join(others)


def _shown(relation: Relation) -> list[str]:
    """The operands as printed; units only where the recomputing ones differ in them, or from the stated one."""
    units = {o.figure.unit for o in relation.operands[1:]}
    stated = relation.stated.figure
    mixed = len(units) > 1 or (stated.kind is not FigureKind.PERCENT and stated.unit not in units)
    return [printed(o.figure) if mixed else "".join(o.figure.text.split()) for o in relation.operands]


def _sum(parts: Sequence[Operand], texts: list[str], longest: int) -> str:
    terms = [("− " if part.coefficient < 0 else "+ ") + text for part, text in zip(parts, texts, strict=True)]
    if longest and len(terms) > longest:
        terms = [*terms[: longest - 1], "+ …", terms[-1]]
    return " ".join(terms).removeprefix("+ ")


def _change_rate(relation: Relation, others: list[str]) -> str:
    """From the two ends of the change, or from its amount and one of them."""
    text = {o.role: shown for o, shown in zip(relation.operands[1:], others, strict=True)}
    current, prior, amount = text.get("current"), text.get("prior"), text.get("amount")
    if current and prior:
        top = f"{prior} − {current}" if relation.direction < 0 else f"{current} − {prior}"
        return f"({top}) ÷ {prior}"
    if amount and prior:
        return f"{amount} ÷ {prior}"
    if amount and current:
        return f"{amount} ÷ ({current} {'+' if relation.direction < 0 else '−'} {amount})"
    return " ÷ ".join(others)
