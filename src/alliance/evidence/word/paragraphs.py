"""What a document says, as plain paragraphs: the same for Word's format and OpenDocument."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LARGEST_PART = 10 * 1024 * 1024
"""Bytes of a document's text, unpacked: a form has a hundredth of it."""
MOST_PARAGRAPHS = 20_000
TOO_MUCH = "There is too much in this document for a form. Take out what does not belong to it."


class NotRead(ValueError):
    """It cannot be read, or is no form; the sentence says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one kind within a paragraph: in the place of a field, or outside of all."""

    text: str
    field: str = ""
    ticked: bool | None = None
    """Of a box to tick."""
    day: str = ""
    """The day that a control keeps beside the words that it shows."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: Sequence[Piece]
    level: int = 0
    """Of a heading; 0 for other text."""
    is_help: bool = False
    """Set in the style of our hints."""

    @property
    def outside(self) -> str:
        """What stands in no place of ours."""
        return "".join(piece.text for piece in self.pieces if not piece.field)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def part(content: bytes, name: str) -> Any:
    """A part of an office document as a tree.

    Raises:
        NotRead: it is not there, too large, damaged, or tries to define entities.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(name).file_size > LARGEST_PART:
                raise NotRead(TOO_MUCH)
            data = archive.read(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(data, parser)
    except (KeyError, OSError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as fault:
        if isinstance(fault, NotRead):
            raise
        raise NotRead(
            "This document is damaged. Open it, save it again under a new name and hand that in."
        ) from fault
    if root.getroottree().docinfo.doctype:
        raise NotRead("This document is made in a way that is not read. Save it again in Word.")
    return root
