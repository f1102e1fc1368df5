"""The one content of content.yaml, as it is and with its slips, for the writers of every format."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from audit import strict_yaml
from tests.readers.office import WRITERS as OFFICE
from tests.readers.office import Content, workbook
from tests.readers.pdf_boxes import printed as boxes
from tests.readers.pdf_writer import printed as reportlab

#: how a content is written: name -> the file's suffix and its bytes
WRITERS = {
    **{suffix: (suffix, write) for suffix, write in OFFICE.items()},
    "xlsx, a sheet for each table": ("xlsx", workbook),
    "pdf by reportlab": ("pdf", reportlab),
    "pdf by fpdf2": ("pdf", boxes),
}


@cache
def _loaded() -> Any:
    return strict_yaml.load(Path(__file__).with_name("content.yaml"))


def content() -> Content:
    """Paragraphs and tables in their order; a table's title, unit and note are paragraphs around it."""
    found: list[str | list[list[str]]] = []
    for item in _loaded()["content"]:
        if isinstance(item, str):
            found.append(item)
        else:
            found += [item["title"], item["unit"], item["rows"], *([item["note"]] if "note" in item else [])]
    return found


def slips() -> list[tuple[str, str]]:
    """What is right, and what is printed instead."""
    return [(slip["right"], slip["printed"]) for slip in _loaded()["slips"]]


def planted(*made: tuple[str, str]) -> Content:
    """The content with some slips made, each where the right one stands first."""
    found = content()
    for right, wrong in made:
        found = _replaced(found, right, wrong)
    return found


def _replaced(found: Content, right: str, wrong: str) -> Content:
    left = [1]

    def changed(text: str) -> str:
        if not left or right not in text:
            return text
        left.clear()
        return text.replace(right, wrong, 1)

    return [changed(item) if isinstance(item, str) else [[changed(c) for c in row] for row in item] for item in found]
