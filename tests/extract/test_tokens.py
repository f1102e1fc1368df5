"""Tokens: words of the lexicon, numbers, punctuation, and the text between them."""

from __future__ import annotations

import itertools

import pytest

from audit.extract.tokens import Token, TokenKind, tokenise
from tests import prose


def tokens(text: str) -> list[Token]:
    (block,) = prose.read(text).blocks
    return tokenise(block)


def kinds(text: str) -> list[str]:
    return [f"{t.kind.value}:{t.text}" for t in tokens(text)]


def test_a_statement() -> None:
    assert kinds("支出合计100.00万元，比上年增加20.00万元，增长25.00%。") == [
        "text:支出合计",
        "number:100.00万元",
        "break:，",
        "compare:比上年",
        "change:增加",
        "number:20.00万元",
        "break:，",
        "change:增长",
        "number:25.00%",
        "stop:。",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("与2030年度相比，", "compare:与2030年度相比"),
        ("较上年同期数，", "compare:较上年同期数"),
        ("比2030年决算数，", "compare:比2030年决算数"),
        ("比年初预算，", "compare:比年初预算"),
        ("与上年持平，", "compare:与上年"),
        ("同比增长，", "compare:同比"),
        ("一般公共预算财政拨款支出，", "fund:一般公共预算财政拨款"),
        ("政府性基金预算财政拨款，", "fund:政府性基金预算财政拨款"),
        ("调整后预算数，", "stage:调整后预算数"),
        ("年初预算数，", "stage:年初预算数"),
        ("支出决算数，", "stage:支出决算数"),
        ("主要用于以下方面：", "opener:主要用于以下方面"),
        ("其中重点，", "opener:其中重点"),
        ("主要原因是，", "reason:主要原因"),
        ("占，", "share:占"),
        ("决算数大于年初预算数，", "direction:决算数大于年初预算数"),
    ],
)
def test_words_of_the_grammar(text: str, found: str) -> None:
    assert found in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "工业增加值",
        "占用办公用房",
        "占地面积",
        "其他支出",
        "预算单位名录",
        "一致性评价",
        "人均支出",
        "使用非财政拨款结余",
        "各类人才",
    ],
)
def test_words_that_only_contain_one(text: str) -> None:
    spoken = {
        TokenKind.CHANGE,
        TokenKind.SHARE,
        TokenKind.EACH,
        TokenKind.STAGE,
        TokenKind.FLAT,
        TokenKind.FUND,
        TokenKind.OPENER,
    }
    assert not [t for t in tokens(text + "，见附件") if t.kind in spoken]


@pytest.mark.parametrize("text", ["与县住建局签订合同", "和上级部门沟通", "同上年级学生"])
def test_and_is_not_a_comparison(text: str) -> None:
    assert not [t for t in tokens(text + "。") if t.kind is TokenKind.COMPARE]


def test_the_year_of_a_comparison() -> None:
    (token,) = [t for t in tokens("支出比2030年决算数减少2万元。") if t.kind is TokenKind.COMPARE]
    assert (token.value, token.year, token.stage) == ("prior", 2030, "final")
    (token,) = [t for t in tokens("支出比年初预算数减少2万元。") if t.kind is TokenKind.COMPARE]
    assert (token.value, token.year, token.stage) == ("budget", None, "initial")


def test_tokens_cover_the_text_in_order() -> None:
    text = "2031年度支出合计100.00万元（其中：约30人），占30.00%；比上年减少2-3万元。"
    found = tokens(text)
    assert "".join(t.text for t in found) == text
    assert all(one.end == two.start for one, two in itertools.pairwise(found))


def test_a_hedge_belongs_to_its_number() -> None:
    assert "number:不超过9.6万元" in kinds("接待费不超过9.6万元。")


def test_separators_inside_a_number_are_no_punctuation() -> None:
    assert kinds("支出1,241.38万元，占5，342.13万元") == [
        "text:支出",
        "number:1,241.38万元",
        "break:，",
        "share:占",
        "number:5，342.13万元",
    ]


def test_a_word_inside_a_number_s_unit_is_none() -> None:
    assert [t for t in kinds("提高5个百分点。") if t.startswith("number")] == ["number:5个百分点"]
