"""Tables laid out with spaces, as some producers print a page: amounts above their row, askew, or glued."""

from __future__ import annotations

import pytest

from audit.extract.tables.recovery import formulas
from tests.extract.test_tables_layouts import HEAD, amounts, names, table, tables


def test_amounts_above_their_row_are_its_own_where_the_rows_then_add_up() -> None:
    found = table(
        "科目编码        科目名称                 合计       基本支出      项目支出",
        "                                               410.30       95.00",
        "205           教育支出                  505.30",
        "                                               410.30       95.00",
        "205  02       普通教育                 505.30",
        "                                               410.30",
        "205  02  01   学前教育                 418.30                    8.00",
        "                                                             87.00",
        "205  02  02   小学教育                  87.00",
        "              合计                     505.30   410.30       95.00",
    )
    assert amounts(found) == [
        ("205", ["505.30", "410.30", "95.00"]),
        ("20502", ["505.30", "410.30", "95.00"]),
        ("2050201", ["418.30", "410.30", "8.00"]),
        ("2050202", ["87.00", "", "87.00"]),
        ("合计", ["505.30", "410.30", "95.00"]),
    ]
    assert found.doubtful == ()


def test_amounts_below_their_row_stay_where_they_are() -> None:
    found = table(
        "科目编码        科目名称                 合计       基本支出      项目支出",
        "205           教育支出                 505.30",
        "                                              410.30       95.00",
        "205  02       普通教育                 505.30",
        "                                              410.30       95.00",
        "              合计                    505.30   410.30       95.00",
    )
    assert [numbers for _, numbers in amounts(found)] == [["505.30", "410.30", "95.00"]] * 3


def test_a_code_in_pieces_with_its_name_behind_the_amounts() -> None:
    found = table(
        "科目编码        科目名称                 合计       基本支出      项目支出",
        "208           社会保障和就业支出        30.00      30.00",
        "208  05       行政事业单位养老支出       30.00      30.00",
        "208  05  05                        20.00      20.00",
        "              机关事业单位基本养老保险",
        "              缴费支出",
        "208  05  06                        10.00      10.00",
        "              机关事业单位职业年金缴费",
        "              支出",
        "              合计                     30.00      30.00",
    )
    assert names(found) | {"": ""} == {
        "": "",
        "208": "社会保障和就业支出",
        "20805": "行政事业单位养老支出",
        "2080505": "机关事业单位基本养老保险缴费支出",
        "2080506": "机关事业单位职业年金缴费支出",
    }
    assert [numbers[0] for _, numbers in amounts(found)] == ["30.00", "30.00", "20.00", "10.00", "30.00"]


def test_amounts_glued_to_the_next_name_and_to_one_another() -> None:
    (found,) = tables(
        "2031年度财政拨款收入支出决算总表",
        "单位：万元",
        "项目  决算数  项目  合计  一般公共预算财政拨款  政府性基金预算财政拨款  国有资本经营预算财政拨款",
        "一、一般公共预算财政拨款      340.50一、一般公共服务支出         210.00210.00",
        "二、政府性基金预算财政拨款          二、教育支出                130.50    130.50",
        "本年收入合计              340.50本年支出合计               340.50    340.50",
        "总计                  340.50总计                   340.50    340.50",
    )
    assert [(row.name, [f.text for f in row.figures if f is not None]) for row in found.rows if any(row.figures)] == [
        ("一、一般公共预算财政拨款", ["340.50"]),
        ("一、一般公共服务支出", ["210.00", "210.00"]),
        ("二、教育支出", ["130.50", "130.50"]),
        ("本年收入合计", ["340.50"]),
        ("本年支出合计", ["340.50", "340.50"]),
        ("总计", ["340.50"]),
        ("总计", ["340.50", "340.50"]),
    ]


def test_a_row_that_stands_askew_is_placed_by_its_sums() -> None:
    """The spaces would put its total into the first part and its part into the second."""
    (found,) = tables(
        *HEAD[:2],
        "单位：元",
        "科目编码  科目名称              合计          基本支出         项目支出       上缴上级支出",
        "205      教育支出        118,274,603      118,274,603",
        "20502    普通教育          2,821,900        2,821,900",
        "20503    职业教育                   115,452,703      115,452,703",
        "合计                     118,274,603      118,274,603",
    )
    assert [numbers[0] for _, numbers in amounts(found)] == ["118,274,603", "2,821,900", "115,452,703", "118,274,603"]


