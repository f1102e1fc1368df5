"""Findings as words, as a terminal block, as JSON."""

from __future__ import annotations

import ast
import json
import re
import string
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from audit.diagnose.edits import COSTS
from audit.errors import ReadError
from audit.model.document import DocumentKind
from audit.model.evaluation import Verdict
from audit.model.finding import DocumentReport, Finding
from audit.model.relation import Observation, RelationKind, Severity
from audit.model.span import Span
from audit.model.suppression import BaselineState, Entry, Lapse, LapsedEntry, Source, Suppression
from audit.strict_yaml import load
from reports import amounts, layout, phrasing, terminal
from reports import json as json_report
from tests.reports.samples import FOUND, SHARE, SUM, one_of_each, report
from tests.support import ROOT, evaluation, finding, operand

CATALOGUE = load(ROOT / "reports" / "phrases.yaml")
LANGUAGES = ("zh", "en")


def text(*documents: DocumentReport, **options: Any) -> str:
    return terminal.render(documents, "zh", **options).decode("utf-8")


def calls(path: Path, name: str) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [node for node in found if isinstance(node.func, ast.Name) and node.func.id == name]


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((given.value for given in call.keywords if given.arg == name), None)


def strings(node: ast.expr | None) -> set[str]:
    """The string constants of an expression: both branches of `"a" if x else "b"`."""
    return (
        {c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)} if node else set()
    )


def plain_keys(group: str) -> set[str]:
    """The keys of a group, without those for special cases (`equal.prior-base`)."""
    return {key for key in CATALOGUE[group] if "." not in key}


class TestPhrasing:
    def test_house_order(self) -> None:
        """Where, what, stated, recomputed, difference, suspect, also possible."""
        assert phrasing.message(FOUND, "zh") == (
            "第12行第30列 三、支出情况：支出合计与其分项之和不符；披露：1,385.40万元（第12行第1列）；"
            "重算：1,340.40万元 = 1,105.40 + 235（2个分项）；差额：多45.00万元；"
            "疑点：基本支出 1,105.40万元（第12行第30列），似应为1,150.40万元（数字颠倒，置信度97%）；"
            "也可能：项目支出 235万元 → 200万元"
        )

    def test_in_english(self) -> None:
        assert phrasing.message(FOUND, "en").startswith(
            "line 12, column 30 三、支出情况: 支出合计 against the sum of its parts does not agree; "
            "stated: 1,385.40万元 (line 12, column 1); recomputed: 1,340.40万元 = 1,105.40 + 235 (2 parts); "
            "difference: 45.00万元 too much; suspect: 基本支出"
        )

    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize(
        "case", one_of_each(), ids=lambda f: str(f.evidence[0].relation.kind) if f.evidence else "seen"
    )
    def test_every_kind_has_words(self, case: Finding, lang: str) -> None:
        words = phrasing.message(case, lang)
        assert "{" not in words
        assert "None" not in words
        assert "：：" not in words

    def test_every_kind_of_relation_is_tried(self) -> None:
        assert {f.evidence[0].relation.kind for f in one_of_each() if f.evidence} == set(RelationKind)

    def test_a_part_without_a_name_is_called_by_its_role(self) -> None:
        bare = evaluation(RelationKind.EQUAL, operand("120", "stated"), operand("100", "other"), recomputed="100")
        assert "披露值的两处披露不符" in phrasing.message(finding(bare), "zh")

    def test_a_topic_without_a_sentence_keeps_its_words(self) -> None:
        seen = Observation("ZZZ001", "of-a-plugin", Severity.NOTE, (), words=("甲", "乙"))
        assert phrasing.observation(seen, "zh") == "of-a-plugin: 甲、乙"

    def test_braces_of_a_document_are_only_text(self) -> None:
        odd = evaluation(
            RelationKind.EQUAL, operand("1", "stated", "{label}{0}"), operand("2", "other"), recomputed="2"
        )
        assert "{label}{0}" in phrasing.message(finding(odd), "zh")

    def test_a_hint_names_the_figure_that_fits(self) -> None:
        hinted = evaluation(
            RelationKind.SHARE,
            operand("50", "rate", unit="%"),
            operand("5", "part"),
            operand("20", "base"),
            recomputed="25",
            hint="wrong-denominator",
            hint_operands=(operand("10", "base", "本年支出合计"),),
        )
        assert "说明：以本年支出合计 10万元为基数则相符" in phrasing.message(finding(hinted), "zh")

    def test_a_long_sum_is_shortened_in_words_and_whole_in_json(self) -> None:
        parts = [operand(str(n), "part", f"项目{n}") for n in range(1, 21)]
        long = evaluation(RelationKind.SUM, operand("211", "whole"), *parts, recomputed="210")
        assert "210万元 = 1 + 2 + 3 + 4 + 5 + … + 20（20个分项）" in phrasing.message(finding(long), "zh")
        assert amounts.expression(long) == " + ".join(str(n) for n in range(1, 21)) + " = 210万元"

    def test_every_reason_of_the_readers_has_a_sentence(self) -> None:
        raised = set()
        for path in (ROOT / "audit").rglob("*.py"):
            raised |= set(re.findall(r'ReadError\(\s*"([\w-]+)"', path.read_text(encoding="utf-8")))
        assert raised
        assert raised <= set(CATALOGUE["unreadable"])

    def test_a_reason_without_a_sentence_is_still_told(self) -> None:
        error = ReadError("moon-phase", "full")
        odd = DocumentReport("a.txt", "unknown", unreadable=error.reason, unreadable_detail=error.detail)
        assert phrasing.unreadable(odd, "zh") == "无法读取：moon-phase（full）"


