"""Patterns 模式: regular expressions that are compiled when they are first used.

A pattern with a set of all Chinese characters takes half a millisecond or more, and much of what can be said is said in
few documents. A pattern that nearly every document needs is compiled by `re` as ever: its methods are reached sooner.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern")


class _Late:
    """Has no method until one is asked for; then those of the compiled pattern."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def late(source: str) -> re.Pattern[str]:
    """The pattern of a source that few documents have a use for."""
    return cast("re.Pattern[str]", _Late(source))
