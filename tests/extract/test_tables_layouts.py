"""What producers do to tables: broken cells, broken names, pages, headers, and texts that only look like tables."""

from __future__ import annotations

import pytest

from audit.extract.tables import recover
from audit.extract.tables.facts import facts
from audit.model.concept import Stage
from audit.model.figure import FigureKind
from audit.model.relation import RelationKind
from audit.model.table import Table

HEAD = ["第二部分 部门决算表", "2031年度支出决算表", "公开03表", "部门：云岭县教育局 单位：万元"]
COLUMNS = "科目编码 科目名称 合计 基本支出 项目支出"


def tables(*lines: str) -> tuple[Table, ...]:
    """The tables of a text given as lines, or as one text with line breaks."""
    return recover(tuple("\n".join(lines).split("\n")))


def table(*lines: str) -> Table:
    (found,) = tables(*HEAD, *lines, "第三部分 部门决算情况说明")
    return found


def amounts(one: Table) -> list[tuple[str, list[str]]]:
    return [
        (row.code or row.name, [figure.text if figure is not None else "" for figure in row.figures])
        for row in one.rows
    ]


def names(one: Table) -> dict[str, str]:
    return {row.code: row.name for row in one.rows}


def test_a_number_broken_over_two_lines_is_one_number_where_it_starts() -> None:
    found = table(
        COLUMNS, "合计", "1,234.5", "", "6", "", "1,034.5", "", "6", "200.00", "205 教育支出 805.25 605.25 200.00"
    )
    assert amounts(found)[0] == ("合计", ["1,234.56", "1,034.56", "200.00"])
    figure = found.rows[0].figures[0]
    assert figure is not None
    assert (figure.span.line, figure.span.column, figure.value.as_tuple().exponent) == (7, 1, -2)


def test_a_single_decimal_above_a_digit_is_no_broken_number() -> None:
    """`15.6` and `7` are two cells where zeros are not printed."""
    found = table(COLUMNS, "205 教育支出", "22.6", "15.6", "7", "206 科学技术支出", "1,204.25", "1,200.00", "4.25")
    assert amounts(found)[0] == ("205", ["22.6", "15.6", "7"])


def test_a_name_broken_behind_its_code() -> None:
    found = table(
        COLUMNS,
        "208 社会保障和就业支出 52.31 52.31 0.00",
        "2080505",
        "机关事业单位基本养老保险缴费支",
        "出",
        "52.31 52.31 0.00",
        "210 卫生健康支出 1.00 1.00 0.00",
    )
    assert names(found)["2080505"] == "机关事业单位基本养老保险缴费支出"
    assert amounts(found)[1] == ("2080505", ["52.31", "52.31", "0.00"])


def test_a_name_broken_around_its_code_and_amounts() -> None:
    found = table(
        COLUMNS,
        "208 社会保障和就业支出 52.31 52.31 0.00",
        "机关事业单位基本养老保险",
        "2080505 52.31 52.31 0.00",
        "210 卫生健康支出 1.00 1.00 0.00",
    )
    assert names(found)["2080505"] == "机关事业单位基本养老保险"
    assert names(found)["208"] == "社会保障和就业支出"


def test_rows_that_run_together_on_one_line() -> None:
    found = table(
        COLUMNS, "205 教育支出 3,000 1,000 2,000 205 02 普通教育 3,000 1,000 2,000 205 02 01 学前教育 3,000 1,000 2,000"
    )
    assert [code for code, _ in amounts(found)] == ["205", "20502", "2050201"]
    assert found.rows[2].parts == ()
    assert found.rows[0].parts == (1,)


def test_codes_and_amounts_that_touch_their_names() -> None:
    found = table(COLUMNS, "2050202小学教育30.00 10.00 20.00", "2050203初中教育 5.00 5.00 0.00")
    assert amounts(found) == [("2050202", ["30.00", "10.00", "20.00"]), ("2050203", ["5.00", "5.00", "0.00"])]


