"""The lexicon 词表: lexicon.yaml as word lists and compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from audit.strict_yaml import load


@cache
def lexicon() -> Any:
    """The parsed word lists, as plain dictionaries and lists of strings."""
    return load(Path(__file__).with_name("lexicon.yaml"))


@cache
def words(*keys: str) -> tuple[str, ...]:
    """The words under a path of keys; all words of all its lists when the path ends in a mapping."""
    node = lexicon()
    for key in keys:
        node = node[key]
    if isinstance(node, dict):
        return tuple(word for value in node.values() for word in (value if isinstance(value, list) else [value]))
    return tuple(node)


def inverse(key: str) -> dict[str, str]:
    """word -> category, for a mapping of categories to words."""
    return {word: category for category, listed in lexicon()[key].items() for word in listed}


def begins(candidates: Iterable[str]) -> str:
    """A pattern that looks ahead for the first letter of one of some words.

    In front of a pattern of many branches it spares trying each of them at every letter of a text.
    """
    return "(?=[" + re.escape("".join(sorted({word[0] for word in candidates}))) + "])"


def any_of(candidates: Iterable[str]) -> str:
    """A pattern that matches the longest of some words, grouped by first letter so that it fails fast."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(candidates), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(word[1:])
    branches = []
    for first, rests in groups.items():
        tail = "|".join(re.escape(rest) for rest in rests)
        branches.append(re.escape(first) + (f"(?:{tail})" if tail else ""))
    return "(?:" + "|".join(branches) + ")"
