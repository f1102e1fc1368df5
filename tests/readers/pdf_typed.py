"""Pages typed string by string, in a font that is in the file: slanted, raised, spaced, invisible or turned."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import count

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.readers.pdf_boxes import font
from tests.readers.pdf_writer import HEIGHT, WIDTH

_NAMES = count()


class Typed:
    """Strings at a place from the upper left corner; what is drawn between them is drawn in its turn."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.width, self.height = width, height
        self._said: set[str] = set()
        self._steps: list[Callable[[Canvas, str], object]] = []

    def text(
        self, x: float, y: float, text: str, size: float = 12, *, slant: float = 0, rise: float = 0, space: float = 0,
        mode: int = 0,
    ) -> float:  # fmt: skip
        """Print a string; give where it ends."""
        self._said.update(text)

        def step(canvas: Canvas, name: str) -> None:
            canvas.saveState()
            said = canvas.beginText()
            said.setFont(name, size)
            said.setTextTransform(1, 0, slant, 1, x, self.height - y)
            said.setCharSpace(space)
            said.setRise(rise)
            said.setTextRenderMode(mode)
            said.textOut(text)
            canvas.drawText(said)
            canvas.restoreState()

        self._steps.append(step)
        return x + sum(size if char > "\u2000" else size / 2 for char in text)

    def draw(self, step: Callable[[Canvas], object]) -> None:
        self._steps.append(lambda canvas, _: step(canvas))

    def grid(self, across: list[float], down: list[float]) -> None:
        """Ruled lines, between the outermost ones."""
        for x in across:
            self.draw(lambda canvas, x=x: canvas.line(x, self.height - down[0], x, self.height - down[-1]))
        for y in down:
            self.draw(lambda canvas, y=y: canvas.line(across[0], self.height - y, across[-1], self.height - y))

    def page(self) -> None:
        self.draw(lambda canvas: canvas.showPage())

    def data(self) -> bytes:
        name = f"Boxes{next(_NAMES)}"
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(font("".join(self._said), name))))
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(self.width, self.height))
        for step in self._steps:
            step(canvas, name)
        canvas.save()
        return out.getvalue()