def test_headers_and_page_numbers_between_the_rows() -> None:
    found = table(
        COLUMNS,
        "205 教育支出 30.00 10.00 20.00",
        "20502 普通教育 30.00 10.00 20.00",
        "",
        "12",
        "",
        *HEAD[1:],
        COLUMNS,
        "2050201 学前教育 30.00 10.00 20.00",
        "- 13 -",
        "合计 30.00 10.00 20.00",
    )
    assert [len([cell for cell in row if cell]) for _, row in amounts(found)] == [3, 3, 3, 3]
    assert names(found)["20502"] == "普通教育"


def test_a_unit_code_is_no_account() -> None:
    found = tables(
        "第二部分 部门预算表",
        "一般公共预算支出表（分单位）",
        "单位：万元",
        "单位编码 单位名称 合计 基本支出 项目支出",
        "合计 30.00 10.00 20.00",
        "206 云岭县教育局 30.00 10.00 20.00",
        "206001 云岭县教育局本级 10.00 4.00 6.00",
        "206002 云岭县第一中学 20.00 6.00 14.00",
    )[0]
    assert found.rows[1].parts == (2, 3)
    scopes = {fact.concept.scope for fact in facts(found, 2031) if fact.concept.item == "expenditure.project"}
    assert scopes == {"", "云岭县教育局", "云岭县教育局本级", "云岭县第一中学"}


def test_halves_whose_rows_are_broken_over_lines() -> None:
    found = tables(
        "第二部分 部门决算表",
        "2031年度财政拨款收入支出决算总表",
        "单位：万元",
        "收入 支出",
        "项目 决算数 项目 合计 一般公共预算财政拨款 政府性基金预算财政拨款",
        "一、一般公共预算财政拨款 90.00 一、一般公共服务支出 60.00 60.00",
        "二、政府性基金预算财政拨",
        "款",
        "二、外交支出",
        "三、国有资本经营预算财政",
        "拨款 三、教育支出 30.00 30.00",
        "本年收入合计 90.00 本年支出合计 90.00 90.00",
        "年初财政拨款结转和结余 年末财政拨款结转和结余",
        "一、一般公共预算财政拨款",
        "总计 90.00 总计 90.00 90.00",
    )[0]
    assert [(row.side, row.name) for row in found.rows][2:6] == [
        ("income", "二、政府性基金预算财政拨款"),
        ("expenditure", "二、外交支出"),
        ("income", "三、国有资本经营预算财政拨款"),
        ("expenditure", "三、教育支出"),
    ]
    carried = next(row for row in found.rows if row.item == "carry.opening" and row.fund is not None)
    assert carried.name == "一、一般公共预算财政拨款"
    total = found.rows[-2]
    assert (total.item, [found.rows[part].name for part in total.parts]) == (
        "income.grand",
        ["本年收入合计", "年初财政拨款结转和结余"],
    )


def test_a_three_public_table_with_one_item_to_a_line() -> None:
    found = tables(
        "第二部分 部门决算表",
        "2031年度“三公”经费支出决算表",
        "单位：万元",
        "项目 预算数 决算数",
        "合计 12.00 10.00",
        "1.因公出国（境）费 2.00 0.00",
        "2.公务接待费 3.00 3.00",
        "3.公务用车购置及运行维护费 7.00 7.00",
        "其中：（1）公务用车购置费 0.00 0.00",
        "（2）公务用车运行维护费 7.00 7.00",
    )[0]
    assert [column.key for column in found.columns] == ["budget", "final"]
    assert set(found.rows[0].parts) == {1, 2, 3}
    assert found.rows[3].parts == (4, 5)
    stages = {(fact.concept.item, fact.concept.stage): fact.figure.text for fact in facts(found, 2031)}
    assert stages["threepublic.operation", Stage.FINAL] == "7.00"
    assert stages["threepublic.total", Stage.BUDGET] == "12.00"


