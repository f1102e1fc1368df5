"""Bodies 分单位: which body a block is about, in a document that puts several units' disclosures one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.extract.profile import BODY, Profile
from audit.model.document import Block, BlockKind, Document

_NAME = rf"((?![我本该各全由按]|关于){BODY}(?:机关)?)(?:（[^（）]{{1,4}}）)?"
_YEAR = r"(?:20\d\d年?度?)"
#: a heading that names a body: 二、2031年度水政监察大队决算情况
_HEADING = re.compile(rf"(?:关于)?+{_YEAR}?{_NAME}{_YEAR}?(?:部门|单位)?(?:决算|预算|收支|$)")
#: a title without a marker: 某局（本级）2031年度单位决算情况说明
_TITLE = re.compile(rf"{_NAME}{_YEAR}(?:部门|单位)(?:决算|预算)\S{{0,12}}$")
_HEADQUARTERS = "本级"
_LONGEST = 60


class Bodies:
    """The bodies that titles and headings name. The document's own restricts nothing; nor does the only one."""

    def __init__(self, document: Document, profile: Profile) -> None:
        named = dict(_named(document.blocks))
        own = profile.entity or next(iter(named.values()), "")
        self._scopes: list[str] = []
        if len(set(named.values()) | {own}) > 1:
            self._walk(document, named, own)

    def of(self, block: int) -> str:
        """The scope of a block: "" for the whole body of the document."""
        return self._scopes[block] if 0 <= block < len(self._scopes) else ""

    def _walk(self, document: Document, named: dict[int, str], own: str) -> None:
        scope, rank = "", -1
        for index, block in enumerate(document.blocks):
            marker = block.marker if block.kind is BlockKind.HEADING else None
            if index in named:
                scope, rank = _scope(named[index], own), marker.rank if marker is not None else -1
            elif marker is not None and marker.rank <= rank:
                scope, rank = "", -1
            self._scopes.append(scope)


def _named(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    for index, block in enumerate(blocks):
        if len(block.text) > _LONGEST or block.kind is BlockKind.ROW:
            continue
        heading = block.kind is BlockKind.HEADING and block.marker is not None
        skip = block.marker.length if heading and block.marker is not None else 0
        match = (_HEADING if heading else _TITLE).match(block.text[skip:].lstrip())
        if match:
            yield index, match.group(1)


def _scope(name: str, own: str) -> str:
    if name == own:
        return ""
    return _HEADQUARTERS if own and name.startswith(own) and _HEADQUARTERS in name else name
