"""The only place where findings become sentences, in Chinese and English. The sentences stand in phrases.yaml.

The order is always: where, what, stated, recomputed, difference, remark, suspect, also possible.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from audit.model.evaluation import Evaluation
from audit.model.finding import Finding, Suspect, TablePlace
from audit.model.relation import Observation, Operand, Relation, RelationKind
from audit.model.span import Span
from reports import amounts, places
from reports.catalogue import bracketed, data, knows, phrase, word
from reports.places import NO_CELLS, Places
from reports.remarks import (
    coverage,
    lapsed,
    nothing,
    notice,
    orphan,
    percentage,
    suppression,
    too_low,
    unreadable,
)

__all__ = [  # a report asks here for sentences and words alike
    "coverage",
    "data",
    "knows",
    "lapsed",
    "nothing",
    "notice",
    "orphan",
    "percentage",
    "phrase",
    "suppression",
    "too_low",
    "unreadable",
    "word",
]

#: A sum of more parts than this is shortened in a sentence; the JSON evidence has all of it.
LONGEST_SUM = 6

#: further places of an observation that are told; of more of them their number
_MOST_PLACES = 4

#: roles that a sentence names by their general word when the relation lacks them
_NAMED_ROLES = ("whole", "part", "base", "actual", "budget")


class Wording(Struct, frozen=True):
    """One finding in words. `lines` are the named parts that it has, in the order of house: name and text."""

    where: str
    what: str
    lines: tuple[tuple[str, str], ...]


def message(finding: Finding, lang: str, cells: Mapping[Span, TablePlace] = NO_CELLS) -> str:
    """The finding as one paragraph."""
    wording = describe(finding, lang, cells)
    colon, stop = ("：", "；") if lang == "zh" else (": ", "; ")
    where = " ".join(part for part in (wording.where, *trail(finding, cells)[-1:]) if part)
    return where + colon + stop.join([wording.what, *(name + colon + text for name, text in wording.lines)])


def trail(finding: Finding, cells: Mapping[Span, TablePlace] = NO_CELLS) -> tuple[str, ...]:
    """The headings above a finding, then the title of the table that it stands in; told once where both are one."""
    cell = cells.get(finding.place)
    *above, last = finding.path or ("",)
    if cell is None or cell.table in last:
        return finding.path
    return (*above, cell.table) if last in cell.table else (*finding.path, cell.table)


def describe(finding: Finding, lang: str, cells: Mapping[Span, TablePlace] = NO_CELLS) -> Wording:
    """The finding in words; `cells` name the tables of the figures that stand in another one than it does."""
    lines: list[tuple[str, str]] = []
    if finding.evidence:
        main = finding.evidence[0]
        slots = _slots(main, lang, Places(finding.place, cells, lang))
        stated = main.relation.stated.figure.span
        if stated != finding.place:
            slots["at"] = bracketed(slots["stated-place"], lang)
        what = _what(main, lang, slots)
        kind = str(main.relation.kind)
        lines += [
            (line_name("stated", kind, lang), _of_kind("stated", main.relation, lang, slots)),
            (line_name("recomputed", kind, lang), _recomputed(main, lang, slots)),
            (word("difference", lang), _difference(main, lang)),
            (word("remark", lang), _hint(main.relation, lang)),
        ]
    elif finding.observation is not None:
        what = observation(finding.observation, lang)
        where = Places(finding.place, cells, lang)
        lines.append((word("see-also", lang), _further(finding, finding.observation, where)))
    else:
        what = finding.name
    lines += [(word("remark", lang), observation(remark, lang)) for remark in finding.remarks]
    if finding.suspect is not None:
        lines.append((word("suspect", lang), _suspect(finding.suspect, lang)))
    lines += [(word("also", lang), _short(suspect, lang)) for suspect in finding.also]
    return Wording(places.place(finding.place, lang), what, tuple((name, text) for name, text in lines if text))


def observation(seen: Observation, lang: str) -> str:
    """An observation in words; one whose topic has no sentence is given with its words as they are."""
    if not knows("topic", seen.topic):
        rest = "、".join((*seen.words, *(amounts.printed(o.figure) for o in seen.operands)))
        return f"{seen.topic}: {rest}" if rest else seen.topic
    slots = {f"word{number}": text for number, text in enumerate(seen.words, start=1)}
    slots["text"] = "".join(seen.spans[0].text.split()) if seen.spans else ""
    for number, operand in enumerate(seen.operands, start=1):
        slots[f"figure{number}"] = amounts.printed(operand.figure)
        slots[f"label{number}"] = label(operand, lang)
    return phrase("topic", seen.topic, lang, **slots)


def _further(finding: Finding, seen: Observation, where: Places) -> str:
    """The figures of an observation, and its words, that stand elsewhere than the finding, with their places."""
    lang = where.lang
    named = {o.figure.span: f"{o.label} {amounts.printed(o.figure)}".strip() for o in seen.operands}
    spans = dict.fromkeys([*named, *seen.spans])
    told = [
        named.get(span, "".join(span.text.split())) + bracketed(where(span, named.get(span, "")), lang)
        for span in spans
        if span != finding.place and span.line is not None
    ]
    if len(told) > _MOST_PLACES:
        told[_MOST_PLACES:] = [f"… +{len(told) - _MOST_PLACES}"]
    return ("、" if lang == "zh" else ", ").join(told)


def evidence(evaluation: Evaluation, lang: str) -> str:
    """One relation in a line: what is compared, its verdict, the equation, the difference."""
    slots = _slots(evaluation, lang)
    comma, colon = ("，", "：") if lang == "zh" else (", ", ": ")
    stated = "" if evaluation.relation.kind in _UNCOMPUTED else slots["stated"]  # these have it in their equation
    parts = (stated, amounts.expression(evaluation, LONGEST_SUM), _difference(evaluation, lang))
    return _what(evaluation, lang, slots) + colon + comma.join(part for part in parts if part)


def claim(evaluation: Evaluation, lang: str) -> str:
    """What a relation compares, and its verdict."""
    return _what(evaluation, lang, _slots(evaluation, lang))


def label(operand: Operand, lang: str) -> str:
    """What a figure is about: its printed name, else its role's."""
    if operand.label:
        return phrase("stage", operand.label, lang) if knows("stage", operand.label) else operand.label
    return role(operand, lang)


