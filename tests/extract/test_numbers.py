"""The number lexer: what a printed number is, in which unit, how precise, and how it is hedged."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from audit.extract.numbers import Number, numbers
from audit.model.figure import Figure, FigureKind, Qualifier
from audit.model.span import Span
from audit.readers.folding import fold


def lexed(text: str) -> list[Number]:
    return list(numbers(fold(text), lambda start, end: Span(text[start:end], 1, start + 1)))


def figures(text: str) -> list[Figure]:
    return [number.figure for number in lexed(text)]


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


def kinds(text: str) -> list[tuple[str, str]]:
    return [(f.text, f.kind.value) for f in figures(text)]


def table(*rows: tuple[Any, ...]) -> Iterable[Any]:
    return pytest.mark.parametrize("row", rows, ids=[row[0] for row in rows])  # type: ignore[return-value]


@table(
    ("30万元", "30", 0, "300000"),
    ("307.82 万元", "307.82", 2, "3078200"),
    ("0.498万元", "0.498", 3, "4980"),
    ("2405.0198万元", "2405.0198", 4, "24050198"),
    ("905709.06 元", "905709.06", 2, "905709.06"),
    ("147.1亿元", "147.1", 1, "14710000000"),
    ("20亿", "20", 0, "2000000000"),
    ("0.00 万,", "0.00", 2, "0"),
    ("12千元", "12", 0, "12000"),
    ("3百万元", "3", 0, "3000000"),
    ("1687.45萬元", "1687.45", 2, "16874500"),
    ("10.30万元", "10.30", 2, "103000"),
    ("3,355.65万元", "3,355.65", 2, "33556500"),
    ("5，342.13万元", "5，342.13", 2, "53421300"),
    ("４２．５０万元", "４２．５０", 2, "425000"),
    ("１，２３４．５０万元", "１，２３４．５０", 2, "12345000"),
    ("2077.09万元", "2077.09", 2, "20770900"),
    ("-5.20万元", "-5.20", 2, "-52000"),
    ("+5.20万元", "+5.20", 2, "52000"),
)
def test_amounts(row: tuple[str, str, int, str]) -> None:
    figure = only(row[0])
    assert figure.kind is FigureKind.AMOUNT
    assert (figure.text, figure.decimals) == row[1:3]
    assert figure.amount == Decimal(row[3])
    assert figure.unit_printed


@table(
    ("增长25.00%", "25.00", "percent", 2),
    ("7.4 %", "7.4", "percent", 1),
    ("2.02％", "2.02", "percent", 2),
    ("-44.44%", "-44.44", "percent", 2),
    ("下降5.2个百分点", "5.2", "points", 1),
    ("5百分点", "5", "points", 0),
)
def test_rates(row: tuple[str, str, str, int]) -> None:
    figure = only(row[0])
    assert (figure.text, figure.kind.value, figure.decimals) == row[1:]


@table(
    ("462人次", "人次", "462"),
    ("45批次", "批次", "45"),
    ("3台（套）", "台（套）", "3"),
    ("5辆", "辆", "5"),
    ("2个月", "个月", "2"),
    ("3个工作日", "个工作日", "3"),
    ("1.2万亩", "万亩", "12000"),
    ("15.6万人", "万人", "156000"),
    ("120万字", "万字", "1200000"),
    ("6.8 公里", "公里", "6.8"),
)
def test_counts(row: tuple[str, str, str]) -> None:
    figure = only(row[0])
    assert figure.kind is FigureKind.COUNT
    assert figure.unit == row[1]
    assert figure.amount == Decimal(row[2])


@table(
    ("约600人", Qualifier.ABOUT),
    ("近30万元", Qualifier.ABOUT),
    ("大约30万元", Qualifier.ABOUT),
    ("100余人", Qualifier.ABOUT),
    ("3000多人", Qualifier.ABOUT),
    ("100人左右", Qualifier.ABOUT),
    ("超过2500人", Qualifier.AT_LEAST),
    ("不少于38家", Qualifier.AT_LEAST),
    ("不低于90%", Qualifier.AT_LEAST),
    ("≥50个", Qualifier.AT_LEAST),
    ("50个以上", Qualifier.AT_LEAST),
    ("80分以上", Qualifier.AT_LEAST),
    ("不超过9.6万元", Qualifier.AT_MOST),
    ("未超过9.6万元", Qualifier.AT_MOST),
    ("不高于9.6万元", Qualifier.AT_MOST),
    ("≤3天", Qualifier.AT_MOST),
    ("100万元以内", Qualifier.AT_MOST),
    ("控制在9.6万元", Qualifier.AT_MOST),
    ("少于5家", Qualifier.AT_MOST),
    ("9.6万元", None),
)
def test_hedges(row: tuple[str, Qualifier | None]) -> None:
    figure = only(row[0])
    assert figure.qualifier is row[1]
    assert figure.kind.states_quantity


@table(
    ("2-3人", "2", "3", "count"),
    ("80-90%", "80", "90", "percent"),
    ("80%-90%", "80", "90", "percent"),
    ("5－10万元", "5", "10", "amount"),
    ("10至20人", "10", "20", "count"),
    ("50～60分", "50", "60", "score"),
)
def test_ranges(row: tuple[str, str, str, str]) -> None:
    figure = only(row[0])
    assert (str(figure.value), str(figure.upper), figure.kind.value) == row[1:]
    assert figure.qualifier is Qualifier.RANGE


@pytest.mark.parametrize("glued", ["640.00612.00558.94", "0.940.94", "12.5.36"])
def test_of_numbers_that_run_into_one_another_none_is_relied_on(glued: str) -> None:
    found = figures(f"执行数{glued}万元，预算数36.20万元。")
    assert [figure.doubtful for figure in found] == [True, False]


def test_a_descending_pair_is_no_range() -> None:
    assert kinds("100%-80%") == [("100", "percent"), ("80", "percent")]


@table(
    ("2031年", "year"),
    ("2031 年度", "year"),
    ("2031部门预算", "year"),
    ("3月", "date"),
    ("5日", "date"),
    ("第12条", "ordinal"),
    ("第3栏", "ordinal"),
    ("附件3", "ordinal"),
    ("（3）", "ordinal"),
    ("1.道路", "ordinal"),
    ("2、桥梁", "ordinal"),
    ("2010301 行政运行", "code"),
    ("2010301行政运行", "code"),
    ("61204718", "reference"),
    ("电话：61204718", "reference"),
    ("邮编：350001", "reference"),
    ("12号文", "reference"),
    ("A12", "reference"),
)
def test_what_states_no_quantity(row: tuple[str, str]) -> None:
    figure = only(row[0])
    assert figure.kind.value == row[1]
    assert not figure.kind.states_quantity


@table(
    ("2031/5/6", [("2031", "date"), ("5", "date"), ("6", "date")]),
    ("3月5日", [("3", "date"), ("5", "date")]),
    ("1-5月", [("1", "date"), ("5", "date")]),
    ("14:30", [("14", "date"), ("30", "date")]),
    ("2030-2031年", [("2030", "year"), ("2031", "year")]),
    ("青财〔2031〕15号", [("2031", "reference"), ("15", "reference")]),
    ("青财[2031]15号", [("2031", "reference"), ("15", "reference")]),
    ("0591-61204718", [("0591", "reference"), ("61204718", "reference")]),
    ("表5-1", [("5", "ordinal"), ("1", "ordinal")]),
    ("2010301行政运行30万元", [("2010301", "code"), ("30", "amount")]),
    ("单价50万元以上设备3台", [("50", "threshold"), ("3", "count")]),
    ("单位价值100万元（含）以上设备", [("100", "threshold")]),
    ("30万元以上项目5个", [("30", "amount"), ("5", "count")]),
    ("4125.49,4143.91万元", [("4125.49", "number"), ("4143.91", "amount")]),
    ("8,237.23万元…1317.14万元", [("8,237.23", "amount"), ("1317.14", "amount")]),
    ("接待8批次,92人", [("8", "count"), ("92", "count")]),
    ("27行＝（1＋2）行", [("27", "ordinal"), ("1", "number"), ("2", "number")]),
    ("3.2031年度支出100万元", [("3.2031", "ordinal"), ("100", "amount")]),
    (
        "（95×5+5×3）÷（100×5）×100%=98.0%",
        [(n, "reference") for n in ["95", "5", "5", "3", "100", "5", "100"]] + [("98.0", "percent")],
    ),
)
def test_sequences(row: tuple[str, list[tuple[str, str]]]) -> None:
    assert kinds(row[0]) == row[1]


@pytest.mark.parametrize("text", ["得分95分", "分值10分", "扣2分。", "99.5分", "执行率得10分，"])
def test_points_of_a_form(text: str) -> None:
    assert only(text).kind is FigureKind.SCORE


@pytest.mark.parametrize("text", ["15分之一", "3分为", "2分别", "5分析", "1分钟", "4分公司"])
def test_what_is_not_points(text: str) -> None:
    assert only(text).kind is not FigureKind.SCORE


@pytest.mark.parametrize("text", ["", "万元", "/万元", "一二三", "第二季度", "占 %", "结余分配/万元", "（一）", "三公"])
def test_no_number(text: str) -> None:
    assert lexed(text) == []


def test_a_minus_joins_unless_something_ends_before_it() -> None:
    assert [str(f.value) for f in figures("1-3、增长-3.2%，表2-1，为-5万元")][-1] == "-5"
    assert only("较上年，-3.2%").value == Decimal("-3.2")
    assert only("增长-3.2%").value == Decimal("3.2")


@pytest.mark.parametrize("dash", ["-", "－", "−", "–", "—"])
def test_a_minus_between_a_word_and_its_amount(dash: str) -> None:
    text = f"本年收入100.00万元，其中：财政拨款收入126.45万元；其他收入{dash}26.45万元"
    assert [f.value for f in figures(text)] == [Decimal("100.00"), Decimal("126.45"), Decimal("-26.45")]
    listed = f"支出5.00万元，其中：办公费{dash}2.00万元、差旅费{dash}3.00万元"
    assert [f.value for f in figures(listed)] == [Decimal("5.00"), Decimal("2.00"), Decimal("3.00")]
    assert figures(f"收入30万元，补助100万元{dash}200万元")[-1].value == Decimal("200")


def test_a_missing_unit_is_known() -> None:
    figure = only("增加90.42，")
    assert (figure.kind, figure.unit, figure.unit_printed) == (FigureKind.NUMBER, "", False)


def test_offsets_enclose_unit_and_hedge() -> None:
    text = "支出约 30.50 万元左右。"
    (number,) = lexed(text)
    assert text[number.start : number.end] == "30.50"
    assert text[number.outer_start : number.outer_end] == "约 30.50 万元"


def test_the_place_is_that_of_the_digits() -> None:
    assert only("支出合计 100.00 万元").span == Span("100.00", 1, 6)


def test_misplaced_separators_do_not_make_two_amounts() -> None:
    amounts = [f for f in figures("1,2345.60万元") if f.kind is FigureKind.AMOUNT]
    assert len(amounts) <= 1
    assert all(f.amount != Decimal("56000") for f in amounts)


def test_a_run_of_digits_takes_no_time() -> None:
    text = "1" * 200_000 + " ×" + "，1,1" * 20_000
    assert lexed(text)
