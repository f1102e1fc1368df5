"""Assemble 成表: from a region's tokens to a table: rows parsed, columns chosen, numbers placed, cells made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from audit.extract.tables import placement, rows, sides, structure, sums
from audit.extract.tables.draft import Draft, joined
from audit.extract.tables.forms import NO_FORM, ColumnSpec, Form, Variant, derived, forms, named, score
from audit.extract.tables.regions import Region
from audit.extract.tables.tokens import Kind, Token
from audit.model.concept import Fund, Stage
from audit.model.figure import Figure, FigureKind
from audit.model.span import Span
from audit.model.table import Cell, Column, TableRow


_FEWEST_LABELS = 3
#: words of a header above a column whose total is no sum
_RATES = re.compile(r"[率比%价均]|数量|增减|面积")


@dataclass(slots=True)
class Block:
    """The rows that share columns: a whole table, or one half of it."""

    side: str
    specs: Variant
    rows: list[Draft]
    offset: int = 0

    @property
    def tops(self) -> list[Draft]:
        """The rows that have an amount in every column that has any."""
        totals = [row for row in self.rows if row.total and row.numbers]
        return sorted(totals, key=lambda row: -len(row.numbers))[:2]


@dataclass(slots=True)
class Work:
    """A table in the making."""

    region: Region
    form: Form
    rows: list[Draft]
    header: str
    stage: Stage
    fund: Fund | None
    blocks: list[Block] = field(default_factory=list)
    units: bool = False
    vertical: bool = False
    #: a list without codes, whatever the form usually is
    listed: bool = False
    separated: bool = False

    @property
    def settled(self) -> bool:
        return all(len(row.candidates) == 1 for row in self.rows if row.numbers)


def parse(region: Region, tokens: list[Token], separated: bool) -> Work:
    """The rows of a region's body and the columns they have; nothing is placed yet."""
    form = region.form
    tokens, count = rows.numbering(tokens)
    if not any(token.text.startswith("行次") for token in tokens[:60]):
        tokens = rows.without_page_numbers(tokens)
    if form.layout == "sides":
        work = _sides(region, tokens, count)
    elif form.layout == "coded":
        work = _coded(region, tokens, count)
    else:
        header, found = rows.read_list(tokens, headed=bool(region.title))
        work = _work(region, found, header)
        work.vertical = structure.is_vertical(found, form)
        variants = form.vertical if work.vertical else form.variants
        work.blocks = [Block("", _columns(form, variants, found, work.header, count), found)]
    work.separated = separated
    return work


def _work(region: Region, found: list[Draft], header: Sequence[Token]) -> Work:
    text = "".join(token.text for token in header)
    title = region.title
    final = "决算" in title or ("决算数" in text and "年预算" not in title)
    fund = region.form.fund
    if fund is not None and region.form.key in ("threepublic", "general", "basic", "general-by-unit"):
        fund = Fund.GENERAL if "公共预算" in title or "公共财政" in title else Fund.FISCAL
    return Work(region, region.form, found, text, Stage.FINAL if final else Stage.BUDGET, fund)


def _coded(region: Region, tokens: list[Token], count: int) -> Work:
    text = "".join(token.text for token in tokens[:200])
    units = any(word in text for word in forms().unit_codes)
    reader = rows.Coded(tokens, region.title, units)
    found, header = reader.read(), reader.header
    listed = not any(row.code for row in found) and len(found) < 2
    if listed:
        header, found = rows.read_list(tokens, headed=True)
    work = _work(region, found, header)
    work.listed = listed
    work.units = units
    work.blocks = [Block("", _columns(region.form, region.form.variants, found, work.header, count), found)]
    return work


def _sides(region: Region, tokens: list[Token], count: int) -> Work:
    numbered = any(token.text.startswith("行次") for token in tokens[:60])
    halves = sides.read(tokens, numbered)
    if sum(1 for row in halves.rows if row.level) < _FEWEST_LABELS:  # no 一、二、三: not a table with two halves
        return _coded(replace(region, form=NO_FORM), tokens, count)
    work = _work(region, halves.rows, halves.header)
    left = [row for row in halves.rows if row.side == sides.INCOME]
    right = [row for row in halves.rows if row.side != sides.INCOME]
    form = region.form
    left_count = 0 if form.key == "fiscal" or count % 2 else count // 2
    specs = _columns(form, form.left, left, work.header, left_count)
    others = _columns(form, form.right, right, work.header, max(0, count - len(specs)))
    work.blocks = [Block(sides.INCOME, specs, left), Block(sides.EXPENDITURE, others, right, len(specs))]
    return work


