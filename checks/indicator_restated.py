"""指标一致性 · one indicator, stated again

What
    An indicator's target and its actual value are the same in the form, in the annex and in the narrative.

Why
    The form is corrected and the text is not; a target is copied from another year.

Consistent
    培训人数，目标值为≥100人次。… 培训人数 ≥100人次 120人次 …

Inconsistent
    培训人数，目标值为≥100人次。… 培训人数 ≥110人次 120人次 …

Rounding
    11.8% and 11.80% agree; qualified values are compared as intervals (超过 2500 and 2600 agree).

Limits
    A text is compared with the form of its report, which may stand right behind it under a title of its own, or, under
    a longer name, with the forms of the document; where
    several forms have the indicator with several values, only with one that says the same. Two forms or reports are
    compared where most of the indicators that they share agree, so that they are about the same thing, satisfaction
    apart; their targets also where they have the same result of five digits, or the same rate of three. At
    most a warning: scopes may differ.

核对内容
    指标的目标值、实际值在自评表、附件和文字中相同。

理由
    改了表没有改文字；或目标值抄自其他年度。

尾差
    11.8% 与 11.80% 相符；带限定词的值按区间比较（超过 2500 与 2600 相符）。

局限
    文字与所在报告的自评表（也可以是紧接其后、另有标题的）对照，名称较长的也与文件中其他自评表对照；多张表都有该指标而值不同的，只与相同的那张对照。
    两张表或两份报告之间，只有多数共有指标相符、说明是同一对象时才比较，满意度除外；实际值相同且不少于五位数字
    （带小数的比率不少于三位）的，也比较目标值。口径可能不同，最多作警告。
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

from msgspec.structs import replace

from audit.model.concept import INDICATOR, Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity
from audit.strict_yaml import load

#: two reports that agree on at least so many indicators, and on most of those they share, describe one thing
_MIN_SHARED = 3
#: a shorter name may mean something else in a part of the document that has no form
_MIN_FAR = 8
#: two results that agree to so many digits are one; a rate with decimals has fewer
_MIN_DIGITS, _MIN_RATE_DIGITS = 5, 3
#: so many paragraphs before and behind one say what it is about
_AROUND = 20
#: reports before this one that may describe the same thing
_REACH = 12
#: more prints of one value before it tell nothing new of the next one
_MOST_TIES = 3
#: the scopes of goals of several years, and of a single one
_LONG, _YEARLY = "长期", "年度"
#: where a form itself has a value: its rows, and the words of its goal
_WRITTEN = frozenset({"form", "goal"})
_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST})
_Part = tuple[int, str]
_Key = tuple[str, Stage | None, int | None, str]
_Values = dict[_Key, list[Fact]]


def run(base: FactBase) -> Iterator[Relation]:
    parts: dict[_Part, _Values] = defaultdict(lambda: defaultdict(list))
    facts = base.indicators
    written = {fact.concept.scope: _part(base, fact) for fact in facts if fact.source == "form"}
    for fact in facts:
        concept = fact.concept
        key = (concept.item, concept.stage, concept.year, fact.figure.kind.value + concept.within)
        # a paragraph about a form's project belongs to the form
        part = written.get(concept.scope) if concept.scope and fact.source not in _WRITTEN else None
        parts[part or _part(base, fact)][key].append(fact)
    for (_, scope), values in parts.items():
        if scope != _LONG and scope != _YEARLY:
            _drop_repeated(values)
    forms = {part: values for part, values in parts.items() if part[1]}
    holders: dict[_Key, list[_Values]] = defaultdict(list)
    near: dict[int, list[_Values]] = defaultdict(list)
    for (section, _), form in forms.items():
        near[section].append(form)
        for key in (key for key, listed in form.items() if listed):
            holders[key].append(form)
    behind = _behind(base)
    for (section, scope), values in parts.items():
        if not scope:
            forms_near = near[section] or near[behind.get(section, section)]
            _hand_over(values, forms_near, holders, 0 if forms_near else _MIN_FAR)
    firsts: dict[_Part, dict[_Key, Fact]] = {}
    for part, values in parts.items():
        firsts[part] = {key: _reference(listed) for key, listed in values.items() if listed}
        for key, reference in firsts[part].items():
            yield from _agree(values[key], reference, Basis.RESTATED)
    yield from _between(firsts, {form.scope: form.project for form in base.forms if form.project})


@cache
def _words() -> dict[str, str]:
    """The words of indicators.yaml, as alternatives of a pattern."""
    data = load(Path(__file__).with_name("indicators.yaml"))
    return {key: "|".join(data[key]) for key in ("anybody", "flows")}


@cache
def _generic() -> re.Pattern[str]:
    """满意度 of nobody in particular: every project has one of its own."""
    return re.compile(rf":(?:{_words()['anybody']}|[的者及与和、])*满意[度率](?:测评|调查|指标)?$")


@cache
def _flow() -> re.Pattern[str]:
    """What is counted year by year."""
    return re.compile(_words()["flows"])


def _behind(base: FactBase) -> dict[int, int]:
    """For each outermost section the next one: a report's form may stand right behind it, under its own title."""
    outermost = (index for index, section in enumerate(base.document.sections) if section.parent == 0)
    return dict(pairwise(outermost))


