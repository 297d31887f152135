"""Word's format as paragraphs: controls with their tags, changes accepted, comments left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .layout import field_of
from .paragraphs import NotRead, Paragraph, Piece, part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PASSED_OVER = {
    "del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "sdtPr", "sdtEndPr",
    "tblPr", "trPr", "tcPr", "annotationRef",
}  # fmt: skip
"""What nobody reads who has accepted all changes and closed the comments."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F0FC": "☑", "F0A8": "☐", "F06F": "☐", "F0A3": "☐"}
"""Boxes of the fonts Wingdings, as older programs write them."""
_HELP_STYLE = "formhelp"
_LEVEL = re.compile(r"(?:heading|überschrift|titre) ?(\d)|(title)$")
_TRUE = {"1", "true", "on"}


@dataclass(frozen=True, slots=True)
class _Place:
    """The control that a piece of text stands in."""

    field: str = ""
    ticked: bool | None = None
    day: str = ""


@dataclass(slots=True)
class _Line:
    """A paragraph that is being put together."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Text boxes that hang on it, read after it."""


def paragraphs(content: bytes) -> list[Paragraph]:
    """Every paragraph in the order of the page.

    Raises:
        NotRead: it is damaged, or no Word document.
    """
    root = part(content, "word/document.xml")
    names = _style_names(content)
    found: list[Paragraph] = []
    joins = False
    for block, place in _blocks(root, _Place()):
        line = _Line()
        for child in block:
            _gather(child, place, line)
        if place.field and not line.pieces:
            line.pieces.append(_piece("", place))  # a blank line of an answer
        said = Paragraph(tuple(line.pieces), *_style(block, names))
        if joins:  # the end of the paragraph before was deleted, so the two are one
            before = found.pop()
            said = Paragraph((*before.pieces, *said.pieces), before.level, before.is_help)
        found.append(said)
        joins = block.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None
        for box in line.boxes:
            found += [_plain(inner, names) for inner, _ in _blocks(box, _Place())]
    return found


def _plain(block: Any, names: dict[str, str]) -> Paragraph:
    line = _Line()
    for child in block:
        _gather(child, _Place(), line)
    return Paragraph(tuple(line.pieces), *_style(block, names))


def _blocks(element: Any, place: _Place) -> Iterator[tuple[Any, _Place]]:
    """Each paragraph below an element, with the control it stands in."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield child, place
        elif name == "sdt":
            yield from _blocks(child, _place(child, place))
        elif name not in _PASSED_OVER:
            yield from _blocks(child, place)


def _gather(element: Any, place: _Place, line: _Line) -> None:
    """The pieces of text of one paragraph."""
    name = _name(element)
    if name == "txbxContent":
        line.boxes.append(element)
    elif name == "sdt":
        inner = _place(element, place)
        before = len(line.pieces)
        for child in element:
            _gather(child, inner, line)
        if len(line.pieces) == before and inner is not place:
            line.pieces.append(_piece("", inner))
    elif name == "t":
        line.pieces.append(_piece(element.text or "", place))
    elif name in _SIGNS:
        line.pieces.append(_piece(_SIGNS[name], place))
    elif name == "sym":
        sign = _SYMBOLS.get((element.get(f"{_W}char") or "").upper(), "")
        line.pieces.append(_piece(sign, place))
    elif name not in _PASSED_OVER and not _is_hidden(element):
        for child in element:
            _gather(child, place, line)


def _piece(text: str, place: _Place) -> Piece:
    return Piece(text, place.field, place.ticked, place.day)


def _place(control: Any, outer: _Place) -> _Place:
    """The place that a control is, if it is one of ours."""
    tag = control.find(f"{_W}sdtPr/{_W}tag")
    field = field_of(tag.get(f"{_W}val") or "") if tag is not None else ""
    if not field:
        return outer
    ticked = None
    if (box := control.find(f"{_W}sdtPr/{_W14}checkbox")) is not None:
        checked = box.find(f"{_W14}checked")
        ticked = checked is not None and checked.get(f"{_W14}val", "1") in _TRUE
    date = control.find(f"{_W}sdtPr/{_W}date")
    day = (date.get(f"{_W}fullDate") or "")[:10] if date is not None else ""
    return _Place(field, ticked, day)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") in _TRUE


def _style(block: Any, names: dict[str, str]) -> tuple[int, bool]:
    """The level of a heading, and whether it is a hint of ours."""
    style = block.find(f"{_W}pPr/{_W}pStyle")
    key = style.get(f"{_W}val") or "" if style is not None else ""
    name = names.get(key, key).lower()
    match = _LEVEL.match(name)
    return (int(match[1] or 1) if match else 0), name == _HELP_STYLE


def _style_names(content: bytes) -> dict[str, str]:
    """Styles by their keys: a heading is `Heading2` in one program and `berschrift2` in another."""
    try:
        root = part(content, "word/styles.xml")
    except NotRead:
        return {}
    found: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId") or ""] = name.get(f"{_W}val") or ""
    return found


def _name(element: Any) -> str:
    tag: Any = element.tag
    return (
        tag.rpartition("}")[2] if isinstance(tag, str) else "del"
    )  # a comment of XML says nothing