def _columns(form: Form, variants: Sequence[Variant], found: Sequence[Draft], header: str, count: int) -> Variant:
    """The official columns that fit: by the count of the 栏次 row, else by the rows' numbers and the header."""
    if count:
        fitting = [variant for variant in variants if len(variant) == count]
        return _fittest(form, fitting, found, header, count)
    if not any(row.numbers for row in found):
        return max(variants, key=lambda variant: score(variant, header)) if variants else _plain(1)
    need = _width(found)
    fitting = [variant for variant in variants if len(variant) >= need]
    if need == 1 and any(len(variant) == 1 for variant in fitting):  # a sum and its parts print at least two
        fitting = [variant for variant in fitting if len(variant) == 1]
    return _fittest(form, fitting, found, header, count)


def _width(found: Sequence[Draft]) -> int:
    """The least number of columns: what the total row fills, or several rows do."""
    widths = Counter(len(row.numbers) for row in found if row.numbers)
    total = max((len(row.numbers) for row in found if row.total), default=0)
    several = max((width for width, times in widths.items() if times > 1), default=0)
    return max(total, several) or max(widths)


def _fittest(form: Form, variants: Sequence[Variant], found: Sequence[Draft], header: str, count: int) -> Variant:
    """The variant that the header and the rows fit best, else the columns that the header names, else plain ones."""

    def merit(variant: Variant) -> tuple[bool, Fraction]:
        full = [row for row in found if len(row.numbers) == len(variant)]
        filled = Fraction(len(full), max(1, sum(1 for row in found if row.numbers)))
        checked = [placement.holds(row, tuple(range(len(variant))), variant) for row in full]
        holding = Fraction(sum(1 for held in checked if held), max(1, len(full)))
        contradicted = checked.count(False) >= 3 and 2 * checked.count(False) > len(full)
        unnamed = len(variant) > 1 and 2 * len(named(variant, header)) <= len(variant)
        return not contradicted and not unnamed, score(variant, header) + 20 * filled + 10 * holding

    need = count or _width(found)
    best = max(variants, key=merit, default=())
    if best and len(best) == need and len(named(best, header)) == need and merit(best)[0]:
        return best
    read = derived(form.all_variants, header)
    if len(read) == need > 1:
        return _summed(read, found)
    return best if best and merit(best)[0] else _plain(need)


def _summed(variant: Variant, found: Sequence[Draft]) -> Variant:
    """Columns read from the header; the first is the sum of all others where the rows say so."""
    whole = replace(variant[0], parts=tuple(range(1, len(variant))))
    full = [row for row in found if len(row.numbers) == len(variant)]
    held = [placement.holds(row, tuple(range(len(variant))), (whole, *variant[1:])) for row in full]
    return (whole, *variant[1:]) if held and held.count(True) >= max(1, len(held) - 1) else variant


def _plain(count: int) -> Variant:
    """Columns of which nothing is known but their number."""
    return tuple(ColumnSpec(f"c{at + 1}", f"{at + 1}栏", known=False) for at in range(count))


def place(work: Work) -> None:
    """First placement, from the table itself."""
    for block in work.blocks:
        for row in block.rows:
            row.first, row.width = block.offset, len(block.specs)
            _trim(row, len(block.specs))
        placement.start(block.rows, block.specs, placement.Evidence(block.rows, work.separated))
    settle(work, None)


def settle(work: Work, hint: placement.Hint | None) -> None:
    """Use the totals, other tables and the sums of rows until nothing moves any more."""
    for block in work.blocks:
        placement.narrow(block.rows, block.specs, block.tops, hint)
    width = max((len(block.specs) for block in work.blocks), default=0)
    for _ in range(4):
        if work.settled or not sums.by_children(work.rows, width):
            break


def infer_columns(work: Work) -> None:
    """What the rows show of columns that no form has: which one sums the others, and which ones add up at all."""
    for block in work.blocks:
        if all(spec.known for spec in block.specs):
            continue
        found = structure.column_sums(block.rows, len(block.specs)) if work.form is NO_FORM else None
        if found is not None:
            whole, parts = found
            specs = [replace(spec, parts=parts if at == whole else ()) for at, spec in enumerate(block.specs)]
        else:
            width = len(block.specs)
            plain_amounts = bool(work.region.unit) and not _RATES.search(work.header)
            specs = [
                replace(spec, additive=sums.adds_up(work.rows, at, width, plain_amounts))
                for at, spec in enumerate(block.specs)
            ]
        block.specs = tuple(specs)


