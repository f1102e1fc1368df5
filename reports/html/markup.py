"""Markup: text that is HTML already. Whatever is not is escaped when it becomes part of an element."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

#: elements without an end
_VOID = frozenset({"meta", "input"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | int | bool | None) -> Markup:
    """An element. A child that is no Markup is text and is escaped, as every attribute is.

    An attribute's name may end in `_` (class_) and has `-` for `_`; None and False leave it out, True has no value.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        parts.append(f" {key}" if value is True else f' {key}="{_text(str(value))}"')
    parts.append(">")
    if name in _VOID:
        return Markup("".join(parts))
    return Markup("".join([*parts, join(children), f"</{name}>"]))


def join(children: Iterable[str], between: str = "") -> Markup:
    """Children side by side; those that are no Markup are text."""
    told = (child if isinstance(child, Markup) else _text(child) for child in children)
    return Markup(_text(between).join(told))


def _text(text: str) -> str:
    """Escaped text; what no page can hold (control characters, halves of a character) is left out."""
    told = escape(text)
    if told.isprintable():
        return told
    return "".join(
        c for c in told if c in "\t\n" or not (c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff")
    )
