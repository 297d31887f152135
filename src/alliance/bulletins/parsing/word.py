"""A Word document as a source: heading styles or bold lines, links, lists and tables kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from alliance.bulletins.parsing.compose import Part, Run, compose
from alliance.bulletins.parsing.lines import Source
from alliance.bulletins.parsing.sources import UnreadableSource

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 60_000_000  # bytes of a document once unpacked: no bulletin comes near
_HEADING = re.compile(r"(?:heading|title)\s*(\d)?", re.IGNORECASE)


def from_docx(data: bytes, name: str) -> Source:
    """The source of a Word document. Raises UnreadableSource."""
    if data.startswith(_OLE):
        raise UnreadableSource(
            f"{name}: the document is protected by a password, or is of the old .doc kind; "
            "open it in Word and save it as .docx without a password."
        )
    _check_package(data, name)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        parts = list(_parts(document))
    except Exception as error:  # python-docx lets errors of zip, XML and keys through
        raise UnreadableSource(
            f"{name}: the Word document is damaged ({type(error).__name__}); open it in Word, "
            "save it again and retry."
        ) from error
    return compose(parts)


def _check_package(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            size = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
        raise UnreadableSource(
            f"{name}: the Word document is damaged or was only partly copied; copy it again."
        ) from error
    if "word/document.xml" not in names:
        raise UnreadableSource(f"{name}: this is not a Word document; save it as .docx and retry.")
    if size > _LARGEST:
        raise UnreadableSource(f"{name}: the document unpacks to {size} bytes, far too large.")


def _parts(document: object) -> Iterator[Part]:
    from docx.table import Table

    counter = 0
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            yield from _table(block)
            continue
        for part in _paragraph(block, counter + 1):
            counter = counter + 1 if part.marker.endswith(".") else 0
            yield part


def _table(table: object) -> Iterator[Part]:
    seen: set[int] = set()
    for row in table.rows:  # type: ignore[attr-defined]
        for cell in row.cells:
            if id(cell._tc) in seen:  # a merged cell is given once for each column
                continue
            seen.add(id(cell._tc))
            for paragraph in cell.paragraphs:
                yield from _paragraph(paragraph, 1)


def _paragraph(paragraph: object, number: int) -> Iterator[Part]:
    """The part of a paragraph; a hard line break inside starts a new one."""
    style = (paragraph.style.name or "") if paragraph.style is not None else ""  # type: ignore[attr-defined]
    match = _HEADING.match(style)
    level = int(match[1] or 1) if match else 0
    part = Part(level=level, marker=_marker(paragraph, style, number))
    for run in _runs(paragraph):
        pieces = [run.text] if level else run.text.split("\n")
        for place, piece in enumerate(pieces):
            if place:
                yield part
                part = Part(level=level)
            part.runs.append(Run(piece, run.url, run.strong, run.em))
    yield part


def _marker(paragraph: object, style: str, number: int) -> str:
    properties = paragraph._p.pPr  # type: ignore[attr-defined]
    numbered = properties is not None and properties.numPr is not None
    if "Number" in style and style.startswith("List"):
        return f"{number}."
    return "•" if numbered or style.startswith("List") else ""


def _runs(paragraph: object) -> Iterator[Run]:
    from docx.text.hyperlink import Hyperlink

    for piece in paragraph.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(piece, Hyperlink):
            yield Run(piece.text, piece.url or "")
        else:
            yield Run(piece.text, "", bool(piece.bold), bool(piece.italic))
