"""The page as bytes: everything of a document is escaped, every figure is there and marked, links lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

import audit
from audit import config, pipeline
from audit.model.coverage import Standing
from audit.model.document import Notice
from audit.model.finding import DocumentReport
from audit.model.relation import RelationKind
from audit.model.suppression import Source, Suppression
from checks import CHECKS
from reports import html
from reports.html.markup import Markup, join, tag
from tests.readers.contents import WRITERS, planted, slips
from tests.reports.samples import FOUND, SHARE, one_of_each, report
from tests.support import ROOT, evaluation, finding, operand

SAMPLES = sorted(path for folder in ("planted", "consistent") for path in (ROOT / "sample_inputs" / folder).iterdir())
HOSTILE = """2024年度部门决算<script>document.title='stolen'</script>

一、收入支出决算总体情况<img src=x onerror="document.title='stolen'">
2024年度收入总计100.00万元，其中：<b>财政拨款收入</b>60.00万元，"事业收入"50.00万元&amp;</script><style>*{display:none}</style>。
"""


def audited(data: bytes, name: str) -> DocumentReport:
    settings = config.Config()
    return pipeline.report(data, name, audit.selected_checks(settings), settings, whole=True)


def page(*documents: DocumentReport, lang: str = "zh") -> str:
    return html.render(documents, lang, "0.1.0", CHECKS).decode("utf-8")


class Reader(HTMLParser):
    """What a browser would make of the page: elements, their attributes, their nesting, the text."""

    VOID = frozenset({"meta", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.text.append(data)

    def count(self, name: str) -> int:
        return sum(tag == name for tag, _ in self.elements)

    def classes(self) -> Counter[str]:
        return Counter(word for _, attributes in self.elements for word in (attributes.get("class") or "").split())


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: f"{file.parent.name}-{file.stem}")
class TestSamples:
    def test_every_figure_is_marked_once_and_every_link_leads_somewhere(self, file: Path) -> None:
        document = audited(file.read_bytes(), file.name)
        read = Reader(page(document))
        ids = [str(attributes["id"]) for _, attributes in read.elements if attributes.get("id")]
        assert len(ids) == len(set(ids))
        targets = {str(a["href"])[1:] for _, a in read.elements if str(a.get("href") or "").startswith("#")}
        assert targets <= set(ids)
        marks = [name for name in ids if re.fullmatch(r"d0f\d+", name)]
        assert len(marks) >= document.coverage.total
        assert read.count("article") == len(document.findings)
        suspects = {finding.place for finding in document.findings if finding.severity.rank < 2}
        in_text = Counter(
            word
            for tag, attributes in read.elements
            if re.fullmatch(r"d0f\d+", str(attributes.get("id") or ""))
            for word in str(attributes["class"]).split()
        )
        standings = Counter(
            str(covered.standing) for covered in document.coverage.figures if covered.figure.span not in suspects
        )
        assert {standing: in_text[standing] for standing in map(str, Standing)} == {
            standing: standings[standing] for standing in map(str, Standing)
        }

    def test_the_text_is_all_there(self, file: Path) -> None:
        document = audited(file.read_bytes(), file.name)
        assert document.reading is not None
        shown = "".join("".join(Reader(page(document)).text).split())
        for block in document.reading.document.blocks:
            if "。" in block.text:
                assert "".join(block.raw.split()) in shown

    def test_few_figures_stand_outside_the_text(self, file: Path) -> None:
        rest = page(audited(file.read_bytes(), file.name)).partition('class="rest"')[2]
        assert rest.count('id="d0f') <= 5


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader(page(audited(HOSTILE.encode(), "<script>a</script>.txt")))


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_page_but_for_places(name: str) -> None:
    suffix, write = WRITERS[name]
    document = audited(write(planted(*slips())), f"决算.{suffix}")
    read = Reader(page(document))
    assert 'class="rest"' not in page(document)
    assert len([a for _, a in read.elements if re.fullmatch(r"d0f\d+", str(a.get("id") or ""))]) >= 305
    assert read.count("article") == len(document.findings) > len(slips())
    assert read.classes()["suspect"] >= len(slips())


class TestEscaping:
    def test_a_disclosure_that_contains_a_script_shows_it(self, read: Reader) -> None:
        assert read.count("script") == 1
        assert read.count("style") == 1
        assert read.count("img") == read.count("b") - read.classes()["t"] - read.classes()["table"] == 0
        assert "<script>document.title='stolen'</script>" in "".join(read.text)
        assert "&amp;</script><style>*{display:none}</style>" in "".join(read.text)

    def test_no_attribute_comes_from_the_document(self, read: Reader) -> None:
        names = {name for _, attributes in read.elements for name in attributes}
        assert not {name for name in names if name.startswith("on")}
        assert "src" not in names
        assert "style" not in names

    def test_findings_are_escaped_too(self) -> None:
        odd = replace(FOUND, path=("<script>1</script>",), quotation="<script>2</script>", name='"><script>3</script>')
        document = replace(report(odd, *one_of_each()), path="<script>4</script>", entity="<script>5</script>")
        assert Reader(page(document)).count("script") == 1
        assert Reader(page(document, replace(document, unreadable="<script>6</script>"))).count("script") == 1

    def test_an_element_escapes_what_is_no_markup(self) -> None:
        assert tag("p", "<b>&\"'", tag("i", "x"), title='"<') == (
            '<p title="&quot;&lt;">&lt;b&gt;&amp;&quot;&#x27;<i>x</i></p>'
        )
        assert join(["<", Markup("<br>")], "<") == "&lt;&lt;<br>"
        assert tag("p", "a\x00\x1b\x7f\ud800b\n") == "<p>ab\n</p>"

    def test_the_policy_lets_nothing_run_but_the_page_s_own_script(self, read: Reader) -> None:
        (policy,) = [a["content"] for tag, a in read.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert policy is not None
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy


class TestPage:
    def test_nothing_is_fetched(self) -> None:
        text = page(audited(SAMPLES[0].read_bytes(), "a.txt"))
        assert not re.search(r"https?://|url\(|@import|<link|\bsrc=", text)

    def test_filters_name_what_was_found(self) -> None:
        read = Reader(page(report(*one_of_each())))
        families = {a["data-family"] for tag, a in read.elements if tag == "input" and "data-family" in a}
        assert families == {finding.check[:3] for finding in one_of_each()}

    def test_the_evidence_is_drawn_as_an_equation(self) -> None:
        text = "".join(Reader(page(report(FOUND))).text)
        assert "1,105.40基本支出+235项目支出=1,340.40万元重算≠1,385.40万元支出合计" in text
        assert "1,105.40基本支出1,385.40支出合计=79.79%重算≠83.04%" in text

    def test_a_term_is_named_by_the_last_level_of_its_account(self) -> None:
        """What tells the terms of a sum apart stands at the end of their names, which a narrow card cuts off."""
        parts = (
            operand("30", "part", "教育支出（类）普通教育（款）小学教育（项）"),
            operand("40", "part", "教育支出（类）职业教育（款）"),
        )
        whole = operand("80", "whole", "教育支出（类）")
        read = Reader(page(report(finding(evaluation(RelationKind.SUM, whole, *parts, recomputed="70")))))
        assert "30小学教育（项）+40职业教育（款）=70万元重算≠80万元教育支出（类）" in "".join(read.text)

    def test_a_change_is_told_from_the_amount_of_its_name(self) -> None:
        operands = (
            operand("2.52", "amount", "机关运行经费"),
            operand("80", "current", "机关运行经费"),
            operand("77.49", "prior", "上年", coefficient=-1),
        )
        read = Reader(page(report(finding(evaluation(RelationKind.DIFFERENCE, *operands, recomputed="2.51")))))
        assert "2.52万元机关运行经费 增减额" in "".join(read.text)
        assert "80机关运行经费−" in "".join(read.text)

    def test_the_checks_that_found_something_are_explained_once(self) -> None:
        read = Reader(page(report(FOUND, FOUND, finding(SHARE))))
        ids = [a["id"] for tag, a in read.elements if tag == "details" and a.get("id")]
        assert ids == ["d0cRAT001", "d0cSUM001"]
        assert "披露的占比等于分项除以文字所称" in "".join(read.text)
        assert "A printed share is its part" in page(report(finding(SHARE)), lang="en")

    def test_every_kind_of_relation_is_drawn(self) -> None:
        """All but the observation, which has no arithmetic."""
        for lang in ("zh", "en"):
            assert Reader(page(report(*one_of_each()), lang=lang)).classes()["eq"] == len(one_of_each()) - 1

    def test_what_was_accepted_is_told_and_puts_no_figure_in_doubt(self) -> None:
        read = Reader(page(report(replace(FOUND, suppression=Suppression(Source.BASELINE, "上级口径")))))
        assert read.classes()["accepted"] == 1
        assert [a["data-accepted"] for _, a in read.elements if "data-accepted" in a] == ["yes", "yes"]
        assert read.classes()["suspect"] == 1  # the legend's
        assert "上级口径（基线）" in "".join(read.text)

    def test_a_document_without_a_reading_is_shown_without_its_text(self) -> None:
        assert Reader(page(report(FOUND))).classes()["card"] == 1

    def test_several_files_read_as_one_are_told_apart(self) -> None:
        settings = config.Config()
        sources = [(f"公开/{path.name}", path.read_bytes()) for path in SAMPLES[1:3]]
        (document,) = pipeline.as_one(sources, audit.selected_checks(settings), settings, whole=True)
        parts = re.findall(r'<div class="page">(.*?)</div>', page(document))
        assert parts == [path.name for path in SAMPLES[1:3]]

    def test_what_a_reader_settled_is_told(self) -> None:
        text = page(replace(report(), notices=(Notice("converted", ("<a>.wps", "docx")),)))
        assert "由 LibreOffice 从 &lt;a&gt;.wps 转为 docx 后读取" in text

    def test_an_unreadable_file(self) -> None:
        text = page(DocumentReport("b.pdf", "unknown", unreadable="encrypted"))
        assert "密码" in text

    def test_a_long_disclosure_gives_a_page_of_bearable_size(self) -> None:
        """About thirty pages: the text of three samples, twice."""
        long = b"\n\n".join(path.read_bytes() for path in SAMPLES if path.parent.name == "planted") * 2
        size = len(html.render([audited(long, "a.txt")], "zh", "0", CHECKS))
        print(f"the page of {len(long.decode())} characters has {size} bytes")
        assert size < 1_500_000


class TestIndex:
    def test_a_row_for_each_document(self) -> None:
        unread = DocumentReport("c.pdf", "unknown", unreadable="encrypted")
        text = page(report(FOUND), replace(report(), path="b.txt"), unread)
        read = Reader(text)
        assert [a["href"] for tag, a in read.elements if tag == "a" and a.get("href", "") in ("#d0", "#d1", "#d2")] == [
            "#d0",
            "#d1",
            "#d2",
        ]
        rows = re.findall(r"<tr>(?!<th scope=.col)(.*?)</tr>", text.partition("<tbody>")[2].partition("</tbody>")[0])
        assert len(rows) == 3
        assert [">2024<" in row for row in rows] == [True, True, False]
        assert "87.5%" in rows[0]
        assert 'class="count error" data-name="错误">1<' in rows[0]
        assert "密码" in rows[2]

    def test_documents_do_not_share_ids(self) -> None:
        document = audited(SAMPLES[0].read_bytes(), "a.txt")
        ids = [a["id"] for _, a in Reader(page(document, document)).elements if a.get("id")]
        assert all(one != other for one, other in pairwise(sorted(map(str, ids))))

    def test_no_document_at_all(self) -> None:
        assert Reader(page()).count("tr") == 1
