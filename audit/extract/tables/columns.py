"""Columns 栏: which official columns a table has, told from its header, its 栏次 row and its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from operator import itemgetter

from msgspec.structs import replace

from audit.extract.tables import nesting, placement, roles, sums
from audit.extract.tables.draft import Draft
from audit.extract.tables.forms import NO_FORM, ColumnSpec, Form, Variant, derived, forms, is_named, named, score
from audit.extract.tables.tokens import Token
from audit.extract.tables.work import Work
from audit.model.relation import RelationKind

#: so many rows show whether the columns of a variant add up
_ENOUGH = 120
#: a header names more columns than these, or it tells little
_FEWEST = 4
#: columns that take apart the one before them
_DETAILS = ("fees",)
#: words of a header above a column whose total is no sum
_RATES = re.compile(r"[率比%价均]|数量|增减|面积")


def choose(form: Form, variants: Sequence[Variant], found: Sequence[Draft], header: str, count: int) -> Variant:
    """The official columns that fit: by the count of the 栏次 row, else by the rows' numbers and the header."""
    if count:
        fitting = [variant for variant in variants if len(variant) == count]
        return _fittest(form, fitting, found, header, count)
    if not any(row.numbers for row in found):
        return max(variants, key=lambda variant: score(variant, header)) if variants else plain_columns(1)
    need = _width(found)
    fitting = [variant for variant in variants if len(variant) >= need]
    if need == 1 and any(len(variant) == 1 for variant in fitting):  # a sum and its parts print at least two
        fitting = [variant for variant in fitting if len(variant) == 1]
    return _fittest(form, fitting, found, header, count)


def choose_beside_rates(
    form: Form,
    variants: Sequence[Variant],
    found: Sequence[Draft],
    header: str,
    count: int,
    heads: Sequence[Token],
    separated: bool,
) -> Variant:
    """The same for a table that may print rates (完成预算%, 占比) beside the official columns.

    Where separators stand for cells, the cells that hold numbers are as many columns as some official one has.
    """
    if separated and not count:
        spanned = _spanned(found)
        count = spanned if any(len(variant) == spanned for variant in variants) else 0
    chosen = choose(form, variants, found, header, count)
    if not any(row.numbers for row in found) or not all(spec.known for spec in chosen):
        return chosen
    for width in dict.fromkeys((count or _width(found), len(chosen))):
        rated = [roles.roles().of(name) == "rate" for name in roles.headings(heads, width)]
        if any(rated) and not all(rated):
            return _beside(rated, form, variants, found, header)
    return chosen


def _beside(
    rated: Sequence[bool], form: Form, variants: Sequence[Variant], found: Sequence[Draft], header: str
) -> Variant:
    """The official columns that the amounts stand in, and a plain one for every rate."""
    amounts = [at for at, is_rate in enumerate(rated) if not is_rate]
    official = choose(form, variants, found, header, len(amounts))
    whole = list(plain_columns(len(rated)))
    if len(official) != len(amounts):
        return tuple(whole)
    for place, spec in zip(amounts, official, strict=True):
        whole[place] = replace(spec, parts=tuple(amounts[part] for part in spec.parts))
    return tuple(whole)


def _spanned(found: Sequence[Draft]) -> int:
    """How many cells there are from the first to the last that holds a number."""
    cells = {token.cell for row in found for token in row.numbers}
    return max(cells) - min(cells) + 1 if cells and min(cells) >= 0 else 0


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
        tried = full[:_ENOUGH]
        filled = Fraction(len(full), max(1, sum(1 for row in found if row.numbers)))
        checked = [placement.holds(row, tuple(range(len(variant))), variant) for row in tried]
        holding = Fraction(sum(1 for held in checked if held), max(1, len(tried)))
        contradicted = checked.count(False) >= 3 and 2 * checked.count(False) > len(tried)
        unnamed = len(variant) > 1 and 2 * len(named(variant, header)) <= len(variant)
        return not contradicted and not unnamed, score(variant, header) + 20 * filled + 10 * holding

    need = count or _width(found)
    merits = [merit(variant) for variant in variants]
    fits, best = max(zip(merits, variants, strict=True), key=itemgetter(0), default=((False, Fraction(0)), ()))
    if best and len(best) == need and len(named(best, header)) == need and fits[0]:
        return best
    read = derived(form.all_variants, header)
    whole = bool(best) and fits[0] and len(named(best, header)) == len(best)
    if not count and not whole and len(read) > max(need, _FEWEST) and is_named(form.all_variants, header):
        return _summing(read, found)
    if len(read) == need > 1 and not (best and len(best) > need and _grouped(read, best)):
        return _summed(read, found)
    return best if best and fits[0] else plain_columns(need)