def _drop_repeated(values: _Values) -> None:
    """A name that stands in two rows of one form with two values is that of two projects."""
    for key, facts in values.items():
        if len({fact.figure.amount for fact in facts if fact.source == "form"}) > 1:
            values[key] = []


def _part(base: FactBase, fact: Fact) -> _Part:
    """The outermost section (a part of the document, an annex), and the form, or "" for its text."""
    above = base.document.ancestors(fact.section)
    return (above[-2] if len(above) > 1 else above[-1], fact.concept.scope if fact.source in _WRITTEN else "")


def _hand_over(told: _Values, near: list[_Values], holders: dict[_Key, list[_Values]], least: int) -> None:
    """What a text says of an indicator, of which the name has a `least` length, goes to the form that has it, one of
    those `near` it if there are any; where several do, with several values, to the one that says the same, or to the
    one that says what stands around it in the text, or to none: the text may be about any of them. So does what only a
    form far away says; `holders` are the forms by what they have."""
    around = [(key, fact) for key, facts in told.items() for fact in facts]
    for key, facts in told.items():
        everywhere = holders.get(key, [])
        owners = [form for form in near if form.get(key)] if near else everywhere
        if not owners or len(key[0]) < len(INDICATOR) + least:
            continue
        one = len({form[key][0].figure.amount for form in owners}) == 1
        for fact in facts:
            alike = (form for form in chain(owners, everywhere) if _same(form[key][0].figure, fact.figure))
            owner = next(alike, None) or _told_around(fact, around, everywhere) or (owners[0] if one else None)
            if owner is not None:
                owner[key].append(fact)
        told[key] = []


def _told_around(fact: Fact, around: list[tuple[_Key, Fact]], forms: list[_Values]) -> _Values | None:
    """The form of which the text around a fact repeats clearly more than of any other."""
    beside = [(key, other) for key, other in around if abs(other.block - fact.block) <= _AROUND]
    votes = [
        sum(1 for key, other in beside if form.get(key) and _same(form[key][0].figure, other.figure)) for form in forms
    ]
    best = max(votes)
    clear = sum(1 for vote in votes if vote + _MIN_SHARED > best) == 1
    return forms[votes.index(best)] if clear else None


