"""Writes one content as text, Word, Excel and HTML, with nothing but the standard library.

A content is a list of paragraphs (strings) and tables (lists of rows). In a row "" is an empty cell, LEFT a cell that
the one on its left spans, ABOVE one that the cell above it spans.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from html import escape

LEFT, ABOVE = "←", "↑"
Table = list[list[str]]
Content = Sequence[str | Table]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NUMBER = re.compile(r"-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?%?$")


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, _HEAD + part if isinstance(part, str) else part)
    return out.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{at}" Type="{_KIND}{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


# -- text


def text(content: Content) -> bytes:
    lines: list[str] = []
    for item in content:
        if isinstance(item, str):
            lines.append(item)
        else:
            lines.extend("\t".join("" if cell in (LEFT, ABOVE) else cell for cell in row) for row in item)
    return "\n".join([*lines, ""]).encode()


# -- Word


def word_file(body: str, **parts: str) -> bytes:
    """A Word file of a body and of further parts (numbering, styles, footnotes)."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(*((kind, f"{kind}.xml") for kind in parts)),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    for kind, part in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {_W}>{part}</w:{kind}>"
    return package(files)


def paragraph(said: str, properties: str = "") -> str:
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{head}<w:r><w:t xml:space="preserve">{escape(said)}</w:t></w:r></w:p>'


def word_table(table: Table) -> str:
    rows = []
    for at, row in enumerate(table):
        cells = []
        for column, cell in enumerate(row):
            if cell == LEFT:
                continue
            span = 1
            while row[column + span : column + span + 1] == [LEFT]:
                span += 1
            below = at + 1 < len(table) and table[at + 1][column] == ABOVE
            merge = "<w:vMerge/>" if cell == ABOVE else '<w:vMerge w:val="restart"/>' if below else ""
            own = f'<w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>'
            cells.append(f"<w:tc>{own}{paragraph('' if cell == ABOVE else cell)}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word(content: Content) -> bytes:
    return word_file("".join(paragraph(item) if isinstance(item, str) else word_table(item) for item in content))


# -- Excel


def excel_file(sheets: dict[str, str], formats: Sequence[str] = (), hidden: Sequence[str] = ()) -> bytes:
    """A workbook of sheets given as XML; style n+1 has the n-th format, style 0 is General."""
    state = dict.fromkeys(hidden, 'state="hidden" ')
    entries = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" {state.get(name, "")}r:id="rId{at}"/>'
        for at, name in enumerate(sheets, 1)
    )
    numbers = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{escape(code)}"/>' for at, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _relations(
            *(("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)), ("styles", "styles.xml")
        ),
        "xl/workbook.xml": f"<workbook {_S} {_R}><sheets>{entries}</sheets></workbook>",
        "xl/styles.xml": f"<styleSheet {_S}><numFmts>{numbers}</numFmts>"
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
    }
    for at, sheet in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {_S}>{sheet}</worksheet>"
    return package(files)


def letters(column: int) -> str:
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def _format(shown: str) -> str:
    decimals = len(shown.rstrip("%").partition(".")[2])
    whole = "#,##0" if "," in shown else "0"
    return whole + ("." + "0" * decimals if decimals else "") + ("%" if shown.endswith("%") else "")


def excel(content: Content) -> bytes:
    """One sheet: numbers are stored as numbers and shown by their formats."""
    formats: dict[str, int] = {}
    return excel_file({"Sheet1": _sheet(content, formats)}, list(formats))


def _sheet(content: Content, formats: dict[str, int]) -> str:
    rows: list[str] = []
    merged: list[str] = []

    def cell(name: str, shown: str) -> str:
        if not _NUMBER.match(shown):
            return f'<c r="{name}" t="inlineStr"><is><t>{escape(shown)}</t></is></c>'
        style = formats.setdefault(_format(shown), len(formats) + 1)
        stored = repr(float(shown.rstrip("%").replace(",", "")) / (100 if shown.endswith("%") else 1))
        return f'<c r="{name}" s="{style}"><v>{stored}</v></c>'

    for item in content:
        table = [[item]] if isinstance(item, str) else item
        for at, row in enumerate(table):
            number = len(rows) + 1
            found = ""
            for column, shown in enumerate(row):
                if shown in ("", LEFT, ABOVE):
                    continue
                found += cell(f"{letters(column)}{number}", shown)
                right = bottom = 0
                while row[column + right + 1 : column + right + 2] == [LEFT]:
                    right += 1
                while at + bottom + 1 < len(table) and table[at + bottom + 1][column] == ABOVE:
                    bottom += 1
                if right or bottom:
                    merged.append(f"{letters(column)}{number}:{letters(column + right)}{number + bottom}")
            rows.append(f'<row r="{number}">{found}</row>')
        if len(table) > 1:
            rows.append("")
    merges = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    return f"<sheetData>{''.join(rows)}</sheetData>" + (f"<mergeCells>{merges}</mergeCells>" if merges else "")


def workbook(content: Content) -> bytes:
    """What is said on one sheet; each table, with its title, unit and note, on a sheet of its own."""
    said: list[str] = []
    tables: dict[str, list[str | Table]] = {}
    for at, item in enumerate(content):
        if not isinstance(item, str):
            title, unit = str(said.pop(-2)), said.pop()
            tables[re.sub(r"[\\[\\]:*?/“”]", "", title)[:31]] = [title, unit, item]
        elif item.startswith("注：") and not isinstance(content[at - 1], str):
            next(reversed(tables.values())).append(item)
        else:
            said.append(item)
    formats: dict[str, int] = {}
    sheets = {name: _sheet(part, formats) for name, part in {"说明": said, **tables}.items()}
    return excel_file(sheets, list(formats))


# -- HTML


def html_table(table: Table) -> str:
    rows = []
    for at, row in enumerate(table):
        cells = ""
        for column, cell in enumerate(row):
            if cell in (LEFT, ABOVE):
                continue
            wide = tall = 1
            while row[column + wide : column + wide + 1] == [LEFT]:
                wide += 1
            while at + tall < len(table) and table[at + tall][column] == ABOVE:
                tall += 1
            cells += f'<td colspan="{wide}" rowspan="{tall}"><p>{escape(cell)}</p></td>'
        rows.append(f"<tr>{cells}</tr>\n")
    return f"<table>{''.join(rows)}</table>"


def html(content: Content) -> bytes:
    body = "\n".join(f"<p>{escape(item)}</p>" if isinstance(item, str) else html_table(item) for item in content)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>{body}</body></html>'.encode()
    )


WRITERS: dict[str, Callable[[Content], bytes]] = {"txt": text, "docx": word, "xlsx": excel, "html": html}
