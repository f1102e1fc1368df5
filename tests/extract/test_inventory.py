"""What a disclosure must hold, and where it stands."""

from __future__ import annotations

from audit import extract, readers
from audit.extract.inventory import _required
from audit.model.inventory import Entry
from audit.model.span import Span
from tests.support import ROOT

BUDGET = """云岭县水务局2031年部门预算
目录
第一部分 部门概况
第二部分 部门预算情况说明
第三部分 名词解释
第一部分 部门概况
一、主要职能
主管全县水务工作。
第二部分 部门预算情况说明
一、机关运行经费情况
2031年机关运行经费预算20.00万元。
二、其他
未安排政府采购预算。
第三部分 名词解释
“三公”经费：因公出国（境）费等。
"""


def inventory(text: str) -> dict[str, Entry]:
    found = extract.extract(readers.read(text.encode(), "a.txt")).inventory
    return {entry.key: entry for entry in found}


def lines(entry: Entry) -> list[tuple[int, int]]:
    """First and last line of each place; what ends where the document does ends at line 99."""
    return [(extent.first[0], min(extent.after[0], 100) - 1) for extent in entry.extents]


def test_parts_stand_where_their_sections_do() -> None:
    found = inventory(BUDGET)
    assert lines(found["cover"]) == [(1, 1)]
    assert lines(found["contents"]) == [(2, 5)]
    assert lines(found["duties"]) == [(7, 8)]
    assert lines(found["notes"]) == [(9, 13)]
    assert lines(found["running"]) == [(10, 11)]
    assert lines(found["glossary"]) == [(14, 99)]


def test_a_statement_without_a_section_is_there_when_the_text_speaks_of_it() -> None:
    found = inventory(BUDGET)
    assert found["procurement"].is_there
    assert not found["procurement"].extents
    assert found["procurement"].named is not None
    assert found["procurement"].named.line == 13


def test_what_only_the_glossary_or_the_contents_page_names_is_not_there() -> None:
    assert not inventory(BUDGET)["threepublic-statement"].is_there
    torn = BUDGET[: BUDGET.rindex("第三部分")]
    glossary = inventory(torn)["glossary"]
    assert (glossary.is_there, glossary.listed) == (False, True)


def test_a_table_is_there_when_its_rows_are() -> None:
    text = (ROOT / "sample_inputs" / "consistent" / "juesuan-tables.txt").read_text(encoding="utf-8")
    found = inventory(text)
    assert all(found[key].extents for key in ("summary", "income", "expenditure", "threepublic", "capital"))
    named = inventory("云岭县水务局2031年部门预算\n收支总表见附件。\n")["summary"]
    assert named.named is not None
    assert not named.is_there


def test_an_unknown_kind_needs_nothing() -> None:
    assert inventory("今天天气很好。\n") == {}


def test_an_extent_holds_what_lies_between_its_ends() -> None:
    (extent,) = inventory(BUDGET)["running"].extents
    inside = [extent.holds(Span("", line, 1)) for line in (9, 10, 11, 12)]
    assert inside == [False, True, True, False]
    assert not extent.holds(Span(""))


def test_keys_are_unique_within_a_group() -> None:
    required = _required()
    groups = [[*required["parts"], *required["statements"]], *required["tables"].values()]
    for group in groups:
        keys = [entry["key"] for entry in group]
        assert len(keys) == len(set(keys))
