"""One self-evaluation form as Word, Excel, HTML and PDF print it: understood in each, and its wrong total found."""

from __future__ import annotations

import pytest

import audit
from tests.readers.contents import WRITERS
from tests.readers.office import ABOVE, Content, Table

TITLE = ["云岭县农业局2031年度部门决算", "第四部分 附件", "高标准农田建设项目支出绩效自评表", "单位：万元"]
MONEY = [
    ["项目资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "850.00", "860.00", "842.15", "10", "97.92%", "9.79"],
    ["其中：财政拨款", "850.00", "860.00", "842.15", "—", "97.92%", "—"],
]
ROWS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "建成高标准农田面积", "≥2.4万亩", "2.46万亩", "20", "20"],
    ["产出指标", "数量指标", "新建机耕道里程", "≥80公里", "75公里", "20", "18.75"],
    ["产出指标", "质量指标", "工程验收合格率", "100%", "100%", "20", "20"],
    ["效益指标", "社会效益指标", "受益农户数", "≥3600户", "3720户", "20", "20"],
    ["满意度指标", "满意度指标", "受益农户满意度", "≥90%", "94.2%", "10", "10"],
    ["总分", "", "", "", "", "100", "98.54"],
]


def loud(writer: str, *slip: str, rows: Table = ROWS) -> list[str]:
    printed = [[cell.replace(*slip) if slip else cell for cell in row] for row in rows]
    content: Content = [*TITLE, MONEY, printed]
    suffix, write = WRITERS[writer]
    report = audit.audit_bytes(write(content), f"a.{suffix}").to_dict()
    (found,) = report["documents"]
    assert found["unreadable"] is None
    return [f"{f['check']} {f['message']}" for f in found["findings"] if f["severity"] in ("error", "warning")]


@pytest.mark.parametrize("writer", sorted(WRITERS))
def test_a_clean_form_is_silent(writer: str) -> None:
    assert [said for said in loud(writer) if not said.startswith("DOC")] == []


@pytest.mark.parametrize("writer", sorted(WRITERS))
def test_a_wrong_total_is_found(writer: str) -> None:
    assert any(said.startswith("PRF005") for said in loud(writer, "98.54", "89.54"))


@pytest.mark.parametrize("writer", sorted(WRITERS))
def test_full_marks_for_a_missed_target_are_found(writer: str) -> None:
    assert any(said.startswith("PRF004") for said in loud(writer, "3720户", "3270户"))


#: the same rows, their levels merged over them, with a column in which nothing is filled
MERGED = [
    [ABOVE if at and column < 2 and cell == ROWS[at - 1][column] else cell for column, cell in enumerate(row)]
    + ["" if at else "备注"]
    for at, row in enumerate(ROWS)
]


@pytest.mark.parametrize("writer", sorted(WRITERS))
@pytest.mark.parametrize("slip", [("18.75", "17.85"), ("80公里", "800公里")])
def test_a_slip_beside_merged_cells_is_found(writer: str, slip: tuple[str, str]) -> None:
    assert not [said for said in loud(writer, rows=MERGED) if not said.startswith("DOC")]
    assert any(said.startswith("PRF") for said in loud(writer, *slip, rows=MERGED))
