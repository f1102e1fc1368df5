"""The identity rules as data: they are complete, and a wrong word in one is named."""

from __future__ import annotations

from typing import Any

import pytest

from audit.extract.tables import recover
from audit.extract.tables.forms import forms
from audit.model import identity
from audit.model.document import Document, DocumentKind
from audit.model.fact import FactBase
from audit.model.relation import Relation, RelationKind
from checks import table_identity
from tests.extract import table_samples as samples

_HEAD: dict[str, Any] = {
    "tables": {"收支总表": "summary", "支出表": "expenditure"},
    "rows": {"合计": "total", "支出总计": "expenditure.grand"},
    "columns": {"合计": ["total", "amount"]},
}


def relations(seed: int) -> list[Relation]:
    tables = recover(samples.document(samples.Accounts(seed).sheets(), "tabs"))
    document = Document("a.txt", "text", (), ())
    base = FactBase(document, DocumentKind.FINAL_ACCOUNTS, 2031, "", "万元", (), (), tables=tables)
    return list(table_identity.run(base))


def test_every_rule_has_a_name_of_its_own_and_names_tables_that_exist() -> None:
    rules = table_identity.rules()
    names = [rule.name for rule in rules.rules]
    assert len(set(names)) == len(names) > 30
    known = {form.key for form in forms().forms}
    assert {term.form for rule in rules.rules for term in rule.terms} <= known
    keys = {spec.key for form in forms().forms for v in (*form.variants, *form.left, *form.right) for spec in v}
    assert {key for wanted in rules.columns.values() for key in wanted} <= keys


@pytest.mark.parametrize(
    ("equation", "word"),
    [
        ("收支总表.支出总计 = 支出总表.合计", "支出总表"),
        ("收支总表.支出总和 = 支出表.合计", "支出总和"),
        ("收支总表.支出总计 = 支出表.合计.小计", "小计"),
    ],
)
def test_a_rule_with_an_unknown_word_is_named(equation: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        identity.read({**_HEAD, "rules": [{"rule": "收支相等", "equation": equation}]})


def test_tables_are_bound_in_totals_classes_and_items() -> None:
    found = relations(3)
    pairs = {tuple(operand.label for operand in relation.operands) for relation in found}
    labels = [" ".join(pair) for pair in pairs]
    for one, other in (
        ("收入支出决算总表 总计", "收入支出决算总表 总计"),
        ("收入支出决算总表 本年收入合计", "收入决算表 合计"),
        ("收入支出决算总表 本年支出合计", "2031年度支出决算表 合计"),
        ("收入支出决算总表 十二、农林水支出", "2031年度支出决算表 农林水支出"),
        ("一般公共预算财政拨款支出决算表 合计·基本支出", "基本支出决算表 人员经费合计"),
        ("一般公共预算财政拨款支出决算表 病虫害控制", "2031年度支出决算表 病虫害控制"),
    ):
        assert any(one in label and other in label for label in labels), (one, other)


def test_an_inequality_carries_the_signs_that_the_evaluation_wants() -> None:
    bounds = [relation for relation in relations(3) if relation.kind is RelationKind.AT_MOST]
    assert bounds
    for relation in bounds:
        assert [(operand.role, int(operand.coefficient)) for operand in relation.operands] == [
            ("part", 1),
            ("whole", -1),
        ]


def test_two_bodies_in_one_document_are_not_mixed() -> None:
    first, second = samples.Accounts(3).sheets(), samples.Accounts(4).sheets()
    tables = recover(samples.document([*first, *second], "tabs"))
    assert len(tables) == 12
    document = Document("a.txt", "text", (), ())
    base = FactBase(document, DocumentKind.FINAL_ACCOUNTS, 2031, "", "万元", (), (), tables=tables)
    middle = tables[6].first_line
    for relation in table_identity.run(base):
        lines = [figure.span.line or 0 for figure in relation.figures]
        assert max(lines) < middle or min(lines) >= middle
