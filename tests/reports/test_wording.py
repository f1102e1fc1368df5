"""What a reader of a finding needs to decide it without the document: which table, which of two, where else."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from audit.model.evaluation import Evaluation, Verdict
from audit.model.finding import DocumentReport, Finding, TablePlace
from audit.model.relation import Observation, RelationKind, Severity
from audit.model.span import Span
from reports import html, layout, markdown, phrasing, terminal
from tests.reports.samples import report
from tests.support import covered, evaluation, finding, operand

HERE, THERE = operand("86.40", "stated", "基本支出", line=3), operand("84.60", "other", "合计", line=9)
TIE = evaluation(RelationKind.EQUAL, HERE, THERE, recomputed="84.60", check="TIE002")
CELL = TablePlace("支出决算表", "合计", "基本支出")


def lines(found: Finding, lang: str = "zh", **more: object) -> dict[str, str]:
    return dict(phrasing.describe(found, lang, **more).lines)  # type: ignore[arg-type]


def tie(stated: str, other: str, unit: str = "万元", verdict: Verdict = Verdict.INCONSISTENT) -> Evaluation:
    operands = (operand(stated, "stated", "接待费", unit), operand(other, "other", "接待费", unit))
    return evaluation(RelationKind.EQUAL, *operands, recomputed=other.replace(",", ""), verdict=verdict)


class TestDifference:
    @pytest.mark.parametrize(
        ("stated", "other", "unit", "told"),
        [
            ("0", "3.27", "万元", "前者少3.27万元"),
            ("8", "8.4", "%", "前者少0.4个百分点"),
            ("8.46", "8.4", "万元", "前者多0.06万元"),
            ("1,046", "1,045.20", "万元", "前者多0.80万元"),
        ],
    )
    def test_of_two_prints_is_as_fine_as_the_finer_one(self, stated: str, other: str, unit: str, told: str) -> None:
        assert lines(finding(tie(stated, other, unit, Verdict.ROUNDING)))["差额"] == told

    def test_of_two_units_is_told_in_the_decimals_of_the_first(self) -> None:
        other = operand("2135000", "other", "接待费", "元")
        found = finding(evaluation(RelationKind.EQUAL, operand("212.6", "stated"), other, recomputed="213.5"))
        assert lines(found)["差额"] == "前者少0.9万元"

    def test_of_a_sum_is_the_stated_figures(self) -> None:
        parts = (operand("1", "part"), operand("2", "part"))
        assert (
            lines(finding(evaluation(RelationKind.SUM, operand("4", "whole"), *parts, recomputed="3")))["差额"]
            == "多1万元"
        )


class TestPlaces:
    def test_a_figure_in_a_table_is_told_with_the_title_of_the_table(self) -> None:
        found = lines(finding(TIE), cells={THERE.figure.span: CELL})
        assert found["一处"] == "基本支出 86.40万元（第3行第1列）"
        assert found["另一处"] == "合计 84.60万元（支出决算表，第9行第1列）"
        assert lines(finding(TIE), "en", cells={THERE.figure.span: CELL})["other"].endswith(
            "(支出决算表, line 9, column 1)"
        )

    def test_a_title_is_not_told_twice(self) -> None:
        cells = {THERE.figure.span: CELL}
        named = replace(THERE, label="支出决算表 合计·基本支出")
        told = lines(finding(evaluation(RelationKind.EQUAL, HERE, named, recomputed="84.60")), cells=cells)
        assert told["另一处"] == "支出决算表 合计·基本支出 84.60万元（第9行第1列）"
        told = lines(finding(TIE), cells={**cells, HERE.figure.span: CELL})
        assert told["另一处"] == "合计 84.60万元（第9行第1列）"

    def test_the_trail_ends_with_the_table(self) -> None:
        found = replace(finding(TIE), path=("第二部分 决算表",))
        cells = {HERE.figure.span: CELL}
        assert phrasing.trail(found, cells) == ("第二部分 决算表", "支出决算表")
        assert phrasing.trail(replace(found, path=("三、支出决算表",)), cells) == ("三、支出决算表",)
        assert phrasing.trail(replace(found, path=("说明", "决算表")), cells) == ("说明", "支出决算表")
        assert phrasing.trail(replace(found, path=()), cells) == ("支出决算表",)
        assert phrasing.trail(found) == ("第二部分 决算表",)
        assert phrasing.message(found, "zh", cells).startswith("第3行第1列 支出决算表：")

    def test_every_report_for_people_names_the_table(self) -> None:
        shown = replace(report(replace(finding(TIE), path=("说明",))), cells={THERE.figure.span: CELL})
        assert "（支出决算表，第9行第1列）" in terminal.render([shown], "zh").decode()
        assert "（支出决算表，第9行第1列）" in markdown.render([shown], "zh").decode()
        shown = replace(shown, cells={HERE.figure.span: CELL})
        assert "说明 › 支出决算表" in html.render([shown], "zh", "1").decode()

    def test_an_observation_tells_where_its_other_figures_stand(self) -> None:
        rate = operand("12.5", "rate", "占比", "%", line=5)
        seen = Observation(
            "RAT004", "wrong-denominator", Severity.ERROR, (rate.figure.span,), (rate, THERE), ("甲", "乙", "丙")
        )
        found = Finding("RAT004", "sample", Severity.ERROR, seen.operands, observation=seen)
        assert lines(found)["另见"] == "合计 84.60万元（第9行第1列）"
        assert lines(found, cells={THERE.figure.span: CELL})["另见"] == "合计 84.60万元（支出决算表，第9行第1列）"

    def test_a_wrong_share_is_told_with_the_arithmetic_that_gives_it(self) -> None:
        rate, base, whole = operand("12.50", "stated", unit="%"), operand("25", "base"), operand("200", "whole")
        words = ("授予中小企业合同", "货物支出", "采购总额")
        seen = Observation(
            "RAT004", "wrong-denominator", Severity.ERROR, (rate.figure.span,), (rate, base, whole), words
        )
        assert phrasing.observation(seen, "zh") == (
            "授予中小企业合同占货物支出的比重写作12.50%，这恰是货物支出 25万元占采购总额 200万元的比重，疑误填了后者"
        )

    def test_of_many_places_the_first_are_told(self) -> None:
        spans = tuple(Span(f"≥{n}", n, 1) for n in range(1, 9))
        seen = Observation("DOC024", "target-again", Severity.NOTE, spans, words=("≥1", "8"))
        told = lines(Finding("DOC024", "sample", Severity.NOTE, (), observation=seen), "en")["see also"]
        assert (
            told == "≥2 (line 2, column 1), ≥3 (line 3, column 1), ≥4 (line 4, column 1), ≥5 (line 5, column 1), … +3"
        )

    def test_a_place_alone_says_nothing_else(self) -> None:
        seen = Observation("DOC001", "template-slot", Severity.NOTE, (Span("占 %", 4, 1),), words=("占 %",))
        assert "另见" not in lines(Finding("DOC001", "sample", Severity.NOTE, (), observation=seen))


def test_a_part_beyond_its_whole_is_told_so() -> None:
    part, whole = operand("12", "part", "项目支出"), operand("10", "whole", "本年支出")
    beyond = evaluation(RelationKind.AT_MOST, part, whole, recomputed="10")
    assert phrasing.describe(finding(beyond), "zh").what == "项目支出（部分）大于本年支出（整体）"
    assert lines(finding(beyond))["差额"] == "超出2万元"
    within = replace(beyond, verdict=Verdict.CONSISTENT)
    assert phrasing.claim(within, "zh") == "项目支出（部分）与本年支出（整体）的大小相符"


def test_a_tie_as_evidence_gives_each_figure_once() -> None:
    assert phrasing.evidence(TIE, "zh") == "基本支出的两处披露不符：86.40 ≠ 84.60，前者多1.80万元"


class TestNothingFound:
    def test_a_document_without_figures_is_not_called_clean(self) -> None:
        empty = DocumentReport("通知.txt", "text")
        for told in (terminal.render([empty], "zh"), markdown.render([empty], "zh"), html.render([empty], "zh", "1")):
            assert "没有读到可核对的数值" in told.decode()
            assert "未发现不一致" not in told.decode()

    def test_one_with_figures_is(self) -> None:
        clean = DocumentReport("决算.txt", "text", coverage=covered(2, 1))
        assert "未发现不一致" in terminal.render([clean], "zh").decode()


class TestWrapping:
    @pytest.mark.parametrize("columns", range(20, 60, 3))
    def test_an_amount_and_a_place_stay_in_one_line(self, columns: int) -> None:
        text = "疑点 卫生健康支出（类）行政事业单位医疗（款） 3,344.31万元（第1209行第21列），似应为3,344.32万元"
        wrapped = layout.wrap(text, columns)
        assert "".join(line.strip() for line in wrapped).replace(" ", "") == text.replace(" ", "")
        for whole in ("3,344.31万元", "第1209行第21列", "3,344.32万元"):
            assert any(whole in line for line in wrapped), (whole, wrapped)

    @pytest.mark.parametrize("columns", range(20, 60))
    def test_a_mark_that_may_not_begin_a_line_still_fits_into_it(self, columns: int) -> None:
        text = (
            "（一）收入（含结转）。原文：“三公”经费、会议费；“培训费”：公务接待费（国内）、差旅费。（见附表）；其他。"
            * 2
        )
        wrapped = layout.wrap(text, columns)
        assert "".join(wrapped) == text
        assert max(map(layout.width, wrapped)) <= columns
        assert not any(line[0] in "，。；：、）”" for line in wrapped)


def test_changes_that_do_not_add_up_are_called_changes() -> None:
    parts = (operand("0.28", "part", "购置费"), operand("0.62", "part", "接待费"))
    found = evaluation(
        RelationKind.SUM, operand("0.80", "whole", "“三公”经费"), *parts, recomputed="0.90", hint="changes"
    )
    assert phrasing.claim(found, "zh") == "“三公”经费的增减额与其各项增减额之和不符"
    assert "说明" not in lines(finding(found))


class TestTableOfDocuments:
    DOCUMENTS = (
        replace(report(finding(TIE)), path="2031年度公开/白石区体育局/部门决算公开说明.docx"),
        replace(report(), path="b.txt"),
        DocumentReport("c.pdf", "unknown", unreadable="encrypted"),
    )

    @pytest.mark.parametrize(
        ("lang", "columns"), [("zh", 60), ("en", 70), *((lang, n) for lang in ("zh", "en") for n in (80, 100, 120))]
    )
    def test_it_fits_the_terminal_and_keeps_what_counts(self, lang: str, columns: int) -> None:
        told = terminal.render(self.DOCUMENTS, lang, width=columns).decode().splitlines()
        table = told[-5:]
        assert max(map(layout.width, told)) <= columns
        assert table[0].split()[-4:] == [phrasing.phrase("severity", str(severity), lang) for severity in Severity]
        assert table[2].split()[-4:] == ["1", "0", "0", "0"]
        assert phrasing.word("unreadable", lang) in table[4]
        assert table[2].split()[0].endswith("docx")

    def test_counts_are_not_torn_from_their_names(self) -> None:
        for columns in range(30, 70):
            told = terminal.render(self.DOCUMENTS, "en", width=columns, colour=True).decode()
            lines = re.sub(r"\x1b\[[0-9;]*m", "", told).splitlines()
            for whole in ("error 1", "rounding 0", "unreadable 1", "file 3", "relations 2", "of which once 3"):
                assert any(whole in line for line in lines), (columns, whole)

    def test_a_wide_terminal_has_every_column(self) -> None:
        head = terminal.render(self.DOCUMENTS, "zh", width=120).decode().splitlines()[-5].split()
        assert head == ["文件", "类型", "年度", "数值", "已核对", "核对覆盖率", "错误", "警告", "尾差", "提示"]
