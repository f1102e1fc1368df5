"""Tables of which the page shows a part: names cut off at their cell's edge, columns beyond the paper's."""

from __future__ import annotations

import audit

INCOME = """\
白石区体育局2031年度部门决算
2031年度收入支出决算总表
单位：万元
收入\t\t\t支出\t\t
项目\t行次\t决算数\t项目\t行次\t决算数
一、财政拨款收入\t1\t764.22\t一、教育支出\t9\t900.00
三、上级补助收入\t2\t\t二、卫生健康支出\t10\t48.61
四、其他收入\t3\t184.39\t\t11\t
本年收入合计\t4\t948.61\t本年支出合计\t12\t948.61
总计\t5\t948.61\t总计\t13\t948.61
"""
BASIC = """\
白石区体育局2031年度部门决算
2031年度一般公共预算财政拨款基本支出决算表
单位：万元
人员经费\t\t\t公用经费
经济分类科目编码\t科目名称\t决算数\t经济分类科目编码
301\t工资福利支出\t48.51\t30204
30101\t基本工资\t38.40\t30205
30102\t津贴补贴\t10.11\t30206
302\t商品和服务支出\t96.30\t30302
30201\t办公费\t30.20\t310
人员经费合计\t\t77.46\t公用经费合计
"""


def loud(text: str) -> list[str]:
    (document,) = audit.audit_bytes(text.encode(), "a.txt").to_dict()["documents"]
    return [finding["check"] for finding in document["findings"] if finding["severity"] in ("error", "warning")]


def test_a_row_whose_name_is_cut_off_leaves_its_total_open() -> None:
    assert loud(INCOME) == []
    assert loud(INCOME.replace("一、财政拨款收入", "款收入")) == []


def test_a_slip_is_still_found_where_line_numbers_are_missing() -> None:
    gapped = INCOME.replace("三、上级补助收入\t2\t\t", "三、上级补助收入\t3\t\t")
    assert loud(gapped.replace("四、其他收入\t3\t184.39", "四、其他收入\t4\t184.93")) == ["SUM010"]
    assert loud(gapped.replace("四、其他收入\t3\t184.39", "四、其他收入\t4\t15.20")) == []


def test_whole_rows_are_added_up_whatever_the_difference() -> None:
    assert loud(INCOME.replace("184.39", "15.20")) == ["SUM010"]


def test_codes_in_the_last_column_of_a_table_that_goes_on_beside_the_page_are_no_amounts() -> None:
    assert loud(BASIC) == []


def test_the_rows_that_are_left_of_it_are_held_against_their_sums_for_single_slips() -> None:
    assert loud(BASIC.replace("10.11", "11.11")) == ["SUM012"]