class TestCatalogue:
    def entries(self) -> list[tuple[str, dict[str, str]]]:
        return [(f"{group}.{key}", entry) for group, keys in CATALOGUE.items() for key, entry in keys.items()]

    def test_every_entry_is_in_both_languages(self) -> None:
        for name, entry in self.entries():
            assert set(entry) == set(LANGUAGES), name
            assert all(entry.values()), name

    def test_both_languages_fill_the_same_slots(self) -> None:
        for name, entry in self.entries():
            slots = [
                sorted({slot for _, slot, _, _ in string.Formatter().parse(entry[lang]) if slot}) for lang in LANGUAGES
            ]
            assert slots[0] == slots[1], name

    def test_every_topic_hint_and_operation_of_the_sources_has_an_entry(self) -> None:
        """Read from the sources, so that a check that says something new has to bring its sentence."""
        topics, hints = set(), set()
        for path in (ROOT / "checks").glob("*.py"):
            for call in calls(path, "Observation"):
                topics |= strings(call.args[1] if len(call.args) > 1 else keyword(call, "topic"))
            for call in calls(path, "Relation"):
                hints |= strings(keyword(call, "hint"))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "topic":
                    topics |= strings(node.value)
        assert topics <= set(CATALOGUE["topic"])
        special = {key.partition(".")[2] for key in CATALOGUE["subject"]}
        assert hints - {""} <= set(CATALOGUE["hint"]) | special
        assert set(COSTS) <= set(CATALOGUE["operation"])

    def test_every_kind_verdict_and_severity_has_an_entry(self) -> None:
        for group in ("subject", "stated", "recomputed"):
            assert plain_keys(group) == {str(kind) for kind in RelationKind}
        assert plain_keys("verdict") == {str(verdict) for verdict in Verdict}
        assert set(CATALOGUE["severity"]) == {str(severity) for severity in Severity}
        assert set(CATALOGUE["document-kind"]) == {str(kind) for kind in DocumentKind}


