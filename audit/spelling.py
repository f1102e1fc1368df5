"""The known word that a misspelt one is most like."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like the given one; the first in order among equals."""
    from difflib import SequenceMatcher

    return max(sorted(known), key=lambda other: SequenceMatcher(None, word.lower(), other.lower()).ratio())
