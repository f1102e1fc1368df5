"""Reports as data and back: nothing is lost, and what does not fit is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import Struct

import audit
from audit.batch import codec
from audit.model.finding import DocumentReport
from audit.model.relation import Severity
from audit.model.suppression import Source, Suppression
from tests.readers.office import WRITERS
from tests.readers.test_formats import SLIPS, planted
from tests.reports.samples import one_of_each, report
from tests.support import ROOT

SAMPLES = [path for folder in ("planted", "consistent") for path in sorted((ROOT / "sample_inputs" / folder).iterdir())]
KIND = tuple[DocumentReport, ...]


def through(value: Any, kind: Any = KIND) -> Any:
    return codec.decode(kind, json.loads(json.dumps(codec.encode(kind, value))))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_report_comes_back_as_it_was(path: Any) -> None:
    reports = tuple(document.lean() for document in audit.audit_file(path).documents)
    assert through(reports) == reports


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
def test_so_do_cells_and_sheets(suffix: str) -> None:
    data = WRITERS[suffix](planted(*next(iter(SLIPS.items()))))
    reports = tuple(document.lean() for document in audit.audit_bytes(data, f"a.{suffix}").documents)
    assert reports[0].findings
    assert through(reports) == reports


def test_so_does_every_kind_of_finding() -> None:
    reports = (report(*one_of_each()).lean(),)
    assert through(reports) == reports


def test_what_stands_twice_is_kept_once() -> None:
    (finding,) = one_of_each()[:1]
    once, twice = (len(json.dumps(codec.encode(KIND, (report(*[finding] * times).lean(),)))) for times in (1, 2))
    assert twice - once < 20


class Odd(Struct, frozen=True):
    """One of everything."""

    amount: Decimal
    day: date | None
    severity: Severity
    pair: tuple[str, int]
    names: Mapping[str, bool]
    inner: Suppression | None = None


ODD = Odd(
    Decimal("10.30"), date(2026, 12, 31), Severity.NOTE, ("\ud800", 2), {"是": True}, Suppression(Source.BASELINE, "x")
)


def test_what_was_printed_stays_as_it_was_printed() -> None:
    back = through(ODD, Odd)
    assert back == ODD
    assert str(back.amount) == "10.30"


@pytest.mark.parametrize(
    ("at", "wrong"), [(0, "ten"), (0, 10), (1, "31.12.2026"), (2, "grave"), (3, ["a"]), (3, ["a", "b"]), (3, None),
                      (4, [["a"]]), (5, 7), (5, "x"), (5, [])]
)  # fmt: skip
def test_what_does_not_fit_is_refused(at: int, wrong: object) -> None:
    data = codec.encode(Odd, ODD)
    data[at] = wrong
    with pytest.raises((TypeError, ValueError, IndexError)):
        codec.decode(Odd, data)


def test_another_number_of_fields_is_refused() -> None:
    data = codec.encode(Odd, ODD)
    for other in (data[:-1], [*data, None], {}, "x", None):
        with pytest.raises((TypeError, ValueError)):
            codec.decode(Odd, other)


def test_a_type_without_a_form_is_told() -> None:
    with pytest.raises(TypeError, match="no form"):
        codec.encode(set[str], {"a"})
