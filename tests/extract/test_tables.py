"""Tables of an invented body, printed in the ways of many producers, come out the same, or doubtful: never wrong."""

from __future__ import annotations

import pytest

from audit.evaluate import evaluate
from audit.extract.tables import recover
from audit.extract.tables.facts import facts
from audit.model.concept import Fund, Stage
from audit.model.document import Document, DocumentKind
from audit.model.evaluation import Verdict
from audit.model.fact import FactBase
from audit.model.figure import FigureKind
from audit.model.table import Axis, Table
from checks import table_cross_footing, table_footing, table_formula, table_hierarchy, table_identity
from tests.extract import table_samples as samples

CHECKS = (table_footing, table_cross_footing, table_hierarchy, table_formula, table_identity)
FORMS = ["summary", "income", "expenditure", "general", "basic", "threepublic"]
#: renderings that show where every cell is
EXACT = ("tabs", "pipes", "zeros", "dashes")
SEEDS = range(4)


def verdicts(tables: tuple[Table, ...]) -> list[Verdict]:
    document = Document("a.txt", "text", (), ())
    base = FactBase(document, DocumentKind.FINAL_ACCOUNTS, 2031, "", "万元", (), (), tables=tables)
    return [evaluate(relation).verdict for check in CHECKS for relation in check.run(base)]


def cells(table: Table) -> dict[tuple[str, int], str]:
    """The placed amounts of a coded table by code (合计 for its total) and column, those in doubt left out."""
    return {
        (row.code or row.name, cell.column): cell.figure.text
        for row in table.rows
        for cell in row.cells
        if cell.figure is not None and cell.figure.value and not cell.doubtful
    }


def expected(sheet: samples.Sheet, split: bool) -> dict[tuple[str, int], str]:
    labels = 4 if split else 2
    found = {}
    for row in sheet.rows:
        name = row[0] if row[0] == "合计" else "".join(row[: labels - 1])
        found.update({(name, at): cell for at, cell in enumerate(row[labels:]) if cell})
    return found


