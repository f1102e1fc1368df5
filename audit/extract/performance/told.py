"""Told 文字所述: the project that a form is about, and what the paragraphs about it say of its money and score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from audit.extract.performance.rows import Forms
from audit.extract.performance.vocabulary import pattern, vocabulary
from audit.model.concept import Stage
from audit.model.document import BlockKind, Document
from audit.model.fact import Completion, Fact
from audit.model.figure import FigureKind
from audit.model.form import Told
from audit.model.patterns import late

#: blocks between a form's title and its first row, and the length of a title
_ABOVE, _LONGEST = 30, 60
_NAMED = late(r"^项目名称[\s：:]*([^\s\t：:]{4,40})")
#: the heading of the name alone, as a dump has it: the name follows
_HEADED = re.compile(r"项目名称[\s：:]*")
_BEFORE = late(r"^.*?(?:20\d\d ?年度?|附件 ?\d*[：:、.]?|附表 ?\d*[：:、.]?|[（(]?[一二三四五六七八九十\d]+[）)、.])+")
_GENERAL = re.compile(r"整体|部门|单位|^项目$|预算|决算")
_SUFFIX = re.compile(r"(?:项目)?(?:支出)?(?:专项)?(?:经费|资金)?$")
_MIN_NAME = 4
#: a paragraph about a project names it at its beginning
_HEAD = 45
#: what only a paragraph about a project's evaluation has
_TELLS = re.compile(r"自评|全年预算数|执行率|评价得分")
_SCORE = re.compile(r"得分$|评分$|总分$")


def title(document: Document, block: int) -> str:
    """The nearest line above a form's first row that names a form."""
    for above in reversed(document.blocks[max(0, block - _ABOVE) : block]):
        if pattern("titles").search(above.text) and len(above.text) <= _LONGEST:
            return above.text
    return ""


def project(document: Document, block: int) -> str:
    """The project of the form whose first row is `block`, as the form names it, or as its title does; "" when it is the
    whole body's, or nobody's."""
    lines = document.blocks[max(0, block - _ABOVE) : block]
    for at in reversed(range(len(lines))):
        below = lines[at + 1].text if _HEADED.fullmatch(lines[at].text) and at + 1 < len(lines) else ""
        if match := _NAMED.match(f"{lines[at].text}{below}".replace("\t", " ").strip()):
            return _core(pattern("beside").split(match.group(1))[0])
    name = _BEFORE.sub("", title(document, block))
    return _core(_form_words().split(name)[0])


@cache
def _form_words() -> re.Pattern[str]:
    """From here on a title says what kind of form it heads."""
    return re.compile("(?:项目|支出|绩效|整体)*(?:" + "|".join(map(re.escape, vocabulary()["titles"])) + ")")


def _core(name: str) -> str:
    bare = _SUFFIX.sub("", name)
    return bare if len(bare) >= _MIN_NAME and not _GENERAL.search(bare) else ""


def named(document: Document, forms: Forms) -> dict[int, str]:
    """The projects of the forms, by the number of the form; names that two forms have are left out."""
    firsts: dict[int, int] = {}
    for row in forms.rows:
        firsts.setdefault(row.form, row.block)
    found = {form: project(document, block) for form, block in firsts.items()}
    names = list(found.values())
    return {form: name for form, name in found.items() if name and names.count(name) == 1}


def about(text: str, names: dict[int, str]) -> int | None:
    """The form whose project a paragraph tells of; None when it names none, or several, at its beginning, or begins a
    sentence with another."""
    head = text[:_HEAD]
    found = [form for form, name in names.items() if name in head]
    if len(found) != 1 or not _TELLS.search(text):  # the name first: the text may be long
        return None
    return None if any(f"。{name}" in text for form, name in names.items() if form != found[0]) else found[0]


def told(document: Document, forms: Forms, completions: Iterable[Completion], known: Iterable[Fact]) -> Iterator[Told]:
    """What paragraphs say of the budget, the execution and the score of a form's project."""
    names = named(document, forms)
    order = list(dict.fromkeys(row.form for row in forms.rows if not row.horizon))
    if not names:
        return
    by_block: dict[int, list[Fact]] = {}
    for fact in known:
        if fact.source == "text" and document.blocks[fact.block].kind is not BlockKind.ROW:
            by_block.setdefault(fact.block, []).append(fact)
    money: dict[int, list[Completion]] = {}
    for told_of in completions:
        if told_of.actual is not None and told_of.actual.source == "text":
            money.setdefault(told_of.actual.block, []).append(told_of)
    for block, facts in by_block.items():
        form = about(document.blocks[block].text, names)
        if form is None or form not in order:
            continue
        scores = [f.figure for f in facts if f.figure.kind is FigureKind.SCORE and _SCORE.search(f.label)]
        score = scores[0] if len(scores) == 1 else None
        executions = money.get(block, ())
        completion = executions[0] if len(executions) == 1 else None  # of several, some are of other projects
        budget = completion.budget if completion is not None else None
        actual = completion.actual if completion is not None else None
        if budget is not None and budget.concept.stage is Stage.INITIAL:
            budget = None  # the form's is that of the whole year
        yield Told(
            order.index(form),
            names[form],
            budget.figure if budget is not None else None,
            actual.figure if actual is not None else None,
            score,
        )
