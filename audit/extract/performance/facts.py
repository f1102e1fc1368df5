"""Facts of forms: indicators and money rows, and the narrative's statements about the same indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from audit.extract.performance.rows import Forms, Row, in_unit, money
from audit.extract.performance.scope import IS, Said, is_narrowed, is_partial, neutral
from audit.extract.performance.told import about, named
from audit.extract.performance.vocabulary import abbreviates, measure, name_key, stem
from audit.model.concept import INDICATOR, Concept, Stage
from audit.model.document import Block, Document
from audit.model.fact import Completion, Fact
from audit.model.figure import Figure, FigureKind

PREFIX = INDICATOR
#: the scope of a form's values, before its number
FORM = "form"
#: values of another year
_EARLIER = re.compile(r"上年|上一年|去年|往年|前年|同期|历年|累计")
#: between the target and what became of it
_ACHIEVED = re.compile(r"实际|达到|实现")
_STOP = re.compile(r"[，。；、：（]")
#: how far before its number a name may begin
_REACH = 40
#: what an evaluation says was aimed at; elsewhere a target may be the next year's
_EVALUATED_TARGET = (Stage.TARGET, "evaluation")
#: shorter names mean different things in different forms
_MIN_NAME = 5


def indicator_facts(
    document: Document, forms: Forms, known: Iterable[Fact], explained: Sequence[Fact], year: int | None
) -> tuple[list[Fact], list[Completion]]:
    """Facts from the forms, and the narrative's facts about the same indicators under the same name; of some the
    indicator and its form have been `explained`."""
    facts: list[Fact] = []
    completions: list[Completion] = []
    for row in forms.rows:
        if (completion := _execution(row)) is not None:
            completions.append(completion)
            facts += [fact for fact in (completion.actual, completion.budget) if fact is not None]
            continue
        facts += _of_row(row, year)
    scored = [f for f in facts if f.concept.scope.startswith(FORM)]
    targets = {f.concept.item: f.figure for f in scored if f.concept.stage is Stage.TARGET}
    names = {f.concept.item.removeprefix(PREFIX) for f in scored}
    facts += explained
    taken = {fact.figure.span for fact in explained}
    tails, growths = _tails(names), _growths(scored)
    told: dict[int, dict[str, list[Fact]]] = {}
    projects = named(document, forms)
    of_form = _names_of_forms(scored)
    for fact in known:
        if fact.figure.span in taken:
            continue
        name = _linked(fact, names, tails) or _growth(fact, growths)
        if not name and (form := about(document.blocks[fact.block].text, projects)) is not None:
            name = _before(document, fact, of_form.get(f"{FORM}{form}", ()))
        said = Said(document, fact)
        if name and not is_partial(said, year) and not is_narrowed(said, names, year):
            told.setdefault(fact.block, {}).setdefault(name, []).append(fact)
    _drop_parts(told, scored)
    for block, by_name in told.items():
        form = about(document.blocks[block].text, projects)
        scope = "" if form is None else f"{FORM}{form}"
        for name, stated in by_name.items():
            target = targets.get(PREFIX + name)
            for fact in _target_first(document.blocks[block], stated):
                within, stage = measure(fact.figure.unit), _stage(fact, target)
                concept = Concept(PREFIX + name, None, stage, fact.concept.year, within, scope)
                facts.append(replace(fact, concept=concept))
    return facts, completions


def _drop_parts(told: dict[int, dict[str, list[Fact]]], scored: Iterable[Fact]) -> None:
    """A中心2个…B中心4个: values that together make up the form's are those of parts."""
    results = {f.concept.item.removeprefix(PREFIX): f.figure.amount for f in scored if f.concept.stage is Stage.FINAL}
    by_name: dict[str, list[list[Fact]]] = {}
    for listed in told.values():
        for name, facts in listed.items():
            by_name.setdefault(name, []).append(facts)
    for name, result in results.items():
        lists = by_name.get(name, [])
        parts = [fact for facts in lists for fact in facts if fact.figure.amount < result]
        if len(parts) > 1 and sum(fact.figure.amount for fact in parts) == result:
            for facts in lists:
                facts[:] = [fact for fact in facts if fact not in parts]


def _target_first(block: Block, told: list[Fact]) -> list[Fact]:
    """设立170家。实际设立184家。: of two values of one indicator in a paragraph the one before 实际 is the target."""
    if len(told) < 2 or told[0].concept.stage is not Stage.FINAL:
        return told
    start, end = (block.offset(fact.figure.span) for fact in told[:2])
    if 0 <= start < end and _ACHIEVED.search(block.text, start, end):
        return [told[0].staged(Stage.TARGET), *told[1:]]
    return told


def _stage(fact: Fact, target: Figure | None) -> Stage | None:
    """A bound (≥85%) without words that say which is a target, where the form's target is a bound too."""
    if target is not None and target.qualifier is not None and fact.figure.qualifier is target.qualifier:
        return Stage.TARGET
    return fact.concept.stage


