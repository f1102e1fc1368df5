"""Text layer 文本层: the lines that a Word, Excel or HTML file is turned into, and the Document made of them.

A paragraph is a line (or several, where a line break was printed inside it); a row of a table is a line whose cells
are parted by tabs. From there on a file is read as a text dump is, but for two things that a dump cannot tell: which
lines are whole paragraphs, and that tabs part real cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from audit.errors import ReadError
from audit.model.document import CellAnchors, Document, Notice
from audit.model.limits import DEFAULT, Limits
from audit.model.span import Seat
from audit.readers.folding import fold, ideographs
from audit.readers.outline import build
from audit.readers.paragraphs import rebuild
from audit.readers.pieces import Piece, Place
from audit.readers.printed_lines import unparted
from audit.readers.rows import is_row

_SPACE = re.compile(r"\s+")
#: a cell that is alone in its row and no part of the table: title, unit, note, sentence
_BESIDE = re.compile(
    r"表(?:[（(][^（）()]{0,14}[）)])?$|^[（(]?(?:单位|金额单位|部门|编制单位|预算单位)(?:名称)?[：:]|^(?:备?注|说明)\d?[：:]|。"
)
_SENTENCE = re.compile(r"[。；！？]")
_LONGEST_HEADING = 60


def stands_beside(text: str) -> bool:
    """Whether the only text of a row is no part of its table: title, unit, note, sentence."""
    return _BESIDE.search(text) is not None


def too_many_cells(limits: Limits) -> ReadError:
    return ReadError("too-many-cells", f"> {limits.cells}")


def in_table(table: int, row: int, at: int, offset: int) -> Place:
    """The place of the cell at an index of a row of a table."""
    return Place(offset, seat=Seat(None, table, row, at + 1))


class Layer:
    """Collects lines. The methods take text as the format holds it: spaces and line breaks are settled here."""

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self.lines: list[str] = []
        self.notices: list[Notice] = []
        self._pieces: list[Piece] = []
        self._paragraph = 0
        self._cells = 0
        self._tables = 0
        #: paragraphs outside of tables
        self._spoken = 0

    def blank(self) -> None:
        """An empty line, never two in a row."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def table(self) -> int:
        """A table begins: its number."""
        self.blank()
        self._tables += 1
        return self._tables

    def paragraph(self, text: str, level: int = 0, place: Place | None = None) -> None:
        """A paragraph; line breaks inside it are kept. `level` is a heading's depth, 0 for body text."""
        self._paragraph += 1
        if place is None:
            self._spoken += 1
            place = Place(seat=Seat(self._spoken))
        if level and (len(text) > _LONGEST_HEADING or _SENTENCE.search(text)):
            level = 0
        for part in text.splitlines():
            self._line(part, level, place)

    def row(self, cells: Sequence[str], place: Callable[[int, int], Place]) -> None:
        """A row of a table; an empty cell is "". `place` tells the place of a cell by its index and its offset."""
        self._cells += len(cells)
        if self._cells > self.limits.cells:
            raise too_many_cells(self.limits)
        texts = list(cells)
        if _SPACE.search("".join(cells)):
            texts = [_SPACE.sub(" ", cell).strip() if cell else "" for cell in cells]
        filled = [at for at, text in enumerate(texts) if text]
        if not filled:
            self.blank()
            return
        if len(filled) == 1 and (len(cells) == 1 or stands_beside(texts[filled[0]])):
            self.paragraph(texts[filled[0]], place=place(filled[0], 0))
            return
        self._paragraph += 1
        raw = ideographs("\t".join(texts))
        self.lines.append(raw)
        starts: list[int] = []
        offset = 0
        for text in texts:
            if text:
                starts.append(offset)
            offset += len(text) + 1
        anchors = CellAnchors(len(self.lines), filled, starts, place)
        self._pieces.append(Piece(len(self.lines), 1, raw, fold(raw), None, True, 0, self._paragraph, anchors=anchors))

    def document(self, name: str, format_: str) -> Document:
        """The paragraphs and outline of what was collected. Raises ReadError when it holds no readable words."""
        if not any(c.isalnum() for piece in self._pieces for c in piece.text):
            raise ReadError("no-text")
        blocks, sections = build(rebuild(unparted(self._pieces)))
        return Document(name, format_, blocks, sections, tuple(self.lines), celled=True, notices=tuple(self.notices))

    def _line(self, text: str, level: int, place: Place) -> None:
        body = ideographs(text.strip())
        if not body:
            return
        self.lines.append(body)
        folded = fold(body)
        row = not level and place.cell is None and is_row(folded)
        self._pieces.append(Piece(len(self.lines), 1, body, folded, None, row, level, self._paragraph, (place,)))
