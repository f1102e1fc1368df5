"""PDF turned words 竖排: a few words on their side in a cell of an upright table, as its headings often are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from audit.readers import pdf_lines
from audit.readers.pdf_page import Glyph, Page

#: where the middle of a character is above its baseline, in shares of its font's size
_MIDDLE = 0.35


def words(page: Page) -> Iterator[list[Glyph]]:
    """Each line of turned words as an upright one, as wide as a character is high, in the middle of where it stands."""
    for frame, glyphs in page.aside:
        for line in pdf_lines.lines(glyphs):
            across, down = (line.left + line.right) / 2, line.base - _MIDDLE * line.em
            ((x, y),) = page.frame.turned([frame.back(across, down)])
            step = line.em / len(line.glyphs)
            lefts = [x - line.em / 2 + step * at for at in range(len(line.glyphs))]
            base = y + _MIDDLE * line.em
            yield [
                replace(glyph, left=left, right=left + step, base=base, em=line.em)
                for glyph, left in zip(line.glyphs, lefts, strict=True)
            ]
