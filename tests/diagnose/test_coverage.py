"""Coverage: how many relations fix a figure's value, why others are unchecked, by section, and the gate."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

import audit
from audit.cli import main
from audit.diagnose import coverage
from audit.evaluate import evaluate
from audit.model.coverage import Coverage, Covered, Gap, Standing
from audit.model.evaluation import Evaluation
from audit.model.fact import FactBase
from audit.model.figure import Figure, Qualifier
from audit.model.relation import Basis, Operand, Relation, RelationKind
from reports import coverage as listing
from tests import prose
from tests.support import covered, figure

DOCUMENT = """清河县水利局2031年度部门决算

二、支出决算情况说明
2031年度本年支出合计100.00万元。其中：基本支出60.00万元，占本年支出60.00%；项目支出40.00万元，占本年支出40.00%。

三、国有资产占用情况说明
截至2031年12月31日，公务用车3辆。全年培训约200人次。
"""


def stated(text: str, line: int = 1, **more: object) -> Figure:
    return replace(figure(text, line=line), **more)  # type: ignore[arg-type]


def tied(kind: RelationKind, *figures: Figure) -> Evaluation:
    roles = ("whole", *("part" for _ in figures[1:]))
    operands = tuple(Operand(f, role, "支出") for f, role in zip(figures, roles, strict=True))
    return evaluate(Relation("ZZZ001", kind, operands, Basis.DECLARED))


def base_of(*figures: Figure) -> FactBase:
    return replace(prose.understood(), figures=figures, facts=())


def of(figure: Figure, found: Coverage) -> Covered:
    (one,) = [c for c in found.figures if c.figure.span == figure.span]
    return one


A, B, C, D = (stated(text, line) for line, text in enumerate(("100.00", "60.00", "40.00", "7.00"), 1))


class TestStanding:
    def test_two_relations_prove_one_checks_none_leaves_unchecked(self) -> None:
        whole, again = tied(RelationKind.SUM, A, B, C), tied(RelationKind.EQUAL, A, stated("100.00", 9))
        found = coverage(base_of(A, B, C, D), (whole, again))
        assert [of(f, found).standing for f in (A, B, C, D)] == [
            Standing.PROVED,
            Standing.ONCE,
            Standing.ONCE,
            Standing.UNCHECKED,
        ]
        assert (found.total, found.checked, found.proved, found.once) == (5, 4, 1, 3)  # the other print counts too

    def test_a_broken_relation_checks_as_well_as_one_that_holds(self) -> None:
        found = coverage(base_of(A, B, C), (tied(RelationKind.SUM, A, B, B, C),))
        assert found.checked == 3

    def test_the_same_figures_compared_by_two_checks_are_one_proof(self) -> None:
        one = tied(RelationKind.SUM, A, B, C)
        other = replace(one, relation=replace(one.relation, check="ZZZ002"))
        assert of(A, coverage(base_of(A, B, C), (one, other))).relations == 1

    def test_a_figure_that_stands_twice_in_one_relation_is_checked_once(self) -> None:
        assert of(B, coverage(base_of(A, B), (tied(RelationKind.SUM, A, B, B),))).relations == 1

    def test_a_weighted_sum_fixes_its_total_and_its_rates(self) -> None:
        operands = (Operand(A, "stated"), Operand(B, "part"), Operand(D, "rate"))
        relation = Relation("ZZZ001", RelationKind.WEIGHTED, operands, Basis.INFERRED)
        found = coverage(base_of(A, B, D), (evaluate(relation),))
        assert [of(f, found).relations for f in (A, B, D)] == [1, 0, 1]


class TestReasons:
    def test_a_limit_gives_no_value(self) -> None:
        assert of(A, coverage(base_of(A, B), (tied(RelationKind.AT_MOST, B, A),))).gap is Gap.BOUNDED

    def test_what_could_not_be_evaluated(self) -> None:
        doubtful = tied(RelationKind.EQUAL, A, stated("100.00", 9, doubtful=True))
        found = coverage(base_of(A), (doubtful,))
        assert of(A, found).gap is Gap.UNDECIDED
        assert found.figures[1].gap is Gap.DOUBTFUL

    def test_an_approximation_agrees_with_everything(self) -> None:
        about = stated("99.00", 9, qualifier=Qualifier.ABOUT)
        assert of(about, coverage(base_of(A, about), (tied(RelationKind.EQUAL, A, about),))).gap is Gap.HEDGED

    def test_what_has_no_name_and_what_is_said_once(self) -> None:
        assert of(D, coverage(base_of(D), ())).gap is Gap.UNNAMED
        known = prose.understood("2031年度本年支出合计100.00万元。")
        (alone,) = coverage(known, ()).figures
        assert (alone.gap, alone.label) == (Gap.ALONE, "本年支出合计")


def test_by_section_in_reading_order() -> None:
    (document,) = audit.audit_bytes(DOCUMENT.encode(), "a.txt").documents
    parts = [(part.path[-1], part.total, part.checked) for part in document.coverage.sections]
    assert parts == [("支出决算情况说明", 5, 5), ("国有资产占用情况说明", 2, 0)]
    reasons = [covered.gap for covered in document.coverage.unchecked]
    assert reasons == [Gap.ALONE, Gap.HEDGED]


def test_the_counts_stay_when_the_figures_are_left_out() -> None:
    full = covered(2, 1, 1, 0)
    slim = full.without_figures()
    assert slim.figures == slim.unchecked == ()
    assert (
        (slim.total, slim.proved, slim.once, slim.gaps)
        == (4, 1, 2, ((Gap.ALONE, 1),))
        == (
            full.total,
            full.proved,
            full.once,
            full.gaps,
        )
    )


@pytest.mark.parametrize(("share", "reached"), [("0", True), ("0.85", True), ("0.875", True), ("0.876", False)])
def test_the_gate_is_exact(share: str, reached: bool) -> None:
    assert covered(2, 2, 2, 2, 1, 1, 1, 0).reaches(Decimal(share)) is reached


def test_of_no_figures_nothing_is_covered() -> None:
    assert not Coverage().reaches(Decimal("0.01"))


def test_every_reason_has_words() -> None:
    for lang in ("zh", "en"):
        for gap in Gap:
            shown = listing.render("a.txt", Coverage.of([Covered(D, 0, ("甲",), "乙", gap)]), lang).decode()
            assert "乙" in shown
            assert "甲  0/1" in shown


class TestCommand:
    @pytest.fixture
    def document(self, tmp_path: Path) -> Path:
        file = tmp_path / "决算.txt"
        file.write_text(DOCUMENT, encoding="utf-8")
        return file

    def run(self, *arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    def test_the_gate(self, document: Path) -> None:
        assert self.run("check", document).exit_code == 0
        assert self.run("check", document, "--min-coverage", "0.70").exit_code == 0
        failed = self.run("check", document, "--min-coverage", "0.75")
        assert failed.exit_code == 1
        assert "核对覆盖率 71.4%（5/7）低于要求的 75.0%" in failed.stderr
        assert "核对覆盖率" not in failed.stdout.splitlines()[0]

    def test_the_gate_in_the_settings(self, document: Path) -> None:
        document.with_name("gouji.yaml").write_text("min-coverage: 0.9\n", encoding="utf-8")
        assert self.run("check", document).exit_code == 1
        assert self.run("check", document, "--min-coverage", "0").exit_code == 0

    def test_a_share_is_no_percentage(self, document: Path) -> None:
        assert self.run("check", document, "--min-coverage", "85").exit_code == 2

    def test_the_listing(self, document: Path) -> None:
        shown = self.run("inspect", document, "--coverage").stdout
        assert "数值 7 · 已核对 5 (71.4%)：多重印证 5，仅核对一次 0 · 未核对 2" in shown
        assert "国有资产占用情况说明  0/2" in shown
        assert "支出决算情况说明  5/5" not in shown
        assert "约数" in shown

    def test_the_listing_in_json(self, document: Path) -> None:
        built = json.loads(self.run("inspect", document, "--coverage", "--format", "json").stdout)
        assert (built["total"], built["checked"]) == (7, 5)
        figures = [figure for section in built["sections"] for figure in section["figures"]]
        assert len(figures) == 7
        assert [f["reason"] for f in figures if f["standing"] == "unchecked"] == ["no-second-statement", "hedged"]
