"""Power: which errors are injected, what is done to the document, and what counts as reported, located and repaired."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import audit
from audit import pipeline, power
from audit.cli import main
from audit.config import Config
from audit.errors import ReadError
from audit.model.coverage import Coverage
from audit.model.figure import FigureKind
from audit.model.power import Power, Sight, Tally, Trial
from audit.power.corrupt import WEIGHTS, Corruption, plan
from audit.power.trial import Bench
from reports import power as report
from tests.readers.office import WRITERS
from tests.readers.test_formats import CONTENT
from tests.support import covered

CONFIG = Config()
CHECKS = audit.selected_checks(CONFIG)

TEXT = """清河县水利局2031年度部门决算

二、支出决算情况说明
2031年度本年支出合计1,385.40万元。其中：基本支出1,150.40万元，占本年支出83.04%；项目支出235.00万元，占本年支出16.96%。

三、国有资产占用情况说明
截至2031年12月31日，公务用车3辆。
"""


def measured(text: str = TEXT, n: int = 30, **more: int) -> Power:
    return power.measure(text.encode(), "a.txt", CHECKS, CONFIG, n=n, **{"seed": 1, **more})  # type: ignore[arg-type]


def of(data: bytes, name: str) -> Bench:
    return Bench(pipeline.read(data, name, CONFIG), CHECKS, CONFIG)


def bench(text: str = TEXT) -> Bench:
    return of(text.encode(), "a.txt")


def corrupted(found: Bench, old: str, new: str, operation: str = "digit", *, whole: str = "") -> Corruption:
    (figure, *_) = [covered for covered in found.figures if covered.figure.text == old]
    return Corruption(figure, operation, whole or old, new)


class TestPlan:
    def test_every_figure_once_before_any_twice(self) -> None:
        found = bench()
        planned = plan(found.figures, found.lines, 9, 1, "a.txt").corruptions
        places = Counter(corruption.span for corruption in planned)
        assert len(places) == len(found.figures) == 6
        assert sorted(places.values()) == [1, 1, 1, 2, 2, 2]

    def test_no_edit_leaves_the_value_as_it_was(self) -> None:
        found = bench()
        for corruption in plan(found.figures, found.lines, 300, 7, "a.txt").corruptions:
            assert corruption.text != corruption.old
            if corruption.old == corruption.span.text:
                assert Decimal(corruption.text.replace(",", "")) != corruption.covered.figure.value

    def test_the_operations_come_in_their_proportions(self) -> None:
        text = "".join(f"{n}、甲{n}类支出{n * 7919 % 90000 + 10000}.{n % 90 + 10}万元。\n" for n in range(1, 1500))
        found = bench("清河县2031年度部门决算\n" + text)
        planned = plan(found.figures, found.lines, 1400, 1, "a.txt").corruptions
        counts = Counter(corruption.operation for corruption in planned)
        assert len(planned) == 1400
        for operation, weight in WEIGHTS.items():
            assert counts[operation] / 1400 == pytest.approx(weight / sum(WEIGHTS.values()), abs=0.03)

    def test_what_is_no_plain_number_is_counted_and_left_out(self) -> None:
        found = measured(TEXT.replace("公务用车3辆", "公务用车三辆"))
        assert {trial.figure.text for trial in found.trials}.isdisjoint({"三"})

    def test_a_seed_gives_one_plan_and_another_seed_another(self) -> None:
        assert measured(n=6) == measured(n=6)
        assert measured(n=6).trials != measured(n=6, seed=2).trials


class TestTrial:
    def test_reported_located_repaired(self) -> None:
        found = bench()
        trial = found.run(corrupted(found, "1,150.40", "1,105.40", "swap"))
        assert (trial.sight, trial.findings, trial.located, trial.repaired) == (Sight.REPORTED, 1, True, True)

    def test_unseen(self) -> None:
        found = bench()
        assert found.run(corrupted(found, "3", "8")).sight is Sight.UNSEEN

    def test_a_last_digit_that_rounding_explains_is_not_counted_as_reported(self) -> None:
        found = bench()
        trial = found.run(corrupted(found, "83.04", "83.03"))
        assert (trial.sight, trial.findings, trial.located) == (Sight.ROUNDING, 0, False)

    def test_a_unit_slip_is_repaired_by_its_unit(self) -> None:
        found = bench()
        slip = corrupted(found, "1,150.40", "1,150.40亿元", "unit", whole="1,150.40万元")
        trial = found.run(slip)
        assert (trial.reported, trial.located, trial.repaired) == (True, True, True)

    def test_what_was_wrong_before_is_not_counted(self) -> None:
        wrong = bench(TEXT.replace("16.96", "61.96"))
        assert wrong.run(corrupted(wrong, "3", "8")).sight is Sight.UNSEEN

    def test_nor_is_it_when_its_own_figure_becomes_another_wrong_one(self) -> None:
        wrong = bench(TEXT.replace("235.00", "999.00").replace("，占本年支出16.96%", ""))
        trial = wrong.run(corrupted(wrong, "1,385.40", "1,885.40"))
        assert trial.findings <= 2


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
def test_other_formats_are_changed_behind_their_reader(suffix: str) -> None:
    """What the engine sees of a corrupted file is what it sees of a file written with the wrong figure."""
    right = of(WRITERS[suffix](CONTENT), f"决算.{suffix}")
    changes = [("1,200.50", "1,205.00"), ("59.34", "59.43"), ("480.00", "4480.00")]
    for old, new in changes:
        trial = right.run(corrupted(right, old, new))
        assert trial.reported, (suffix, old)
        assert trial.located, (suffix, old)


def test_several_corruptions_at_once_find_their_places() -> None:
    found = of(WRITERS["docx"](CONTENT), "决算.docx")
    both = [corrupted(found, "700.50", "70.50"), corrupted(found, "59.34", "59.43")]
    new = found.new(found.audit(both), both)
    assert len(new) >= 2


def test_processes_change_nothing() -> None:
    done: list[int] = []
    alone = measured(n=24)
    together = power.measure(TEXT.encode(), "a.txt", CHECKS, CONFIG, n=24, seed=1, jobs=2, progress=done.append)
    assert together == alone
    assert sum(done) == 24


def test_what_cannot_be_read_is_told() -> None:
    with pytest.raises(ReadError):
        measured("\n\n")


class TestTally:
    def test_shares_are_of_what_came_before(self) -> None:
        twice, once, alone = covered(2, 1, 0).figures
        trials = [
            Trial(twice, "digit", "8", Sight.REPORTED, 1, True, True),
            Trial(twice, "digit", "9", Sight.REPORTED, 2, False, False),
            Trial(once, "swap", "6", Sight.ROUNDING),
            Trial(alone, "drop", "5"),
        ]
        tally = Tally.of(trials)
        assert (tally.injected, tally.reported, tally.once, tally.rounding) == (4, 2, 1, 1)
        assert (tally.located, tally.repaired, tally.covered, tally.found) == (1, 1, 2, 1)
        found = Power("a.txt", 1, 3, 0, tuple(trials))
        assert [trial.text for trial in found.unseen] == ["6", "5"]
        assert [name for name, _ in found.by(lambda trial: trial.operation)] == ["digit", "swap", "drop"]

    def test_of_nothing(self) -> None:
        assert "–" in report.render([Power("a.txt", 1, 0, 0)], "zh").decode()
        assert Coverage().total == 0


class TestCommand:
    @pytest.fixture
    def document(self, tmp_path: Path) -> Path:
        file = tmp_path / "决算.txt"
        file.write_text(TEXT, encoding="utf-8")
        return file

    def run(self, *arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    def test_terminal(self, document: Path) -> None:
        before = document.read_bytes()
        result = self.run("mutate", document, "-n", "12", "--jobs", "1")
        assert result.exit_code == 0
        assert "共 6 个数值，逐一注入 12 处误写（种子 1）" in result.stdout
        assert "没有可对照的第二处披露" in result.stdout  # the cars
        assert result.stderr == ""  # no bar where nobody watches
        assert document.read_bytes() == before
        assert result.stdout == self.run("mutate", document, "-n", "12", "--jobs", "2").stdout

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_kind_and_operation_has_words(self, document: Path, lang: str) -> None:
        assert self.run("mutate", document, "-n", "60", "--jobs", "1", "--lang", lang).exit_code == 0

    def test_json(self, document: Path) -> None:
        built = json.loads(self.run("mutate", document, "-n", "12", "--jobs", "1", "--format", "json").stdout)
        (found,) = built["documents"]
        assert found["injected"] == len(found["trials"]) == 12
        assert sum(group["injected"] for group in found["kinds"]) == 12
        assert {trial["kind"] for trial in found["trials"]} <= {str(kind) for kind in FigureKind}

    def test_wrong_use_and_what_cannot_be_read(self, document: Path, tmp_path: Path) -> None:
        assert self.run("mutate", tmp_path / "gone.txt").exit_code == 2
        (tmp_path / "empty.txt").touch()
        result = self.run("mutate", tmp_path / "empty.txt", document, "-n", "2", "--jobs", "1")
        assert result.exit_code == 3
        assert "文件为空" in result.stderr
        assert "注入 2 处误写" in result.stdout