def test_columns_are_read_from_a_header_that_no_form_has() -> None:
    found = tables(
        "第二部分 部门预算表",
        "部门收入总表 单位：万元",
        "单位代码 单位名称 合计 一般公共预算 政府性基金预算 事业收入",
        "合计 30.00 10.00 20.00 0.00",
        "206 云岭县教育局 30.00 10.00 20.00 0.00",
    )[0]
    assert [column.key for column in found.columns] == ["total", "general-income", "government-income", "business"]
    assert found.columns[0].parts == (1, 2, 3)


def test_columns_of_other_years_state_no_facts() -> None:
    found = tables(
        "第二部分 部门预算表",
        "一般公共预算支出表",
        "单位：万元",
        "科目编码 科目名称 2030年执行数 2031年预算数 增减额 增减%",
        "205 教育支出 90.00 110.00 20.00 22.22%",
        "20502 普通教育 50.00 70.00 20.00 40.00%",
        "20503 职业教育 40.00 40.00 0.00 0.00%",
    )[0]
    assert not any(column.known for column in found.columns)
    assert [column.additive for column in found.columns] == [True, True, True, False]
    assert facts(found, 2031) == ()


def test_what_cannot_be_placed_is_doubtful_in_every_column_that_it_may_stand_in() -> None:
    found = table(COLUMNS, "205 教育支出 30.00 30.00", "206 科学技术支出 9.00 4.00 5.00", "207 文化支出 4.00 4.00")
    cells = found.rows[0].cells
    assert [cell.doubtful for cell in cells] == [False, True, True]
    assert [figure.text for figure in found.doubtful] == ["30.00", "4.00"]
    assert found.rows[0].at(2) is cells[1].figure


def test_the_total_row_and_the_other_rows_place_what_is_open() -> None:
    found = table(
        COLUMNS,
        "合计 43.00 34.00 9.00",
        "205 教育支出 30.00 30.00",
        "206 科学技术支出 9.00 9.00",
        "207 文化支出 4.00 4.00",
    )
    assert amounts(found)[1:] == [
        ("205", ["30.00", "30.00", ""]),
        ("206", ["9.00", "", "9.00"]),
        ("207", ["4.00", "4.00", ""]),
    ]


def test_a_row_with_more_numbers_than_columns_is_doubtful() -> None:
    found = table(
        COLUMNS, "205 教育支出 30.00 10.00 20.00", "206 科学技术支出 9.00 4.00 5.00 7.00", "207 文化支出 1.00 1.00 0.00"
    )
    assert all(cell.doubtful for cell in found.rows[1].cells)


def test_a_contents_page_holds_no_table() -> None:
    assert (
        tables(
            "目录", "一、收入支出决算总表", "二、收入决算表", "三、支出决算表（公开 03 表）", "第三部分 说明", "合计"
        )
        == ()
    )
    assert tables("1.2031年部门收支总表……………5", "2.2031年部门收入总表……………6", "合计", "项目", "收入") == ()


def test_a_performance_form_is_no_official_table() -> None:
    lines = [
        "2031年度项目支出绩效目标表",
        "单位：万元",
        "项目名称 校舍维修",
        "合计 145",
        "一般公共预算财政拨款 145",
        "备注",
    ]
    assert tables(*lines) == ()


def test_a_form_ends_a_table() -> None:
    first, *rest = tables(
        *HEAD,
        COLUMNS,
        "205 教育支出 30.00 10.00 20.00",
        "项目支出绩效自评表",
        "单位：万元",
        "校舍维修 30.00 30.00 100%",
    )
    assert rest == []
    assert len(first.rows) == 1


def test_prose_is_not_swallowed() -> None:
    found = tables(
        *HEAD,
        COLUMNS,
        "205 教育支出 30.00 10.00 20.00",
        "一、收入支出决算总体情况说明",
        "2031年度收、支总计30.00万元，比上年增加2.00万元。",
        "206 科学技术支出 9.00 4.00 5.00",
    )[0]
    assert [row.code for row in found.rows] == ["205"]
    assert found.last_line == 6


