"""Catalogue: the reports' words and sentences, from their YAML files, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from audit import strict_yaml


@cache
def data(name: str) -> dict[str, Any]:
    """A YAML file of the reports: words and layouts are data."""
    loaded: dict[str, Any] = strict_yaml.load(Path(__file__).with_name(name))
    return loaded


def phrase(group: str, key: str, lang: str, **slots: str) -> str:
    """The sentence of a group of phrases.yaml, with its slots filled."""
    return str(data("phrases.yaml")[group][key][lang]).format_map(_Filled(slots))


def knows(group: str, key: str) -> bool:
    return key in data("phrases.yaml")[group]


def word(key: str, lang: str) -> str:
    """A single word of the reports' own: a column's head, a line's name."""
    return phrase("word", key, lang)


class _Filled(dict[str, str]):
    """A slot that a finding does not fill stays empty."""

    def __missing__(self, key: str) -> str:
        return ""


def bracketed(text: str, lang: str) -> str:
    """A text in the brackets of a language; nothing in none."""
    if not text:
        return ""
    return f"（{text}）" if lang == "zh" else f" ({text})"
