"""JUnit, GitHub annotations and Markdown: what machines and merge requests read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from audit.model.document import Notice
from audit.model.finding import DocumentReport
from audit.model.relation import Severity
from audit.model.span import Part
from audit.model.suppression import Source, Suppression
from checks import CHECKS
from reports import github, junit, markdown
from tests.reports.samples import FOUND, SHARE, SUM, one_of_each, report
from tests.support import check, finding

UNREAD = DocumentReport("b.pdf", "unknown", unreadable="encrypted")
ACCEPTED = replace(FOUND, suppression=Suppression(Source.BASELINE, "上级口径"))


class TestJUnit:
    def root(self, *documents: DocumentReport) -> ElementTree.Element:
        return ElementTree.fromstring(junit.render(documents, "zh", CHECKS))

    def test_one_test_case_for_each_check_and_document(self) -> None:
        root = self.root(report(), report())
        names = [[case.get("name") for case in suite] for suite in root]
        assert names == [[f"{c.id} {c.name}" for c in sorted(CHECKS, key=lambda c: c.id)]] * 2
        assert root.get("tests") == str(2 * len(CHECKS))
        assert (root.get("failures"), root.get("errors"), root.get("skipped")) == ("0", "0", "0")

    def test_findings_of_a_check_are_its_failure(self) -> None:
        root = self.root(report(FOUND, finding(SUM, severity=Severity.WARNING), finding(SHARE)))
        failed = {case.get("name"): case.find("failure") for case in root.iter("testcase") if len(case)}
        assert list(failed) == ["RAT001 share", "SUM001 text-decomposition"]
        told = failed["SUM001 text-decomposition"]
        assert told is not None
        assert told.get("type") == "error"
        assert told.get("message") == "第12行第30列 支出合计与其分项之和不符 (+1)"
        assert len(str(told.text).splitlines()) == 2
        assert root.get("failures") == "2"

    def test_an_unreadable_file_is_an_error_and_no_failure(self) -> None:
        root = self.root(UNREAD)
        (error,) = root.iter("error")
        assert error.get("type") == "encrypted"
        assert "密码" in str(error.get("message"))
        assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("1", "0", "1")

    def test_what_was_accepted_is_skipped(self) -> None:
        root = self.root(report(ACCEPTED))
        (skipped,) = root.iter("skipped")
        assert "上级口径" in str(skipped.get("message"))
        assert (root.get("failures"), root.get("skipped")) == ("0", "1")

    def test_characters_that_xml_does_not_know_are_left_out(self) -> None:
        odd = replace(FOUND, path=("<b>&\x00\x1b\ud800\ufffe",))
        root = self.root(replace(report(odd), path="a&<\x01\udc80>.txt"))
        assert root[0].get("name") == "a&<>.txt"
        assert "<b>&" in str(next(root.iter("failure")).text)

    def test_a_check_that_did_not_run_but_found_something_is_a_case(self) -> None:
        root = ElementTree.fromstring(junit.render([report(FOUND)], "zh", [check("ZZZ001")]))
        assert [case.get("name") for case in root.iter("testcase")] == ["SUM001 sample", "ZZZ001 sample-zzz001"]


class TestGitHub:
    def lines(self, *documents: DocumentReport) -> list[str]:
        return github.render(documents, "zh").decode("utf-8").splitlines()

    def test_an_annotation_stands_at_the_suspect(self) -> None:
        annotation, summary = self.lines(report(FOUND))
        assert annotation.startswith("::error file=a.txt,line=12,col=30,endColumn=38,title=SUM001 sample::第12行第30列")
        assert "83.04%25" not in annotation
        assert "97%25" in annotation
        assert summary == "gouji: 错误 1 · 警告 0 · 尾差 0 · 提示 0 · 文件 1"

    def test_levels(self) -> None:
        levels = [line.split()[0] for line in self.lines(report(*[replace(FOUND, severity=s) for s in Severity]))[:-1]]
        assert levels == ["::error", "::warning", "::notice", "::notice"]

    def test_no_more_of_a_level_than_the_platform_shows_and_how_many_were_cut(self) -> None:
        many = [replace(FOUND, severity=severity) for severity in Severity for _ in range(13)]
        lines = self.lines(UNREAD, report(*many))
        counts = [sum(line.startswith(f"::{level} ") for line in lines) for level in ("error", "warning", "notice")]
        assert counts == [10, 10, 10]
        assert lines[0].startswith("::error file=b.pdf::")
        assert lines[-1].endswith("另有 23 条超出平台上限，未显示（error 4, warning 3, notice 16）")
        assert not any("另有" in line for line in self.lines(report(FOUND)))

    def test_nothing_of_a_document_ends_a_property_or_begins_a_command(self) -> None:
        odd = replace(report(replace(FOUND, path=("甲\n::set-env name=A::b\r%",))), path="a:1,b\n::error::.txt")
        lines = self.lines(odd)
        assert len(lines) == 2
        assert "file=a%3A1%2Cb%0A%3A%3Aerror%3A%3A.txt," in lines[0]
        assert "\r" not in lines[0]
        assert re.fullmatch(r"::error [^:]*::.*", lines[0])

    def test_lines_of_what_has_no_lines_of_its_own_are_not_told(self) -> None:
        (annotation, _) = self.lines(replace(report(FOUND), format="pdf"))
        assert annotation.startswith("::error file=a.txt,title=")

    def test_of_several_files_read_as_one_each_has_its_own_lines(self) -> None:
        assert FOUND.suspect is not None
        there = replace(FOUND.suspect.figure.span, line=112, part=Part("表.txt", 100))
        suspect = replace(FOUND.suspect, figure=replace(FOUND.suspect.figure, span=there))
        (annotation, _) = self.lines(replace(report(replace(FOUND, suspect=suspect)), path="文字.txt + 表.txt"))
        assert annotation.startswith("::error file=表.txt,line=12,col=30,")

    def test_what_was_accepted_is_counted_and_not_shown(self) -> None:
        assert self.lines(report(ACCEPTED)) == ["gouji: 错误 0 · 警告 0 · 尾差 0 · 提示 0 · 已豁免 1 · 文件 1"]


class TestMarkdown:
    def text(self, *documents: DocumentReport, lang: str = "zh") -> str:
        return markdown.render(documents, lang).decode("utf-8")

    def test_the_whole_finding(self) -> None:
        assert self.text(report(FOUND)) == (
            "# 勾稽核对报告\n\n"
            "**错误 1** · **警告 0** · **尾差 0** · **提示 0** · 文件 1\n\n"
            "## a.txt\n\n"
            "部门决算 · 2024 · 某局 · 数值 8 · 已核对 7 (87.5%)\n\n"
            "### 1. 错误 SUM001 支出合计与其分项之和不符\n\n"
            "第12行第30列 · 第三部分 情况说明 › 三、支出情况\n\n"
            "> 支出合计1,385.40万元，其中：基本支出【1,105.40】万元，占83.04%；项目支出235万元。\n\n"
            "- 披露 1,385.40万元（第12行第1列）\n"
            "- 重算 1,340.40万元 = 1,105.40 + 235（2个分项）\n"
            "- 差额 多45.00万元\n"
            "- 疑点 基本支出 1,105.40万元（第12行第30列），似应为1,150.40万元（数字颠倒，置信度97%）\n"
            "- 也可能 项目支出 235万元 → 200万元\n"
            "- 依据 基本支出占支出合计的比重不符：83.04%，1,105.40 ÷ 1,385.40 = 79.79%，多3.25个百分点\n"
        )

    def test_several_documents_have_a_table(self) -> None:
        text = self.text(report(FOUND), UNREAD, report())
        assert "| 文件 | 类型 | 年度 | 核对覆盖率 | 错误 | 警告 | 尾差 | 提示 |\n| --- |" in text
        assert "| a.txt | 部门决算 | 2024 | 87.5% | 1 | 0 | 0 | 0 |" in text
        assert "| b.pdf | 未能读取 |  |  |  |  |  |  |" in text
        assert "未发现不一致" in text

    @pytest.mark.parametrize(
        ("said", "written"),
        [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("[a](http://b)", "\\[a\\](http:\\//b)"),
            ("**甲** _乙_ `丙` ~~丁~~ | $x$", "\\*\\*甲\\*\\* \\_乙\\_ \\`丙\\` \\~\\~丁\\~\\~ \\| \\$x\\$"),
            ("@someone #12 www.a.b &amp;", "&#64;someone \\#12 www\\.a.b &amp;amp;"),
        ],
    )
    def test_what_a_document_says_is_no_markup(self, said: str, written: str) -> None:
        text = self.text(report(replace(FOUND, path=(said,), quotation=said)))
        assert f"> {written}\n" in text
        assert f"· {written}\n" in text

    @pytest.mark.parametrize(
        ("said", "written"),
        [
            ("# 收入", "\\# 收入"),
            ("- 收入", "\\- 收入"),
            ("+ 收入", "\\+ 收入"),
            ("===", "\\==="),
            ("1. 收入", "1\\. 收入"),
            ("12) 收入", "12\\) 收入"),
            ("1,385.40万元", "1,385.40万元"),
            ("2024年", "2024年"),
        ],
    )
    def test_a_sentence_that_begins_like_a_heading_or_an_item_is_none(self, said: str, written: str) -> None:
        assert f"> {written}\n" in self.text(report(replace(FOUND, quotation=said)))

    def test_what_a_reader_settled_is_told(self) -> None:
        assert "由 LibreOffice 从 a.wps 转为 docx 后读取" in self.text(
            replace(report(), notices=(Notice("converted", ("a.wps", "docx")),))
        )

    def test_what_was_accepted_is_told_and_not_counted(self) -> None:
        text = self.text(report(ACCEPTED))
        assert "**错误 0**" in text
        assert "- 已豁免 上级口径（基线）" in text

    def test_every_kind_of_finding_in_both_languages(self) -> None:
        for lang in ("zh", "en"):
            assert self.text(report(*one_of_each()), lang=lang).count("\n### ") == len(one_of_each())
