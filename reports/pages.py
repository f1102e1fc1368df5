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
#: the examples, by their place among the sections: Chinese text serves both languages and is written once
EXAMPLES = (2, 3)
WIDTH = 88
_NAMES = "|".join(name for names in SECTIONS.values() for name in names)
_HEADING = re.compile(rf"^({_NAMES})\b[:：]?[ \t]*", re.MULTILINE)
#: a line's end between two Chinese characters is no space
_WRAPPED = re.compile(r"(?<=[⺀-鿿＀-￯　-〿])\s*\n\s*(?=[⺀-鿿＀-￯　-〿])")


def sections(check: Check, lang: str) -> dict[str, str]:
    """Heading to text, unwrapped, of the sections that the page has in a language; empty when it has none of them."""
    _, *parts = _HEADING.split(cleandoc(check.doc))
    found = {heading: _unwrapped(body) for heading, body in zip(parts[::2], parts[1::2], strict=True)}
    if not any(found.get(heading) for heading in SECTIONS[lang]):
        return {}
    _, other = languages(lang)
    for at in EXAMPLES:
        found.setdefault(SECTIONS[lang][at], found.get(SECTIONS[other][at], ""))
    return {heading: found[heading] for heading in SECTIONS[lang] if found.get(heading)}


def title(check: Check, lang: str) -> str:
    """What the check compares: the Chinese term of art, or its English words where the first line has both."""
    chinese, both, english = check.title.partition(" · ")
    return english if both and lang == "en" else chinese


def in_either(check: Check, lang: str) -> dict[str, str]:
    """The sections in a language, else in the other one."""
    return next(filter(None, (sections(check, name) for name in languages(lang))), {})


def page(check: Check, lang: str, width: int = WIDTH) -> str:
    """The page for a reader, at most `width` columns wide; in the other language where it has none in this one."""
    found = in_either(check, lang)
    head = f"{check.id} {check.name}\n\n{check.title}\n"
    if not found:
        return f"{head}\n{cleandoc(check.doc).partition(chr(10))[2].strip()}".rstrip() + "\n"
    return head + "".join(f"\n{heading}\n{_indented(body, width)}\n" for heading, body in found.items())


def markdown(check: Check, lang: str) -> str:
    """The page as Markdown, for a platform that shows it beside a finding."""
    parts = [f"# {check.id} {check.title}"]
    parts += [f"**{heading}** {body}" for heading, body in sections(check, lang).items()]
    return "\n\n".join(parts) + "\n"


def languages(lang: str) -> tuple[str, str]:
    """Both languages, the reader's first."""
    return ("zh", "en") if lang == "zh" else ("en", "zh")


def _unwrapped(body: str) -> str:
    return " ".join(_WRAPPED.sub("", body.strip()).split())


def _indented(text: str, width: int) -> str:
    return "\n".join(f"    {line}" for line in layout.wrap(text, max(20, width - 4)))
