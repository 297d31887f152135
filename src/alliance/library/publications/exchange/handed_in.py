"""A file or text that was handed in, whichever of the three formats it has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from alliance.refusals import Unreadable

from .bibtex import read_bibtex, write_bibtex
from .records import Read, Record
from .ris import read_ris, write_ris
from .table import read_csv, write_csv

LARGEST = 1_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write publications down."""

    name: str
    content_type: str
    write: Callable[[list[Record]], str]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", write_csv),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", write_bibtex),
    "ris": Format("RIS", "application/x-research-info-systems; charset=utf-8", write_ris),
}
"""By the ending of an address or a file."""


def ending_of(name: str, text: str) -> str:
    """Which format it is: by the ending of its name, or by how it begins.

    Raises:
        Unreadable: its name ends in something else.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in FORMATS:
        return ending
    if ending and ending != "txt":
        raise Unreadable(f"“{name}” is none of .csv, .bib and .ris. Save it as one of them.")
    if re.match(r"\s*@|\s*%", text):
        return "bib"
    return "ris" if re.search(r"^\s*TY  ?-", text, re.MULTILINE) else "csv"


def decoded(data: bytes, name: str) -> str:
    """As reference managers and spreadsheets save it: UTF-8, UTF-16 with its mark, or Windows.

    Raises:
        Unreadable: it is too large, or no text.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"“{name}” is larger than 1 MB. Split it.")
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in data and not is_wide:
        raise Unreadable(f"“{name}” is no text, whatever its name says.")
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"“{name}” cannot be read as text. Save it in UTF-8.")


def read(text: str, ending: str, name: str) -> Read:
    """The records of a text, and its faults.

    Raises:
        Unreadable: it holds no publication at all, or is no table with our headings.
    """
    match ending:
        case "bib":
            found = read_bibtex(text)
        case "ris":
            found = read_ris(text)
        case _:
            found = read_csv(
                text.encode(errors="replace"), f"{name.rpartition('.')[0] or name}.csv"
            )
    if not found.records and not found.faults:
        raise Unreadable(f"“{name}” holds no publication. Is it {FORMATS[ending].name}?")
    return found
