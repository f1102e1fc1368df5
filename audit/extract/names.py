"""Names 全称: a name as it is printed, with the fund that stands right before it and that a fact keeps apart."""

from __future__ import annotations

import re
from functools import cache

from audit.extract.lexicon import any_of, words

#: between a name and its amount at most so much is printed (年初预算为)
_NEAR = 40


def with_fund(before: str, label: str) -> str:
    """A label with the words for its fund, where they open it in the text before its figure; else the label."""
    at = before.rfind(label, max(0, len(before) - len(label) - _NEAR)) if label else -1
    fund = _fund().search(before, max(0, at - _NEAR), at) if at > 0 else None
    return fund.group() + label if fund is not None else label


@cache
def _fund() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('fund'))}$")