class TestAmounts:
    @pytest.mark.parametrize(
        ("text", "unit", "recomputed", "shown"),
        [
            ("1,385.40", "万元", "1340.404999", "1,340.40万元"),
            ("1385.40", "万元", "1340.405", "1340.41万元"),
            ("83.0", "%", "79.7892", "79.8%"),
            ("120", "亿元", "100.05", "100亿元"),
        ],
    )
    def test_recomputed_in_the_stated_unit_and_decimals(
        self, text: str, unit: str, recomputed: str, shown: str
    ) -> None:
        case = evaluation(
            RelationKind.EQUAL, operand(text, "stated", unit=unit), operand("1", "other"), recomputed=recomputed
        )
        value = amounts.recomputed(case)
        assert value is not None
        assert amounts.with_unit(value, case.relation.stated.figure) == shown

    def test_what_disagrees_does_not_look_alike(self) -> None:
        case = evaluation(RelationKind.AT_MOST, operand("120", "part"), operand("119.8", "whole"), recomputed="119.8")
        assert amounts.recomputed(case) == Decimal("119.8")
        assert amounts.difference(case) == Decimal("0.2")

    def test_units_are_shown_where_they_differ(self) -> None:
        case = evaluation(
            RelationKind.SUM,
            operand("1.3", "whole", unit="亿元"),
            operand("7000", "part"),
            operand("1000", "part", coefficient=-1),
            recomputed="0.6",
        )
        assert amounts.expression(case) == "7000万元 − 1000万元 = 0.6亿元"

    def test_a_decrease_is_the_prior_less_the_current(self) -> None:
        operands = (operand("5.2", "amount"), operand("95", "current", coefficient=-1), operand("100", "prior"))
        case = evaluation(RelationKind.DIFFERENCE, *operands, recomputed="5", direction=-1)
        assert amounts.expression(case) == "100 − 95 = 5.0万元"

    def test_change_rate_from_its_ends_and_from_its_amount(self) -> None:
        ends = (operand("95", "current"), operand("100", "prior"))
        parts = (operand("5", "amount"), operand("95", "current"))
        rate = operand("5.3", "rate", unit="%")
        for operands, expected in ((ends, "(100 − 95) ÷ 100 = 5.0%"), (parts, "5 ÷ (95 + 5) = 5.0%")):
            case = evaluation(RelationKind.CHANGE_RATE, rate, *operands, recomputed="5", direction=-1)
            assert amounts.expression(case) == expected

    @pytest.mark.parametrize(
        ("verdict", "expected"),
        [(Verdict.INCONSISTENT, "120 ≠ 100"), (Verdict.ROUNDING, "120 ≈ 100"), (Verdict.CONSISTENT, "120 = 100")],
    )
    def test_an_equation_has_the_sign_of_its_verdict(self, verdict: Verdict, expected: str) -> None:
        case = evaluation(
            RelationKind.EQUAL, operand("120", "stated"), operand("100", "other"), recomputed="100", verdict=verdict
        )
        assert amounts.expression(case) == expected


