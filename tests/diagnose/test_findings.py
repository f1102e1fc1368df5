"""From evaluations to findings: severity, evidence, fingerprints, order; tentative relations; the same input twice."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

import audit
from audit.diagnose import diagnose, settled
from audit.diagnose.severity import severity
from audit.evaluate import evaluate
from audit.model.finding import Finding
from audit.model.interval import Interval
from audit.model.relation import Basis, Observation, Operand, Relation, RelationKind, Severity
from audit.model.span import Span
from tests import prose
from tests.support import figure

D = Decimal


def op(text: str, role: str, line: int, unit: str = "万元") -> Operand:
    return Operand(figure(text, unit, line), role, role)


def total(*texts: str, basis: Basis = Basis.DECLARED, **more: object) -> Relation:
    operands = [op(text, "part" if line else "whole", line + 1) for line, text in enumerate(texts)]
    return Relation("ZZZ001", RelationKind.SUM, tuple(operands), basis, **more)  # type: ignore[arg-type]


def diagnosed(*relations: Relation, observations: tuple[Observation, ...] = ()) -> tuple[Finding, ...]:
    return diagnose(prose.understood(), settled(evaluate(r) for r in relations), observations, {})


class TestSeverity:
    @pytest.mark.parametrize(
        ("whole", "basis", "expected"),
        [
            ("100.00", Basis.DECLARED, None),
            ("100.01", Basis.DECLARED, Severity.ROUNDING),
            ("105.00", Basis.DECLARED, Severity.ERROR),
            ("105.00", Basis.STATUTORY, Severity.ERROR),
            ("105.00", Basis.RESTATED, Severity.ERROR),
            ("105.00", Basis.INFERRED, Severity.WARNING),
        ],
    )
    def test_from_verdict_and_basis(self, whole: str, basis: Basis, expected: Severity | None) -> None:
        assert severity(evaluate(total(whole, "60.00", "40.00", basis=basis))) is expected

    def test_improbable_is_a_warning(self) -> None:
        assert severity(evaluate(total("100.02", "60.00", "30.00", "10.00"))) is Severity.WARNING

    def test_a_ceiling_caps(self) -> None:
        assert severity(evaluate(total("105.00", "60.00", "40.00", ceiling=Severity.WARNING))) is Severity.WARNING
        assert severity(evaluate(total("100.01", "60.00", "40.00", ceiling=Severity.WARNING))) is Severity.ROUNDING
        assert severity(evaluate(total("105.00", "60.00", "40.00", ceiling=Severity.NOTE))) is Severity.NOTE

    def test_one_last_place_between_two_prints_of_a_fact_is_a_warning(self) -> None:
        operands = (op("118.46", "stated", 1), op("118.47", "other", 2))
        assert severity(evaluate(Relation("Z", RelationKind.EQUAL, operands, Basis.RESTATED))) is Severity.WARNING
        coarser = (op("118.46", "stated", 1), op("118.4", "other", 2))
        assert severity(evaluate(Relation("Z", RelationKind.EQUAL, coarser, Basis.RESTATED))) is Severity.ERROR

    def test_a_sum_of_one_number_prints_it_twice(self) -> None:
        assert severity(evaluate(total("118.46", "118.47", "0.00"))) is Severity.WARNING
        assert severity(evaluate(total("118.46", "118.5", "0.00"))) is Severity.ROUNDING
        assert severity(evaluate(total("118.46", "118.46", "0.01"))) is Severity.ROUNDING


class TestTentative:
    """A list that may leave things out is judged only where one slip explains the gap."""

    def test_one_slip_is_reported(self) -> None:
        (finding,) = diagnosed(total("628.20", "451.00", "96.40", "116.80", tentative=True))
        assert finding.suspect is not None
        assert finding.suspect.suggestion == "415.00"

    def test_anything_else_is_not_evaluable(self) -> None:
        assert diagnosed(total("628.20", "215.37", "96.41", tentative=True)) == ()

    def test_the_same_gap_is_reported_of_a_list_that_claims_to_be_complete(self) -> None:
        assert len(diagnosed(total("628.20", "215.37", "96.41"))) == 1

    def test_rounding_of_a_tentative_list_is_still_rounding(self) -> None:
        (finding,) = diagnosed(total("100.01", "60.00", "40.00", tentative=True))
        assert finding.severity is Severity.ROUNDING


class TestFindings:
    def test_one_for_each_cause_in_the_order_of_their_places(self) -> None:
        late = Relation("ZZZ002", RelationKind.COUNT, (op("5", "stated", 40, "个"),), Basis.DECLARED, listed=4)
        early = total("100.00", "60.00", "45.00")
        assert [f.check for f in diagnosed(late, early)] == ["ZZZ001", "ZZZ002"]

    def test_the_strongest_relation_gives_its_name(self) -> None:
        weak = Relation(
            "ZZZ009", RelationKind.EQUAL, (op("682.20", "stated", 3), op("628.20", "other", 9)), Basis.INFERRED
        )
        strong = total("1834.50", "1206.30", "682.20")
        (finding,) = diagnosed(weak, strong)
        assert (finding.check, finding.severity) == ("ZZZ001", Severity.ERROR)
        assert {e.relation.check for e in finding.evidence} == {"ZZZ001", "ZZZ009"}
        assert [o.figure.text for o in finding.operands] == ["1834.50", "1206.30", "682.20", "628.20"]

    def test_rounding_has_no_suspect(self) -> None:
        (finding,) = diagnosed(total("100.01", "60.00", "40.00"))
        assert (finding.severity, finding.suspect, finding.also) == (Severity.ROUNDING, None, ())

    def test_rounding_that_says_nothing_is_not_told(self) -> None:
        assert diagnosed(total("100.01", "60.00", "40.00", rounds_freely=True)) == ()

    def test_observations_are_findings(self) -> None:
        left = Observation("DOC001", "template-slot", Severity.NOTE, (Span("占%", 7, 3),), (), ("占%",))
        (finding,) = diagnosed(observations=(left,))
        assert (finding.check, finding.severity, finding.place) == ("DOC001", Severity.NOTE, Span("占%", 7, 3))


TEXT = """清河县水利局2031年度部门决算
三、支出决算情况说明
2031年度支出合计1,834.50万元，其中：基本支出1,206.30万元，占本年支出65.67%；项目支出682.20万元，占本年支出34.24%。
七、“三公”经费支出决算情况说明
2031年度“三公”经费年初预算为12.60万元，支出决算为9.47万元，完成年初预算的71.56%，占 %。
2031年度“三公”经费支出9.74万元。
"""


def report(text: str) -> dict[str, Any]:
    found: dict[str, Any] = audit.audit_bytes(text.encode(), "决算.txt").to_dict()
    return found


class TestWholeDocuments:
    def test_the_same_input_gives_the_same_bytes(self) -> None:
        one, other = (json.dumps(report(TEXT), ensure_ascii=False) for _ in range(2))
        assert one == other
        assert report(TEXT)["summary"]["error"] >= 2

    def test_fingerprints_survive_a_shift_of_lines_and_pages(self) -> None:
        shifted = "目录\n\n\f" + TEXT.replace("\n三、", "\n\n\n（本页无正文）\n\f\n三、")
        one, other = (report(text)["documents"][0]["findings"] for text in (TEXT, shifted))
        assert [f["fingerprint"] for f in one] == [f["fingerprint"] for f in other]
        assert [f["figures"][0]["line"] for f in one] != [f["figures"][0]["line"] for f in other]

    def test_fingerprints_tell_findings_apart(self) -> None:
        found = [f["fingerprint"] for f in report(TEXT)["documents"][0]["findings"]]
        assert len(set(found)) == len(found)

    def test_a_fingerprint_changes_with_the_figures(self) -> None:
        one, other = (
            [f for f in report(text)["documents"][0]["findings"] if f["check"] == "SUM001"]
            for text in (TEXT, TEXT.replace("682.20", "282.20"))
        )
        assert len(one) == len(other) == 1
        assert one[0]["fingerprint"] != other[0]["fingerprint"]

    def test_findings_stand_in_reading_order(self) -> None:
        found = report(TEXT)["documents"][0]["findings"]
        places = [(f["suspect"] or f["figures"][0])["line"] if f["figures"] or f["suspect"] else 0 for f in found]
        assert [p for p in places if p] == sorted(p for p in places if p)

    def test_the_sum_the_share_and_the_total_of_shares_blame_one_figure(self) -> None:
        text = TEXT.replace("65.67%", "65.76%")
        (finding,) = [f for f in report(text)["documents"][0]["findings"] if f["figures"][0]["line"] == 3]
        assert (finding["suspect"]["text"], finding["suspect"]["suggestion"]) == ("682.20", "628.20")
        assert {e["check"] for e in finding["evidence"]} == {"SUM001", "RAT001"}

    def test_the_quotation_and_the_path_are_those_of_the_place(self) -> None:
        (document,) = audit.audit_bytes(TEXT.encode(), "决算.txt").documents
        finding = next(f for f in document.findings if f.check == "SUM001")
        assert "项目支出682.20万元" in finding.quotation
        assert finding.path == ("支出决算情况说明",)


class TestObservations:
    def test_what_follows_from_the_suspect_is_a_remark(self) -> None:
        sums = (total("100.00", "60.00", "47.00"), Relation("Z", RelationKind.EQUAL, PRINTS, Basis.RESTATED))
        seen = Observation("PRF004", "marks-lost", Severity.WARNING, (PRINTS[0].figure.span,), (PRINTS[0],), ("甲",))
        (finding,) = diagnosed(*sums, observations=(seen,))
        assert finding.suspect is not None
        assert finding.suspect.figure.text == "47.00"
        assert finding.remarks == (seen,)

    def test_what_is_said_of_other_figures_is_a_finding(self) -> None:
        other = op("5.00", "stated", 30)
        seen = Observation("PRF004", "marks-lost", Severity.WARNING, (other.figure.span,), (other,), ("甲",))
        assert len(diagnosed(total("100.00", "60.00", "47.00"), observations=(seen,))) == 2

    def test_a_rate_above_a_hundred_blames_itself(self) -> None:
        rate = op("190", "stated", 3, unit="%")
        spans, possible = (rate.figure.span,), (Interval(None, Decimal(100)),)
        seen = Observation("RAT006", "over-hundred", Severity.WARNING, spans, (rate,), ("合格率", "190"), possible)
        usual = replace(prose.understood(), figures=(figure("100", "%", line=8), figure("100", "%", line=9)))
        (finding,) = diagnose(usual, (), (seen,), {})
        assert finding.suspect is not None
        assert (finding.suspect.figure.text, finding.suspect.suggestion) == ("190", "100")


PRINTS = (op("47.00", "stated", 3), op("40.00", "other", 9))