@pytest.mark.parametrize("split", [False, True], ids=["whole codes", "split codes"])
@pytest.mark.parametrize("rendering", samples.RENDERINGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_rendering_breaks_a_relation_or_misplaces_an_amount(seed: int, rendering: str, split: bool) -> None:
    sheets = samples.Accounts(seed).sheets(split)
    tables = recover(samples.document(sheets, rendering, seed))
    assert [table.form for table in tables] == FORMS
    assert not any(verdict.breaks for verdict in verdicts(tables))
    for sheet, table in zip(sheets[1:4], tables[1:4], strict=True):
        wanted, placed = expected(sheet, split), cells(table)
        assert placed.items() <= wanted.items()
        assert len(placed) + len(table.doubtful) == len(wanted)


@pytest.mark.parametrize("rendering", EXACT)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_rendering_that_shows_its_cells_leaves_no_doubt(seed: int, rendering: str) -> None:
    tables = recover(samples.document(samples.Accounts(seed).sheets(), rendering, seed))
    assert [table.doubtful for table in tables] == [()] * len(FORMS)
    assert set(verdicts(tables)) == {Verdict.CONSISTENT}


@pytest.mark.parametrize("rendering", ["gaps", "trimmed", "collapsed", "cell-per-line", "aligned", "wrapped"])
def test_most_cells_are_placed_without_their_cells(rendering: str) -> None:
    doubtful = total = 0
    for seed in SEEDS:
        tables = recover(samples.document(samples.Accounts(seed).sheets(), rendering, seed))
        doubtful += sum(len(table.doubtful) for table in tables)
        total += sum(1 for table in tables for row in table.rows for figure in row.figures if figure is not None)
    assert 50 * doubtful < total


@pytest.mark.parametrize("split", [False, True], ids=["whole codes", "split codes"])
def test_grids_give_every_cell_and_its_place(split: bool) -> None:
    sheets = samples.Accounts(1).sheets(split)
    tables = recover((), samples.grids(sheets))
    assert [table.form for table in tables] == FORMS
    assert not any(table.doubtful for table in tables)
    assert set(verdicts(tables)) == {Verdict.CONSISTENT}
    for sheet, table in zip(sheets[1:4], tables[1:4], strict=True):
        assert cells(table) == expected(sheet, split)
    figure = tables[1].rows[0].figures[0]
    assert figure is not None
    assert (figure.span.sheet, figure.span.cell) == ("s1", f"R4C{4 if split else 2}")


def test_a_grid_that_goes_on_over_a_page_is_one_table() -> None:
    grid = samples.grids(samples.Accounts(2).sheets())[2]
    rest = type(grid)(grid.rows[20:], after=9)
    whole = recover((), (grid,))
    (joined,) = recover((), (type(grid)(grid.rows[:20], grid.after, grid.title), rest))
    assert [row.code for row in joined.rows] == [row.code for row in whole[0].rows]
    assert Verdict.CONSISTENT in verdicts((joined,))
    assert not any(verdict.breaks for verdict in verdicts((joined,)))


def test_an_error_breaks_relations_in_every_rendering() -> None:
    for rendering in samples.RENDERINGS:
        sheets = samples.Accounts(3).sheets()
        total = sheets[3].rows[0]
        total[2] = total[2].replace(".", "3.", 1)
        tables = recover(samples.document(sheets, rendering, 3))
        assert any(verdict.breaks for verdict in verdicts(tables)), rendering


def test_what_a_table_says_about_itself() -> None:
    lines = samples.document(samples.Accounts(0).sheets(), "tabs")
    table = recover(lines)[2]
    assert (table.title, table.form, table.unit) == ("2031年度支出决算表", "expenditure", "万元")
    assert (table.stage, table.fund) == (Stage.FINAL, Fund.ALL)
    assert [column.key for column in table.columns] == ["total", "basic", "project", "upward", "operating", "subsidy"]
    assert table.columns[0].parts == (1, 2, 3, 4, 5)
    (formula,) = table.formulas
    assert (formula.axis, formula.whole, formula.parts) == (Axis.COLUMN, 1, ((2, 1), (3, 1), (4, 1), (5, 1), (6, 1)))
    assert lines[table.span.line - 1] == table.title  # type: ignore[operator]
    figure = table.rows[1].figures[0]
    assert figure is not None
    assert (figure.kind, figure.unit, figure.scale, figure.decimals) == (FigureKind.AMOUNT, "万元", 10_000, 2)
    assert lines[figure.span.line - 1][figure.span.column - 1 :].startswith(figure.text)  # type: ignore[operator]


def test_facts_carry_the_concepts_of_the_field() -> None:
    tables = recover(samples.document(samples.Accounts(3).sheets(), "tabs"))
    found = {
        (fact.concept.item, fact.concept.within, fact.concept.fund): fact.concept
        for table in tables
        for fact in facts(table, 2031)
    }
    for item, within, fund in (
        ("income.grand", "", Fund.ALL),
        ("expenditure.grand", "", Fund.ALL),
        ("income.year", "", Fund.GENERAL),
        ("income.year", "", Fund.FISCAL),
        ("income.other", "", Fund.ALL),
        ("carry.opening", "", Fund.ALL),
        ("expenditure.year", "", Fund.ALL),
        ("expenditure.year", "", Fund.GENERAL),
        ("expenditure.basic", "", Fund.GENERAL),
        ("expenditure.project", "", Fund.ALL),
        ("expenditure.personnel", "", Fund.GENERAL),
        ("function:农林水", "", Fund.ALL),
        ("function:农林水/农业农村/病虫害控制", "", Fund.GENERAL),
        ("function:农林水", "expenditure.project", Fund.GENERAL),
        ("function:农林水", "income.year", Fund.FISCAL),
        ("economic:301", "", Fund.GENERAL),
        ("economic:30201", "", Fund.GENERAL),
        ("threepublic.total", "", Fund.FISCAL),
        ("threepublic.operation", "", Fund.FISCAL),
    ):
        assert (item, within, fund) in found, (item, within, fund)
    stages = {fact.concept.stage for fact in facts(tables[5], 2031)}
    assert stages == {Stage.BUDGET, Stage.FINAL}
    assert all(concept.year == 2031 for concept in found.values())
