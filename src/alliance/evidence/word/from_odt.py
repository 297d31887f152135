"""OpenDocument text as paragraphs: what LibreOffice and Google save beside Word's format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .layout import field_of
from .paragraphs import NotRead, Paragraph, Piece, part

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PASSED_OVER = {
    "tracked-changes",
    "annotation",
    "annotation-end",
    "note",
    "sequence-decls",
    "forms",
}
_GAPS = re.compile(r"[ \t\r\n]+")


def paragraphs(content: bytes) -> list[Paragraph]:
    """Every paragraph in the order of the page.

    Raises:
        NotRead: it is damaged, or no OpenDocument text.
    """
    root = part(content, "content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise NotRead("This is an OpenDocument file, but no text document.")
    return [_paragraph(block) for block in _blocks(body)]


def _blocks(element: Any) -> Iterator[Any]:
    for child in element:
        name = _name(child)
        if name in ("p", "h"):
            yield child
        elif name not in _PASSED_OVER:
            yield from _blocks(child)


def _paragraph(block: Any) -> Paragraph:
    level = block.get(f"{_TEXT}outline-level", "1") if _name(block) == "h" else "0"
    style = block.get(f"{_TEXT}style-name", "")
    return Paragraph(
        tuple(_pieces(block, "", None)),
        int(level) if level.isdecimal() else 1,
        style == "FormHelp",
    )


def _pieces(element: Any, field: str, ticked: bool | None) -> Iterator[Piece]:
    """The text below an element; blanks run together, as OpenDocument says."""
    if element.text:
        yield Piece(_GAPS.sub(" ", element.text), field, ticked)
    for child in element:
        name = _name(child)
        if name == "s":
            yield Piece(" " * min(_number(child), 1000), field, ticked)
        elif name in _SIGNS:
            yield Piece(_SIGNS[name], field, ticked)
        elif name == "content-control":
            yield from _control(child, field)
        elif name not in _PASSED_OVER:
            yield from _pieces(child, field, ticked)
        if child.tail:
            yield Piece(_GAPS.sub(" ", child.tail), field, ticked)


_SIGNS = {"tab": "\t", "line-break": "\n"}


def _control(control: Any, outer: str) -> Iterator[Piece]:
    field = field_of(control.get(f"{_LOEXT}tag", "")) or outer
    is_box = control.get(f"{_LOEXT}checkbox") == "true"
    ticked = control.get(f"{_LOEXT}checked") == "true" if is_box and field else None
    yield from _pieces(control, field, ticked)


def _number(element: Any) -> int:
    said = element.get(f"{_TEXT}c", "1")
    return int(said) if said.isdecimal() else 1


def _name(element: Any) -> str:
    tag: Any = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else "annotation"
