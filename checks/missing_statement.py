"""说明缺失 · an obligatory statement or count that should be there is missing

What
    Besides its tables a budget or a final account must tell its 主要职能 and 机构设置, explain 机关运行经费, 政府采购,
    国有资产, 预算绩效 and “三公”经费, and close with 名词解释. In a final account 政府采购 is split into 货物, 工程 and
    服务, and each part of 三公 that has money gives its counts: 团组 and 人次 of trips, vehicles bought and held, 批次
    and 人次 of receptions. The lists stand in audit/extract/inventory.yaml and checks/required_counts.yaml.

Why
    The disclosure rules ask for them, and a count that is left out hides the price of one trip or one guest.

Consistent
    公务接待费支出决算为 1.85 万元，全年共接待 23 批次、186 人次。

Inconsistent
    公务接待费支出决算为 1.85 万元，全年共接待 186 人次, and nowhere how many 批次.

Rounding
    Not applicable: nothing is computed here.

Limits
    A note. Statements are looked for by their names, anywhere in the text but the tables and the glossary; what only
    the contents page lists was left out of an excerpt, or is missed there (DOC014). Of 主要职能 and 机构设置 one is
    missed where the other has a section. A text without 名词解释 may be an excerpt: then nothing is said, unless it has
    a contents page and all the other statements; and nothing either where more than half of the statements are missing.
    Where a final account gives none of the counts they may stand in a table or an annex. A kind of 政府采购 may be left
    out where the others make up the total. A budget need not give counts.

核对内容
    除报表外，部门预算和决算须说明主要职能、机构设置、机关运行经费、政府采购、国有资产、预算绩效和“三公”经费，并附名词
    解释。决算的政府采购须分货物、工程、服务，“三公”经费各项有支出的须写明数量：出国的团组数和人次，车辆购置数和保有量，
    接待的批次和人次。清单见 audit/extract/inventory.yaml 和 checks/required_counts.yaml。

理由
    公开规定要求这些内容；略去数量，就看不出每次出国、每位客人花了多少。

不符
    公务接待费支出决算为 1.85 万元，全年共接待 186 人次，全文没有写明批次。

尾差
    不适用：不作计算。

局限
    作提示。按名称在正文中寻找，表和名词解释除外；只在目录中出现的，或是节选，或由 DOC014 提示。主要职能与机构设置，有
    其一而缺其二才提示。没有名词解释的可能是节选，除非有目录且其他说明俱全，否则不作发现；缺一半以上说明的也不作发现。
    决算一个数量都没有写的，可能在表或附件中。政府采购其他各类已凑足总额的，可略去一类。预算不必写数量。
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from audit.model.concept import Stage
from audit.model.document import BlockKind, DocumentKind
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.inventory import Entry, EntryKind
from audit.model.relation import Check, Observation, Severity
from audit.model.span import Span
from audit.strict_yaml import load


@cache
def required() -> dict[str, Any]:
    data: dict[str, Any] = load(Path(__file__).with_name("required_counts.yaml"))
    return data


def run(base: FactBase) -> Iterator[Observation]:
    if base.kind not in (DocumentKind.FINAL_ACCOUNTS, DocumentKind.BUDGET):
        return
    yield from _statements(base.inventory)
    if base.kind is DocumentKind.FINAL_ACCOUNTS:
        yield from _kinds(base)
        yield from _counts(base)


def _statements(inventory: tuple[Entry, ...]) -> Iterator[Observation]:
    """The parts and statements that the text does not hold, nor the contents page promise."""
    due = [entry for entry in inventory if entry.kind is EntryKind.STATEMENT]
    missing = [entry for entry in due if not entry.is_there and not entry.listed]
    has_page = any(entry.key == "contents" and entry.is_there for entry in inventory)
    open_end = any(entry.trait == "last" for entry in missing)
    if len(missing) * 2 > len(due) or (open_end and (len(missing) > 1 or not has_page)):
        return
    opening = [entry for entry in inventory if entry.trait == "first"]
    if any(entry.extents for entry in opening):  # else it is an excerpt that begins behind them
        missing = [entry for entry in opening if not entry.is_there and not entry.listed] + missing
    for entry in missing:
        yield Observation("DOC012", "statement-missing", Severity.NOTE, (), words=(entry.name,))


def _kinds(base: FactBase) -> Iterator[Observation]:
    """Kinds of 政府采购 that are left out although the named ones do not make up the total."""
    total = _amount(base, "procurement.total")
    if total is None or _is_made_up(base):
        return
    for block in base.document.blocks:
        if block.kind is BlockKind.PARAGRAPH and "政府采购" in block.text and total.text in block.raw:
            listed = [kind for kind in required()["kinds"] if any(word in block.text for word in kind["words"])]
            alone = any(word in block.text for word in required()["alone"])  # 9.86万元，全部为货物类采购
            if 0 < len(listed) < len(required()["kinds"]) and not alone:
                for kind in required()["kinds"]:
                    if kind not in listed:
                        yield _observed("procurement-kind", total, kind["name"])
            return


def _is_made_up(base: FactBase) -> bool:
    """Whether the kinds that a paragraph names make up its total, as a list or only one after the other."""
    if any(d.whole.concept.item == "procurement.total" and d.closes for d in base.decompositions):
        return True
    stated: dict[int, dict[str, Fact]] = {}
    for item in ("procurement.total", *(kind["item"] for kind in required()["kinds"])):
        for fact in base.by_item(item):
            if fact.source == "text" and fact.concept.stage is Stage.FINAL and fact.figure.kind is FigureKind.AMOUNT:
                stated.setdefault(fact.block, {}).setdefault(item, fact)
    for facts in stated.values():
        total = facts.pop("procurement.total", None)
        if total is not None and facts:
            short = abs(total.figure.amount - sum(fact.figure.amount for fact in facts.values()))
            if short <= total.figure.scale.scaleb(-total.figure.decimals) * len(facts):  # at most rounded away
                return True
    return False


def _counts(base: FactBase) -> Iterator[Observation]:
    """Counts of 三公 that are left out although others are given."""
    lost: list[tuple[Span, str]] = []
    given = 0
    for entry in required()["counts"]:
        amount = _amount(base, entry["part"])
        if amount is None:
            continue
        if _says(base, entry):
            given += 1
        else:
            lost.append((amount, entry["name"]))
    if given:
        for amount, name in lost:
            yield _observed("count-missing", amount, name)


def _amount(base: FactBase, item: str) -> Span | None:
    """Where the text first states an outturn of an item that is not zero."""
    for fact in base.by_item(item):
        figure = fact.figure
        if fact.source == "text" and fact.concept.stage is Stage.FINAL and figure.kind is FigureKind.AMOUNT:
            return figure.span if figure.amount > 0 else None
    return None


def _says(base: FactBase, entry: dict[str, Any]) -> bool:
    """Whether a number with one of the entry's words, in either order, stands behind one of its names or in the next
    paragraph."""
    either = "|".join(entry["words"])
    said = re.compile(rf"(?:\d|无|没有|未)[^。]{{0,6}}?(?:{either})|(?:{either})数?量?(?:为|共)?\d")
    without = re.compile(entry.get("without", "(?!)"))
    near = 0
    for block in base.document.blocks:
        if any(name in block.text for name in entry["names"]):
            near = 2
        if near:
            near -= 1
            if said.search(without.sub("", block.text)):
                return True
    return False


def _observed(topic: str, span: Span, name: str) -> Observation:
    return Observation("DOC012", topic, Severity.NOTE, (span,), words=(name, span.text))


CHECK = Check(id="DOC012", name="missing-statement", run=run, doc=__doc__)