def _trim(row: Draft, width: int) -> None:
    """A page number at the end of a full row is no amount."""
    if len(row.numbers) == width + 1:
        last = row.numbers[-1]
        if last.is_integer and len(last.text) <= 3 and last.last and last.line != row.numbers[-2].line:
            row.numbers.pop()


@dataclass(frozen=True, slots=True)
class Print:
    """How a table prints its amounts: its unit, and the decimals that nearly all of them have.

    Among 7.15, 0.90 and 300.00 a cell `7.1` does not stand for anything between 7.05 and 7.15: it is 7.10, or a digit
    was lost.
    """

    unit: str
    decimals: int
    #: whether all numbers of a table without a unit are whole: things that were counted
    counts: bool

    @classmethod
    def of(cls, work: Work) -> Print:
        widths = Counter(token.decimals for row in work.rows for token in row.amounts if token.text[-1] != "%")
        usual, times = widths.most_common(1)[0] if widths else (0, 0)
        decimals = usual if times * 4 >= 3 * widths.total() and times > 2 else 0
        return cls(work.region.unit, decimals, not work.region.unit and set(widths) == {0})

    def figure(self, token: Token, doubtful: bool) -> Figure:
        """A cell's number in the table's own unit."""
        kind, unit, scale = FigureKind.NUMBER, self.unit, Decimal(1)
        decimals = max(token.decimals, self.decimals)
        if token.text.endswith("%"):
            kind, unit, decimals = FigureKind.PERCENT, "%", token.decimals
        elif unit:
            kind, scale = FigureKind.AMOUNT, forms().units[unit]
        elif not decimals and self.counts:
            kind = FigureKind.COUNT
        return Figure(token.span, kind, token.value, decimals, unit, scale, unit_printed=False, doubtful=doubtful)


def table_rows(work: Work) -> tuple[tuple[Column, ...], tuple[TableRow, ...]]:
    """The finished columns and rows."""
    columns = tuple(spec.column(block.side, block.offset) for block in work.blocks for spec in block.specs)
    printed = Print.of(work)
    return columns, tuple(_row(row, len(columns), printed) for row in work.rows)


def _row(row: Draft, width: int, printed: Print) -> TableRow:
    figures: dict[int, Figure] = {}
    spans: dict[int, Span] = {}
    doubtful: set[int] = set()
    if row.numbers and not row.candidates:  # more numbers than columns: nothing can be said
        doubtful.update(range(row.first, row.first + row.width))
        for at, token in enumerate(row.amounts[: row.width]):
            figures[row.first + at] = printed.figure(token, doubtful=True)
    elif row.candidates:
        for at, token in enumerate(row.numbers):
            places = {candidate[at] for candidate in row.candidates}
            unsure = len(places) > 1
            column = row.first + row.candidates[0][at]
            if unsure:
                doubtful.update(row.first + place for place in places)
            spans[column] = token.span
            if token.kind is Kind.NUMBER:
                figures[column] = printed.figure(token, doubtful=unsure)
    cells = tuple(
        Cell(
            column,
            figures.get(column),
            figures[column].span if column in figures else spans.get(column),
            column in doubtful,
        )
        for column in range(width)
    )
    anchor = row.anchor
    span = anchor.span if anchor is not None else Span("")
    return TableRow(
        row.code, row.name, row.number, cells, span, row.side, row.item, row.fund, row.total, row.parts,
    )  # fmt: skip


def names(works: Sequence[Work]) -> Mapping[str, str]:
    """The names that the document's tables print for their codes; the longest one, where a dump cut some short."""
    found: dict[str, Counter[str]] = {}
    for work in works:
        if not work.units:
            for row in work.rows:
                if row.code and row.words:
                    name = re.sub(r"\s", "", joined(row.words))
                    found.setdefault(row.code, Counter())[name] += 1
    return {code: max(counter, key=lambda name: (counter[name], -len(name))) for code, counter in found.items()}


def bodies(works: Sequence[Work]) -> tuple[str, ...]:
    """The names of the units in the tables by unit, longest first."""
    found = {joined(row.words) for work in works if work.units for row in work.rows if row.code}
    return tuple(sorted(found - {""}, key=lambda name: (-len(name), name)))


def outline(work: Work, known: Mapping[str, str], bodies: Sequence[str]) -> None:
    """What the rows are about and which add up to which."""
    if work.form.layout == "sides":
        structure.sides(work.rows)
    elif work.form.layout == "coded" and not work.listed or any(row.code for row in work.rows):
        structure.coded(work.rows, work.form, work.units, known)
    else:
        structure.listed(work.rows, work.form, work.vertical, bodies)


__all__ = ["Block", "Work", "bodies", "names", "outline", "parse", "place", "settle", "table_rows"]