def _grouped(read: Variant, official: Variant) -> bool:
    """Whether a header names columns of an official variant, but in another order: those of a group (本年支出: 小计,
    基本支出, 项目支出) stand on a line below the others."""
    keys = [spec.key for spec in official]
    places = [keys.index(spec.key) for spec in read if spec.key in keys]
    return len(places) == len(read) and places != sorted(places)


def _summing(variant: Variant, found: Sequence[Draft]) -> Variant:
    """The same where cells are empty: the first number of a row is the sum of the others, wherever they stand."""
    if any(spec.key == "opening" for spec in variant):
        variant = (forms().spec("grand"), *variant[1:])  # what was carried over is in it
    parts = tuple(at for at, spec in enumerate(variant) if at and spec.key not in _DETAILS)
    rows = [row for row in found if len(row.numbers) > 1]
    order = tuple(range(len(variant)))
    whole = replace(variant[0], parts=order[1:])
    held = sum(1 for row in rows if placement.holds(row, order[: len(row.numbers)], (whole, *variant[1:])))
    return (replace(whole, parts=parts), *variant[1:]) if held * 10 >= len(rows) * 9 else variant


def _summed(variant: Variant, found: Sequence[Draft]) -> Variant:
    """Columns read from the header; the first is the sum of all others where the rows say so."""
    whole = replace(variant[0], parts=tuple(range(1, len(variant))))
    full = [row for row in found if len(row.numbers) == len(variant)]
    held = [placement.holds(row, tuple(range(len(variant))), (whole, *variant[1:])) for row in full]
    return (whole, *variant[1:]) if held and held.count(True) >= max(1, len(held) - 1) else variant


def plain_columns(count: int) -> Variant:
    """Columns of which nothing is known but their number."""
    return tuple(ColumnSpec(f"c{at + 1}", f"{at + 1}栏", known=False) for at in range(count))


def infer(work: Work) -> None:
    """What the rows show of columns that no form has: which one sums the others, and which ones add up at all."""
    for block in work.blocks:
        if all(spec.known for spec in block.specs):
            continue
        found = nesting.column_sums(block.rows, len(block.specs)) if work.form is NO_FORM else None
        if found is not None:
            whole, parts = found
            specs = [replace(spec, parts=parts if at == whole else ()) for at, spec in enumerate(block.specs)]
        else:
            width = len(block.specs)
            names = roles.headings(work.heads, width) if len(work.blocks) == 1 else ()
            plain_amounts = work.region.closes or (bool(work.region.unit) and not _RATES.search(work.header))
            held = roles.rates(work)
            sure = [plain_amounts or _is_amount(work, at, names) for at in range(width)]
            specs = [
                replace(
                    spec,
                    name=names[at] if names else spec.name,
                    additive=at not in held and sums.adds_up(block.rows, work.rows, at, width, sure[at]),
                )
                for at, spec in enumerate(block.specs)
            ]
        block.specs = tuple(specs)


def _is_amount(work: Work, at: int, names: Sequence[str]) -> bool:
    """Whether a column's own heading, or what it is the result of, says that its rows add up."""
    role = roles.roles().of(names[at]) if names else ""
    return role not in ("", "rate", "other") or any(
        bond.whole == at and bond.kind is RelationKind.SUM for bond in work.bonds
    )
