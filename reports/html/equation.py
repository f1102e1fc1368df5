"""Evidence as a small equation: every figure a link to where it was printed, with its name under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model.evaluation import Evaluation, Verdict
from audit.model.relation import Operand, RelationKind
from audit.model.span import Span
from reports import amounts, layout, phrasing, places
from reports.html.marks import Marks
from reports.html.markup import Markup, join, tag

#: terms of a sum that are drawn; of a longer one the first and the last
_LONGEST = 9
#: one character for each operand, from a range that means nothing in a text
_FIRST = 0xE000
_PIECE = re.compile(r"[\ue000-\uf8ff]|[^\ue000-\uf8ff]+")
_FRACTIONS = frozenset({RelationKind.SHARE, RelationKind.COMPLETION, RelationKind.CHANGE_RATE})
#: the levels above the last one of an account's path, which many terms of a sum share: 教育支出（类）普通教育（款）
_LEVELS = re.compile(r"^.+（[类款]）(?=.+（[款项]）$)")
#: kinds whose expression has the stated figure in it
_BOTH_SIDES = frozenset({RelationKind.EQUAL, RelationKind.AT_MOST, RelationKind.DIRECTION, RelationKind.COUNT})


def equation(evaluation: Evaluation, doubted: Span, marks: Marks, lang: str) -> Markup:
    """The relation with the recomputed value and, against it, the stated one; the `doubted` figure stands out."""
    told = amounts.expression(evaluation, _LONGEST)
    return tag("div", *_Drawing(evaluation, doubted, marks, lang).parts(), class_="eq", role="group", aria_label=told)


class _Drawing:
    def __init__(self, evaluation: Evaluation, doubted: Span, marks: Marks, lang: str) -> None:
        self._evaluation, self._marks, self._lang = evaluation, marks, lang
        self._operands = evaluation.relation.operands
        self._doubted = doubted
        # figures of one name are told apart by their part in the formula
        self._alike = len(self._operands) > 1 and len({operand.label for operand in self._operands}) == 1
        self._signs = [chr(_FIRST + at) for at in range(len(self._operands))]
        self._texts = amounts.shown(evaluation.relation)

    def parts(self) -> Iterator[Markup]:
        evaluation, relation = self._evaluation, self._evaluation.relation
        if relation.kind in _BOTH_SIDES:
            yield self._drawn(amounts.expression(evaluation, _LONGEST, self._signs))
            return
        formula = amounts.formula(relation, _LONGEST, self._signs)
        above, bar, below = formula.partition(" ÷ ")
        if relation.kind in _FRACTIONS and bar:
            yield tag("span", *(tag("span", self._drawn(_bare(part))) for part in (above, below)), class_="frac")
        else:
            yield self._drawn(formula)
        value = amounts.recomputed(evaluation)
        breaks, rounding = evaluation.verdict.breaks, evaluation.verdict is Verdict.ROUNDING
        if value is not None and (breaks or rounding):
            told = tag("b", amounts.with_unit(value, relation.stated.figure))
            name = tag("small", phrasing.word("recomputed", self._lang))
            yield _pair("=", "op", tag("span", told, name, class_="t value"))
        stated = self._term(relation.stated, amounts.printed(relation.stated.figure))
        yield _pair("≠" if breaks else "≈" if rounding else "=", "op no" if breaks else "op", stated)

    def _drawn(self, expression: str) -> Markup:
        """An expression whose operands are signs: these become links, each with the operator before it."""
        parts, sign = [], ""
        for piece in _PIECE.findall(expression):
            at = ord(piece[0]) - _FIRST
            if not 0 <= at < len(self._operands):
                sign += piece.strip()
                continue
            term = self._term(self._operands[at], self._texts[at])
            parts.append(_pair(sign, self._kind(sign), term) if sign else term)
            sign = ""
        return join([*parts, tag("span", sign, class_=self._kind(sign)) if sign else ""])

    def _kind(self, sign: str) -> str:
        return "op no" if sign in ("≠", ">", "<") and self._evaluation.verdict.breaks else "op"

    def _name(self, operand: Operand) -> str:
        """The label; the part in the formula where all labels are alike, and beside it for the change of an amount."""
        role = phrasing.role(operand, self._lang)
        if self._alike:
            return role
        label = phrasing.label(operand, self._lang)
        shared = any(other.label == operand.label for other in self._operands if other.role != operand.role)
        return f"{label} {role}" if operand.label and operand.role == "amount" and shared else label

    def _term(self, operand: Operand, told: str) -> Markup:
        label = layout.clean(self._name(operand))
        name = tag("small", _LEVELS.sub("", label))
        mark = self._marks.at(operand.figure.span)
        kind = "t doubted" if operand.figure.span == self._doubted else "t"
        if mark is None:
            return tag("span", tag("b", told), name, class_=kind)
        place = places.place(operand.figure.span, self._lang)
        about = f"{label} · {place}"
        return tag("a", tag("b", told), name, class_=kind, href=f"#{mark.id}", title=about, data_place=place)


def _pair(sign: str, kind: str, term: Markup) -> Markup:
    """An operator and what follows it, on one line."""
    return tag("span", tag("span", sign, class_=kind), term, class_="pair")


def _bare(part: str) -> str:
    """A side of a fraction needs no brackets of its own."""
    return part[1:-1] if part.startswith("(") and part.endswith(")") and part.count("(") == 1 else part
