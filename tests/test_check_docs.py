"""Every check carries its page and its cases."""

from __future__ import annotations

import re
from collections import Counter
from inspect import cleandoc

import pytest

from audit.model.relation import Check
from checks import CHECKS
from tests.support import ROOT

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
    page = cleandoc(check.doc)
    assert tuple(match.group(0) for match in _HEADING.finditer(page)) == SECTIONS
    bodies = [body.strip(" .:：\n") for body in _HEADING.split(page)[1:]]
    assert all(len(body) >= 10 for body in bodies), bodies


@pytest.mark.parametrize("check", CHECKS, ids=by_id)
def test_the_check_has_cases(check: Check) -> None:
    assert (ROOT / "tests" / "checks" / f"{check.id.lower()}.yaml").is_file()


def test_no_case_file_is_left_behind() -> None:
    stems = {file.stem.upper() for file in (ROOT / "tests" / "checks").glob("*.yaml")}
    assert stems <= {check.id for check in CHECKS}