class TestTerminal:
    def test_the_whole_block(self) -> None:
        assert text(report(FOUND)) == (
            "错误 1 · 警告 0 · 尾差 0 · 提示 0 · 文件 1\n"
            "\n"
            "a.txt  部门决算 2024 某局\n"
            "数值 8 · 已核对 7 (87.5%) · 其中仅一次 3 · 勾稽关系 2\n"
            "\n"
            "错误 SUM001 sample  第12行第30列\n"
            "  第三部分 情况说明 › 三、支出情况\n"
            "  支出合计与其分项之和不符\n"
            "  原文    支出合计1,385.40万元，其中：基本支出【1,105.40】万元，占83.04%；项目支出235万元。\n"
            "  披露    1,385.40万元（第12行第1列）\n"
            "  重算    1,340.40万元 = 1,105.40 + 235（2个分项）\n"
            "  差额    多45.00万元\n"
            "  疑点    基本支出 1,105.40万元（第12行第30列），似应为1,150.40万元（数字颠倒，置信度97%）\n"
            "  也可能  项目支出 235万元 → 200万元\n"
            "  依据    RAT001 基本支出占支出合计的比重不符：83.04%，1,105.40 ÷ 1,385.40 = 79.79%，多3.25个百分点\n"
        )

    def test_no_line_is_wider_than_the_terminal(self) -> None:
        unread = DocumentReport("甲" * 30 + ".pdf", "unknown", unreadable="pdf-damaged")
        named = replace(report(*one_of_each()), path="公开/" * 20 + "决算.txt")
        for width in (40, 60, 100):
            lines = text(named, unread, width=width).splitlines()
            blocks = lines[1 : lines.index(next(line for line in lines if line.startswith("文件  ")))]
            assert max(map(layout.width, blocks)) <= width + 2  # a closing mark may hang over
            coloured = text(named, unread, width=width, colour=True)
            assert (
                re.sub(r"\x1b\[[\d;]*m", "", coloured).replace("【", "").replace("】", "")
                == "\n".join(lines).replace("【", "").replace("】", "") + "\n"
            )

    def test_the_table_of_documents_fits_the_terminal_as_far_as_names_can_be_told(self) -> None:
        named = [replace(report(FOUND), path=f"部门决算公开/2024年度/{'某' * 20}{n}.txt") for n in range(3)]
        table = text(*named, width=100).splitlines()[-4:]
        assert max(map(layout.width, table)) <= 100
        assert [re.search(r"…某+(\d)\.txt ", line).group(1) for line in table[1:]] == ["0", "1", "2"]  # type: ignore[union-attr]

    def test_colour_only_when_asked(self) -> None:
        assert "\x1b" not in text(report(FOUND))
        coloured = text(report(FOUND), colour=True)
        assert "\x1b[1;31m错误" in coloured
        assert "\x1b[1;7m1,105.40\x1b[0m" in coloured
        assert coloured.startswith("\x1b[1;31m错误 1\x1b[0m · \x1b[2m警告 0\x1b[0m")

    def test_the_table_of_documents_aligns_under_chinese_heads(self) -> None:
        lines = text(report(FOUND), report()).splitlines()[-4:]
        starts = [layout.width(lines[0][: lines[0].index("覆盖率")])]
        assert all(layout.width(line) <= layout.width(lines[1]) for line in lines)
        assert starts[0] > 0
        assert [line.split()[-1] for line in lines[2:]] == ["0", "0"]

    def test_numbers_in_a_grid_stay_as_printed(self) -> None:
        assert "1,234.50" in terminal.grid([["010", "1,234.50"]], ["编号", "金额"])
        assert "010" in terminal.grid([["010", "1,234.50"]], ["编号", "金额"])

    def test_an_unreadable_file_is_told_and_counted(self) -> None:
        shown = text(DocumentReport("b.txt", "unknown", unreadable="empty"), report())
        assert "b.txt: 文件为空，没有可核对的内容" in shown
        assert "未能读取 1" in shown.splitlines()[0]

    def test_what_is_suppressed_is_shown_and_not_counted(self) -> None:
        accepted = finding(SUM, suppression=Suppression(Source.BASELINE, "上级口径", date(2026, 12, 31)))
        shown = text(report(accepted))
        assert shown.startswith("错误 0 · 警告 0 · 尾差 0 · 提示 0 · 已豁免 1 · 文件 1")
        assert "  已豁免  上级口径（基线，至2026-12-31）\n" in shown

    def test_a_document_cannot_steer_the_terminal(self) -> None:
        odd = finding(SUM, quotation="合计\x1b[2J\x071,385.40", path=("\x1b]0;x\x07标题",))
        assert "\x1b" not in text(report(odd))
        assert "\x07" not in text(report(odd))

    def test_a_finding_without_a_place_is_shown(self) -> None:
        seen = Observation("DOC001", "placeholder", Severity.NOTE, ())
        assert "全文" in text(report(Finding("DOC001", "sample", Severity.NOTE, (), observation=seen)))


