"""Every check carries its page and its cases."""

from __future__ import annotations

import re
from collections import Counter
from inspect import cleandoc

import pytest

from audit.model.relation import Check
from checks import CHECKS
from reports import pages
from tests.support import ROOT, check

SECTIONS = ("What", "Why", "Consistent", "Inconsistent", "Rounding", "Limits")
FAMILIES = {"SUM", "RAT", "CHG", "TIE", "IDN", "OVL", "PRF", "CNT", "DAT", "UNI", "DOC", "RDR"}
_HEADING = re.compile(rf"^(?:{'|'.join(SECTIONS)})\b", re.MULTILINE)


def by_id(found: Check) -> str:
    return found.id


def test_ids_and_names_are_unique() -> None:
    for values in ([c.id for c in CHECKS], [c.name for c in CHECKS]):
        assert [value for value, times in Counter(values).items() if times > 1] == []


@pytest.mark.parametrize("check", CHECKS, ids=by_id)
def test_the_id_is_of_a_family_and_the_name_is_a_slug(check: Check) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", check.id)
    assert check.family in FAMILIES
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", check.name)


@pytest.mark.parametrize("check", CHECKS, ids=by_id)
def test_the_page_opens_with_the_chinese_term(check: Check) -> None:
    assert re.search(r"[一-龥]{2,}", check.title), check.title


@pytest.mark.parametrize("check", CHECKS, ids=by_id)
def test_the_page_has_its_sections_in_order_and_none_is_empty(check: Check) -> None:
    page = cleandoc(check.doc).partition("\n核对内容\n")[0]
    assert tuple(match.group(0) for match in _HEADING.finditer(page)) == SECTIONS
    bodies = [body.strip(" .:：\n") for body in _HEADING.split(page)[1:]]
    assert all(len(body) >= 10 for body in bodies), bodies


@pytest.mark.parametrize("lang", pages.SECTIONS)
@pytest.mark.parametrize("check", CHECKS, ids=by_id)
def test_the_page_is_whole_in_both_languages(check: Check, lang: str) -> None:
    """An example may be written once for both, when it is nothing but the text of a document."""
    found = pages.sections(check, lang)
    assert tuple(found) == pages.SECTIONS[lang]
    for at, (heading, body) in enumerate(found.items()):
        chinese = len(re.findall(r"[一-鿿]", body))
        if lang == "zh":
            assert chinese >= 2, (heading, body)
            english = re.findall(r"(?<![\w./])[A-Za-z]{3,}(?![\w./])", re.sub(r"`[^`]*`", "", body))
            assert not english, (heading, english)
        elif at not in pages.EXAMPLES:
            assert len(re.findall(r"[A-Za-z]{2,}", body)) >= 2, (heading, body)


def test_the_chinese_sections_stand_behind_the_english_ones_in_order() -> None:
    for found in CHECKS:
        headings = re.findall(rf"^(?:{'|'.join(pages.SECTIONS['zh'])})$", cleandoc(found.doc), re.MULTILINE)
        assert headings == [name for name in pages.SECTIONS["zh"] if name in headings], found.id
        assert cleandoc(found.doc).index("Limits") < cleandoc(found.doc).index("核对内容"), found.id


class TestPage:
    def test_the_title_in_a_language(self) -> None:
        share = next(c for c in CHECKS if c.id == "RAT001")
        assert (pages.title(share, "zh"), pages.title(share, "en")) == ("占比", "share of a named base")
        assert pages.title(check("ZZZ001"), "en") == "示例 sample: a check of the tests."

    def test_it_is_wrapped_and_a_line_s_end_in_chinese_is_no_space(self) -> None:
        page = pages.page(next(c for c in CHECKS if c.id == "SUM010"), "zh", 60)
        assert all(len(line.encode("gb18030")) <= 62 for line in page.splitlines())
        assert "核对内容" in page
        assert "What" not in page
        assert not re.search(r"[一-龥] [一-龥]", page)

    def test_a_plugin_without_chinese_is_shown_in_english(self) -> None:
        assert "nothing" in pages.page(check("ZZZ001"), "zh")
        assert pages.sections(check("ZZZ001"), "zh") == {}

    def test_a_plugin_without_sections_is_shown_as_it_is(self) -> None:
        bare = Check("ZZZ001", "bare", lambda base: (), "示例 bare\n\nJust words.")
        assert pages.page(bare, "en") == "ZZZ001 bare\n\n示例 bare\n\nJust words.\n"


@pytest.mark.parametrize("check", CHECKS, ids=by_id)
def test_the_check_has_cases(check: Check) -> None:
    assert (ROOT / "tests" / "checks" / f"{check.id.lower()}.yaml").is_file()


def test_no_case_file_is_left_behind() -> None:
    stems = {file.stem.upper() for file in (ROOT / "tests" / "checks").glob("*.yaml")}
    assert stems <= {check.id for check in CHECKS}
