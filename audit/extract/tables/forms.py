"""Forms 报表: the official tables as data (forms.yaml): titles, columns, labels, classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from audit.errors import UsageError
from audit.model.concept import Fund, Stage
from audit.model.table import Column
from audit.strict_yaml import load


class ColumnSpec(Struct, frozen=True):
    """An amount column of a form: what it is called, what it restricts an amount to, what it is the sum of."""

    key: str
    name: str
    words: tuple[str, ...] = ()
    item: str = ""
    fund: Fund | None = None
    stage: Stage | None = None
    parts: tuple[int, ...] = ()
    known: bool = True
    additive: bool = True

    def column(self, side: str, offset: int = 0) -> Column:
        parts = tuple(part + offset for part in self.parts)
        return Column(self.key, self.name, parts, side, self.known, self.additive)


Variant = tuple[ColumnSpec, ...]
#: the body and the unit, printed above a table's header
_ABOVE = re.compile(r"^.*元(?=科目|项目|功能|单位|合计)")


class Label(Struct, frozen=True, gc=False):
    """A row of a two-sided table: what it is about, which half it stands in, its part in the totals."""

    word: str
    item: str
    side: str
    fund: Fund | None
    role: str


class Form(Struct, frozen=True):
    """An official table; see forms.yaml for the meaning of the fields."""

    key: str
    name: str
    title: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    layout: str
    total: str
    within: str
    fund: Fund | None
    variants: tuple[Variant, ...]
    left: tuple[Variant, ...]
    right: tuple[Variant, ...]
    vertical: tuple[Variant, ...]

    @property
    def all_variants(self) -> tuple[Variant, ...]:
        """The variants of a table whose columns a header may name one by one; a two-sided one repeats its heads."""
        return () if self.layout == "sides" else self.variants

    def fits(self, title: str) -> bool:
        return all(any(word in title for word in group) for group in self.title) and not any(
            word in title for word in self.without
        )


class Total(Struct, frozen=True):
    """A total of the economic detail: the classes that it adds up."""

    word: str
    item: str
    classes: tuple[str, ...]


class Forms(Struct, frozen=True):
    forms: tuple[Form, ...]
    not_official: tuple[str, ...]
    labels: tuple[Label, ...]
    classes: dict[str, str]
    totals: tuple[Total, ...]
    header: tuple[str, ...]
    beside: tuple[str, ...]
    unit_codes: tuple[str, ...]
    units: dict[str, Decimal]
    #: every word that names a column, for judging how well a header fits a variant
    column_words: dict[str, tuple[str, ...]]
    _specs: dict[str, ColumnSpec]

    def spec(self, key: str) -> ColumnSpec:
        """The column with this key, as some form has it; a column of no form means nothing."""
        return self._specs.get(key) or ColumnSpec(key, key, known=False)

    def form(self, key: str) -> Form | None:
        return next((form for form in self.forms if form.key == key), None)


NO_FORM = Form("", "", (), (), "list", "", "", None, (), (), (), ())


@cache
def forms() -> Forms:
    """The vocabulary, read once."""
    path = Path(__file__).with_name("forms.yaml")
    data: dict[str, Any] = load(path)
    columns: dict[str, Any] = data["columns"]
    found = tuple(_form(entry, columns, path) for entry in data["forms"])
    return Forms(
        forms=found,
        not_official=tuple(data["not_official"]),
        labels=_labels(data["labels"]),
        classes=dict(data["classes"]),
        totals=tuple(
            Total(word, entry["item"], tuple(entry["classes"])) for entry in data["totals"] for word in entry["words"]
        ),
        header=tuple(data["header"]),
        beside=tuple(data["beside"]),
        unit_codes=tuple(data["unit_codes"]),
        units={unit: Decimal(scale) for unit, scale in data["units"].items()},
        column_words={key: tuple(entry["words"]) for key, entry in columns.items()},
        _specs={
            spec.key: spec
            for form in found
            for variant in (*form.variants, *form.left, *form.right, *form.vertical)
            for spec in variant
        },
    )


def _form(entry: dict[str, Any], columns: dict[str, Any], path: Path) -> Form:
    def variants(key: str) -> tuple[Variant, ...]:
        return tuple(_variant(text, columns, path) for text in entry.get(key, ()))

    return Form(
        key=entry["form"],
        name=entry["name"],
        title=tuple(tuple(group) for group in entry["title"]),
        without=tuple(entry.get("without", ())),
        layout=entry["layout"],
        total=entry.get("total", ""),
        within=entry.get("within", ""),
        fund=Fund(entry["fund"]),
        variants=variants("columns"),
        left=variants("left"),
        right=variants("right"),
        vertical=variants("vertical"),
    )


def _variant(text: str, columns: dict[str, Any], path: Path) -> Variant:
    """`total@budget=a+b; a@budget; b@budget`: columns, each with its parts and a stage if it has them."""
    pieces = [piece.strip() for piece in text.split(";")]
    keys = [piece.partition("=")[0] for piece in pieces]
    found: list[ColumnSpec] = []
    for piece, key in zip(pieces, keys, strict=True):
        tail = piece.partition("=")[2]
        base, _, stage = key.partition("@")
        if base not in columns:
            raise UsageError(f"{path}: the column {base!r} is not among `columns`")
        suffix = "@" + stage if stage else ""
        try:
            parts = tuple(keys.index(part.strip() + suffix) for part in tail.split("+") if part.strip())
        except ValueError as error:
            raise UsageError(f"{path}: {text!r}: {error}") from error
        entry = columns[base]
        stage = stage or entry.get("stage", "")
        found.append(
            ColumnSpec(
                key=key,
                name=entry["name"],
                words=tuple(entry["words"]),
                item=entry.get("item", ""),
                fund=Fund(entry["fund"]) if "fund" in entry else None,
                stage=Stage(stage) if stage else None,
                parts=parts,
            )
        )
    return tuple(found)


def _labels(entries: list[dict[str, Any]]) -> tuple[Label, ...]:
    """Longer words first, so that the first that a label starts with is the right one."""
    found = [
        Label(
            word,
            entry["item"],
            entry["side"],
            Fund(entry["fund"]) if "fund" in entry else None,
            entry.get("role", ""),
        )
        for entry in entries
        for word in entry["words"]
    ]
    return tuple(sorted(found, key=lambda label: -len(label.word)))


def match_form(title: str) -> Form:
    """The official form that a compact title names; NO_FORM when it names none."""
    return next((form for form in forms().forms if form.fits(title)), NO_FORM)


def is_official(title: str) -> bool:
    return not any(word in title for word in forms().not_official)


def named(variant: Variant, header: str) -> list[int]:
    """Where a compact header names the columns of a variant, those that it names."""
    places = [min((at for word in spec.words if (at := header.find(word)) >= 0), default=-1) for spec in variant]
    return [place for place in places if place >= 0]


def derived(variants: Sequence[Variant], header: str) -> Variant:
    """The columns that a header names in printed order, out of those that the form has in any variant."""
    words = sorted(
        {(word, spec.key): spec for variant in variants for spec in variant for word in spec.words}.items(),
        key=lambda entry: -len(entry[0][0]),
    )
    found: dict[str, ColumnSpec] = {}
    at = 0
    while at < len(header):
        spec, length = next(((spec, len(word)) for (word, _), spec in words if header.startswith(word, at)), (None, 1))
        if spec is not None:
            found.setdefault(spec.key, replace(spec, parts=()))
        at += length
    return tuple(found.values())


def is_named(variants: Sequence[Variant], header: str) -> bool:
    """Whether a header is nothing but names of the form's columns, and words that stand above codes and names."""
    words = {word for variant in variants for spec in variant for word in spec.words}
    header = _ABOVE.sub("", header)
    longest = sorted((*words, *forms().header, *forms().beside), key=len, reverse=True)
    return not re.sub("|".join(map(re.escape, longest)), "", header)


