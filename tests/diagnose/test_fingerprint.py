"""A finding is known again when pages and rows shift and in another format; not when one of its figures changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import audit
from audit.diagnose.fingerprint import fingerprint, numbered, subject
from audit.model.finding import Finding, Suspect
from audit.model.relation import RelationKind
from tests.readers.office import WRITERS, Content
from tests.readers.test_formats import SLIPS, planted
from tests.readers.test_pdf import printed
from tests.support import ROOT, evaluation, figure, finding, observation, operand

PLANTED = sorted((ROOT / "sample_inputs" / "planted").glob("*.txt"))
#: a page that somebody puts before the document: prose, no figures
PAGE = "关于公开本文件的说明\n\n本文件按照有关规定编制，供社会公众查阅。\n\n\f\n"
SHARE = evaluation(RelationKind.SHARE, operand("84.67", "rate", "基本支出", "%"), operand("5", "part"), recomputed="50")


def names(data: bytes, file: str = "a.txt") -> list[str]:
    (document,) = audit.audit_bytes(data, file).documents
    assert not document.unreadable
    return sorted(found.fingerprint for found in document.findings)


@pytest.mark.parametrize("file", PLANTED, ids=lambda file: file.stem)
def test_a_page_before_changes_nothing(file: Path) -> None:
    data = file.read_bytes()
    assert names(PAGE.encode() + data) == names(data) != []


@pytest.mark.parametrize(("old", "new"), SLIPS.items())
def test_every_format_gives_the_same(old: str, new: str) -> None:
    content = planted(old, new)
    wanted = names(WRITERS["txt"](content))
    assert wanted
    for suffix, write in WRITERS.items():
        assert names(write(content), f"a.{suffix}") == wanted, suffix
    assert names(printed(content), "a.pdf") == wanted


def with_rows(content: Content, row: list[str]) -> Content:
    """A row more before the second code of each table with codes."""
    grown: list[str | list[list[str]]] = []
    for item in content:
        if isinstance(item, str):
            grown.append(item)
        else:
            at = next(number for number, cells in enumerate(item) if cells[0] == "212")
            grown.append([*item[:at], (row + [""] * 9)[: len(item[0])], *item[at:]])
    return grown


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize(("old", "new"), SLIPS.items())
def test_a_row_and_a_paragraph_more_change_nothing(old: str, new: str, suffix: str) -> None:
    content = planted(old, new)
    grown = ["云岭市说明", *with_rows(content, ["210", "卫生健康支出", "0.00", "0.00"])]
    assert names(WRITERS[suffix](grown), f"a.{suffix}") == names(WRITERS[suffix](content), f"a.{suffix}") != []


def test_a_total_against_its_parts_without_a_suspect() -> None:
    def total(*parts: str) -> Finding:
        return finding(
            evaluation(
                RelationKind.SUM,
                operand("10.00", "whole", "合计"),
                *(operand(part, "part", "分项") for part in parts),
                recomputed="9.00",
            )
        )

    assert fingerprint(total("4.00", "5.00")) == fingerprint(total("4.00", "0.00", "5.00"))


def test_which_print_of_two_stands_first_says_nothing() -> None:
    one, other = operand("12.00", "stated", "支出"), operand("10.00", "other", "支出")
    found = [
        finding(evaluation(RelationKind.EQUAL, *pair, recomputed=pair[1].figure.text))
        for pair in ((one, other), (other, one))
    ]
    assert fingerprint(found[0]) == fingerprint(found[1])


def suspect(text: str, suggestion: str = "1,150.40", label: str = "基本支出") -> Suspect:
    return Suspect(figure(text), suggestion, "digit", figure("1").value, label)


def halves(findings: Iterable[Finding]) -> tuple[int, int]:
    """How many subjects, and how many fingerprints."""
    found = [fingerprint(one) for one in findings]
    return len({subject(name) for name in found}), len(set(found))


def test_the_print_does_not_matter_and_the_figure_does() -> None:
    assert halves([finding(SHARE, suspect=suspect(text)) for text in ("1,105.40", "1105.4")]) == (1, 1)
    assert halves([finding(SHARE, suspect=suspect(text)) for text in ("1,105.40", "1,106.40")]) == (1, 2)
    assert halves([finding(SHARE, suspect=suspect("1", suggestion)) for suggestion in ("2", "3")]) == (1, 2)
    assert halves([finding(SHARE, suspect=suspect("1", label=label)) for label in ("基本支出", "项目支出")]) == (2, 2)


def test_what_proved_a_suspect_first_does_not_matter() -> None:
    total = evaluation(RelationKind.SUM, operand("9", "whole"), operand("5", "part"), recomputed="5")
    assert halves([finding(*proofs, suspect=suspect("5")) for proofs in ((SHARE, total), (total, SHARE))]) == (1, 1)


def test_observations_by_topic_and_words() -> None:
    def seen(check: str, topic: str) -> Finding:
        return Finding(check, "", observation(check).severity, (), observation=observation(check, topic))

    assert halves([seen("DOC001", "placeholder"), seen("DOC001", "placeholder")]) == (1, 1)
    assert halves([seen("DOC001", "placeholder"), seen("DOC001", "slot"), seen("DOC002", "placeholder")]) == (3, 3)


def test_of_those_that_are_alike_the_later_ones_are_numbered() -> None:
    name = fingerprint(finding(SHARE))
    found = numbered([finding(SHARE), finding(SHARE, suspect=suspect("5")), finding(SHARE), finding(SHARE)])
    assert [one.fingerprint for one in (found[0], found[2], found[3])] == [name, f"{name}-2", f"{name}-3"]
    assert subject(name) == subject(f"{name}-2")
