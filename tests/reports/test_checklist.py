"""The check form 公开情况检查表: an item's answer, its problems, what Markdown makes of them."""

from __future__ import annotations

import pytest

import audit
from audit.config import Config
from audit.errors import ReadError
from audit.model.finding import DocumentReport
from audit.pipeline import unreadable
from audit.strict_yaml import load
from reports import checklist
from tests.support import ROOT

TEXT = """云岭县水务局2031年部门预算
第一部分 部门概况
一、主要职能
主管全县水务工作。
二、机构设置
内设办公室、规划科|建设科。
第二部分 部门预算情况说明
一、机关运行经费情况说明
2031年机关运行经费预算20.00万元，其中：办公费12.00万元，水费9.00万元（请根据实际情况填写_说明）。
二、政府采购情况说明
未安排政府采购预算，，占 %。
三、国有资产占用情况说明
2030年末共有车辆2辆。
四、预算绩效情况说明
实行绩效目标管理的项目<b>3</b>个。
第三部分 名词解释
基本支出：为保障机构正常运转而发生的支出。
"""


def report(text: str = TEXT, **settings: object) -> DocumentReport:
    (document,) = audit.audit_bytes(text.encode(), "预_算.txt", Config(**settings)).documents  # type: ignore[arg-type]
    return document


def rows(document: DocumentReport, lang: str = "zh") -> dict[str, checklist.Item]:
    return {item.name: item for item in checklist.items(document, lang)}


def test_what_is_there_without_a_finding_meets_the_requirements() -> None:
    found = rows(report())
    assert [found[name].meets for name in ("封面", "主要职能", "机构设置", "名词解释", "绩效")] == [True] * 5
    assert found["主要职能"].problems == []


def test_timeliness_is_left_to_the_reviewer() -> None:
    assert rows(report())["及时性"].meets is None
    assert rows(report(), "en")["timeliness"].meets is None


def test_what_is_missing_does_not_meet_them() -> None:
    found = rows(report())
    assert found["目录"].meets is False
    assert found["目录"].problems == ["没有找到：目录"]
    assert found["报表：收支总表"].problems == ["没有找到：收支总表"]
    assert "没有找到：“三公”经费情况说明" in found["其他说明"].problems


def test_a_finding_is_a_problem_of_the_narrowest_thing_around_it() -> None:
    other = rows(report())["其他说明"]
    assert other.meets is False
    assert any("DOC020" in problem and "第11行" in problem and "原文" in problem for problem in other.problems)
    assert any("DOC001" in problem and "第9行" in problem for problem in other.problems)
    assert not rows(report())["编制说明"].problems


def test_checks_that_do_not_run_find_no_problems() -> None:
    assert not any("DOC" in problem for item in rows(report(ignore=("DOC",))).values() for problem in item.problems)


def test_a_finding_outside_of_every_item_has_one_of_its_own() -> None:
    text = TEXT.replace("第二部分", "三、重点工作\n完成××项目。\n第二部分")
    assert [problem[:3] for problem in rows(report(text))["其他问题"].problems] == ["［提示"]
    assert "其他问题" not in rows(report())


def test_a_document_of_unknown_kind_has_only_the_reviewer_s_item_and_the_rest() -> None:
    assert list(rows(report("一段普通的文字，，没有别的。\n"))) == ["及时性", "其他问题"]


def test_problems_are_numbered_through_the_form() -> None:
    form = checklist.render([report()], "zh").decode()
    numbers = [int(part.split(".")[0]) for line in form.splitlines()[6:] for part in _problems(line)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 8


def _problems(line: str) -> list[str]:
    cells = line.split(" | ")
    return [part for part in cells[3].rstrip(" |").split("<br>") if part] if len(cells) > 3 else []


def test_markdown_prints_the_document_s_words_as_they_are() -> None:
    text = TEXT.replace("未安排政府采购预算，，", "政府采购<script>|[x](y)，，")
    form = checklist.render([report(text)], "zh").decode()
    assert "<script>" not in form
    assert "\\[x\\](y)" in form
    assert "预\\_算.txt" in form
    for line in form.splitlines():
        if line.startswith("|"):
            assert line.replace("\\|", "").count("|") == 5, line


def test_the_form_in_english_has_no_chinese_words_of_its_own() -> None:
    form = checklist.render([report()], "en").decode()
    assert "# Check form for the disclosure of budget" in form
    assert "| no. | item | meets the requirements | problems |" in form
    assert "(left to the reviewer)" in form


def test_a_file_that_could_not_be_read_has_no_form() -> None:
    form = checklist.render([unreadable("a.doc", ReadError("empty"))], "zh").decode()
    assert "a.doc" in form
    assert "| " not in form


def test_the_same_documents_give_the_same_bytes() -> None:
    assert checklist.render([report(), report()], "zh") == checklist.render([report(), report()], "zh")


@pytest.mark.parametrize("kind", ["parts", "statements"])
def test_every_part_and_statement_has_an_item(kind: str) -> None:
    required = load(ROOT / "audit" / "extract" / "inventory.yaml")
    items = load(ROOT / "reports" / "checklist.yaml")["items"]
    listed = {key for item in items for key in item.get("entries", ())}
    assert {entry["key"] for entry in required[kind]} <= listed
