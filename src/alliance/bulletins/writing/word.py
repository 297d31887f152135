"""A bulletin as a Word file: real headings, lists and links, in British English."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from .outline import Block, Kind, Run

_STYLES = {
    Kind.TITLE: "Heading 1",
    Kind.PART: "Heading 1",
    Kind.ITEM: "Heading 2",
    Kind.HEADING: "Heading 3",
    Kind.QUOTE: "Quote",
    Kind.BULLET: "List Bullet",
    Kind.NUMBER: "List Number",
}
_INK, _LINK = "0F3D4A", "0B5F74"
_SIZES = {"Heading 1": 20, "Heading 2": 14, "Heading 3": 12, "Normal": 11}


def to_word(blocks: Sequence[Block], *, title: str, author: str) -> bytes:
    """The bytes of a .docx."""
    from docx import Document  # takes a fifth of a second: only when one is written

    document = Document()
    _look(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, author, "en-GB"
    properties.comments = ""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        _write(document, kind, list(group))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(document: Any, kind: Kind, blocks: list[Block]) -> None:
    if kind is Kind.ROW:
        _table(document, blocks)
        return
    number = None
    for block in blocks:
        paragraph = document.add_paragraph(style=_STYLES.get(kind))
        if kind is Kind.NUMBER:
            if number is None or block.number <= 1:
                number = _new_list(document, block.number)
            _number(paragraph, number)
        for run in block.runs:
            _run(paragraph, run, strong=kind is Kind.LABEL)


def _run(paragraph: Any, run: Run, *, strong: bool) -> None:
    if run.url.startswith(("http://", "https://", "mailto:")):
        _link(paragraph, run)
        return
    written = paragraph.add_run(run.text)
    written.bold = True if run.strong or strong else None
    written.italic = True if run.em else None


def _link(paragraph: Any, run: Run) -> None:
    """A link that can be followed; python-docx reads them and has no word for writing them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.run import Run as WordRun

    relation = paragraph.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    element = OxmlElement("w:r")
    link.append(element)
    paragraph._p.append(link)
    written = WordRun(element, paragraph)
    written.text = run.text
    written.bold = True if run.strong else None
    written.italic = True if run.em else None
    written.font.underline = True
    _colour(written.font, _LINK)


def _colour(font: Any, colour: str) -> None:
    from docx.shared import RGBColor

    font.color.rgb = RGBColor.from_string(colour)


def _new_list(document: Any, start: int) -> int:
    """A numbering of its own, for Word counts on through all paragraphs of one style."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbering = document.part.numbering_part.element
    of_style = document.styles["List Number"].element.pPr.numPr.numId.val
    kind = numbering.num_having_numId(of_style).abstractNumId.val
    made = numbering.add_num(kind)
    override = made.add_lvlOverride(ilvl=0)
    first = OxmlElement("w:startOverride")
    first.set(qn("w:val"), str(max(start, 1)))
    override.append(first)
    number: int = made.numId
    return number


def _number(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = 0


def _table(document: Any, rows: list[Block]) -> None:
    table = document.add_table(rows=0, cols=max(len(row.cells) for row in rows))
    table.style = "Table Grid"
    for row in rows:
        cells = table.add_row().cells
        for cell, runs in zip(cells, row.cells, strict=False):
            for run in runs:
                _run(cell.paragraphs[0], run, strong=False)


def _look(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for of in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(of), None)
        if name != "Normal":
            _colour(style.font, _INK)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal = document.styles["Normal"].element.get_or_add_rPr()
    normal.append(language)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
