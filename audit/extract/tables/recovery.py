"""Recovery: the tables of a document, each placed with what it shows itself and what the other tables confirm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from audit.extract.tables import assemble, columns, nesting, roles, wrapped
from audit.extract.tables.cells import table_rows
from audit.extract.tables.draft import Draft
from audit.extract.tables.forms import NO_FORM, ColumnSpec
from audit.extract.tables.grids import find as in_grids
from audit.extract.tables.meaning import Meaning, meaning
from audit.extract.tables.placement import Hint
from audit.extract.tables.regions import Region
from audit.extract.tables.separators import has_cells
from audit.extract.tables.tokens import Kind, tokenise
from audit.extract.tables.work import Work
from audit.model.concept import Fund
from audit.model.document import Anchor, Grid
from audit.model.span import Span
from audit.model.table import Axis, Formula, Table

#: up to its end: a formula of which a sign is not known is none
_FORMULA = re.compile(
    r"(\d+)([行栏])(?:各[行栏])?=((?!.{0,99}-\()[\d+\-….行栏各()]+?)(?=[；;，,。、：:\s]|$|\d+[行栏](?:各[行栏])?=)"
)
_FOLD = str.maketrans("＋－＝（）—–⋯‥", "+-=()--……")


def recovered(
    lines: tuple[str, ...],
    regions: Sequence[Region],
    grids: tuple[Grid, ...],
    celled: bool,
    places: Mapping[int, Sequence[Anchor]],
) -> tuple[Table, ...]:
    """The tables of the regions and of the grids, as `audit.extract.tables.recover` gives them."""
    works = [_parsed(region, lines, celled, places) for region in regions]
    spans = [_span(work.region, lines, places) for work in works]
    for found in in_grids(grids):
        works.append(assemble.parse(found.region, found.tokens, separated=True))
        spans.append(found.place)
    kept = [at for at, work in enumerate(works) if work.rows or work.form is not NO_FORM]
    place([works[at] for at in kept])
    return tuple(_table(works[at], index, spans[at]) for index, at in enumerate(kept))


def _parsed(region: Region, lines: Sequence[str], celled: bool, places: Mapping[int, Sequence[Anchor]]) -> Work:
    """The rows of a region; nothing of a cell goes on in another line's."""
    tokens = tokenise(lines, region.start, region.end, places)
    separated = celled or has_cells(lines, region.start, region.end)
    return assemble.parse(region, tokens if celled else wrapped.mended(tokens), separated)


def _span(region: Region, lines: Sequence[str], places: Mapping[int, Sequence[Anchor]]) -> Span:
    """The line of the title."""
    raw = lines[region.start - 1]
    text = raw.strip()
    anchor = next(iter(places.get(region.start, ())), None)
    column = raw.find(text) + 1
    return anchor.span(text, column) if anchor is not None else Span(text, region.start, column)


def place(works: Sequence[Work]) -> None:
    """Place every number: each table by itself, then, where that is not enough, with the help of the others."""
    known, bodies = assemble.names(works), assemble.bodies(works)
    for work in works:
        assemble.outline(work, known, bodies)
        assemble.place(work)
    for _ in range(2):
        open_ones = [work for work in works if not work.settled]
        if not open_ones:
            break
        said = _said(works)
        for work in open_ones:
            assemble.settle(work, _hint(work, said))
    for work in works:
        if (work.listed or work.form.layout in ("list", "row")) and not work.vertical:
            nesting.nested(work.rows, work.form)
            if work.form is NO_FORM:
                nesting.numbered(work.rows)
        work.bonds = roles.bonds(work)
        columns.infer(work)


_Said = dict[tuple[str, str], dict[Fund | None, set[Decimal]]]


def _concept(work: Work, row: Draft, spec: ColumnSpec) -> Meaning:
    return meaning(
        work.form,
        spec,
        item=row.item,
        total=row.total,
        side=row.side,
        row_fund=row.fund,
        table_fund=work.fund,
        table_stage=work.stage,
    )


def _said(works: Sequence[Work]) -> _Said:
    """The amounts that are placed for certain, by what they are about."""
    said: _Said = {}
    for work in works:
        for block in work.blocks:
            for row in block.rows:
                if len(row.candidates) != 1:
                    continue
                for column, token in zip(row.candidates[0], row.numbers, strict=True):
                    if token.kind is Kind.NUMBER and token.value:
                        found = _concept(work, row, block.specs[column])
                        by_fund = said.setdefault((found.item, found.within), {})
                        by_fund.setdefault(found.fund, set()).add(token.value)
    return said


def _hint(work: Work, said: _Said) -> Hint:
    """What other tables say: 2 for the same amount of the same fund, 1 for the same amount of another fund."""

    def hint(row: Draft, spec: ColumnSpec, value: Decimal) -> int:
        if not value:
            return 0
        found = _concept(work, row, spec)
        by_fund = said.get((found.item, found.within))
        if not by_fund:
            return 0
        if value in by_fund.get(found.fund, ()):
            return 2
        if spec.fund is None:
            return int(any(value in values for values in by_fund.values()))
        # 财政拨款 is 一般公共预算 where there is no other
        return int(spec.fund is Fund.FISCAL and value in by_fund.get(Fund.GENERAL, ()))

    return hint


def _table(work: Work, index: int, span: Span) -> Table:
    region = work.region
    heads, rows = table_rows(work)
    return Table(
        title=region.title,
        form=work.form.key,
        unit=region.unit,
        columns=heads,
        rows=rows,
        section=0,
        span=span,
        formulas=formulas(region.note),
        bonds=work.bonds,
        stage=work.stage,
        fund=work.fund,
        note=region.note,
        first_line=region.heading + 1,
        last_line=region.note_end,
        index=index,
    )


def formulas(note: str) -> tuple[Formula, ...]:
    """The formulas of a note: 27行＝（1＋2＋3）行; 58行＝（32＋33＋…＋57）行; 6栏各行＝（1＋2－3）栏各行."""
    found: list[Formula] = []
    for match in _FORMULA.finditer(note.translate(_FOLD).replace(" ", "")):
        whole, axis, right = match.groups()
        parts = _terms(right)
        if parts:
            found.append(Formula(Axis.ROW if axis == "行" else Axis.COLUMN, int(whole), parts, match.group()))
    return tuple(found)


def _terms(text: str) -> tuple[tuple[int, int], ...]:
    """The signed numbers of a sum; an ellipsis stands for the numbers between its neighbours."""
    terms: list[tuple[int, int]] = []
    fill = False
    for sign, number, dots in re.findall(r"([+\-]?)(?:(\d+)|(…+|\.{2,}))", text):
        if dots:
            fill = True
            continue
        value = int(number)
        if fill and terms:
            terms.extend((between, 1) for between in range(terms[-1][0] + 1, value))
        fill = False
        terms.append((value, -1 if sign == "-" else 1))
    return tuple(terms)