def score(variant: Variant, header: str) -> int:
    """How well a compact header fits a variant: words found in their order, less the columns it would leave out."""
    found = named(variant, header)
    ordered = sum(1 for a, b in pairwise(found) if a <= b)
    mine = {word for spec in variant for word in spec.words}
    left_out = sum(
        1
        for words in forms().column_words.values()
        if words[0] not in ("决算数", "预算数", "合计", "小计")
        and len(words[0]) > 3
        and not mine.intersection(words)
        and words[0] in header
        and not any(words[0] in word for word in mine)
    )
    told = _stages(variant, header) + _groups(variant, header)
    return 3 * len(found) + ordered - 3 * (len(variant) - len(found)) - 15 * left_out + told


def _groups(variant: Variant, header: str) -> int:
    """Two groups of columns with the same names, this year's and what was carried over, stand in their order."""
    keys = [spec.key for spec in variant]
    if "year" not in keys or "opening" not in keys or not variant[keys.index("opening")].parts:
        return 0
    year, opening = keys.index("year"), keys.index("opening")
    first = header.find(variant[year].name.removesuffix("小计"))
    carried = max(header.find(word) for word in variant[opening].words)
    if min(first, carried) < 0:
        return 0
    return 2 if (first < carried) == (year < opening) else -2


def _stages(variant: Variant, header: str) -> int:
    """A header with both 预算数 and 决算数 has columns for both, side by side or one block after the other."""
    both = "预算数" in header and "决算数" in header
    staged = len({spec.stage for spec in variant}) > 1
    if both != staged:
        return -60
    if not staged:
        return 0
    paired = variant[0].stage is not variant[1].stage
    return 5 if paired == ("预算数决算数预算数" in header) else 0