class TestLayout:
    @pytest.mark.parametrize(
        ("columns", "expected"),
        [(30, "部门/决算公开/2024.txt"), (15, "部门…/2024.txt"), (14, "部门…/2024.txt"), (3, "…xt")],
    )
    def test_the_end_of_a_name_is_kept(self, columns: int, expected: str) -> None:
        cut = layout.elide("部门/决算公开/2024.txt", columns)
        assert cut == expected
        assert layout.width(cut) <= columns

    @pytest.mark.parametrize(
        ("sentence", "number", "expected"),
        [
            ("合计12.5万元，其中2.5万元", "2.5", "合计12.5万元，其中【2.5】万元"),
            ("共1,235和235", "235", "共1,235和【235】"),
            ("共235.3和235", "235", "共235.3和【235】"),
            ("共12.5。", "12.5", "共【12.5】。"),
            ("没有", "12.5", "没有"),
            ("没有", "", "没有"),
        ],
    )
    def test_the_figure_is_marked_not_a_piece_of_another(self, sentence: str, number: str, expected: str) -> None:
        assert layout.marked(sentence, number, -1, 160) == expected

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            (-1, "预算 【80.00】万元，其中财政拨款80.00万元"),
            (4, "预算 【80.00】万元，其中财政拨款80.00万元"),
            (18, "预算 80.00万元，其中财政拨款【80.00】万元"),
        ],
    )
    def test_of_two_alike_the_one_is_marked_that_stands_there(self, at: int, expected: str) -> None:
        sentence = "预算  80.00万元，其中财政拨款80.00万元"
        assert at < 0 or sentence[at : at + 5] == "80.00"
        assert layout.marked(sentence, "80.00", at, 160) == expected

    def test_a_number_is_never_broken(self) -> None:
        lines = layout.wrap("支出合计1,385.40万元，其中基本支出1,105.40万元", 18)
        assert "".join(lines) == "支出合计1,385.40万元，其中基本支出1,105.40万元"
        assert all("1,385.40" in "".join(lines) and not re.search(r"[\d,]$", line) for line in lines)

    def test_an_opening_mark_does_not_end_a_line(self) -> None:
        assert all(
            not line.endswith(("【", "（"))
            for n in range(10, 30)
            for line in layout.wrap("其中（一）【420.15】万元" * 5, n)
        )

    def test_a_long_sentence_is_cut_around_its_figure(self) -> None:
        for at in (-1, 300):
            cut = layout.marked("甲" * 300 + "12.5" + "乙" * 300, "12.5", at, 40)
            assert "甲【12.5】乙" in cut
            assert len(cut) <= 44
        near, far = (layout.marked("甲12.5" + "乙" * 300 + "12.5丙", "12.5", at, 40) for at in (1, 305))
        assert near.startswith("甲【12.5】乙")
        assert near.endswith("乙…")
        assert far.startswith("…乙")
        assert far.endswith("乙【12.5】丙")


