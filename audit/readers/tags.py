"""Tags: the stream of tags and text of an HTML page, in linear time whatever the page holds.

The standard library's parser takes quadratic time on a page that is made to harm; this one looks at each character a
bounded number of times. It knows no nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

#: a tag with its attributes; quoted values may hold `>`
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_NAME = re.compile(r"<(/?)([A-Za-z][\w:-]{0,50})")
_ATTRIBUTE = re.compile(r"([^\s=/>\"'<]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>\"']++))?")
#: an attribute that is longer, such as a picture, holds nothing that matters here
_LONGEST = 2000
#: elements whose content is no markup
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")
}


class Tag(NamedTuple):
    """A start tag, an end tag (`/`), or text (no name)."""

    name: str
    text: str = ""
    closing: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        return {found[1].lower(): unescape((found[2] or "").strip("\"'")) for found in _ATTRIBUTE.finditer(self.text)}


def scan(page: str) -> Iterator[Tag]:
    """The tags and the text of a page in order; comments, declarations and scripts are left out."""
    at = 0
    comments = True
    while (start := page.find("<", at)) >= 0:
        if start > at:
            yield Tag("", unescape(page[at:start]))
        at = start + 1
        following = page[at : at + 1]
        if page.startswith("!--", at):
            end = page.find("-->", at + 3) if comments else -1
            comments = end >= 0  # one that nothing ends hides nothing
            at = end + 3 if comments else at + 3
        elif following in ("!", "?"):
            end = page.find(">", at)
            at = end + 1 if end >= 0 else len(page)
        elif found := _TAG.match(page, start, start + _LONGEST):
            tag = Tag(found[2].lower(), found[3], bool(found[1]))
            yield tag
            at = _behind(page, found.end(), tag)
        elif (named := _NAME.match(page, start)) and (end := page.find(">", start)) >= 0:
            tag = Tag(named[2].lower(), page[named.end() : min(end, start + _LONGEST)], bool(named[1]))
            yield tag
            at = _behind(page, end + 1, tag)
        elif named is not None:  # nothing ends it, so it was no tag
            yield Tag("", unescape(page[start:]))
            return
        else:
            yield Tag("", "<")
    if at < len(page):
        yield Tag("", unescape(page[at:]))


def _behind(page: str, at: int, tag: Tag) -> int:
    """Where markup goes on behind a start tag: for a script at its end."""
    if tag.closing or tag.name not in _RAW:
        return at
    end = _RAW[tag.name].search(page, at)
    return end.start() if end else len(page)
