"""The kinds of files that are taken in, and how a file's own bytes say what it is.

A name says what somebody thinks a file is; what it is stands in its content.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


class Way(Enum):
    """How the content of a kind is looked at."""

    PDF = "pdf"
    PACKED = "packed"
    """An office document: a zip file of parts."""
    PLAIN = "plain"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that can be taken in."""

    ending: str
    """Of its name, without the dot; also how this kind is called in code."""
    words: str
    """As people call it: “Word”."""
    media_type: str
    way: Way
    other_endings: tuple[str, ...] = ()

    @property
    def endings(self) -> tuple[str, ...]:
        return (self.ending, *self.other_endings)


PDF = Kind("pdf", "PDF", "application/pdf", Way.PDF)
DOCX = Kind("docx", "Word", f"{OOXML}wordprocessingml.document", Way.PACKED)
XLSX = Kind("xlsx", "Excel", f"{OOXML}spreadsheetml.sheet", Way.PACKED)
PPTX = Kind("pptx", "PowerPoint", f"{OOXML}presentationml.presentation", Way.PACKED)
ODT = Kind("odt", "OpenDocument", f"{ODF}text", Way.PACKED)
ODS = Kind("ods", "OpenDocument spreadsheet", f"{ODF}spreadsheet", Way.PACKED)
ODP = Kind("odp", "OpenDocument slides", f"{ODF}presentation", Way.PACKED)
CSV = Kind("csv", "CSV", "text/csv", Way.PLAIN)
TXT = Kind("txt", "text", "text/plain", Way.PLAIN)
PNG = Kind("png", "PNG", "image/png", Way.PICTURE)
JPEG = Kind("jpg", "JPEG", "image/jpeg", Way.PICTURE, ("jpeg",))
GIF = Kind("gif", "GIF", "image/gif", Way.PICTURE)
WEBP = Kind("webp", "WebP", "image/webp", Way.PICTURE)

Kinds = tuple[Kind, ...]
PAPERS: Kinds = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP)
DOCUMENTS: Kinds = (*PAPERS, CSV, TXT)
AGREEMENTS: Kinds = (PDF, DOCX, ODT)
SCANS: Kinds = (PDF, PNG, JPEG)
PICTURES: Kinds = (PNG, JPEG, GIF, WEBP)
ALL: Kinds = (*DOCUMENTS, *PICTURES)

SAVE_AS = {
    "doc": "docx", "dot": "docx", "docm": "docx", "dotm": "docx", "rtf": "docx", "pages": "docx",
    "xls": "xlsx", "xlsm": "xlsx", "xlsb": "xlsx", "xltm": "xlsx", "numbers": "xlsx",
    "ppt": "pptx", "pps": "pptx", "pptm": "pptx", "ppsm": "pptx", "key": "pptx",
}  # fmt: skip
"""What today's kind is that people can save an older or an armed one as."""


def by_ending(ending: str) -> Kind | None:
    """The kind that a name's ending claims."""
    return next((kind for kind in ALL if ending in kind.endings), None)


def in_words(kinds: Kinds) -> str:
    """`PDF, Word (docx) or OpenDocument (odt)`, as a sentence says it."""
    said = [
        kind.words if kind.words.lower() == kind.ending else f"{kind.words} ({kind.ending})"
        for kind in kinds
    ]
    return " or ".join(filter(None, [", ".join(said[:-1]), said[-1]]))