def role(operand: Operand, lang: str) -> str:
    """The part that a figure has in its formula."""
    return phrase("role", operand.role, lang) if knows("role", operand.role) else operand.role


def line_name(part: str, kind: str, lang: str) -> str:
    """How a line is called; some kinds call theirs otherwise."""
    special = f"{part}.{kind}"
    return word(special if knows("word", special) else part, lang)


def _of_kind(group: str, relation: Relation, lang: str, slots: dict[str, str]) -> str:
    """The sentence for a relation's kind; some hints call for another one."""
    special = f"{relation.kind}.{relation.hint}"
    return phrase(group, special if knows(group, special) else str(relation.kind), lang, **slots)


def _what(evaluation: Evaluation, lang: str, slots: dict[str, str]) -> str:
    if evaluation.verdict.breaks and knows("exceeds", str(evaluation.relation.kind)):
        return _of_kind("exceeds", evaluation.relation, lang, slots)
    subject = _of_kind("subject", evaluation.relation, lang, slots)
    special = f"{evaluation.verdict}.{evaluation.relation.kind}"
    verdict = phrase("verdict", special if knows("verdict", special) else str(evaluation.verdict), lang)
    return f"{subject}{'' if lang == 'zh' else ' '}{verdict}"


def _slots(evaluation: Evaluation, lang: str, where: Places | None = None) -> dict[str, str]:
    """What the sentences about a relation may name: each role's label, then the values."""
    relation = evaluation.relation
    stated, others = relation.stated, relation.operands[1:]
    value = amounts.recomputed(evaluation)
    slots = {role: phrase("role", role, lang) for role in _NAMED_ROLES}
    slots |= {operand.role: label(operand, lang) for operand in reversed(relation.operands)}
    changing = relation.role("current") or relation.role("prior") or stated
    slots |= {
        "label": label(stated, lang),
        "change": label(changing, lang),
        "stated": amounts.printed(stated.figure),
        "unit": stated.figure.unit,
        "recomputed": "" if value is None else amounts.with_unit(value, stated.figure),
        "formula": amounts.formula(relation, LONGEST_SUM),
        "count": str(len(others)),
        "listed": str(relation.listed),
    }
    if where is not None:
        slots["stated-place"] = where(stated.figure.span, slots["label"])
    if relation.hint in ("share-sum", "weights"):
        slots["total"] = amounts.total(relation)
    if relation.kind in (RelationKind.EQUAL, RelationKind.AT_MOST, RelationKind.DIRECTION) and others:
        left, right = amounts.sides(relation)
        other = amounts.other_side(relation)
        slots |= {
            "left": left,
            "right": right,
            "other": amounts.printed(other.figure),
            "other-label": label(other, lang),
            "other-place": where(other.figure.span, label(other, lang)) if where is not None else "",
        }
    return slots


#: kinds that say something about the other side even when no value was recomputed
_UNCOMPUTED = frozenset({RelationKind.EQUAL, RelationKind.DIRECTION, RelationKind.AT_MOST, RelationKind.COUNT})


def _recomputed(evaluation: Evaluation, lang: str, slots: dict[str, str]) -> str:
    kind = evaluation.relation.kind
    if not slots["recomputed"] and kind not in _UNCOMPUTED:
        return ""
    return _of_kind("recomputed", evaluation.relation, lang, slots)


def _difference(evaluation: Evaluation, lang: str) -> str:
    value = amounts.difference(evaluation)
    if not value:
        return ""
    size = amounts.gap(value, evaluation.relation.stated.figure, phrase("difference", "points", lang))
    way = "more" if value > 0 else "less"
    special = f"{way}.{evaluation.relation.kind}"
    return phrase("difference", special if knows("difference", special) else way, lang, gap=size)


def _hint(relation: Relation, lang: str) -> str:
    if not relation.hint:
        return ""
    if not knows("hint", relation.hint):  # some hints are told by a sentence of their own for the kind
        return "" if knows("subject", f"{relation.kind}.{relation.hint}") else relation.hint
    named = "、".join(f"{label(o, lang)} {amounts.printed(o.figure)}" for o in relation.hint_operands)
    return phrase("hint", relation.hint, lang, hint=named)


def _suspect(suspect: Suspect, lang: str) -> str:
    operation = suspect.operation
    return phrase(
        "suspect",
        "full" if suspect.suggestion else "bare",
        lang,
        **_suspect_slots(suspect, lang),
        operation=phrase("operation", operation, lang) if knows("operation", operation) else operation,
        confidence=percentage(suspect.confidence),
    )


def _short(suspect: Suspect, lang: str) -> str:
    return phrase("suspect", "short", lang, **_suspect_slots(suspect, lang))


def _suspect_slots(suspect: Suspect, lang: str) -> dict[str, str]:
    unit, suggestion = suspect.figure.unit, suspect.suggestion
    return {
        "label": f"{suspect.label} " if suspect.label else "",
        "text": amounts.printed(suspect.figure),
        "place": bracketed(places.place(suspect.figure.span, lang), lang),
        # a suggestion of another unit carries that unit
        "suggestion": suggestion + unit if suggestion[-1:].isdigit() else suggestion,
    }
