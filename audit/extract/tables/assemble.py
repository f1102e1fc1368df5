"""Assemble 成表: a region's tokens parsed into rows, the columns chosen, the numbers placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from audit.extract.tables import above, below, columnwise, lifted, numbering, placement, rows, sides, structure, sums
from audit.extract.tables.columns import choose, choose_beside_rates
from audit.extract.tables.draft import Draft, joined, plain
from audit.extract.tables.forms import NO_FORM, forms
from audit.extract.tables.regions import Region
from audit.extract.tables.tokens import Token
from audit.extract.tables.work import Block, Work
from audit.model.concept import Fund, Stage

_FEWEST_LABELS = 3


def parse(region: Region, tokens: list[Token], separated: bool) -> Work:
    """The rows of a region's body and the columns they have; nothing is placed yet."""
    form = region.form
    tokens, count, numbers = numbering.numbering(tokens)
    whole = numbering.without_cut_codes(tokens) if separated else tokens
    cut, tokens = len(whole) < len(tokens), whole if separated else numbering.without_serials(tokens)
    if not any(token.text.startswith("行次") for token in tokens[:60]):
        tokens = numbering.without_page_numbers(tokens)
    if form.layout == "sides":
        work = _sides(region, tokens, count, separated)
    elif form.layout == "coded":
        work = _coded(region, tokens, count, separated)
    else:
        header, found = rows.read_list(tokens, headed=bool(region.title) or region.headed)
        work = _work(region, found, header)
        work.vertical = structure.is_vertical(found, form)
        variants = form.vertical if work.vertical else form.variants
        specs = choose_beside_rates(form, variants, found, work.header, count, work.heads, separated)
        work.blocks = [Block("", specs, found)]
    work.separated, work.cut, work.numbers = separated, cut, numbers
    if not separated and columnwise.is_columnwise(tokens, form):
        columnwise.lost(work.rows)
    return work


def _work(region: Region, found: list[Draft], header: Sequence[Token]) -> Work:
    text = "".join(token.text for token in header)
    title = region.title
    final = "决算" in title or ("决算数" in text and "年预算" not in title)
    fund = region.form.fund
    if fund is not None and region.form.key in ("threepublic", "general", "basic", "general-by-unit"):
        fund = Fund.GENERAL if "公共预算" in title or "公共财政" in title else Fund.FISCAL
    return Work(region, region.form, found, text, Stage.FINAL if final else Stage.BUDGET, fund, heads=tuple(header))


def _coded(region: Region, tokens: list[Token], count: int, separated: bool) -> Work:
    text = "".join(token.text for token in tokens[:200])
    units = any(word in text for word in forms().unit_codes)
    reader = rows.Coded(tokens if separated else above.names(tokens), region.title, units)
    found, header = above.unjoined(reader.read()), reader.header
    lifted.lower(found, header)
    listed = not any(row.code for row in found) and len(found) < 2
    if listed:
        header, found = rows.read_list(tokens, headed=True)
    work = _work(region, found, header)
    work.listed = listed
    work.units = units
    specs = choose_beside_rates(region.form, region.form.variants, found, work.header, count, work.heads, separated)
    work.blocks = [Block("", specs, found)]
    return work


def _sides(region: Region, tokens: list[Token], count: int, separated: bool) -> Work:
    numbered = any(token.text.startswith("行次") for token in tokens[:60])
    halves = sides.read(tokens if separated else below.halves(tokens, region.form.key == "fiscal"), numbered)
    marked = sum(1 for row in halves.rows if row.level or plain(row.name) in forms().classes)
    if marked < _FEWEST_LABELS:  # no 一、二、三 and no classes: not a table with two halves
        return _coded(replace(region, form=NO_FORM), tokens, count, separated)
    work = _work(region, halves.rows, halves.header)
    left = [row for row in halves.rows if row.side == sides.INCOME]
    right = [row for row in halves.rows if row.side != sides.INCOME]
    form = region.form
    left_count = 0 if form.key == "fiscal" or count % 2 else count // 2
    if not right:
        specs = choose_beside_rates(form, form.left, left, work.header, count, work.heads, separated)
        work.blocks = [Block(sides.INCOME, specs, left)]
        return work
    specs = choose(form, form.left, left, work.header, left_count)
    others = choose(form, form.right, right, work.header, max(0, count - len(specs)))
    work.blocks = [Block(sides.INCOME, specs, left), Block(sides.EXPENDITURE, others, right, len(specs))]
    return work


def place(work: Work) -> None:
    """First placement, from the table itself."""
    edge = max((token.cell for token in work.heads), default=-1) if len(work.blocks) == 1 else -1
    for block in work.blocks:
        numbers = work.numbers if len(work.numbers) == len(block.specs) else ()
        for row in block.rows:
            row.first, row.width = block.offset, len(block.specs)
            _trim(row, len(block.specs))
        placement.start(block.rows, block.specs, placement.Evidence(block.rows, work.separated, edge, numbers))
    if work.region.headed and not work.region.title:  # a table without a title: what its total leaves empty comes first
        for row in work.rows:
            if row.total and 0 < len(row.numbers) < row.width:
                row.candidates = [tuple(range(row.width - len(row.numbers), row.width))]
    settle(work, None)


def settle(work: Work, hint: placement.Hint | None) -> None:
    """Use the totals, other tables and the sums of rows until nothing moves any more."""
    for block in work.blocks:
        placement.narrow(block.rows, block.specs, block.tops, hint)
    width = max((len(block.specs) for block in work.blocks), default=0)
    for _ in range(4):
        if work.settled or not sums.by_children(work.rows, width):
            break


def _trim(row: Draft, width: int) -> None:
    """A page number at the end of a full row is no amount."""
    if len(row.numbers) == width + 1:
        last = row.numbers[-1]
        if last.is_integer and len(last.text) <= 3 and last.last and last.line != row.numbers[-2].line:
            row.numbers.pop()


def names(works: Sequence[Work]) -> Mapping[str, str]:
    """The names that the document's tables print for their codes; the longest one, where a dump cut some short."""
    found: dict[str, Counter[str]] = {}
    for work in works:
        if not work.units:
            for row in work.rows:
                if row.code and row.words:
                    found.setdefault(row.code, Counter())[joined(row.words)] += 1
    return {code: max(counter, key=lambda name: (counter[name], -len(name))) for code, counter in found.items()}


def bodies(works: Sequence[Work]) -> tuple[str, ...]:
    """The names of the units in the tables by unit, longest first."""
    found = {joined(row.words) for work in works if work.units for row in work.rows if row.code}
    return tuple(sorted(found - {""}, key=lambda name: (-len(name), name)))


def outline(work: Work, known: Mapping[str, str], bodies: Sequence[str]) -> None:
    """What the rows are about and which add up to which; of a table that goes on beside its page, which might."""
    if work.form.layout == "sides":
        structure.sides(work.rows)
    elif (work.form.layout == "coded" and not work.listed) or any(row.code for row in work.rows):
        structure.coded(work.rows, work.form, work.units, known)
    else:
        structure.listed(work.rows, work.form, work.vertical, bodies)
    if work.cut:
        for row in work.rows:
            row.assumed = True
