"""Formula relations: arithmetic that the document prints. Its terms are exact; only the result is rounded. Of a
quotient of an amount (per vehicle, per head) the amount is rounded too."""

from __future__ import annotations

import re
from decimal import Decimal

from audit.evaluate.verdicts import judged
from audit.model.evaluation import Evaluation, Verdict
from audit.model.figure import FigureKind
from audit.model.interval import Interval
from audit.model.relation import Relation

#: what is stated is the first of the other figures by the second
_QUOTIENT = "{0} / {1}"
_TOKEN = re.compile(r"\{(\d+)\}|(\d+)|([-+*/()])")


def formula(relation: Relation) -> Evaluation:
    """The printed result against the value of the printed expression."""
    terms = [o.figure.amount for o in relation.operands[1:]]
    try:
        value = _Parser(relation.expression, terms).value()
    except (ArithmeticError, ValueError, IndexError):
        return Evaluation(relation, Verdict.NOT_EVALUABLE, reason="expression")
    if relation.stated.figure.kind is FigureKind.PERCENT:
        value *= 100
    return judged(relation, value, lambda: quotient(relation) or Interval.exact(value))


def quotient(relation: Relation) -> Interval | None:
    """What an amount by a count may be; None for any other formula."""
    if relation.expression != _QUOTIENT or relation.operands[1].figure.kind is not FigureKind.AMOUNT:
        return None
    amount, count = (operand.figure.interval for operand in relation.operands[1:])
    return amount / count


class _Parser:
    """expression = product ((+|-) product)*; product = atom ((*|/) atom)*; atom = number | (expression)."""

    def __init__(self, expression: str, terms: list[Decimal]) -> None:
        self._tokens = [m.group(0) for m in _TOKEN.finditer(expression)]
        self._terms = terms
        self._at = 0

    def value(self) -> Decimal:
        found = self._expression()
        if self._at != len(self._tokens):
            raise ValueError("left-over tokens")
        return found

    def _take(self, *wanted: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at] in wanted:
            self._at += 1
            return self._tokens[self._at - 1]
        return ""

    def _expression(self) -> Decimal:
        found = self._product()
        while sign := self._take("+", "-"):
            right = self._product()
            found = found + right if sign == "+" else found - right
        return found

    def _product(self) -> Decimal:
        found = self._atom()
        while sign := self._take("*", "/"):
            right = self._atom()
            found = found * right if sign == "*" else found / right
        return found

    def _atom(self) -> Decimal:
        if self._take("("):
            found = self._expression()
            if not self._take(")"):
                raise ValueError("missing bracket")
            return found
        token = self._tokens[self._at]
        self._at += 1
        return self._terms[int(token[1:-1])] if token.startswith("{") else Decimal(token)