def test_one_long_line_has_no_tables() -> None:
    assert recover(("收入决算表 单位：万元 合计 30.00 10.00 20.00 " * 40,)) == ()


def test_a_note_keeps_its_formulas_and_ends() -> None:
    found = table(
        COLUMNS,
        "205 教育支出 30.00 10.00 20.00",
        "注：本表反映部门本年度各项支出情况。",
        "1栏各行＝（2＋3）栏各行；",
        "2栏＝（4－5）栏。",
        "一、收入支出决算总体情况说明",
    )
    assert [(formula.whole, formula.parts) for formula in found.formulas] == [
        (1, ((2, 1), (3, 1))),
        (2, ((4, 1), (5, -1))),
    ]
    assert "总体情况" not in found.note


def test_an_empty_table_is_a_table() -> None:
    found = table(COLUMNS, "合计", "注：本部门没有此项支出。")
    assert found.is_empty
    assert [row.name for row in found.rows] == ["合计"]


def test_a_small_table_inside_the_text_is_counted_but_states_nothing() -> None:
    (found,) = tables(
        "第三部分 绩效情况",
        "本年度评价情况如下表所示：",
        "单位名称 满意数 基本满意数 不满意数 总评价数",
        "办公室 40 2 - 42",
        "业务一",
        "科",
        "31 1 - 32",
        "总计 71 3 0 74",
        "通过计算，满意度较高。",
    )
    assert [row.name for row in found.rows] == ["办公室", "业务一科", "总计"]
    assert found.columns[3].parts == (0, 1, 2)
    assert {figure.kind for row in found.rows for figure in row.figures if figure is not None} == {FigureKind.COUNT}
    assert facts(found, 2031) == ()


FUNDS = (
    "资金情况 当年金额 占比 近两年收支金额",
    "支出构",
    "成",
    "人员类支出 620.40 77.55% 604.10 581.20",
    "运转类支出 79.60 9.95% 81.30 76.45",
    "特定目标类支出 100.00 12.50% 120.00 90",
    "合计 800.00 100% 805.40 747.65",
    "部门职能概述",
)


def test_rows_that_add_up_to_a_total_are_a_table_though_nothing_says_so() -> None:
    (found,) = tables("第三部分 绩效目标", *FUNDS)
    assert [row.name for row in found.rows] == ["人员类支出", "运转类支出", "特定目标类支出", "合计"]
    assert found.rows[3].parts == (0, 1, 2)
    assert [column.additive for column in found.columns] == [True, False, True, True]
    assert [(bond.kind, bond.whole, bond.parts) for bond in found.bonds] == [(RelationKind.SHARE, 1, ((0, 1),))]
    assert facts(found, 2031) == ()


def test_a_column_of_such_a_table_may_be_wrong_but_not_two() -> None:
    (found,) = tables("第三部分 绩效目标", *(line.replace("120.00", "102.00") for line in FUNDS))
    assert found.rows[3].parts == (0, 1, 2)
    assert not tables("第三部分 绩效目标", *(line.replace("120.00", "102.00").replace(" 90", " 95") for line in FUNDS))


def test_the_usual_decimals_are_the_precision_of_a_shorter_print() -> None:
    found = table(COLUMNS, "205 教育支出 30.00 10.00 20.0", "206 科学技术支出 9.00 4.00 5.00")
    figure = found.rows[0].figures[2]
    assert figure is not None
    assert (figure.text, figure.decimals) == ("20.0", 2)