class TestJson:
    def test_the_keys_of_the_schema(self) -> None:
        built = json_report.build([report(FOUND)], "zh", "0.1.0")
        assert built["schema"] == 1
        assert built["tool"] == {"name": "gouji", "version": "0.1.0"}
        (document,) = built["documents"]
        assert document["figures"] == {
            "total": 8,
            "checked": 7,
            "proved": 4,
            "checked_once": 3,
            "coverage": "0.875",
            "unchecked": {"no-second-statement": 1},
        }
        assert document["sections"] == [
            {"section": ["支出决算情况"], "total": 8, "checked": 7, "proved": 4, "checked_once": 3}
        ]
        assert document["relations"] == {
            "total": 2,
            "consistent": 0,
            "rounding": 0,
            "improbable": 0,
            "inconsistent": 2,
            "not_evaluable": 0,
        }
        (entry,) = document["findings"]
        required = {"check", "name", "severity", "message", "fingerprint", "figures", "evidence", "suspect"}
        assert required <= set(entry)
        first = entry["figures"][0]
        assert {key: first[key] for key in ("text", "value", "unit", "role", "label", "page", "line", "column")} == {
            "text": "1,385.40",
            "value": "1385.40",
            "unit": "万元",
            "role": "whole",
            "label": "支出合计",
            "page": None,
            "line": 12,
            "column": 1,
        }
        share = entry["evidence"][1]
        assert (share["stated"], share["recomputed"], share["difference"]) == ("83.04", "79.79", "3.25")
        assert share["expression"] == "1,105.40 ÷ 1,385.40 = 79.79%"
        assert entry["suspect"]["suggestion"] == "1,150.40"
        assert entry["suspect"]["confidence"] == "0.97"
        counts = {"error": 1, "warning": 0, "rounding": 0, "note": 0, "unreadable": 0, "suppressed": 0}
        assert built["summary"] == {"documents": 1, **counts}

    def test_no_number_of_the_document_is_a_float(self) -> None:
        def walk(value: Any) -> None:
            assert not isinstance(value, float)
            for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
                walk(inner)

        walk(json_report.build([report(*one_of_each())], "zh", "0"))

    def test_the_words_of_an_observation_have_a_place(self) -> None:
        seen = Observation("DOC001", "placeholder", Severity.NOTE, (Span("XX", 7, 3),))
        built = json_report.build([report(Finding("DOC001", "sample", Severity.NOTE, (), observation=seen))], "zh", "0")
        (entry,) = built["documents"][0]["findings"]
        assert [(f["text"], f["line"], f["column"]) for f in entry["figures"]] == [("XX", 7, 3)]

    def test_a_figure_with_two_roles_is_listed_once(self) -> None:
        (entry,) = json_report.build([report(FOUND)], "zh", "0")["documents"][0]["findings"]
        assert [f["role"] for f in entry["figures"]] == ["whole", "part", "part", "rate"]

    def test_bytes_are_utf8_and_the_same_each_time(self) -> None:
        first, second = (json_report.render([report(*one_of_each())], "zh", "0") for _ in range(2))
        assert first == second
        assert json.loads(first.decode("utf-8"))["documents"][0]["entity"] == "某局"

    def test_an_unreadable_file_has_a_reason_and_no_findings(self) -> None:
        unread = DocumentReport("b.txt", "unknown", unreadable="empty")
        built = json_report.build([unread], "en", "0")
        assert built["documents"][0]["unreadable"] == {"reason": "empty", "message": "the file is empty"}
        assert built["summary"]["unreadable"] == 1


class TestSuppressed:
    def test_json_marks_and_does_not_count(self) -> None:
        accepted = finding(SUM, suppression=Suppression(Source.SETTINGS, "口径不同"), baseline=BaselineState.UNCHANGED)
        built = json_report.build([report(accepted, finding(SHARE))], "en", "0")
        one, other = built["documents"][0]["findings"]
        assert one["suppression"] == {"source": "settings", "reason": "口径不同", "expires": None}
        assert (one["baseline"], other["suppression"], other["baseline"]) == ("unchanged", None, None)
        assert (built["summary"]["error"], built["summary"]["suppressed"]) == (1, 1)

    def test_json_names_the_entries_that_lapsed(self) -> None:
        entry = Entry("f1", "a.*", "上级口径", date(2025, 12, 31), "SUM001", "…")
        document = replace(report(), lapsed=(LapsedEntry(entry, Lapse.EXPIRED),))
        assert json_report.build([document], "en", "0")["documents"][0]["lapsed"] == [
            {
                "lapse": "expired",
                "fingerprint": "f1",
                "check": "SUM001",
                "about": "…",
                "reason": "上级口径",
                "expires": "2025-12-31",
            }
        ]


def test_the_stated_figure_comes_first() -> None:
    entry = json_report.build([report(finding(SHARE))], "zh", "0")["documents"][0]["findings"][0]
    assert [f["role"] for f in entry["figures"]] == ["rate", "part", "base"]
