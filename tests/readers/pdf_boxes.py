"""A second producer of PDFs, fpdf2, whose tables are its own; its font is made on the spot and embedded.

Every character of that font is a box with the width that it should have: what is printed cannot be read by a person,
but the text layer is that of any file with an embedded subset.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fpdf import FPDF
from fpdf.enums import WrapMode
from fpdf.fonts import FontFace

from audit.readers.pieces import width
from tests.readers.office import ABOVE, LEFT, Content, Table

_EM, _ASCENT, _DESCENT = 1000, 860, -140


def font(text: str, name: str = "Boxes") -> bytes:
    """A TrueType font with a box for every character of a text."""
    chars = sorted({*text, " "})
    names = [f"u{ord(char):04X}" for char in chars]
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((450, 0), (450, 700), (50, 700)):
        pen.lineTo(corner)
    pen.closePath()
    box, blank = pen.glyph(), TTGlyphPen(None).glyph()
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap({ord(char): name for char, name in zip(chars, names, strict=True)})
    builder.setupGlyf({".notdef": blank, **{name: blank if name == "u0020" else box for name in names}})
    widths = {name: (_EM if char > "\u2000" else _EM // 2, 50) for char, name in zip(chars, names, strict=True)}
    builder.setupHorizontalMetrics({".notdef": (_EM // 2, 50), **widths})
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT, usWinAscent=_ASCENT, usWinDescent=-_DESCENT)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def printed(content: Content) -> bytes:
    """The content on landscape pages: wrapped paragraphs, ruled tables whose rows are never parted."""
    pdf = FPDF(orientation="landscape", format="A4", unit="pt")
    pdf.set_margin(60)
    pdf.set_auto_page_break(True, 60)
    said = "".join(item if isinstance(item, str) else "".join("".join(row) for row in item) for item in content)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "boxes.ttf"
        file.write_bytes(font(said))
        pdf.add_font("Boxes", fname=file)
    pdf.set_font("Boxes", size=11)
    pdf.add_page()
    for at, item in enumerate(content):
        if not isinstance(item, str):
            _table(pdf, item)
            continue
        # a title stands above its table
        if isinstance(content[min(at + 2, len(content) - 1)], list) and pdf.will_page_break(120):
            pdf.add_page()
        pdf.multi_cell(0, 18, item, wrapmode=WrapMode.CHAR, new_x="LMARGIN", new_y="NEXT", align="L")
    return bytes(pdf.output())


def _table(pdf: FPDF, table: Table) -> None:
    """A ruled table; its first row is printed again on each page that it goes on to."""
    count = len(table[0])
    needs = [max(7, *(width(row[at]) for row in table if row[at] not in (LEFT, ABOVE))) for at in range(count)]
    pdf.set_font_size(8)
    with pdf.table(
        col_widths=needs, line_height=11, padding=2, wrapmode=WrapMode.CHAR, text_align="LEFT",
        headings_style=FontFace(),
    ) as drawn:  # fmt: skip
        for at, cells in enumerate(table):
            row = drawn.row()
            for column, cell in enumerate(cells):
                if cell in (LEFT, ABOVE):
                    continue
                right = below = 1
                while cells[column + right : column + right + 1] == [LEFT]:
                    right += 1
                while at + below < len(table) and table[at + below][column] == ABOVE:
                    below += 1
                row.cell(cell, colspan=right, rowspan=below, align="RIGHT" if cell[-1:].isdigit() else "LEFT")
    pdf.set_font_size(11)
    pdf.ln(8)