def test_titles_broken_over_lines_and_titles_above_titles() -> None:
    rows = ["单位：万元", COLUMNS, "合计 30.00 10.00 20.00", "205 教育支出 30.00 10.00 20.00"]
    (found,) = tables("第二部分 部门决算表", "2031年度一般公共预算财政拨款", "支出决算表", *rows)
    assert (found.form, found.title) == ("general", "2031年度一般公共预算财政拨款支出决算表")
    first, second = tables(
        "第二部分 部门预算表",
        "表 3.支出总表",
        "表 3",
        "部门支出总表",
        *rows,
        "备注：本表反映部门全部支出",
        "表 4.一般公共预算支出表",
        "表 4",
        "一般公共预算支出表（公开04表）",
        *rows,
    )
    assert (first.form, first.first_line, first.last_line) == ("expenditure", 2, 9)
    assert (second.form, second.first_line, second.last_line) == ("general", 10, 16)


SEPARATED = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("合计", "", "120.00", "100.00", "20.00"),
    ("205", "教育支出", "120.00", "100.00", "20.00"),
    ("20501", "教育管理事务", "100.00", "100.00", ""),
    ("20502", "普通教育", "20.00", "", "20.00"),
)


def test_bars_and_gaps_of_two_spaces_part_cells_where_all_lines_have_them() -> None:
    expected = [
        ("合计", ["120.00", "100.00", "20.00"]),
        ("205", ["120.00", "100.00", "20.00"]),
        ("20501", ["100.00", "100.00", ""]),
        ("20502", ["20.00", "", "20.00"]),
    ]
    for separator in ("\t", " | ", "|", "  "):
        assert amounts(table(*(separator.join(row) for row in SEPARATED))) == expected, separator


def test_a_small_table_with_bars_and_a_row_of_column_numbers() -> None:
    (found,) = tables(
        *HEAD[:1], "2031年度财政拨款“三公”经费支出决算表", "公开09表", "单位：万元",
        "合计 | 因公出国（境）费 | 公务用车购置及运行维护费 |  |  | 公务接待费",
        " |  | 小计 | 公务用车购置费 | 公务用车运行维护费 | ",
        "1 | 2 | 3 | 4 | 5 | 6",
        "12.98 | 0.00 | 9.83 | 0.00 | 9.83 | 3.15",
    )  # fmt: skip
    assert [texts for _, texts in amounts(found)] == [["12.98", "0.00", "9.83", "0.00", "9.83", "3.15"]]


def test_a_table_right_under_the_documents_title_goes_on_under_its_own() -> None:
    head = ["公开03表", "编制单位：青禾区教育局 2031年度 金额单位：万元", COLUMNS, "栏次 1 2 3"]
    for again in ("支出决算表", "支出决算表（续）"):
        (found,) = tables(
            "青禾区教育局2031年度部门决算",
            "支出决算表",
            *head,
            "合计 90.00 60.00 30.00",
            "205 教育支出 90.00 60.00 30.00",
            "20502 普通教育 90.00 60.00 30.00",
            "2050201 学前教育 30.00 20.00 10.00",
            "— 12 —",
            again,
            *head,
            "2050202 小学教育 60.00 40.00 20.00",
        )
        assert [row.name for row in found.rows] == ["合计", "教育支出", "普通教育", "学前教育", "小学教育"]
        assert found.rows[2].parts == (3, 4)