def _of_row(row: Row, year: int | None) -> Iterator[Fact]:
    key = name_key(row.name)
    if len(key) < _MIN_NAME:
        return
    if row.horizon:
        yield from _of_goal(row, key, year)
        return
    stated = re.match(r"(20\d\d)年", row.name)
    when = int(stated.group(1)) if stated else year
    target, actual = row.roles.get("target"), row.roles.get("actual")
    if target is not None and actual is not None and target.unit != actual.unit:
        return
    for stage, figure in ((Stage.TARGET, target), (Stage.FINAL, actual)):
        if figure is None:
            continue
        figure = in_unit(figure, row.name)
        concept = Concept(PREFIX + key, None, stage, when, measure(figure.unit), f"{FORM}{row.form}")
        yield Fact(figure, concept, row.name, row.section, row.block, "form")


def _of_goal(row: Row, key: str, year: int | None) -> Iterator[Fact]:
    """The target, and the values of earlier years in order of size: forms print them in either order of time."""
    target = row.roles["target"]
    places = (row.section, row.block, "form")
    within = measure(target.unit)
    yield Fact(target, Concept(PREFIX + key, None, Stage.TARGET, year, within, row.horizon), row.name, *places)
    for rank, figure in enumerate(sorted(row.earlier, key=lambda f: f.amount)):
        concept = Concept(PREFIX + key, None, Stage.FINAL, year, f"earlier{rank}", row.horizon)
        yield Fact(figure, concept, row.name, *places)


def _execution(row: Row) -> Completion | None:
    """A row of money: budget A, executed B, rate B/A."""
    budget, executed, rate = (row.roles.get(role) for role in ("budget", "executed", "rate"))
    if row.kind not in ("execution", "source") or budget is None or executed is None or rate is None:
        return None
    places = (row.section, row.block, "form")
    return Completion(
        rate,
        Fact(money(executed, row.unit), Concept("label:执行数", None, Stage.FINAL), "执行数", *places),
        Fact(money(budget, row.unit), Concept("label:预算数", None, Stage.ADJUSTED), "预算数", *places),
        Stage.BUDGET,
    )


def _tails(names: set[str]) -> dict[str, str]:
    """Endings that only one name has: 审核准确率 for 资格审核准确率."""
    found: dict[str, str] = {}
    for name in sorted(names):
        for start in range(1, len(name) - _MIN_NAME + 1):
            found[name[start:]] = "" if name[start:] in found else name
    return found


def _linked(fact: Fact, names: set[str], tails: dict[str, str]) -> str:
    """The indicator that a fact of the text is about: its name, the name at the end of the words before the number,
    or an ending that is the name's alone."""
    if not fact.concept.item.startswith("label:") or fact.concept.within == "change" or _EARLIER.match(fact.label):
        return ""
    key = name_key(fact.label)
    if key in names:
        return key
    for length in range(len(key) - 1, _MIN_NAME - 1, -1):
        if key[-length:] in names and neutral().fullmatch(key[:-length]):
            return key[-length:]
    return tails.get(key, "") if len(key) >= _MIN_NAME else ""


def _growths(scored: Iterable[Fact]) -> dict[str, str]:
    """The names of indicators that are the growth of something, under what grows."""
    named = {fact.concept.item.removeprefix(PREFIX) for fact in scored if fact.figure.kind is FigureKind.PERCENT}
    return {bare: name for name in sorted(named) for bare, grows in [stem(name)] if grows}


def _growth(fact: Fact, growths: dict[str, str]) -> str:
    """全年高新产业增加值完成 9.5%: a percentage of something whose growth is an indicator, or of its short name."""
    if fact.figure.kind is not FigureKind.PERCENT or not fact.concept.item.startswith("label:"):
        return ""
    if fact.concept.within in ("change", "reason"):
        return ""
    if fact.concept.stage is not Stage.FINAL and (fact.concept.stage, fact.concept.scope) != _EVALUATED_TARGET:
        return ""
    name, _ = stem(fact.label)
    found = [growths[bare] for bare in growths if name == bare or (name[-3:] == bare[-3:] and abbreviates(name, bare))]
    return found[0] if len(found) == 1 and len(name) >= _MIN_NAME else ""


def _names_of_forms(scored: Iterable[Fact]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for fact in scored:
        found.setdefault(fact.concept.scope, set()).add(fact.concept.item.removeprefix(PREFIX))
    return found


def _before(document: Document, fact: Fact, names: Iterable[str]) -> str:
    """The indicator of the form that a paragraph is about whose name stands right before the number."""
    if not fact.concept.item.startswith("label:") or fact.concept.within in ("change", "reason"):
        return ""
    text = document.blocks[fact.block].text
    at = document.blocks[fact.block].offset(fact.figure.span)
    clause = _STOP.split(text[max(0, at - _REACH) : max(0, at)])[-1]
    key = name_key(IS.sub("", clause))
    found = (name for name in names if key.endswith(name) and neutral().fullmatch(key[: -len(name)]))
    return max(found, key=len, default="")