def _between(firsts: dict[_Part, dict[_Key, Fact]], projects: dict[str, str]) -> Iterator[Relation]:
    """Two parts that agree on most of what they share are about one thing; so are two indicators with one result. Of
    the forms of two `projects` only the latter, and where the result is no mere rate."""
    numbers = sorted(firsts)
    generic = _generic()
    for position, one in enumerate(numbers):
        tied: Counter[_Key] = Counter()
        for other in reversed(numbers[max(0, position - _REACH) : position]):
            apart = len({projects[scope] for _, scope in (one, other) if scope in projects}) > 1
            both = [k for k in firsts[one] if k in firsts[other]]
            shared = [k for k in both if not generic.search(k[0])]
            same = [k for k in both if _same(firsts[one][k].figure, firsts[other][k].figure)]
            equal = [k for k in same if not generic.search(k[0])]
            goals = not {one[1], other[1]}.isdisjoint((_LONG, _YEARLY))  # those of one project stand side by side
            telling = [k for k in equal if goals or _is_telling(firsts[one][k].figure)]
            close = not apart and len(telling) >= _MIN_SHARED and len(equal) * 10 >= len(shared) * 7
            alike = shared if close else []
            results = {k[0] for k in same if k[1] is Stage.FINAL and _is_distinctive(firsts[one][k].figure, apart)}
            for key in both:
                fact, reference = firsts[one][key], firsts[other][key]
                told = key in alike or (key[0] in results and key[1] is Stage.TARGET)
                if told and tied[key] < _MOST_TIES and not _is_of_longer(fact, reference):
                    tied[key] += 1
                    yield from _agree([fact], reference, Basis.INFERRED)


def _is_of_longer(one: Fact, other: Fact) -> bool:
    """Whether a goal of several years and one of a single year may differ: they do as a rule, unless both count what is
    done year by year, and the years together would come to less than two of them, or the rate of the years is less
    than half of the single year's."""
    scopes = (one.concept.scope, other.concept.scope)
    if one.concept.stage is not Stage.TARGET or scopes[0] == scopes[1] or _LONG not in scopes:
        return False
    years, year = (one, other) if one.concept.scope == _LONG else (other, one)
    if year.figure.kind is FigureKind.PERCENT and years.figure.amount * 2 < year.figure.amount:
        return False
    flows = one.concept.within == "events" or _flow().search(one.concept.item) is not None
    return not flows or years.figure.amount >= 2 * year.figure.amount


def _is_distinctive(figure: Figure, apart: bool) -> bool:
    digits = len(figure.text.replace(",", "").replace(".", "").strip("0"))
    broken = not apart and figure.kind is FigureKind.PERCENT and figure.decimals > 0
    return digits >= (_MIN_RATE_DIGITS if broken else _MIN_DIGITS)


def _is_telling(figure: Figure) -> bool:
    """Whether two projects hardly have it in common by chance: every project aims at 100% or 95% of something."""
    return figure.kind is not FigureKind.PERCENT or figure.value % 1 != 0


def _reference(facts: list[Fact]) -> Fact:
    counts: dict[object, int] = defaultdict(int)
    for fact in facts:
        counts[fact.figure.amount] += 1
    return max(facts, key=lambda f: (counts[f.figure.amount], f.figure.is_point))


def _same(one: Figure, other: Figure) -> bool:
    """Whether two prints may be of one value; bounds of one kind are the same when their numbers are."""
    if one.qualifier in _BOUNDS and one.qualifier is other.qualifier:
        return one.amount == other.amount
    return one.amount == other.amount or one.interval.meets(other.interval)


def _agree(facts: list[Fact], reference: Fact, basis: Basis) -> Iterator[Relation]:
    """Every print against the one that most agree with; a second value that is itself restated differs once."""
    firsts = {reference.figure.amount: reference}
    for fact in facts:
        same = firsts.setdefault(fact.figure.amount, fact)
        against = reference if same is fact else same
        one, other = fact.figure, against.figure
        if one.span == other.span or Qualifier.ABOUT in (one.qualifier, other.qualifier):
            continue
        written = {fact.source, against.source} <= _WRITTEN  # where the bound itself is restated
        if one.qualifier != other.qualifier and _same(one, other) and not written:
            continue
        operands = (Operand(_bare(one), "stated", fact.label), Operand(_bare(other), "other", against.label))
        yield Relation("TIE004", RelationKind.EQUAL, operands, basis, ceiling=Severity.WARNING)


def _bare(figure: Figure) -> Figure:
    """A threshold restated is the same threshold: ≥80% against ≥85% is compared as 80 against 85."""
    return replace(figure, qualifier=None) if figure.qualifier in _BOUNDS else figure


CHECK = Check(id="TIE004", name="indicator-restated", run=run, doc=__doc__)
