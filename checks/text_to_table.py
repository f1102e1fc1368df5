"""文表核对 · text against table

What
    An amount that the narrative states has the value of its cell in the tables: totals, basic and project
    expenditure, 三公, the 类/款/项 list, economic items and projects, with stage and fund respected; text in
    万元 against tables in 元 too.

Why
    Most slips of the narrative can only be proved against a table: the table comes out of the accounts, the
    sentence out of last year's document.

Consistent
    … 基本支出 1,246.38 万元 beside a cell 1,246.38.

Inconsistent
    … 基本支出 1,241.38 万元 beside a cell 1,246.38.

Rounding
    The coarser print counts: 82 万元 agrees with 82.00, 3.72 亿元 with 371,514,655.00 元.

Limits
    A text that says 预算 and a table that shows the adjusted one may both be right: a warning. Names of
    accounts may differ by small words (与, 支出); an account that no table has is not tied. What is told of the
    fiscal appropriation is tied to the only one of its funds whose table has the account: a warning.

核对内容
    文字所述金额等于表中相应单元格：合计、基本支出与项目支出、“三公”经费、类款项清单、经济分类科目和项目，口径与资金性
    质对应；万元的文字与元的表也对照。

理由
    文字中的差错大多只有对照表才能证实：表来自账务，句子来自上年的文件。

相符
    文字：基本支出 1,246.38 万元；表中 1,246.38。

不符
    文字：基本支出 1,241.38 万元；表中 1,246.38。

尾差
    以较粗的一处为准：82 万元与 82.00 相符，3.72 亿元与 371,514,655.00 元相符。

局限
    文字写预算而表为调整预算的，可能都对：作警告。科目名称可有小词之差（与、支出）；表中没有的科目不对照。
    所述为财政拨款而只有一项资金的表列有该科目的，与该表对照，作警告。
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from audit.model.concept import Fund, Stage
from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.relation import Basis, Check, Operand, Relation, RelationKind, Severity

#: cells of one concept that a statement is tied to: each further table repeats the first ones
_ENOUGH = 3
#: the slashes in the path of an account of the lowest level (项)
_LOWEST = 2
_SMALL_WORDS = re.compile(r"[与和及、的等（）]|支出|单位|补助|经费|费用|费$")
_PARTS_OF_BASIC = ("expenditure.basic", "expenditure.personnel", "expenditure.public")
#: where the text names no fund, the narrowest table that has the item
_FUNDS = (Fund.GENERAL, Fund.FISCAL, Fund.ALL, Fund.GOVERNMENT, Fund.CAPITAL, None)
#: items that belong to one fund by definition
_ONE_FUND = ("threepublic.", "operating-cost", "procurement.")
_GRAND = {"income.year": "income.grand", "expenditure.year": "expenditure.grand"}
_Key = tuple[str, Fund | None, int | None, str]


def run(base: FactBase) -> Iterator[Relation]:
    cells: dict[_Key, list[Fact]] = defaultdict(list)
    named: dict[_Key, list[Fact]] = defaultdict(list)
    told = [fact for fact in base.facts if _states(fact)]
    items = {fact.concept.item for fact in told}
    items |= {_GRAND[item] for item in items if item in _GRAND}
    by_name = any(item.startswith(("function:", "label:")) for item in items)
    for fact in base.facts if told else ():
        concept = fact.concept
        if fact.source == "table" and fact.figure.kind is FigureKind.AMOUNT and not concept.scope:
            if concept.item in items:
                cells[concept.item, concept.fund, concept.year, concept.within].append(fact)
            if by_name and (name := _name(fact)):
                named[name, concept.fund, concept.year, concept.within].append(fact)
    for fact in told if cells or named else ():
        for cell in _cells(fact, cells, named, _is_of_basic(base, fact)):
            relation = _tied(fact, cell)
            if relation is not None:
                yield relation


def _states(fact: Fact) -> bool:
    """Whether the text gives an amount that a table may have."""
    return (
        fact.source == "text"
        and fact.figure.kind is FigureKind.AMOUNT
        and fact.figure.is_point
        and not fact.concept.scope
        and fact.concept.within not in ("reason", "change")
    )


def _name(fact: Fact) -> str:
    """A second way to find a cell: an account by class and last name, an economic item or a project by its name."""
    item = fact.concept.item
    if item.startswith("function:") and "/" in item:
        parts = item.removeprefix("function:").split("/")
        return f"account:{_short(parts[0])}/{len(parts)}/{_short(parts[-1])}"
    if item.startswith("economic:"):
        return f"economic:{_short(fact.label)}"
    if item.startswith("label:"):
        return f"project:{_short(fact.label)}"
    return ""


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    return _SMALL_WORDS.sub("", name)


def _is_of_basic(base: FactBase, fact: Fact) -> bool:
    """Whether a name is that of a part of the basic expenditure: what is taken apart, or the heading, says so."""
    within = fact.concept.within
    if within or not fact.concept.item.startswith("label:"):
        return within in _PARTS_OF_BASIC
    path = base.document.path(fact.section)
    if path and path[-1].endswith(("人员经费", "公用经费")):
        path = path[:-1]
    return bool(path) and "基本支出" in path[-1] and "项目支出" not in path[-1]


def _cells(fact: Fact, cells: dict[_Key, list[Fact]], named: dict[_Key, list[Fact]], of_basic: bool) -> list[Fact]:
    """The cells that a statement is about, at most a few; `of_basic` says that it is about the basic expenditure."""
    concept = fact.concept
    found: list[Fact] = []
    funds = [concept.fund] if concept.fund is not None else _FUNDS
    for fund in funds:
        found += cells.get((concept.item, fund, concept.year, concept.within), ())
    if not found and concept.item.startswith("function:"):
        for fund in funds:
            found += named.get((_name(fact), fund, concept.year, concept.within), ())
    if not found and concept.fund is Fund.FISCAL and concept.item.count("/") == _LOWEST:
        # the accounts of the funds have different names: only one of its tables has this one
        tables = [cells.get((concept.item, fund, concept.year, concept.within), []) for fund in Fund.FISCAL.contains]
        filled = [table for table in tables if table]
        found = filled[0] if len(filled) == 1 else []
    if not found and concept.item.startswith("label:"):
        found = _listed(fact, named, of_basic)
    if not found and concept.stage is Stage.BUDGET and concept.item in _GRAND:
        # what is budgeted is the grand total, unless that holds what was carried over
        grand = (cells.get((_GRAND[concept.item], fund, concept.year, concept.within), ()) for fund in funds)
        found = [cell for some in grand for cell in some if cell.figure.interval.meets(fact.figure.interval)]
    if concept.fund is None:
        # Without a fund any table may be meant: one that agrees is.
        agreeing = [cell for cell in found if cell.figure.interval.meets(fact.figure.interval)]
        found = agreeing or found[:1]
    return found[:_ENOUGH]


def _listed(fact: Fact, named: dict[_Key, list[Fact]], of_basic: bool) -> list[Fact]:
    """工资福利支出 under 基本支出 is an economic item; a name under 项目支出 is a project."""
    concept = fact.concept
    found: list[Fact] = []
    if of_basic:
        for fund in _FUNDS:
            found += named.get((f"economic:{_short(fact.label)}", fund, concept.year, ""), ())
    elif concept.within == "expenditure.project":
        name = _short(fact.label.removesuffix("项目"))
        for fund in _FUNDS:
            found += named.get((f"project:{name}", fund, concept.year, concept.within), ())
    return found


def _tied(fact: Fact, cell: Fact) -> Relation | None:
    stages = (fact.concept.stage, cell.concept.stage)
    ceiling: Severity | None = None
    if stages[0] is not stages[1]:
        if Stage.BUDGET not in stages or not all(s is not None and s.is_budget for s in stages):
            return None
        ceiling = Severity.WARNING
    if fact.concept.fund is Fund.FISCAL is not cell.concept.fund:
        ceiling = Severity.WARNING
    if fact.concept.fund is None and not cell.concept.item.startswith(_ONE_FUND):
        ceiling = Severity.WARNING
    operands = (Operand(fact.figure, "stated", fact.label), Operand(cell.figure, "other", cell.label))
    return Relation("TIE002", RelationKind.EQUAL, operands, Basis.RESTATED, ceiling=ceiling)


CHECK = Check(id="TIE002", name="text-to-table", run=run, doc=__doc__)