def test_tabs_instead_of_spaces_where_the_empty_cells_of_the_left_half_are_lost() -> None:
    (found,) = tables(
        "2031年部门财政拨款收支预算总表",
        "单位：元",
        "财政拨款收入\t财政拨款支出",
        "项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算\t国有资本经营预算",
        "一、一般公共预算资金\t9,340,500\t一、一般公共服务支出\t2,100,000\t2,100,000",
        "二、政府性基金\t二、公共安全支出\t1,305,000\t1,305,000",
        "三、国有资本经营预算\t三、教育支出\t250,000\t250,000",
        "四、科学技术支出\t5,685,500\t5,685,500",
        "收入总计\t9,340,500\t支出总计\t9,340,500\t9,340,500",
    )
    sides = {row.name: [column.key for column, f in zip(found.columns, row.figures, strict=True) if f is not None]
             for row in found.rows}  # fmt: skip
    assert sides["四、科学技术支出"] == sides["一、一般公共服务支出"]


def test_one_cell_to_a_line_with_codes_in_pieces_and_rows_without_amounts() -> None:
    rows = [
        ("205", "教育支出", "505.30", "410.30", "95.00"),
        ("205", "01", "教育管理事务"),
        ("205", "02", "普通教育", "505.30", "410.30", "95.00"),
        ("205", "02", "01", "学前教育"),
        ("205", "02", "02", "小学教育"),
        ("205", "02", "03", "初中教育", "505.30", "410.30", "95.00"),
        ("205", "03", "职业教育"),
        ("205", "04", "成人教育"),
        ("合计", "505.30", "410.30", "95.00"),
    ]
    found = table("科目编码", "科目名称", "合计", "基本支出", "项目支出", *(cell for row in rows for cell in row))
    assert names(found)["2050203"] == "初中教育"
    assert dict(amounts(found))["2050203"] == ["505.30", "410.30", "95.00"]
    assert dict(amounts(found))["20503"] == ["", "", ""]
    assert found.doubtful == ()


@pytest.mark.parametrize(
    ("note", "whole"),
    [
        ("15行＝（1＋2＋⋯＋4）行；", {15: (1, 2, 3, 4)}),
        ("15行＝（1＋2）行\n17行＝（15－16）行。", {15: (1, 2), 17: (15, -16)}),
        ("4行＝1行＋2行，5栏各行＝（1＋2）栏各行", {4: (1, 2), 5: (1, 2)}),
        ("27行＝（1＋2＋×＋8）行", {}),
        ("6行＝1－（2＋3）行；7行＝（1＋2）行", {7: (1, 2)}),
    ],
)
def test_a_formula_is_read_to_its_end_or_not_at_all(note: str, whole: dict[int, tuple[int, ...]]) -> None:
    read = {formula.whole: tuple(sign * part for part, sign in formula.parts) for formula in formulas(note)}
    assert read == whole


NUMBERED = (
    "科目编码   科目名称      本年支出合计  基本支出  项目支出  上缴上级支出  经营支出  对附属单位补助支出",
    "栏次                              1         2         3             4          5                   6",
    "合计                         505.30                                        80.00              425.30",
    "205        教育支出          505.30                                        80.00              425.30",
    "20502      普通教育          505.30                                        80.00              425.30",
    "2050201    学前教育           80.00                                        80.00",
    "2050202    小学教育          425.30                                                           425.30",
)


def test_amounts_below_the_numbers_of_the_columns_stand_in_these_columns() -> None:
    found = table(*NUMBERED)
    assert amounts(found) == [
        ("合计", ["505.30", "", "", "", "80.00", "425.30"]),
        ("205", ["505.30", "", "", "", "80.00", "425.30"]),
        ("20502", ["505.30", "", "", "", "80.00", "425.30"]),
        ("2050201", ["80.00", "", "", "", "80.00", ""]),
        ("2050202", ["425.30", "", "", "", "", "425.30"]),
    ]
    assert found.doubtful == ()


def test_numbers_of_columns_that_stand_elsewhere_say_nothing() -> None:
    centred = (NUMBERED[0], NUMBERED[1].replace("5                   6", "  5                   6"), *NUMBERED[2:])
    assert table(*centred).doubtful != ()
