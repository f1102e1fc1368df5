"""The HTML reader: the article and its tables, without what a portal puts around them."""

from __future__ import annotations

import pytest

from audit.errors import ReadError
from audit.readers import read
from tests.pace import within
from tests.readers.office import html


def lines(page: str, encoding: str = "utf-8") -> list[str]:
    return [line for line in read(f"<html>{page}</html>".encode(encoding), "a.html").lines if line]


def test_spans_stand_once_and_leave_empty_cells() -> None:
    page = (
        "<table><tr><td rowspan=2>项目</td><td colspan='2'>决算数</td></tr>"
        "<tr><td>合计</td><td>基本<br>支出</td></tr><tr><td>甲</td><td>1.00<td>&nbsp;</table>"
    )
    assert lines(page) == ["项目\t决算数\t", "\t合计\t基本 支出", "甲\t1.00\t"]


def test_tags_left_open() -> None:
    page = "<body><p>一、概况<p>收入总计100.00万元。<ul><li>甲<li>乙</ul><table><tr><td>甲<td>1.00<tr><td>乙<td>2.00"
    assert lines(page) == ["一、概况", "收入总计100.00万元。", "甲", "乙", "甲\t1.00", "乙\t2.00"]


def test_what_surrounds_the_article_is_left_out() -> None:
    page = (
        "<head><title>门户</title><style>p {}</style></head><body><header>某某网</header><nav><p>首页</p></nav>"
        "<ul><li><a href='/a'>机构</a></li><li><a href='/b'>公开</a></li><li><a href='/c'>互动</a></li></ul>"
        "<article><header><h1>2024年度部门决算</h1></header><p>收入总计100.00万元。</p></article>"
        "<div style='display: none'>不显示</div><script>var a = '1.00';</script>"
        "<aside>相关</aside><footer>版权</footer></body>"
    )
    assert lines(page) == ["2024年度部门决算", "收入总计100.00万元。"]


def test_links_within_the_page_are_its_contents() -> None:
    page = "".join(f"<p><a href='#{at}'>{title}</a></p>" for at, title in enumerate(["一、概况", "二、表", "三、说明"]))
    assert len(lines(page)) == 3


def test_a_table_around_the_page_is_no_table() -> None:
    page = (
        "<table><tr><td><p>一、概况</p><table><tr><td>甲</td><td>1.00</td></tr></table><p>说明。</p></td></tr></table>"
    )
    assert lines(page) == ["一、概况", "甲\t1.00", "说明。"]


def test_pieces_of_a_word_are_joined_and_paragraphs_are_not() -> None:
    document = read("<html><p>收入<b>总计</b>100<span>.00</span>万元，</p>\n<p>其中：</p></html>".encode(), "a.html")
    assert [block.text for block in document.blocks] == ["收入总计100.00万元，", "其中："]


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ("<meta charset=gb2312>", "gbk"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GB2312">', "gb18030"),
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta charset='utf-8'>", "gb18030"),
        ("<meta charset=big5>", "big5"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_the_encoding_is_found(meta: str, encoding: str) -> None:
    said = "本年收入100.00元" * 5
    data = f"<html><head>{meta}</head><p>{said}</p></html>".encode(encoding)
    assert said in "".join(read(data, "a.html").lines)


def test_a_page_is_known_by_its_content_whatever_its_name() -> None:
    assert read(html(["一、概况", [["甲", "1.00"]]]), "a.xls").format == "html"


def test_absurd_spans_are_cut() -> None:
    page = "<table>" + "<tr><td colspan=99999999 rowspan=99999999>1.00</td><td>甲</td></tr>" * 3 + "</table>"
    with within(1):
        assert lines(page)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<table><tr><td>" * 100 + "1.00", "too-deep"),
        ("<table>" + "<tr>" + "<td colspan=500>甲</td>" * 9000 + "</table>", "too-many-cells"),
        ("<script>alert(1)</script>", "no-text"),
    ],
)
def test_what_is_no_page_is_refused(page: str, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        lines(page)
    assert error.value.reason == reason


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<![", "<?", "</", "<a b='", '<a b="', "<a/", "<td>", "&#"])
def test_a_page_made_to_harm_is_read_in_linear_time(piece: str) -> None:
    with within(3):
        read(("<html>收入100.00万元" + piece * (500_000 // len(piece))).encode(), "a.html")


def test_a_sign_that_is_no_tag_hides_nothing() -> None:
    assert lines("<p>1<2，a < b &lt; c<!-- x --> 收入1.00万元<!-- 支出<b>2.00</b>万元") == [
        "1<2，a < b < c 收入1.00万元 支出2.00万元"
    ]


def test_deep_nesting_of_anything_else_is_flat() -> None:
    assert lines("<div>" * 50_000 + "收入100.00万元") == ["收入100.00万元"]