FUND_TABLE = (
    ("项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"),
    ("科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""),
    ("合计", "", "86.40", "620.30", "412.55", "", "412.55", "294.15"),
    ("212", "城乡社区支出", "86.40", "600.00", "392.25", "", "392.25", "294.15"),
    ("21208", "国有土地使用权出让收入安排的支出", "86.40", "600.00", "392.25", "", "392.25", "294.15"),
    ("2120801", "征地和拆迁补偿支出", "60.20", "400.00", "310.15", "", "310.15", "150.05"),
    ("2120802", "土地开发支出", "26.20", "200.00", "82.10", "", "82.10", "144.10"),
    ("229", "其他支出", "", "20.30", "20.30", "", "20.30", ""),
    ("22960", "彩票公益金安排的支出", "", "20.30", "20.30", "", "20.30", ""),
)


def test_columns_of_a_grouped_header_without_their_numbers() -> None:
    for separator in ("\t", " "):
        lines = [separator.join(row) for row in FUND_TABLE]
        (found,) = tables(
            "第二部分 部门决算表", "政府性基金预算财政拨款收入支出决算表", "公开07表", "单位：万元", *lines
        )
        assert [column.key for column in found.columns] == [
            "opening", "income", "total", "basic", "project", "closing",
        ]  # fmt: skip
        if separator == "\t":
            assert dict(amounts(found))["229"] == ["", "20.30", "20.30", "", "20.30", ""]
        else:  # which of 基本支出 and 项目支出 is empty the line does not tell
            assert all(cell.doubtful for cell in found.rows[0].cells[3:5])


def test_a_column_of_shares_is_no_amount() -> None:
    rows = (
        ("科目编码", "科目名称", "合计", "基本支出", "项目支出", "占总支出比重（%）"),
        ("合计", "", "31,062.00", "16,000.00", "15,062.00", "100.00"),
        ("208", "社会保障和就业支出", "1,947.00", "1,947.00", "", "6.27"),
        ("210", "卫生健康支出", "573.00", "573.00", "", "1.84"),
        ("213", "农林水支出", "28,542.00", "13,480.00", "15,062.00", "91.89"),
    )
    for separator in ("\t", " "):
        found = table(*(separator.join(row) for row in rows))
        shares = found.columns[-1]
        assert (len(found.columns), shares.name, shares.additive) == (4, "占总支出比重（%）", False)
        assert [row.figures[3].kind for row in found.rows if row.figures[3]] == [FigureKind.PERCENT] * 4
        assert [(bond.kind, bond.whole, bond.parts) for bond in found.bonds] == [(RelationKind.SHARE, 3, ((0, 1),))]


SUMMARY = (
    ("收入", "", "支出", "", "", ""),
    ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算"),
    ("一、本年收入", "56.07", "一、本年支出", "90.17", "80.17", "10.00"),
    ("（一）一般公共预算拨款", "46.07", "{}社会保障和就业支出", "25.10", "25.10", ""),
    ("（二）政府性基金预算拨款", "10.00", "{}卫生健康支出", "15.07", "15.07", ""),
    ("（三）国有资本经营预算拨款", "", "{}城乡社区支出", "10.00", "", "10.00"),
    ("二、上年结转", "34.10", "{}农林水支出", "40.00", "40.00", ""),
    ("（一）一般公共预算拨款", "34.10", "二、年终结转结余", "", "", ""),
    ("收入总计", "90.17", "支出总计", "90.17", "80.17", "10.00"),
)


@pytest.mark.parametrize("separator", ["\t", " ", "  ", " | ", "\n"])
@pytest.mark.parametrize("marks", [("",) * 4, ("八、", "九、", "十一、", "十二、"), ("208", "210", "212", "213 ")])
@pytest.mark.parametrize("heads", ["{}本年", "本年", "本年…合计"])
def test_classes_below_the_years_expenditure(separator: str, marks: tuple[str, ...], heads: str) -> None:
    cells = (filter(None, row) if separator == "\n" else row for row in SUMMARY)
    lines = "\n".join(separator.join(row) for row in cells).format(*marks)
    if heads != "{}本年":
        for word in ("一、本年收入", "一、本年支出"):
            lines = lines.replace(word, heads.partition("…")[0] + word[4:] + heads.partition("…")[2])
        for word in ("上年结转", "年终结转结余"):
            lines = lines.replace(f"二、{word}", word)
    (found,) = tables("第二部分 部门预算表", "财政拨款收支总表", "单位：万元", *lines.split("\n"))
    parts = {row.item: [found.rows[part].item for part in row.parts] for row in found.rows if row.parts}
    classes = ["社会保障和就业", "卫生健康", "城乡社区", "农林水"]
    assert parts["expenditure.year"] == [f"function:{name}" for name in classes]
    assert parts["expenditure.grand"] == ["expenditure.year", "carry.closing"]
    assert parts["income.grand"] == ["income.year", "carry.opening"]
    assert parts["income.year"] == ["income.year"] * 3


def test_a_summary_with_three_sides() -> None:
    rows = (
        ("收入", "", "支出", "", "", ""),
        ("项目", "金额", "按功能分类", "金额", "按支出性质", "金额"),
        ("一、一般公共预算", "120.40", "社会保障和就业支出", "20.30", "一、基本支出", "60.40"),
        ("二、政府性基金预算", "20.00", "卫生健康支出", "100.10", "其中：人员经费", "50.20"),
        ("三、单位资金", "20.00", "其他支出", "40.00", "二、项目支出", "100.00"),
        ("本年收入合计", "160.40", "本年支出合计", "160.40", "本年支出合计", "160.40"),
        ("上年结转", "10.00", "结转下年", "10.00", "结转下年", "10.00"),
        ("收入总计", "170.40", "支出总计", "170.40", "支出总计", "170.40"),
    )
    for separator in ("\t", " "):
        (found,) = tables("第二部分 部门预算表", "收支总表", "单位：万元", *(separator.join(row) for row in rows))
        sums = {row.item: [found.rows[part].name for part in row.parts] for row in found.rows if row.parts}
        assert sums["income.year"] == ["一、一般公共预算", "二、政府性基金预算", "三、单位资金"]
        assert sums["expenditure.year"] == ["社会保障和就业支出", "卫生健康支出", "其他支出"]
        assert sums["expenditure.grand"] == ["本年支出合计", "结转下年"]


def test_balances_savings_and_tables_that_follow_one_another() -> None:
    purchases, assets = tables(
        "第五部分 其他情况",
        "政府采购支出情况表",
        "单位：万元",
        "项目\t采购预算\t采购决算\t节约资金\t节约率（%）",
        "合计\t2316.00\t2186.45\t129.55\t5.59",
        "货物\t520.00\t486.20\t33.80\t6.50",
        "工程\t\t\t\t",
        "服务\t1796.00\t1700.25\t95.75\t5.33",
        "国有资产占用情况表",
        "单位：台、套、辆、平方米",
        "项目\t年初数\t本年增加\t本年减少\t年末数",
        "房屋\t12860.50\t0.00\t320.00\t12540.50",
        "车辆\t26\t2\t3\t25",
        "其中：机要通信用车\t2\t\t\t2",
        "应急保障用车\t4\t1\t\t5",
        "特种专业技术用车\t20\t1\t3\t18",
    )
    assert [row.name for row in purchases.rows] == ["合计", "货物", "工程", "服务"]
    assert [column.additive for column in purchases.columns] == [True, True, True, False]
    assert [(bond.kind, bond.whole, bond.parts) for bond in purchases.bonds] == [
        (RelationKind.SUM, 2, ((0, 1), (1, -1))),
        (RelationKind.COMPLETION, 3, ((2, 1), (0, 1))),
    ]
    assert [(bond.whole, bond.parts) for bond in assets.bonds] == [(3, ((0, 1), (1, 1), (2, -1)))]


def test_a_rate_of_execution_among_the_columns_of_two_years() -> None:
    found = table(
        "项目\t2030年决算数\t2031年预算数\t2031年决算数\t比上年增减额\t比上年增减%\t完成预算%",
        "甲项\t640.30\t680.00\t621.75\t-18.55\t-2.90\t91.43",
        "乙项\t126.00\t140.00\t138.60\t12.60\t10.00\t99.00",
        "丙项\t222.15\t228.00\t196.10\t-26.05\t-11.73\t86.01",
    )
    assert {(bond.kind, bond.whole, bond.parts) for bond in found.bonds} == {
        (RelationKind.SUM, 3, ((2, 1), (0, -1))),
        (RelationKind.CHANGE_RATE, 4, ((2, 1), (0, 1))),
        (RelationKind.COMPLETION, 5, ((2, 1), (1, 1))),
    }


def test_units_under_one_another_and_a_lettered_title() -> None:
    balances, spent = tables(
        "青禾市卫生健康委员会2031年度部门决算",
        "表一 部门所属单位收支决算情况表",
        "单位：万元",
        "单位名称\t年初结转和结余\t本年收入\t本年支出\t结余分配\t年末结转和结余",
        "合计\t300.00\t900.00\t850.00\t60.00\t290.00",
        "机关\t100.00\t300.00\t310.00\t\t90.00",
        "甲中心\t100.00\t300.00\t290.00\t20.00\t90.00",
        "乙中心\t100.00\t300.00\t250.00\t40.00\t110.00",
        "表二 部门所属单位“三公”经费",
        "单位：万元",
        "单位名称\t合计\t因公出国（境）费\t公务用车购置费\t公务用车运行费\t公务接待费",
        "合计\t48.26\t\t18.00\t25.60\t4.66",
        "机关\t12.40\t\t\t10.20\t2.20",
        "甲中心\t35.86\t\t18.00\t15.40\t2.46",
    )
    assert [(bond.whole, bond.parts) for bond in balances.bonds] == [(4, ((0, 1), (1, 1), (2, -1), (3, -1)))]
    assert spent.rows[1].item == "threepublic.total"
    said = {(fact.concept.item, fact.concept.scope): fact.figure.text for fact in facts(spent, 2031)}
    assert (said["threepublic.total", ""], said["threepublic.total", "机关"]) == ("48.26", "12.40")
    assert said["threepublic.purchase", "甲中心"] == "18.00"


TWO_CLASSIFICATIONS = (
    ("科目编码", "科目名称", "科目编码", "科目名称", "合计", "人员经费", "公用经费"),
    ("", "合计", "", "", "128.40", "114.30", "14.10"),
    ("301", "工资福利支出", "501", "机关工资福利支出", "114.30", "114.30", ""),
    ("30101", "基本工资", "50101", "工资奖金津补贴", "80.00", "80.00", ""),
    ("30102", "津贴补贴", "50101", "工资奖金津补贴", "34.30", "34.30", ""),
    ("302", "商品和服务支出", "502", "机关商品和服务支出", "14.10", "", "14.10"),
    ("30201", "办公费", "50201", "办公经费", "14.10", "", "14.10"),
)


@pytest.mark.parametrize("government_first", [False, True])
@pytest.mark.parametrize("separator", ["\t", " ", "\n"])
def test_both_economic_classifications_in_one_row(separator: str, government_first: bool) -> None:
    rows = [row[2:4] + row[:2] + row[4:] if government_first else row for row in TWO_CLASSIFICATIONS]
    cells = (filter(None, row) if separator == "\n" else row for row in rows)
    lines = "\n".join(separator.join(row) for row in cells)
    title = "一般公共预算基本支出表（部门预算经济分类、政府预算经济分类）"
    (found,) = tables("第二部分 部门预算表", title, "单位：万元", lines)
    assert [(row.code, row.parts) for row in found.rows] == [
        ("", (1, 4)), ("301", (2, 3)), ("30101", ()), ("30102", ()), ("302", (5,)), ("30201", ()),
    ]  # fmt: skip
    assert amounts(found)[1] == ("301", ["114.30", "114.30", ""])
    assert names(found)["30102"] == "津贴补贴"


def test_two_listings_side_by_side_keep_both_classifications() -> None:
    found = table(
        "科目编码 科目名称 金额 科目编码 科目名称 金额",
        "301 工资福利支出 114.30 501 机关工资福利支出 114.30",
        "30101 基本工资 80.00 50101 工资奖金津补贴 114.30",
        "30102 津贴补贴 34.30",
    )
    assert [row.code for row in found.rows] == ["301", "501", "30101", "50101", "30102"]
