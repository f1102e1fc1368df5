"""A small writer of PDFs for the tests, on reportlab, with its Chinese CID font STSong-Light (not embedded)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from audit.readers.pieces import width as shown
from tests.readers.office import ABOVE, LEFT, Content

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
MARGIN = 72

pdfmetrics.registerFont(UnicodeCIDFont(FONT))

#: a cell's text ("" is empty), or None where the cell to the left or above goes on
Cell = str | None


class Paper:
    """Pages written from the top down; `y` is the distance from the upper edge."""

    def __init__(self, landscape: bool = False, password: str | None = None, owner: str | None = None) -> None:
        self._buffer = io.BytesIO()
        self.width, self.height = (HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)
        encrypt = None if password is None else StandardEncryption(password, owner, strength=128)
        self.canvas = Canvas(self._buffer, pagesize=(self.width, self.height), encrypt=encrypt)
        self.y: float = MARGIN

    def text(self, x: float, y: float, text: str, size: float = 12) -> None:
        """pdfium loses a Chinese character that is alone in its string where no such font is installed: add a space."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y, text + " " if len(text) == 1 else text)

    def prose(self, text: str, size: float = 12, leading: float = 20, indent: int = 2) -> None:
        """A paragraph, wrapped at the right margin and continued on the next page."""
        first = True
        for line in self._wrapped(text, self.width - 2 * MARGIN, size, indent):
            if self.y > self.height - MARGIN:
                self.page()
            self.text(MARGIN + (indent * size if first else 0), self.y, line, size)
            self.y += leading
            first = False

    def line(self, text: str, size: float = 12, centred: bool = False) -> None:
        x = (self.width - pdfmetrics.stringWidth(text, FONT, size)) / 2 if centred else MARGIN
        self.text(x, self.y, text, size)
        self.y += 1.7 * size

    def table(
        self, widths: Sequence[float], rows: Sequence[Sequence[Cell]], size: float = 9, rules: str = "lines"
    ) -> None:
        """A table with `lines`, thin filled `bars`, only `horizontal` rules or `none`; not longer than the page."""
        xs = [MARGIN + sum(widths[:at]) for at in range(len(widths) + 1)]
        ys = [self.y]
        wrapped = [[self._cell(rows, r, c, widths, size) for c in range(len(widths))] for r in range(len(rows))]
        for row in wrapped:
            ys.append(ys[-1] + 1.3 * size * max(1, *(len(lines) for lines in row)) + 4)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is None:
                    continue
                right, below = self._reach(rows, r, c)
                self._box(xs[c], ys[r], xs[right], ys[below], rules)
                for at, line in enumerate(wrapped[r][c]):
                    amount = line[-1:].isdigit() and len(wrapped[r][c]) == 1
                    x = xs[right] - 3 - pdfmetrics.stringWidth(line, FONT, size) if amount else xs[c] + 3
                    self.text(x, ys[r] + 2 + size + at * 1.3 * size, line, size)
        self.y = ys[-1] + 24

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        from PIL import Image

        self.canvas.drawImage(ImageReader(Image.new("L", (8, 8), 200)), x, self.height - y - height, width, height)

    def page(self) -> None:
        self.canvas.showPage()
        self.y = MARGIN

    def data(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()

    def _box(self, left: float, top: float, right: float, bottom: float, rules: str) -> None:
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        for (x0, y0), (x1, y1) in pairwise(corners):
            if rules == "none" or (rules == "horizontal" and x0 == x1):
                continue
            if rules == "bars":
                self.canvas.rect(
                    min(x0, x1), self.height - max(y0, y1), max(0.5, abs(x1 - x0)), max(0.5, abs(y1 - y0)), 0, 1
                )
            else:
                self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def _cell(self, rows: Sequence[Sequence[Cell]], r: int, c: int, widths: Sequence[float], size: float) -> list[str]:
        cell = rows[r][c]
        if not cell:
            return []
        return self._wrapped(cell, sum(widths[c : self._reach(rows, r, c)[0]]) - 6, size, 0)

    @staticmethod
    def _reach(rows: Sequence[Sequence[Cell]], r: int, c: int) -> tuple[int, int]:
        right, below = c + 1, r + 1
        while right < len(rows[r]) and rows[r][right] is None:
            right += 1
        while below < len(rows) and all(rows[below][at] is None for at in range(c, right)):
            below += 1
        return right, below

    @staticmethod
    def _wrapped(text: str, room: float, size: float, indent: int) -> list[str]:
        lines, line = [], ""
        left = room - indent * size
        for char in text:
            if pdfmetrics.stringWidth(line + char, FONT, size) > left and char not in "，。；：、）":
                lines.append(line)
                line, left = "", room
            line += char
        return [*lines, line]


def printed(content: Content, rules: str = "lines") -> bytes:
    """A content of the other formats' tests, its tables ruled and continued over pages."""
    paper = Paper(landscape=True)
    for item in content:
        if isinstance(item, str):
            if paper.y > paper.height - 3 * MARGIN and len(item) < 30:
                paper.page()
            paper.prose(item, indent=0)
            continue
        count = max(map(len, item))
        rows: list[list[Cell]] = [[None if cell in (LEFT, ABOVE) else cell for cell in row] for row in item]
        needs = [max(40, *(shown(row[at] or "") for row in rows)) for at in range(count)]
        widths = [need * (paper.width - 2 * MARGIN) / sum(needs) for need in needs]
        while rows:
            room = max(1, int((paper.height - MARGIN - paper.y) // 40))
            paper.table(widths, rows[:room], 8, rules)
            rows = rows[room:]
            if rows:
                paper.page()
    return paper.data()
