"""Pages 检查说明: the docstring of a check taken apart, in both languages, for `gouji explain` and SARIF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from inspect import cleandoc

from audit.model.relation import Check
from reports import layout

#: the sections of a page, in their order, as each language calls them
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "zh": ("核对内容", "理由", "相符", "不符", "尾差", "局限"),
    "en": ("What", "Why", "Consistent", "Inconsistent", "Rounding", "Limits"),
}
_HEADING = re.compile(
    rf"^({'|'.join(name for names in SECTIONS.values() for name in names)})\b[:：]?[ \t]*", re.MULTILINE
)


def sections(check: Check, lang: str) -> dict[str, str]:
    """Heading to text, of the sections that the page has in a language."""
    _, *parts = _HEADING.split(cleandoc(check.doc))
    found = {heading: cleandoc("\n" + body).strip() for heading, body in zip(parts[::2], parts[1::2], strict=True)}
    return {heading: found[heading] for heading in SECTIONS[lang] if found.get(heading)}


def page(check: Check, lang: str) -> str:
    """The page for a reader: the check's name, then its sections; in the other language where this one is missing."""
    found = next(filter(None, (sections(check, name) for name in languages(lang))), {})
    head = f"{check.id} {check.name}\n\n{check.title}\n"
    if not found:
        return f"{head}\n{cleandoc(check.doc).partition(chr(10))[2].strip()}".rstrip() + "\n"
    return head + "".join(f"\n{heading}\n{_indented(body)}\n" for heading, body in found.items())


def markdown(check: Check, lang: str) -> str:
    """The page as Markdown, for a platform that shows it beside a finding."""
    parts = [
        f"# {check.id} {check.title}",
        *(f"**{name}** {layout.clean(body)}" for name, body in sections(check, lang).items()),
    ]
    return "\n\n".join(parts) + "\n"


def languages(lang: str) -> tuple[str, ...]:
    """Both languages, the reader's first."""
    return (lang, *(name for name in SECTIONS if name != lang))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())
