"""Tables that a dump printed in disorder: nothing is concluded from them, and a wrong figure or two are no disorder."""

from __future__ import annotations

import audit

HEAD = "第二部分 部门决算表\n2031年度支出决算表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n"
ROWS = [
    ("205", "教育支出", "500.00", "400.00", "100.00"),
    ("20502", "普通教育", "300.00", "250.00", "50.00"),
    ("2050201", "学前教育", "120.00", "100.00", "20.00"),
    ("2050202", "小学教育", "180.00", "150.00", "30.00"),
    ("20503", "职业教育", "200.00", "150.00", "50.00"),
    ("2050302", "中等职业教育", "200.00", "150.00", "50.00"),
    ("208", "社会保障和就业支出", "60.00", "60.00", "0.00"),
    ("20805", "行政事业单位养老支出", "60.00", "60.00", "0.00"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "60.00", "60.00", "0.00"),
    ("", "合计", "560.00", "460.00", "100.00"),
]
TAIL = (
    "\n第三部分 情况说明\n一、支出决算情况说明\n"
    "本年支出合计560.00万元，其中：基本支出460.00万元，项目支出100.00万元。\n"
)


def findings(rows: list[tuple[str, ...]]) -> list[str]:
    text = "云岭县教育局2031年度部门决算\n" + HEAD + "\n".join(" ".join(filter(None, row)) for row in rows) + TAIL
    (document,) = audit.audit_bytes(text.encode(), "a.txt").documents
    return [finding.check for finding in document.findings]


def test_a_table_in_order_is_checked() -> None:
    assert findings(ROWS) == []


def test_one_wrong_figure_is_a_finding() -> None:
    rows = [row if row[0] != "2050201" else (*row[:2], "130.00", *row[3:]) for row in ROWS]
    assert len(findings(rows)) == 1


def test_a_row_that_was_left_out_is_a_finding() -> None:
    assert len(findings([row for row in ROWS if row[0] != "2050202"])) > 0
    assert len(findings([row for row in ROWS if not row[0].startswith("208")])) > 0


def test_amounts_that_moved_by_a_row_are_no_findings() -> None:
    amounts = [row[2:] for row in ROWS]
    moved = [(*row[:2], *given) for row, given in zip(ROWS, [*amounts[1:], amounts[0]], strict=True)]
    assert findings(moved) == []
    mixed = [(*row[:2], *given) for row, given in zip(ROWS, amounts[::-1], strict=True)]
    assert findings(mixed) == []
